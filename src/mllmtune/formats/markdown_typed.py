"""What of a table stays as it was typed? The rows that say what they would say if they were written anew.

So a list that people have kept by hand keeps its padding, its alignment and the words of its links, and a change of one
paper is a change of one line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from mllmtune.formats.markdown_rows import cells, is_below_head
from mllmtune.text.slugs import fold

# What a row says: of each cell the text, and where its links and images lead.
_Said = tuple[tuple[str, tuple[str, ...]], ...]

_LINKED = re.compile(r"!?\[((?:\\.|\[[^\]\[]*\]|[^\[\]\\])*+)\]\(\s*([^()\s]*)\s*\)")
_DRESS = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|`+|<br\s*/?>", re.IGNORECASE)
# Texts of links that say no more than that here is a link.
_WORDS = frozenset(
    ("link", "links", "paper", "pdf", "arxiv", "code", "github", "project", "page", "homepage", "website")
)
_NOTHING = frozenset(("-", "--", "\N{EN DASH}", "\N{EM DASH}", "n/a", "/", "[]"))


class _Line(NamedTuple):
    """A line, what it says if it is a row; of the row below a head, what the head says."""

    text: str
    said: _Said | None
    below: _Said | None = None


def as_typed(new: Sequence[str], old: Sequence[str], read: Mapping[str, str]) -> list[str | None]:
    """Return, for each of the new lines, the old line that says the same in a table; None where there is none.

    `read` gives old lines by the new line that would be written of what they say.
    """
    lines = list(_read(old))
    rows = {line.said: line.text for line in reversed(lines) if line.said}
    sides = {line.below: line.text for line in reversed(lines) if line.below}
    return [_as_typed(line, rows, sides) or read.get(line.text) for line in _read(new)]


def _as_typed(line: _Line, rows: Mapping[_Said, str], sides: Mapping[_Said, str]) -> str | None:
    if line.said:
        return rows.get(line.said)
    return sides.get(line.below) if line.below else None


def _read(lines: Sequence[str]) -> Iterator[_Line]:
    above: _Said | None = None
    for text in lines:
        row = cells(text)
        if above and len(above) == len(row) and is_below_head(row):
            yield _Line(text, None, above)
            above = None
        else:
            above = tuple(map(_said, row)) or None
            yield _Line(text, above)


def _said(cell: str) -> tuple[str, tuple[str, ...]]:
    targets: list[str] = []

    def text_of(match: re.Match[str]) -> str:
        targets.append(match[2])
        return "" if match[0].startswith("!") or fold(match[1].strip("*[] ")) in _WORDS else match[1]

    inner = _LINKED.sub(text_of, cell)
    shown = _LINKED.sub(text_of, inner) if inner != cell else inner  # the image of a badge stands within its link
    text = " ".join(unescape(_DRESS.sub(lambda match: match[1] or " ", shown)).split())
    return "" if text in _NOTHING else text, tuple(sorted(targets))
