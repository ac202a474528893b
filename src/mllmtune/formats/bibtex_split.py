"""Where does each block of a BibTeX file begin and end? The only module that knows bibtexparser.

bibtexparser splits whatever is not plain (see `bibtex_plain`); macros, field names and faults are our own affair,
because its middlewares take thirty times as long as its splitter and do not join pieces. A block that it gives up on is
given with its text, to be read again by BibTeX's own rules.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bibtexparser.model import Block, Entry, ExplicitComment, ImplicitComment, ParsingFailedBlock, Preamble, String
from bibtexparser.splitter import Splitter

from mllmtune.formats.bibtex_plain import Plain, plain_entries
from mllmtune.formats.bibtex_rescue import rescued

# The parser tells every fault to its log too; here a fault is a `Problem`.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


# What the parser looks at when it gives up may be the head of the next block, and stands in both.
_NEXT_HEAD = re.compile(r"@\w*[ \t]*[{(]?$")


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry whose values have not been looked at: name, value and line of each field."""

    line: int
    type: str
    key: str
    fields: list[tuple[str, str, int]]
    raw: str


@dataclass(frozen=True, slots=True)
class Definition:
    """An @string: the name of a macro, and its value as it stands."""

    name: str
    value: str
    raw: str


@dataclass(frozen=True, slots=True)
class Head:
    """A @preamble: its value as it stands."""

    line: int
    value: str
    raw: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A block that begins with ``@comment``, whatever follows these letters."""

    line: int
    raw: str


@dataclass(frozen=True, slots=True)
class FreeText:
    """Text outside any block that the parser knows."""

    line: int
    raw: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A block that the parser gave up on, with everything up to the next block."""

    line: int
    why: str
    text: str


Part = Plain | Unread | Definition | Head | Comment | FreeText | Broken


def parts(text: str) -> Iterator[Part]:
    """Give every block of the file in its order; all that is not blank is in one of them."""
    at, line = 0, 1
    for entry in plain_entries(text):
        if not text[at : entry.start].strip():
            yield entry if entry.texts is not None else _unread(entry)
        else:  # with the entry, so that the parser sees what comes behind whatever it is in trouble with
            yield from parsed(text[at : entry.end], line)
        at, line = entry.end, entry.line + entry.raw.count("\n")
    if text[at:].strip():
        yield from parsed(text[at:], line)


def _unread(entry: Plain) -> Unread:
    return Unread(entry.line, entry.type.lower(), entry.key, entry.fields, entry.raw)


def parsed(text: str, first: int = 1) -> Iterator[Part]:
    """Give the blocks of a text, which begins on line `first` of the file, as the parser sees them."""
    blocks = list(map(_unwrapped, Splitter(text).split().blocks))
    places = _places(blocks, text)
    number = at = 0
    while number < len(blocks):
        block, start = blocks[number], places[number]
        number += 1
        first, at = first + text.count("\n", at, start), start
        failed = isinstance(block, ParsingFailedBlock)
        if not failed and not _ends_early(block, blocks[number] if number < len(blocks) else None):
            yield _part(block, first)
            continue
        following = _end_of_broken(blocks, number, text, places)
        broken = text[start : places[following]]
        if not failed and not rescued(broken):
            yield _part(block, first)
            continue
        number = following
        yield Broken(first, _why(block), broken)


def _places(blocks: list[Block], text: str) -> list[int]:
    """Return where each block begins, and where the text ends.

    Each is looked for behind the one before it: several can have the same words. The lines that the parser gives are
    not those of the file behind a backslash at the end of a line.
    """
    places, at = [], 0
    for block in blocks:
        raw = block.raw or ""
        at = text.index(raw, at)
        places.append(at)
        at += max(1, len(_NEXT_HEAD.sub("", raw))) if isinstance(block, ParsingFailedBlock) else len(raw)
    return [*places, len(text)]


def _unwrapped(block: Block) -> Block:
    """Return the block itself where the parser wrapped it for being repeated."""
    while isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block


def _ends_early(block: Block, following: Block | None) -> bool:
    r"""Tell whether the parser may have taken another brace for the end of the entry.

    One in quotes, as in ``"zeitgem{"a}{\ss}"``, or one too many, behind which the entry goes on with a comma.
    """
    if not isinstance(block, Entry):
        return False
    raw = block.raw or ""
    goes_on = isinstance(following, ImplicitComment) and (following.raw or "").startswith(",")
    return goes_on or raw.count("{") != raw.count("}")


def _part(block: Block, line: int) -> Part:
    raw = block.raw or ""
    match block:
        case Entry():
            before = line - (block.start_line or 0)
            fields = [(each.key, each.value, before + (each.start_line or 0)) for each in block.fields]
            return Unread(line, block.entry_type, block.key, fields, raw)
        case String():
            return Definition(block.key, block.value, raw)
        case Preamble():
            return Head(line, block.value, raw)
        case ExplicitComment():
            return Comment(line, raw)
    return FreeText(line, raw)


def _end_of_broken(blocks: list[Block], number: int, text: str, places: list[int]) -> int:
    """Return the next block, from `number` on, after the broken one before it; each begins at its place.

    Text outside entries is the rest of the broken block. So is what looks like an entry but has no field
    (``@home{now}`` at the beginning of a line of an abstract), if the broken one can be read with it.
    """
    short = _first(blocks, number, without=_is_free_text)
    long = _first(blocks, number, without=_has_no_field)
    return long if long > short and rescued(text[places[number - 1] : places[long]]) else short


def _first(blocks: list[Block], number: int, *, without: Callable[[Block], bool]) -> int:
    """Return the first block from `number` on that is another than `without` says."""
    return next((each for each in range(number, len(blocks)) if not without(blocks[each])), len(blocks))


def _is_free_text(block: Block) -> bool:
    return isinstance(block, ImplicitComment)


def _has_no_field(block: Block) -> bool:
    return isinstance(block, ImplicitComment) or (isinstance(block, Entry) and not block.fields)


def _why(block: Block) -> str:
    """Return why the parser gave up, without its own words where they say nothing to people."""
    error = getattr(block, "error", "")
    reason = str(getattr(error, "abort_reason", error)).strip(" .")
    if reason.startswith("Unexpectedly reached end of file"):
        return "the file ends before it does"
    if reason.startswith("Unexpected block start"):
        return "the next entry begins before it ends"
    return reason.lower()
