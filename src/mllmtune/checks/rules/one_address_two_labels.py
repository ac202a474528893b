"""Two links of a paper lead to one address.

The blog is the project's page, the demo is the code: one of the two says what it is not. A code link that leads to the
paper is MT201.

Found:
    links.project = "https://llava-vl.github.io/"
    links.blog = "https://llava-vl.github.io/"

Found:
    arxiv = "2310.03744"
    links.blog = "https://arxiv.org/abs/2310.03744"

Not found:
    # two pages of one site
    links.project = "https://llava-vl.github.io/"
    links.blog = "https://llava-vl.github.io/blog/2024/"

Fix: none; take out the one that is not what it says.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.rule import Finding, Level, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import arxiv_id

_BESIDE_THE_PAPER = frozenset(("blog", "project", "homepage", "website", "demo", "dataset", "data", "model", "video"))


@rule("MT209", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    first: dict[str, str] = {}
    own = subject.facts.get("arxiv", "").partition("v")[0]
    for path, address in subject.addresses:
        if path == ("url",):
            continue
        if own and path[-1] in _BESIDE_THE_PAPER and _folded(address) == own:
            yield found(subject, f"{path[-1]} leads to the paper: {address}", *path)
        label = first.setdefault(_folded(address), path[-1])
        if label != path[-1]:
            yield found(subject, f"{path[-1]} and {label} lead to one address: {address}", *path)


def _folded(address: str) -> str:
    """Return what two spellings of one address have in common."""
    meant = respelt(address)
    found = arxiv_id(meant) if "arxiv.org/" in meant else None
    return (
        re.sub(r"v\d+$", "", found) if found else re.sub(r"^https?://", "", meant).replace(":80/", "/", 1).rstrip("/")
    )
