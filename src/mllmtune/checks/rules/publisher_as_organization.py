"""The publisher stands as the organization.

BibTeX's organization is who holds the conference; search engines put the publisher there. Styles print the two in
different places.

Found:
    type = "inproceedings"
    booktitle = "International Conference on Machine Learning"
    organization = "PMLR"

Not found:
    # it holds the conference, and publishes, too
    type = "inproceedings"
    organization = "IEEE"

Fix: it becomes the publisher, if there is none; unsafe, because the entry changes its look.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import WITH_FIELDS, Edit, Finding, Level, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.text.latex import plain

_PUBLISHERS = frozenset((
    "pmlr", "springer", "springer-verlag", "elsevier", "citeseer", "wiley", "mit press", "the mit press",
    "omnipress", "curran associates", "curran associates, inc.", "cambridge university press",
    "oxford university press", "morgan kaufmann", "crc press", "wiley online library",
    "springer international publishing",
))  # fmt: skip


@rule("MT318", level=Level.WARNING, kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    said = subject.facts.get("organization", "")
    if plain(said).lower() in _PUBLISHERS and subject.facts["type"] not in {"manual", "online"}:
        edits = () if "publisher" in subject.facts else (
            Edit(subject.key, ("organization",), said, None, safe=False),
            Edit(subject.key, ("publisher",), None, said, safe=False),
        )  # fmt: skip
        yield found(
            subject, f"{plain(said)} is the publisher, not who holds the conference", "organization", edits=edits
        )
