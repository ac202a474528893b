"""The title is cut off.

It ends in three dots, as pages show a title for which there is no room; the paper is not found under what is left.

Found:
    title = "Fine-tuning Aligned Language Models Compromises Safety..."

Found:
    title = "Exploring the Limits of Transfer Learning with a Unified \u2026"

Not found:
    # a sentence that breaks off on purpose is short, and dots stand inside a title
    title = "Once upon a Time..."

Not found:
    title = "To Tune ... or Not to Tune Large Language Models"

Fix: none; look the whole title up.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, found, rule
from mllmtune.checks.subject import Subject

_CUT = re.compile(r"(?:\.\.\.|\u2026)\s*\}?$")
_FEWEST = 6  # words of a title that is more than a saying


@rule("MT338", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    title = subject.facts.get("title", "")
    if _CUT.search(title) and len(title.split()) >= _FEWEST:
        yield found(subject, f'the title breaks off: "...{title[-30:]}"', "title")
