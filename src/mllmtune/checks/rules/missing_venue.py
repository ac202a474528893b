"""The paper has no venue, and is no preprint.

An article without its journal, a paper in proceedings without their title: BibTeX warns, and a reader cannot find it.
In a list a paper counts that has neither a venue nor an arXiv link, where most others have a venue.

Found:
    type = "inproceedings"
    title = "A Paper of Something"
    authors = ["Doe, Jane"]
    year = 2024

Not found:
    # the short name of the venue is enough
    type = "inproceedings"
    title = "A Paper of Something"
    venue = "ICML"

Not found:
    # it inherits the title of the proceedings
    type = "inproceedings"
    title = "A Paper of Something"
    fields.crossref = "icml2024"

Not found:
    # a preprint has none
    type = "article"
    title = "A Paper of Something"
    arxiv = "2402.09353"

Fix: none.
"""

from collections.abc import Iterator, Sequence

from mllmtune.checks.rule import Finding, Kind, View, across, found
from mllmtune.checks.subject import Subject

_NEEDS_ONE = frozenset(("article", "inproceedings", "conference", "incollection", "suppbook", "inreference"))
_PLACES = ("venue", "booktitle", "journal", "series", "howpublished")
_FIELDS = frozenset(("journaltitle", "maintitle", "eventtitle", "shortjournal", "issuetitle", "eprint", "pubstate"))


@across("MT303")
def check(view: View) -> Iterator[Finding]:
    if view.kind is Kind.LIST and not _most_have_one(view.subjects):
        return
    for subject in view.subjects:
        # What a list links that has no identifier is as often a page, a model or a data set as a paper.
        needs_one = bool(subject.identifiers) if view.kind is Kind.LIST else subject.facts["type"] in _NEEDS_ONE
        if needs_one and subject.is_work and not subject.arxiv and not _has_one(subject):
            yield found(subject, "no venue")


def _most_have_one(subjects: Sequence[Subject]) -> bool:
    return 2 * sum(map(_has_one, subjects)) > len(subjects)


def _has_one(subject: Subject) -> bool:
    return any(subject.facts.get(name) for name in _PLACES) or any(map(subject.fields.get, _FIELDS))
