"""The paper came to arXiv after the conference that it is said to be of.

Of those found by hand in lists, four in seven had a wrong year and three were late uploads: so this is a warning. The
months are those of the series (`checks/conferences.py`). For journals, and conferences that are not known, only a whole
year between the two counts.

Found:
    title = "A Paper"
    venue = "ICLR"
    year = 2024
    arxiv = "2410.02355"

Not found:
    # the camera-ready came to arXiv in the month of the conference
    venue = "ICLR"
    year = 2024
    arxiv = "2405.01234"

Not found:
    # accepted, and uploaded before
    venue = "ICML"
    year = 2024
    arxiv = "2402.09353"

Waive: when it is a late upload: `waive = ["MT310: late upload"]`.

Fix: none; look the paper up.
"""

from collections.abc import Iterator

from mllmtune.checks.conferences import last_month
from mllmtune.checks.rule import Finding, Level, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.model.facts import venue_of
from mllmtune.model.identifiers import submitted


@rule("MT310", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    facts = subject.facts
    came = submitted(subject.arxiv)
    year = facts.get("year")
    if came is None or year is None or subject.is_preprint:
        return
    month = last_month(facts.get("venue", "")) or last_month(facts.get("booktitle", "")) or 12
    if came > (year, month):
        name = venue_of(facts) or "its publication"
        text = f"{name} {year} was over when the paper came to arXiv, in {came[0]}-{came[1]:02}"
        yield found(subject, text, "year")
