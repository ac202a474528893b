r"""A blank too many in a title or a name.

Two in a row, or one before a colon or a comma: the title is found under neither spelling, and LaTeX prints the blank
before the colon.

Found:
    title = "Monkey : Image Resolution Is Important"

Found:
    authors = ["Li,  Qingyun"]

Found:
    @misc{a, title = {A Paper}, year = 2024,
      author = {Huang, Wenke and Liang, Jian and  Li, Qingyun}}

Not found:
    # a colon of French, and one of mathematics
    title = "f $: x$ as in :) and in a:b"

Not found:
    # a line end in a .bib file counts as one blank
    title = "A Paper\n  of Something"

Fix: one blank or none, which is safe.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, View, across, edit, found
from mllmtune.checks.subject import Subject

_STRAY = re.compile(r"(?<=\w) +(?=[:,;](?:\s|$))|(?<=\S)  +(?=\S)|^ +| +$")
_TYPED = re.compile(r"\s*(?:author|editor)\s*=\s*[{\"].*?[^\s{\"]  +(?!and\s*$)[^\s}\"]", re.IGNORECASE)
_PLACES = ("title", "booktitle", "journal", "venue", "authors", "editors")


@across("MT604", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    for subject in view.subjects:
        yield from _in_paper(subject)
    if view.is_bibtex:
        # What reads BibTeX takes several blanks between names for one.
        for number, line in enumerate(view.text.split("\n"), start=1):
            if _TYPED.match(line):
                yield Finding(number, "", "two blanks in a row")


def _in_paper(subject: Subject) -> Iterator[Finding]:
    for place in _PLACES:
        old = subject.value((place,))
        new = [_without(name) for name in old] if isinstance(old, list) else _without(str(old or ""))
        if old and new != old:
            yield found(subject, f"a blank too many in {place}", place, edits=edit(subject, (place,), new, safe=True))


def _without(text: str) -> str:
    if "  " not in text and " :" not in text and " ," not in text and " ;" not in text and text.strip() == text:
        return text
    before = _STRAY.sub(lambda match: " " if match.start() and _between(text, match) else "", text)
    return before or text


def _between(text: str, match: re.Match[str]) -> bool:
    return match.end() < len(text) and text[match.end()] not in ":,;"
