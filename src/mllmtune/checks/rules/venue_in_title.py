"""The venue stands in the title.

`PaLM-E: An Embodied Multimodal Language Model [ICML 2023]`: under such a title the paper is found nowhere.

Found:
    title = "PaLM-E: An Embodied Multimodal Language Model [ICML 2023]"

Found:
    title = "(CVPR'24 Oral) Improved Baselines with Visual Instruction Tuning"

Not found:
    # the conference is what it is about
    title = "Overview of the Shared Task (EMNLP)"

Not found:
    title = "A Report on the Challenge at CVPR 2024"

Fix: it is taken out of the title; unsafe, because reports on a conference end so, too.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, edit, found, rule
from mllmtune.checks.subject import Subject

_VENUE = r"[\[(](?:[A-Z](?=[A-Za-z]*[A-Z]{2})[A-Za-z]*+|ArXiv|arXiv)\s*(?:'\d\d|(?:19|20)\d\d)(?:\s+\w+)?[\])]"
_BEHIND = re.compile(rf"(?<!\s)\s*{_VENUE}\s*$")
_BEFORE = re.compile(rf"^\s*{_VENUE}\s*")


@rule("MT334", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    title = subject.facts.get("title", "")
    if match := _BEHIND.search(title) or _BEFORE.search(title):
        right = title[: match.start()] + title[match.end() :]
        edits = edit(subject, ("title",), right, safe=False) if right else ()
        yield found(subject, f'"{match[0].strip()}" is no part of the title', "title", edits=edits)
