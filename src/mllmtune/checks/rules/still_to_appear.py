"""A paper is still said to be about to appear, long after its year.

"To appear", "in press", "under review": it has appeared by now, with pages and a DOI, or never will.

Found:
    @inproceedings{a, title = {A Paper}, author = {Doe, Jane}, booktitle = {ICML}, year = 2021, note = {to appear}}

Not found:
    # this year or the last one
    @inproceedings{a, title = {A Paper}, author = {Doe, Jane}, booktitle = {ICML}, year = 2026, note = {To appear}}
    @inproceedings{b, title = {A Second}, author = {Doe, Jane}, booktitle = {ICML}, year = 2025, note = {In press}}

Not found:
    # it says more than that
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = 2021, note = {A version is to appear as a book}}

Fix: none; look where it appeared.
"""

import re
from collections.abc import Iterator
from typing import cast

from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, View, across, found

_WAITING = re.compile(
    r"\W*(?:to\s+appear|in\s+press|forthcoming|accepted(?:\s+for\s+publication)?|submitted(?:\s+for\s+publication)?"
    r"|under\s+review|in\s+preparation)\W*",
    re.IGNORECASE,
)
_YEARS = 2  # within which a paper appears


@across("MT330", level=Level.WARNING, kinds=WITH_FIELDS)
def check(view: View) -> Iterator[Finding]:
    latest = view.setting.today.year - _YEARS
    for subject in view.subjects:
        facts = cast("dict[str, str]", subject.facts)
        if subject.year is None or subject.year > latest:
            continue
        for place in ("note", "howpublished", "venue", "journal", "booktitle", "pages", "volume"):
            if _WAITING.fullmatch(facts.get(place, "")):
                yield found(subject, f'"{facts[place]}", and it is of {subject.year}', place)
                break
