"""A badge or a printed number disagrees with the link that it stands on.

The badge shows one paper or repository, the link leads to another: one of the two was forgotten when a row was copied.

Found:
    [![arXiv](https://img.shields.io/badge/arXiv-2502.14881-b31b1b.svg)](https://arxiv.org/abs/2503.04543)

Found:
    - A Paper of Something. [2402.09353](https://arxiv.org/abs/2402.09354)

Found:
    - A Paper of Something, arXiv:2402.09353. [pdf](https://arxiv.org/abs/2402.09354)

Found:
    - [Code](https://github.com/one/paper) ![](https://img.shields.io/github/stars/another/thing.svg?style=social)

Not found:
    # they agree
    - [![Star](https://img.shields.io/github/stars/One/Paper)](https://github.com/one/paper)

Not found:
    # the badge of a paper on a link to its code
    - [![arXiv](https://img.shields.io/badge/arXiv-2502.14881-b31b1b.svg)](https://github.com/one/paper)

Fix: none; look which of the two is right.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from mllmtune.checks.repositories import repository
from mllmtune.checks.rule import ONLY_LISTS, Finding, View, across
from mllmtune.checks.written import Written
from mllmtune.model.identifiers import arxiv_id

_PRINTED = re.compile(r"\barxiv[:\s]\s*(?P<id>\d{4}\.\d{4,5})(?!\d)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\d.])(?P<id>\d{4}\.\d{4,5})(?!\d)")
_STARS = re.compile(
    r"(?:img\.shields\.io|badgen\.net)/github/(?:stars|forks|last-commit)/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.svg)?(?=[?\"')\s]|$)",
    re.IGNORECASE,
)


@across("MT207", kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    links: defaultdict[int, list[Written]] = defaultdict(list)
    for link in view.links:
        links[link.line].append(link)
        if number := _other_number(link):
            text = f"arXiv {number} is shown, and the link leads to {link.address}"
            yield Finding(link.line, "", text)
    for line, typed in view.lines:
        yield from _other_stars(line, typed, links[line])
        if links[line] and (number := _printed_beside(typed, links[line])):
            yield Finding(line, "", f"arXiv {number} is printed, and the link leads to another paper")


def _other_number(link: Written) -> str:
    leads_to = arxiv_id(link.address) if "arxiv" in link.address.lower() else None
    shown = {match["id"] for match in _NUMBER.finditer(link.label)} if leads_to and not link.is_image else set()
    return "" if not leads_to or leads_to.partition("v")[0] in shown else next(iter(sorted(shown)), "")


def _printed_beside(typed: str, links: list[Written]) -> str:
    """Return the one number of arXiv that stands beside the one link to arXiv of a line, if it is another; else ""."""
    linked = {found.partition("v")[0] for link in links if (found := arxiv_id(link.address))}
    for link in links:
        typed = typed.replace(link.label, "").replace(link.address, "")
    printed = {match["id"] for match in _PRINTED.finditer(typed)}
    return next(iter(printed)) if len(printed) == len(linked) == 1 and printed != linked else ""


def _other_stars(line: int, typed: str, links: list[Written]) -> Iterator[Finding]:
    """Give the shields of a line that count the stars of no repository that the line links."""
    linked = {name for link in links if (name := repository(link.address))}
    for match in _STARS.finditer(typed) if linked else ():
        shown = f"github.com/{match['owner']}/{match['name']}".lower()
        if shown not in linked:
            yield Finding(line, "", f"the badge is that of {shown}, and the link leads to {min(linked)}")
