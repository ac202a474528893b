"""A blank is missing behind the colon or the comma of a title.

Found:
    title = "TCP:Textual-based Class-aware Prompt tuning"

Found:
    title = "Retrieve,Merge, and Predict"

Not found:
    # a ratio, a time, a scheme and numbers
    title = "1:N Matching at 12:30 of std::vector with C:N and 100,000 Questions"

Fix: the blank; unsafe, because some names are written so.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, edit, found, rule
from mllmtune.checks.subject import Subject

_JOINED = re.compile(r"(?<=[^\W\d_][^\W_])(?P<sign>[:;,?!])(?=[A-Z][a-z]{2,}|[a-z]{4,} )")


@rule("MT608", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    title = subject.facts.get("title", "")
    if "://" in title or "$" in title or "\\" in title:
        return
    if match := _JOINED.search(title):
        edits = edit(subject, ("title",), _JOINED.sub(r"\g<sign> ", title), safe=False)
        yield found(
            subject,
            f'there is no blank behind "{match["sign"]}" in "{_around(title, match.start())}"',
            "title",
            edits=edits,
        )


def _around(title: str, place: int) -> str:
    start = title.rfind(" ", 0, place) + 1
    return re.split(r"\s", title[start:], maxsplit=1)[0]
