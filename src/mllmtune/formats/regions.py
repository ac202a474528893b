"""Which parts of a Markdown file are made from the library? Those between markers; all else is its author's.

A region stands between ``<!-- mllmtune: OPTIONS -->`` and ``<!-- /mllmtune -->``, each alone on its line and indented
by three blanks at most (CommonMark 0.31, section 4.6, HTML blocks of kind 2). Markers in code blocks are text, and so
are those within a line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from mllmtune.errors import BadRegionError
from mllmtune.formats import markdown_items, markdown_typed
from mllmtune.formats.markdown_fences import outside_code

_OPENING = re.compile(r"(?P<indent> {0,3})<!--[ \t]*+mllmtune:(?P<options>(?:(?!-->).)*+)-->[ \t]*")
_CLOSING = re.compile(r" {0,3}<!--[ \t]*+/mllmtune[ \t]*+-->[ \t]*")
_MEANT = re.compile(r" {0,3}<!--[ \t]*+/?mllmtune(?![\w-])")
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n|(?<=[^\r\n])\Z)")
_MARK = "\ufeff"


class Region(NamedTuple):
    """A region: the line of its first marker (from 1), its options, and from where to where in the text it reaches.

    `indent` stands before each of its lines and `newline` behind it, as before and behind its first marker.
    """

    line: int
    options: str
    start: int
    end: int
    indent: str = ""
    newline: str = "\n"


class Place(NamedTuple):
    """Lines that are to become a region: the first and the last (from 1, both included), and its options."""

    first: int
    last: int
    options: str


def regions(text: str, name: str) -> list[Region]:
    """Return the regions of a file called `name`, in their order.

    Raises:
        BadRegionError: one is not closed or not opened, stands in another, or a marker is not whole; with its line.

    """
    found: list[Region] = []
    opened: Region | None = None
    for number, start, line in outside_code(lines_of(text)):
        bare = line.rstrip("\r\n")
        if opening := _OPENING.fullmatch(bare):
            if opened:
                raise BadRegionError(name, number, f"a region opens inside the one of line {opened.line}")
            newline = line[len(bare) :] or "\n"
            after = start + len(line)
            opened = Region(number, opening["options"].strip(), after, after, opening["indent"], newline)
        elif _CLOSING.fullmatch(bare):
            if not opened:
                raise BadRegionError(name, number, "a region is closed that no <!-- mllmtune: OPTIONS --> opens")
            found.append(opened._replace(end=start))
            opened = None
        elif _MEANT.match(bare):
            markers = "<!-- mllmtune: OPTIONS --> or <!-- /mllmtune -->"
            raise BadRegionError(name, number, f"a marker is {markers}, alone on its line")
    if opened:
        raise BadRegionError(name, opened.line, "the region is not closed; put <!-- /mllmtune --> below it")
    return found


class Filling(NamedTuple):
    """What is to stand in a region.

    `has_items` tells whether it is a list of items; `read` gives rows and items as they are typed now, by the line that
    would be written of what they say.
    """

    region: Region
    text: str
    has_items: bool = False
    read: Mapping[str, str] = MappingProxyType({})


def replaced(text: str, fillings: Sequence[Filling]) -> str:
    """Return the text with something else in these of its regions; everything around them stays, byte for byte.

    Blank lines below the first and above the last marker stay, and so do rows and items that say the same.
    """
    parts, place = [], 0
    for filling in fillings:
        start, end = filling.region.start, filling.region.end
        parts += [text[place:start], _dressed(text[start:end], filling)]
        place = end
    return "".join([*parts, text[place:]])


def marked(text: str, places: Sequence[Place]) -> str:
    """Return the text with markers around these lines, which do not overlap.

    The markers are indented as the first of the lines is; nothing else changes.
    """
    lines = [line for _, line in lines_of(text)]
    for place in sorted(places, reverse=True):
        first, last = lines[place.first - 1], lines[place.last - 1]
        indent = first[: len(first) - len(first.lstrip(" "))]
        newline = first[len(first.rstrip("\r\n")) :] or "\n"
        ended = last.endswith(("\r", "\n"))
        lines[place.last - 1] = last if ended else last + newline
        lines.insert(place.last, f"{indent}<!-- /mllmtune -->{newline if ended else ''}")
        lines.insert(place.first - 1, f"{indent}<!-- mllmtune: {place.options} -->{newline}")
    return _MARK * text.startswith(_MARK) + "".join(lines)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Give each line with its newline, and where it begins; lines end as CommonMark ends them, section 2.1."""
    for match in _LINE.finditer(text):
        mark = len(_MARK) if match.start() == 0 and match[0].startswith(_MARK) else 0
        yield match.start() + mark, match[0][mark:]


def _dressed(old: str, filling: Filling) -> str:
    """Return what is to stand in a region, as it stands there."""
    there = [line.rstrip("\r\n") for _, line in lines_of(old)]
    filled = [number for number, line in enumerate(there) if line.strip()]
    before, after = (there[: filled[0]], there[filled[-1] + 1 :]) if filled else ([], [])
    new = filling.text.removesuffix("\n").split("\n") if filling.text else []
    dress = _items if filling.has_items else _rows
    return "".join(line + filling.region.newline for line in (*before, *dress(new, there, filling), *after))


def _rows(new: Sequence[str], old: Sequence[str], filling: Filling) -> list[str]:
    typed = markdown_typed.as_typed(new, old, filling.read)
    pairs = zip(new, typed, strict=True)
    return [filling.region.indent * bool(line) + line if kept is None else kept for line, kept in pairs]


def _items(new: Sequence[str], old: Sequence[str], filling: Filling) -> list[str]:
    if not any(markdown_items.lists(old)):
        return [filling.region.indent * bool(line) + line for line in new]
    return markdown_items.as_typed(new, old, filling.read)
