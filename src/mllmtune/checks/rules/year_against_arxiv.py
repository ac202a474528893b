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

from mllmtune.checks.rule import Finding, Level, edit, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import submitted


@rule("MT307", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    year = subject.facts.get("year")
    came = submitted(subject.arxiv)
    if year is None or came is None or not subject.is_preprint:
        return
    allowed = {came[0], came[0] - 1} if came[1] == 1 else {came[0]}
    if year not in allowed:
        text = f"the year is {year}, and arXiv {subject.arxiv} came in {came[0]}-{came[1]:02}"
        yield found(subject, text, "year", edits=edit(subject, ("year",), came[0], safe=False))
