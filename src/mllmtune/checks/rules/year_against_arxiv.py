"""The year of a preprint is not that of its arXiv id.

An arXiv id begins with year and month. A preprint has no other date than that, so one of the two is wrong: often the
year is that of a later version, or of the day on which somebody copied the entry.

Found:
    title = "A Paper of Something"
    year = 2024
    arxiv = "2311.10774"

Not found:
    # published later
    year = 2024
    venue = "NAACL"
    arxiv = "2311.10774"

Not found:
    # handed in on the last days of the year, announced in the next one
    year = 2023
    arxiv = "2401.00123"

Fix: the year of the id; unsafe, because the paper may have been published by now.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Kind, Level, View, across, edit, found
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import submitted

_JANUARY, _DECEMBER = 1, 12


@across("MT307", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    for subject in view.subjects:
        # The items of a list are running text, in which other years stand, too; beside "arXiv" it is that of the paper.
        if view.kind is not Kind.LIST or "arxiv" in subject.facts.get("venue", "").lower():
            yield from _wrong_year(subject)


def _wrong_year(subject: Subject) -> Iterator[Finding]:
    year = subject.facts.get("year")
    came = submitted(subject.arxiv)
    if year is None or came is None or not subject.is_preprint:
        return
    nearby = {_JANUARY: came[0] - 1, _DECEMBER: came[0] + 1}
    if year not in {came[0], nearby.get(came[1], came[0])}:
        text = f"the year is {year}, and arXiv {subject.arxiv} came in {came[0]}-{came[1]:02}"
        yield found(subject, text, "year", edits=edit(subject, ("year",), came[0], safe=False))
