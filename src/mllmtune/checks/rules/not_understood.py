"""A place in the file was not understood.

What the reader cannot take for a paper is missing from everything that is made of the file, so it is named here with
its line and with what to do.

Found:
    @article{cut, title = {An entry without an end

Not found:
    @article{whole, title = {An entry with an end}}

Fix: none; the sentence says what to do.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Finding, View, across


@across("MT001")
def check(view: View) -> Iterator[Finding]:
    for trouble in view.troubles:
        if trouble.lost:
            yield Finding(trouble.line, "", trouble.text)
