"""The month in which a paper was first public is not that of its arXiv id.

The "Time" column of a list gives the month of the id. A difference of one month is left alone: ids are given when a
paper is announced, a few days after it was handed in.

Found:
    posted = "2023-05"
    arxiv = "2402.09353"

Not found:
    # handed in on 25 February, announced in March
    posted = "2024-02"
    arxiv = "2403.00812"

Not found:
    # public before it came to arXiv, in proceedings
    posted = "2023-05"
    venue = "ACL"
    year = 2023
    arxiv = "2402.09353"

Fix: the month of the id; unsafe, because the id may be the one that is wrong.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, edit, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import submitted


@rule("MT308", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    said = re.match(r"(\d{4})-(\d\d)", subject.facts.get("posted", ""))
    came = submitted(subject.arxiv)
    if said is None or came is None:
        return
    posted = int(said[1]), int(said[2])
    was_published = not subject.is_preprint and subject.facts.get("year", came[0]) < came[0]
    if abs((posted[0] - came[0]) * 12 + posted[1] - came[1]) > 1 and not (posted < came and was_published):
        text = f"it is said to be of {said[0]}, and arXiv {subject.arxiv} came in {came[0]}-{came[1]:02}"
        edits = edit(subject, ("posted",), f"{came[0]}-{came[1]:02}", safe=False)
        yield found(subject, text, "posted", edits=edits)
