"""Two links of a paper lead to one address.

The blog is the project's page, the demo is the code: one of the two says what it is not. A code link that leads to the
paper is MT201.

Found:
    links.project = "https://llava-vl.github.io/"
    links.blog = "https://llava-vl.github.io/"

Not found:
    # two pages of one site
    links.project = "https://llava-vl.github.io/"
    links.blog = "https://llava-vl.github.io/blog/2024/"

Fix: none; take out the one that is not what it says.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, found, rule
from mllmtune.checks.subject import Subject


@rule("MT209", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for path, address in subject.addresses():
        if path == ("url",):
            continue
        label = first.setdefault(address.rstrip("/"), path[-1])
        if label != path[-1]:
            yield found(subject, f"{path[-1]} and {label} lead to one address: {address}", *path)
