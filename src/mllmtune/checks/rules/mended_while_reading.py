"""A place in the file was mended to be understood.

Another program may read it otherwise, or not at all: a missing comma between two fields, a key that stands twice, a
record without a key. What is the habit of a file is said once.

Found:
    @misc{a, title = {One} year = 2024}

Not found:
    @misc{a, title = {One}, year = 2024}

Not found:
    # names that are joined by commas: that is MT306, which has a fix
    @misc{a, title = {One}, author = {Jane Doe, John Roe, Max Moe, Ann Poe,}, year = 2024}

Fix: none; the sentence says what was taken for what.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from mllmtune.checks.habits import without_habit
from mllmtune.checks.rule import Finding, Level, View, across
from mllmtune.checks.rules.authors_joined_by_commas import are_joined
from mllmtune.text.several_names import LIKELY_SEVERAL, SEMICOLON, TOO_MANY, TOO_MANY_AT_END

_PLACES = re.compile(r"\d+ rows? only keeps? a place")  # each of them is MT701


@across("MT002", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    joined = [subject.key for subject in view.subjects if are_joined(subject)] if view.troubles else []
    told = tuple(
        f"{key}: {doubt}" for key in joined for doubt in (TOO_MANY, TOO_MANY_AT_END, LIKELY_SEVERAL, SEMICOLON)
    )
    alike: defaultdict[str, list[Finding]] = defaultdict(list)
    for trouble in view.troubles:
        if not trouble.lost and not trouble.text.startswith(told) and not _PLACES.match(trouble.text):
            _, colon, said = trouble.text.partition(": ")
            alike[said if colon else trouble.text].append(Finding(trouble.line, "", trouble.text))
    for findings in alike.values():
        yield from without_habit(findings, len(view.subjects))
