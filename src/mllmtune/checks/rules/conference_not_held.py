"""The conference was not held in the year that is given.

ICCV is held in odd years, ECCV in even ones, and COLM since 2024: the year, or the conference, is that of another
paper. The years are those of the series (`checks/conferences.py`).

Found:
    venue = "ICCV"
    year = 2024

Found:
    | Title | Venue | Paper |
    | --- | --- | --- |
    | **A Paper of Something** | ECCV'23 | [link](https://arxiv.org/abs/2303.09353) |

Not found:
    # an odd year
    venue = "ICCV"
    year = 2023

Not found:
    # held every year, and journals
    venue = "CVPR"
    year = 2024

Fix: none; look the paper up.
"""

from collections.abc import Iterator

from mllmtune.checks.conferences import is_held
from mllmtune.checks.rule import Finding, Level, found, rule
from mllmtune.checks.subject import Subject


@rule("MT309", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    facts = subject.facts
    for venue in filter(None, (facts.get("venue"), facts.get("booktitle"))):
        if "year" in facts and not is_held(venue, facts["year"]):
            yield found(subject, f"there was no {venue} in {facts['year']}", "year")
            return
