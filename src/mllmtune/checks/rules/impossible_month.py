"""A date has a month that no year has.

`2024.20`, `month = {13}`: two digits were swapped, or those of a day stand for the month.

Found:
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = 2024, month = {13}}

Found:
    @misc{a, title = {A Paper}, author = {Doe, Jane}, date = {2024-13-01}}

Found:
    | Date | Title | Paper |
    | --- | --- | --- |
    | 2024.20 | **A Paper of Something** | [link](https://arxiv.org/abs/2402.09353) |

Found:
    | Date | Title | Paper |
    | --- | --- | --- |
    | 2204.05 | **A Paper of Something** | [link](https://arxiv.org/abs/2405.09353) |

Not found:
    # seasons of biblatex, two months, and a day
    @misc{a, title = {A Paper}, author = {Doe, Jane}, date = {2024-21}}
    @misc{b, title = {Another Paper}, author = {Doe, Jane}, year = 2024, month = {1--2}}
    @misc{c, title = {A Third Paper}, author = {Doe, Jane}, date = {2024-12-31}}

Not found:
    # an arXiv id, and a number of its own
    | Id | Score | Title | Paper |
    | --- | --- | --- | --- |
    | 2402.09353 | 1024.5 | **A Paper of Something** | [link](https://arxiv.org/abs/2402.09353) |

Fix: none; look when it was.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Kind, View, across, found
from mllmtune.checks.subject import Subject

# biblatex's manual, section 2.3.8: 21 to 24 are seasons, and EDTF has more of them up to 41.
_DATE = re.compile(r"\d{4}-(?P<month>00|1[3-9]|20|4[2-9]|[5-9]\d)(?:-\d\d)?(?:/.*)?")
_MONTH = re.compile(r"0+|1[3-9]|[2-9]\d|\d{3,}")
_CELL = re.compile(
    r"\|\s*\**(?P<date>(?:19|20)\d\d[./-](?:00|1[3-9]|[2-9]\d)|2[1-9]\d\d[./-](?:0[1-9]|1[0-2]))\**\s*(?=\|)"
)


@across("MT325")
def check(view: View) -> Iterator[Finding]:
    if view.kind is Kind.LIST:
        for number, line in view.lines:
            if match := _CELL.search(line) if "|" in line else None:
                yield Finding(number, "", f"{match['date']} is no date: there is no such month, or the year is to come")
    else:
        for subject in view.subjects:
            yield from _in_paper(subject)


def _in_paper(subject: Subject) -> Iterator[Finding]:
    month = subject.fields.get("month", "").strip()
    if _MONTH.fullmatch(month):
        yield found(subject, f"there is no month {month}", "fields", "month")
    for name in ("date", "urldate", "eventdate", "origdate"):
        if _DATE.fullmatch(said := subject.fields.get(name, "").strip()):
            yield found(subject, f"{name} {said} has a month that no year has", "fields", name)
