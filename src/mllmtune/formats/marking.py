"""Which tables and lists of a README can be made from the library, and with which options? They become regions.

The columns of a table are known by their words, and the others are kept by hand; what its papers have in common
(paradigm and category, or topic) chooses them; and the order in which they stand is that of a sort, if it is one's.
"""

import re
import shlex
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from mllmtune.formats.markdown_fences import outside_code
from mllmtune.formats.markdown_groups import in_order
from mllmtune.formats.markdown_items import lists
from mllmtune.formats.markdown_layout import BY_HAND, Sort, column, is_known
from mllmtune.formats.markdown_rows import cells, ends_table, is_below_head
from mllmtune.formats.regions import Place, lines_of
from mllmtune.model.facts import Facts
from mllmtune.model.places import is_paradigm, places_of
from mllmtune.text.latex import plain
from mllmtune.text.slugs import fold

_USUAL = ("Time", "Title", "Venue", "Paper", "Code")
_DEEPEST = 3  # blanks before a marker; with more it would be code
# What lists are sorted by most often, first; and what only a list of some length shows to be meant.
_SORTS = (Sort.NEWEST, Sort.LIBRARY, Sort.OLDEST)
_RARE_SORTS = (Sort.TITLE, Sort.VENUE, Sort.YEAR)
_SHORT = 4
_STARS = "img.shields.io/github/stars"


class Left(NamedTuple):
    """A table or list that is left as it is: its first line and its last, and why."""

    first: int
    last: int
    why: str


class _Piece(NamedTuple):
    """A table or a list: its lines (from 1), their text, the words of its columns and their names, none for a list."""

    first: int
    last: int
    text: str
    head: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def markings(text: str, papers: Mapping[int, Facts], order: Mapping[str, int]) -> list[Place | Left]:
    """Return what becomes of each table and list that holds papers, in the order of the file.

    `papers` gives those of the library by the line (from 1) that names them, `order` the place of each key in it.
    """
    tables = list(_tables(text))
    inner = {line for table in tables for line in range(table.first, table.last + 1)}
    found: list[Place | Left] = []
    pieces = sorted([*tables, *_lists(text)])
    for piece in pieces:
        lines = range(piece.first, piece.last + 1)
        own = [papers[line] for line in lines if line in papers and (piece.head or line not in inner)]
        if own and not piece.head and not inner.isdisjoint(lines):
            found.append(Left(piece.first, piece.last, "a table stands within this list"))
        elif own:
            found.append(_marking(piece, own, papers, order))
    return sorted([*found, *_elsewhere(pieces, papers)], key=lambda one: one.first)


def _elsewhere(pieces: Sequence[_Piece], papers: Mapping[int, Facts]) -> Iterator[Left]:
    """Give where papers stand that no table and no list holds, from one of these to the next."""
    inside = {line for piece in pieces for line in range(piece.first, piece.last + 1)}
    for _, together in groupby(
        sorted(line for line in papers if line not in inside), lambda line: sum(piece.last < line for piece in pieces)
    ):
        first, *more = together
        what = "a paper stands" if not more else f"{1 + len(more)} papers stand"
        why = f"{what} here, but in no list and in no table that begins with a pipe: only these can be rendered"
        yield Left(first, more[-1] if more else first, why)


def _tables(text: str) -> Iterator[_Piece]:
    """Give each table that begins with a pipe: a head, dashes below it, and rows."""
    rows: list[tuple[int, str]] = []
    for number, _, line in [*outside_code(lines_of(text)), (-1, 0, "")]:
        if rows and (number != rows[-1][0] + 1 or ends_table(line)):
            yield from _table(rows)
            rows = []
        if rows or cells(line):
            rows.append((number, line))


def _table(rows: Sequence[tuple[int, str]]) -> Iterator[_Piece]:
    if len(rows) > 1 and is_below_head(cells(rows[1][1])):
        head = tuple(cell.strip(" \t*_`") for cell in cells(rows[0][1]))
        yield _Piece(rows[0][0], rows[-1][0], "".join(line for _, line in rows), head)


def _lists(text: str) -> Iterator[_Piece]:
    lines = [line.rstrip("\r\n") for _, line in lines_of(text)]
    for items in lists(lines):
        first, last = items[0].start, items[-1].end
        yield _Piece(first + 1, last, "\n".join(lines[first:last]))


def _marking(
    piece: _Piece, own: Sequence[Facts], papers: Mapping[int, Facts], order: Mapping[str, int]
) -> Place | Left:
    if piece.text.startswith("\t") or len(piece.text) - len(piece.text.lstrip(" ")) > _DEEPEST:
        return Left(piece.first, piece.last, "it is indented so far that markers would be code")
    if piece.head:
        piece = piece._replace(names=_names(piece, papers))
    if piece.head and (why := _strange_columns(piece)):
        return Left(piece.first, piece.last, why)
    place = _common(own)
    if place is None:
        why = "the library has no place (paradigm, category or topic) that all of its papers share"
        return Left(piece.first, piece.last, why)
    keys = {facts["key"] for facts in own}
    others = (line for line, facts in papers.items() if place in places_of(facts) and facts["key"] not in keys)
    if line := min(others, default=0):
        why = f"line {line} names another paper of its place, {place}, which would come in"
        return Left(piece.first, piece.last, why)
    return Place(piece.first, piece.last, " ".join(_options(piece, place, _sort(own, order), own)))


def _options(piece: _Piece, place: str, sort: Sort, own: Sequence[Facts]) -> Iterator[str]:
    yield _selection(place)
    if not piece.head:
        yield "--layout bullets"
    yield "--group-by none"
    if sort is not Sort.LIBRARY:
        yield f"--sort {sort}"
    if piece.head and piece.head != _USUAL:
        yield f"--columns {shlex.quote(_columns(piece, own))}"
    if _STARS in piece.text:
        yield "--badges"


def _names(piece: _Piece, papers: Mapping[int, Facts]) -> tuple[str, ...]:
    """Return the names of the columns: their words, but for that of the titles, whatever is written over it."""
    if "title" in (column(word).what for word in piece.head if word):
        return piece.head
    rows = enumerate(piece.text.splitlines(), piece.first)
    held = [
        number
        for line, row in rows
        if line in papers
        for number, cell in enumerate(cells(row)[: len(piece.head)])
        if _letters(plain(papers[line].get("title", "")) or "-") in _letters(cell)
    ]
    titles = max(held, key=held.count, default=-1)
    return tuple("Title" if number == titles else word for number, word in enumerate(piece.head))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower() or "-"


def _columns(piece: _Piece, papers: Sequence[Facts]) -> str:
    """Return what names columns with these words at their head; what the library cannot show is kept by hand."""
    labels = {fold(label) for facts in papers for label in (*facts.get("links", {}), *facts.get("fields", {}))}
    return ",".join(_column(name, word, labels) for name, word in zip(piece.names, piece.head, strict=True))


def _column(name: str, word: str, labels: Container[str]) -> str:
    named = column(name)
    if not is_known(named) and named.what not in labels:
        return f"{BY_HAND}={word}"
    return name if named.header == word else f"{name}={word}"


def _strange_columns(piece: _Piece) -> str:
    """Return why the columns cannot be made; "" if they can."""
    for word in piece.head:
        if not word:
            return "one of its columns has no heading"
        if {*word} & {*",=<>"}:
            return f'no column can be called "{word}"'
    return "" if "title" in (column(name).what for name in piece.names) else "none of its columns is called Title"


def _common(papers: Sequence[Facts]) -> str | None:
    every = [places_of(facts) for facts in papers]
    return next((place for place in every[0] if all(place in places for places in every)), None)


def _selection(place: str) -> str:
    paradigm, _, category = place.partition("/")
    if is_paradigm(place):
        return f"--category {category}" if category else f"--paradigm {paradigm} --missing category"
    return f"--topic {shlex.quote(place)}"


def _sort(papers: Sequence[Facts], order: Mapping[str, int]) -> Sort:
    """Return the sort in which the most papers follow each other as they do here."""
    once = {facts["key"]: facts for facts in papers}
    library = sorted(once.values(), key=lambda facts: order[facts["key"]])

    def fits(sort: Sort) -> int:
        place = {facts["key"]: number for number, facts in enumerate(in_order(library, sort))}
        return sum(place[first] < place[second] for first, second in pairwise(once))

    return max((*_SORTS, *_RARE_SORTS) if len(once) > _SHORT else _SORTS, key=fits)
