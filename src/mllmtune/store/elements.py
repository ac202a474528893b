"""Of what is a library file made, when files are to be laid side by side? Papers, the settings, comments of their own.

What stands between two of them is blank; it is kept with the pair that it parts.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from mllmtune.store.blocks import split
from mllmtune.store.statements import statements
from mllmtune.store.toml import Fault, FaultError

_PARAGRAPH = re.compile(rb"[^\n]*?[^\s][^\n]*(?:\n[^\n]*?[^\s][^\n]*)*")
_SETTINGS = re.compile(rb"^[ \t]*\[[ \t]*[\"']?library[\"']?[ \t]*\]", re.MULTILINE)
_COMMENTS = re.compile(rb"(?:[ \t]*+#[^\n]*+(?:\n|\Z))++")


class Kind(Enum):
    """What an element is."""

    PAPER = auto()
    SETTINGS = auto()
    COMMENT = auto()


class Element(NamedTuple):
    """A paper's block, the table of settings, or the lines of a comment, without the blanks around."""

    kind: Kind
    text: bytes


class Elements(NamedTuple):
    """The elements of a file, and the blanks before, between and behind them: one more than there are elements."""

    elements: tuple[Element, ...]
    blanks: tuple[bytes, ...]


def elements(data: bytes) -> Elements:
    """Return the elements of a library file, given without a byte order mark.

    Raises:
        FaultError: there is something in it that is none of these.

    """
    found: list[Element] = []
    blanks: list[bytes] = []
    place = 0
    for start, end, element in _placed(data):
        blanks.append(data[place:start])
        found.append(element)
        place = end
    return Elements(tuple(found), (*blanks, data[place:]))


def _placed(data: bytes) -> Iterator[tuple[int, int, Element]]:
    for start, end, is_paper in split(data).spans:
        if is_paper:
            yield start, end, Element(Kind.PAPER, data[start:end])
        else:
            yield from _between(data, start, end)


def _between(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, Element]]:
    """Give the settings, if they stand between these places, and the comments before and behind them."""
    header = _SETTINGS.search(data, start, end)
    if header is None:
        yield from _paragraphs(data, start, end)
        return
    first = header.start()
    while (above := data.rfind(b"\n", start, first - 1) + 1 or start) < first and data[above:first].lstrip().startswith(
        b"#"
    ):
        first = above
    last = first + len(_statements_of(data[first:end]))
    yield from _paragraphs(data, start, first)
    text = data[first:last].rstrip()
    yield first, first + len(text), Element(Kind.SETTINGS, text)
    yield from _paragraphs(data, first + len(text), end)


def _statements_of(text: bytes) -> bytes:
    """Return the text up to its last statement."""
    lines = text.splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith(b"#")):
        lines.pop()
    kept = b"".join(lines)
    return b"".join(each.above + each.text for each in statements(kept))


def _paragraphs(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, Element]]:
    for paragraph in _PARAGRAPH.finditer(data, start, end):
        text = paragraph[0].rstrip()
        if not _COMMENTS.fullmatch(text):
            raise FaultError(Fault(data.count(b"\n", 0, paragraph.start()), "this is neither a paper nor a comment"))
        yield paragraph.start(), paragraph.start() + len(text), Element(Kind.COMMENT, text)
