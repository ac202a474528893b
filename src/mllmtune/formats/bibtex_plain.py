r"""Which entries of a BibTeX file are as nearly all are? Found by patterns, in a sixth of the time that a parser takes.

Such an entry has a key and a field; its values are one piece each, without escaped braces or quotes and without more
than three pairs of braces within braces; every field but the last is followed by a comma; and no line in it begins with
``@``. Every reader of BibTeX agrees on it. Whatever else stands in the file is left to the parser. Here too a parser
that is in trouble begins anew: at an ``@`` on a line of its own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mllmtune.formats.bibtex_values import BLANKS

_OPENING = r"@((?!(?i:comment|preamble|string))[A-Za-z]\w*+)[ \t]*+\{\s*+([^\s,{}=\"\\@#%]++)\s*+,"
_HEAD = re.compile(r"\s*+" + _OPENING)
_NEXT_HEAD = re.compile(r"\n[ \t]*+" + _OPENING)
_FIELD = re.compile(
    r"""\s*+([A-Za-z][\w:.+-]*+)\s*+=\s*+(?:
        \{((?:[^{}]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+)\}
        | "((?:[^{}"\\]++|\\(?!")|\{(?:[^{}"]++|\{[^{}"]*+\})*+\})*+)"
        | (\d++)
        | (?P<word>[A-Za-z][\w:.+-]*+)
    )\s*+(?:,|(?=\}))""",
    re.VERBOSE,
)
_END = re.compile(r"\s*+\}(?!\s*+,)")
_UNSURE = re.compile(r"\\[{}\n]|\n\s*+@")


class Plain(NamedTuple):
    """An entry, the line on which it begins, and where it stands in the file.

    `fields` are name, value as it stands, and line of each; `texts` what they say by their names in small letters,
    or None if a value is a macro or a name stands there twice.
    """

    line: int
    type: str
    key: str
    fields: list[tuple[str, str, int]]
    texts: dict[str, str] | None
    raw: str
    start: int
    end: int


def plain_entries(text: str) -> Iterator[Plain]:
    """Give every entry of the file that is plain; what is between two of them may be anything."""
    line, counted = 1, 0
    head = _HEAD.match(text) or _NEXT_HEAD.search(text)
    while head:
        start = head.start(1) - 1
        line += text.count("\n", counted, start)
        counted = start
        found = _entry(text, head, line)
        if found is None:
            head = _NEXT_HEAD.search(text, head.end())
            continue
        yield found
        head = _HEAD.match(text, found.end) or _NEXT_HEAD.search(text, found.end)


def _entry(text: str, head: re.Match[str], line: int) -> Plain | None:
    """Return the entry that begins with `head`, if it is plain."""
    found: list[re.Match[str]] = []
    texts: dict[str, str] = {}
    at, has_words = head.end(), False
    while field := _FIELD.match(text, at):
        found.append(field)
        which = field.lastindex or 0
        texts[field[1].lower()] = field[which].strip(BLANKS)
        has_words |= which == _WORD
        at = field.end()
    end = _END.match(text, at)
    if end is None or not found:
        return None
    start = head.start(1) - 1
    raw = text[start : end.end()]
    if ("\\" in raw or "@" in raw[1:]) and _UNSURE.search(raw):
        return None
    if len(texts) == len(found) and not has_words:
        return Plain(line, head[1], head[2], [], texts, raw, start, end.end())
    return Plain(line, head[1], head[2], list(_fields(found, text, start, line)), None, raw, start, end.end())


_WORD = _FIELD.groupindex["word"]


def _fields(found: list[re.Match[str]], text: str, counted: int, line: int) -> Iterator[tuple[str, str, int]]:
    """Give name, value as it stands, and line of each field."""
    for field in found:
        sign = text.index("=", field.end(1))
        line += text.count("\n", counted, sign)
        counted = sign
        yield field[1], text[sign + 1 : field.end()].rstrip(",").strip(), line
