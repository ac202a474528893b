r"""A text holds an entity or a tag of HTML.

`&amp;` and `<sub>` come from a page or an export; LaTeX prints them as they stand, and `&` stops it.

Found:
    title = "Research &amp; Development"

Found:
    title = "The H<sub>2</sub>O Language Model"

Not found:
    # signs of their own
    title = "Research {\\&} Development; AT&T"

Not found:
    # mathematics
    title = "When a < b and b > c"

Fix: the sign that is meant, which is safe; a tag has no fix.
"""

import re
from collections.abc import Iterator
from html import unescape

from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject

_ENTITY = re.compile(r"\\?&(?:#\d{2,6}|#x[0-9A-Fa-f]{2,6}|[A-Za-z]{2,13}\d?);")
_TAG = re.compile(
    r"</?(?:sub|sup|i|b|em|strong|scp|tt|span|p|br|italic|bold|mml:\w+|inf|jats:\w+)\b[^<>]*>", re.IGNORECASE
)
_READ_AS_HTML = ("notes", "abstract")


@rule("MT603")
def check(subject: Subject) -> Iterator[Finding]:
    told = set()
    for path, text in subject.texts:
        if path[0] in _READ_AS_HTML or path in told:
            continue
        if match := next(filter(_is_known, _ENTITY.finditer(text)), None):
            told.add(path)
            old = subject.value(path)
            new = [without_entities(name) for name in old] if isinstance(old, list) else without_entities(text)
            told_of = f"{match[0].lstrip(chr(92))} is HTML for {without_entities(match[0])}"
            yield found(subject, told_of, *path, edits=edit(subject, path, new, safe=True))
        elif match := _TAG.search(text):
            told.add(path)
            yield found(subject, f"{match[0]} is a tag of HTML", *path)


def without_entities(text: str) -> str:
    """Return the text with the signs that its entities stand for; an ampersand is escaped as BibTeX has it."""
    return _ENTITY.sub(lambda match: _sign(match[0].lstrip("\\")), text)


def _is_known(entity: re.Match[str]) -> bool:
    name = entity[0].lstrip("\\")
    return unescape(name) != name


def _sign(entity: str) -> str:
    sign = unescape(entity)
    return {"&": "\\&", "\N{NO-BREAK SPACE}": " "}.get(sign, sign)
