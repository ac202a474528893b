"""An arXiv link is spelt otherwise than https://arxiv.org/abs/ID.

The page is what most readers want: abstract, versions, PDF and code are one click away. Links to a PDF, to a certain
version or to a mirror mixed with links to pages hide that two rows are one paper. A link that is called PDF may lead to
one.

Found:
    links.paper = "https://arxiv.org/pdf/2402.09353v2.pdf"

Found:
    - [A Paper of Something](https://www.arxiv.org/pdf/2402.09353) [code](https://github.com/somebody/something)

Not found:
    # as it should be
    url = "https://arxiv.org/abs/2402.09353"

Not found:
    # it says what it is
    links.pdf = "https://arxiv.org/pdf/2402.09353"

Not found:
    # another page with its own contents
    links.demo = "https://huggingface.co/papers/2402.09353"

Fix: the page is put in, which is safe; unsafe where a version is named, because that may be meant.
"""

import re
from collections import Counter
from collections.abc import Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.rule import Finding, Kind, Level, View, across, edit, found
from mllmtune.model.identifiers import arxiv_id

_ARXIV = re.compile(
    r"https?://(?:[\w-]+\.)*(?:(?:arxiv|ar5iv|alphaxiv)\.org/|semanticscholar\.org/arxiv[:/]|arxiv-vanity\.com/papers/)",
    re.IGNORECASE,
)
_FEW = 5  # links that are spelt alike are no habit yet
_HABIT = 10  # a tenth of a list is
_SAYS_SO = re.compile(r"pdf|html|ar5iv|alphaxiv|\bv\d", re.IGNORECASE)


@across("MT206", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    if view.kind is Kind.LIST:
        yield from _in_list(view)
        return
    for subject in view.subjects:
        for path, address in subject.addresses:
            if (right := page_of(respelt(address))) and not _SAYS_SO.search(path[-1]):
                pinned = re.search(r"\dv\d", address) is not None
                edits = edit(subject, path, right, safe=not pinned)
                yield found(subject, _text(address, right), *path, edits=edits)


def _in_list(view: View) -> Iterator[Finding]:
    """Give the links of a list; a spelling that is the habit of the whole list is given once, with their number."""
    links = [link for link in view.links if _ARXIV.match(link.address) and arxiv_id(link.address)]
    others = [link for link in links if page_of(link.address) and not _SAYS_SO.search(link.label)]
    habits = Counter(_form(link.address) for link in others)
    said: set[str] = set()
    for link in others:
        form = _form(link.address)
        is_habit = habits[form] > max(_FEW, len(links) // _HABIT)
        if is_habit and form in said:
            continue
        said.add(form)
        more = f"; so are {habits[form] - 1} more" if is_habit else ""
        yield Finding(link.line, "", _text(link.address, page_of(link.address)) + more)


def _form(address: str) -> str:
    return re.sub(r"\d+", "0", address)


def page_of(address: str) -> str:
    """Return how an arXiv link is spelt right; "" if it is, but for http://, which is another rule's, or is none."""
    if not _ARXIV.match(address) or (found := arxiv_id(address)) is None:
        return ""
    right = f"https://arxiv.org/abs/{re.sub(r'v[0-9]+$', '', found)}"
    return "" if address.replace("http://", "https://", 1).rstrip("/") == right else right


def _text(address: str, right: str) -> str:
    return f"{address} is spelt otherwise than {right}"
