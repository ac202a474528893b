"""A title ends in a full stop, a comma or a colon.

It was copied along with the title. BibTeX puts a full stop of its own behind every title, and a title with a comma is
another one to whoever compares them.

Found:
    title = "QLoRA: Efficient Finetuning of Quantized LLMs."

Found:
    title = "Program Synthesis with Large Language Models,"

Not found:
    # an abbreviation, a title that is cut off, a question, and a name
    title = "A History of Apple Inc."

Not found:
    title = "Made in the U.S.A."

Not found:
    title = "What Is It Like to Be a ..."

Fix: the sign is taken away, which is safe.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.habits import without_habit
from mllmtune.checks.rule import Finding, Level, View, across, edit, found
from mllmtune.checks.subject import Subject

_SIGNS = frozenset(".,;:")
_SIGN = re.compile(r"(?<=[^\W\d_]{3})(?P<sign>[.,;:])\s*$|(?<=[\w)}])(?P<other>[,;:])\s*$")

_IS_WHOLE = re.compile(
    r"\.\.$|\b(?:inc|ltd|corp|etc|univ|dept|vol|eds|ver)\.\s*$|&#?\w+;\s*$", re.IGNORECASE
)  # cut off, an abbreviation, an entity (MT603)


@across("MT607", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    yield from without_habit([one for subject in view.subjects for one in _in_title(subject)], len(view.subjects))


def _in_title(subject: Subject) -> Iterator[Finding]:
    title = subject.facts.get("title", "")
    match = _SIGN.search(title) if title.rstrip()[-1:] in _SIGNS else None
    if match and " " in title.strip() and not _IS_WHOLE.search(title):
        sign = match["sign"] or match["other"]
        edits = edit(subject, ("title",), title[: match.start()], safe=True)
        yield found(subject, f'the title ends in "{sign}"', "title", edits=edits)
