"""The venue of a paper has the year in it.

`ECCV 2022` is another venue than `ECCV` to `filter` and to `export --group-by venue`, and is printed as "ECCV 2022,
2022".

Found:
    venue = "ECCV 2022"
    year = 2022

Found:
    venue = "ICLR'24"

Not found:
    # a year that is part of a name
    venue = "TREC 2021 Deep Learning Track"

Fix: the venue without the year; safe where the paper has that year, else unsafe.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LIBRARIES, Finding, edit, found, rule
from mllmtune.checks.subject import Subject

_YEAR = re.compile(r"(?:(?<![\s,-])[\s,-]+(?P<whole>(?:19|20)\d\d)|(?<!\s)\s*['\u2018\u2019](?P<short>\d\d))$")


@rule("MT333", kinds=ONLY_LIBRARIES)
def check(subject: Subject) -> Iterator[Finding]:
    venue, year = subject.facts.get("venue", ""), subject.facts.get("year")
    if match := _YEAR.search(venue):
        said = int(match["whole"] or f"20{match['short']}")
        edits = edit(subject, ("venue",), venue[: match.start()], safe=said == year)
        yield found(subject, f'the year stands in the venue "{venue}"', "venue", edits=edits if match.start() else ())
