"""A place in the file was mended to be understood.

Another program may read it otherwise, or not at all: a missing comma between two fields, a key that stands twice, a
record without a key.

Found:
    @misc{a, title = {One} year = 2024}

Not found:
    @misc{a, title = {One}, year = 2024}

Fix: none; the sentence says what was taken for what.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, View, across


@across("MT002", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    for trouble in view.troubles:
        if not trouble.lost:
            yield Finding(trouble.line, "", trouble.text)
