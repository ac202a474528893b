"""A paper has two identifiers of one kind.

The arXiv id says one number and the link, the DOI of arXiv or the journal another; the same for DOIs, OpenReview and
the ACL Anthology. One of them is another paper's.

Found:
    arxiv = "2310.11454"
    doi = "10.48550/arXiv.2310.11445"

Found:
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = 2023, eprint = {2307.09288}, archiveprefix = {arXiv},
      url = {https://arxiv.org/abs/2302.13971}}

Found:
    anthology = "2022.acl-short.1"
    doi = "10.18653/v1/2022.acl-short.2"

Not found:
    # another version, and a DOI beside an arXiv id
    arxiv = "2310.11454v2"
    url = "https://arxiv.org/abs/2310.11454"
    doi = "10.1109/CVPR52733.2024.02484"

Fix: none; look up which of the two is the paper's.
"""

from collections.abc import Iterator
from typing import cast

from mllmtune.checks.rule import Finding, found, rule
from mllmtune.checks.subject import Subject

_ANTHOLOGY_DOI = "doi:10.18653/v1/"
_NAMES = {"arxiv": "arXiv ids", "doi": "DOIs", "openreview": "OpenReview ids", "anthology": "ids of the ACL Anthology"}


@rule("MT323")
def check(subject: Subject) -> Iterator[Finding]:
    named = {name.replace(_ANTHOLOGY_DOI, "anthology:") for name in subject.identifiers}
    if len(named) < 2:  # noqa: PLR2004 - two
        return
    for kind, names in _NAMES.items():
        numbers = sorted(name.removeprefix(f"{kind}:") for name in named if name.startswith(f"{kind}:"))
        if len(numbers) > 1:
            text = f"two {names}: {' and '.join(numbers)}; one of them is another paper's"
            yield found(subject, text, _place(subject, kind, numbers))


def _place(subject: Subject, kind: str, numbers: list[str]) -> str:
    """Return where one of the numbers stands that is not the attribute which is named for it."""
    facts = cast("dict[str, str]", subject.facts)
    told = (name for name in ("url", "doi", "journal", "howpublished") if name != kind and name in facts)
    return next((name for name in told if any(number in facts[name].lower() for number in numbers)), kind)
