"""A link leads nowhere: its address is empty, a word that keeps its place, or lacks its number.

Whoever clicks it stays where he is. It was meant to be filled in later, or a script had nothing to fill in.

Found:
    - **A Paper of Something** [paper](https://arxiv.org/abs/2402.09353) [code]()

Found:
    - **A Paper of Something** [paper](https://arxiv.org/abs/2402.09353) [code](#)

Found:
    - **A Paper of Something** [paper](https://arxiv.org/abs/2402.09353) [code](TODO) [demo](https://github.com/)

Found:
    - **A Paper of Something** [paper](https://openreview.net/forum?id=) [doi](https://doi.org/)

Not found:
    # the way back to the top of the page
    ## Adapters [↑](#)

Not found:
    # a task that is not done yet is no link
    - [ ] (look for the code of the paper)

Fix: none; put the address in, or take the link out.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, View, across
from mllmtune.checks.written import Written

_NAMES_A_PAGE = re.compile(
    r"\b(?:code|github|paper|pdf|arxiv|link|project|page|website|homepage|demo|data(?:set)?|model|weights?|video)s?\b",
    re.IGNORECASE,
)
_NAMES_A_PAPER = re.compile(r"\b(?:paper|pdf|link|doi)\b|\w+\W+\w+\W+\w", re.IGNORECASE)
_KEEPS_A_PLACE = re.compile(
    r"todo|tb[ad]|n/?a|none|null|-|coming[-_]?soon|https?://|https?://(?:www\.)?github\.com/?",
    re.IGNORECASE,
)

# What is left of an address when the number that names the page was not put in.
_WITHOUT_NUMBER = re.compile(
    r"https?://(?:www\.)?(?:openreview\.net/(?:forum|pdf)(?:\?id=)?|(?:dx\.)?doi\.org/?|arxiv\.org/(?:abs|pdf|list)(?:/.*/?(?:recent|new))?/?"
    r"|arxiv\.org/?|aclanthology\.org/?|ieeexplore\.ieee\.org/(?:abstract/)?document/?|huggingface\.co/papers/?)",
    re.IGNORECASE,
)


@across("MT202", kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    for link in view.links:
        if _WITHOUT_NUMBER.fullmatch(link.address) and _NAMES_A_PAPER.search(link.label):
            yield Finding(link.line, "", f"the link [{link.label}] leads to {link.address}, and to no paper")
        elif _leads_nowhere(link):
            what = f"the image [{link.label}]" if link.is_image else f"the link [{link.label}]"
            where = f"leads to {link.address} alone" if "://" in link.address.rstrip("/:") else "has no address"
            yield Finding(link.line, "", f"{what} {where}")


def _leads_nowhere(link: Written) -> bool:
    """Tell whether there is no address, or, where code or a paper should be, a word that keeps its place."""
    if link.address == "#" or _KEEPS_A_PLACE.fullmatch(link.address):
        return _NAMES_A_PAGE.search(link.label) is not None
    return not link.address.strip("# ")
