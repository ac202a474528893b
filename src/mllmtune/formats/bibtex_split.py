"""Where does each block of a BibTeX file begin and end? The only module that knows bibtexparser.

bibtexparser splits the file; macros, field names and faults are our own affair, because its middlewares take thirty
times as long as its splitter and do not join pieces. A block that it gives up on is given with its text, to be read
again by BibTeX's own rules.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from bibtexparser.model import Block, Entry, ExplicitComment, ImplicitComment, ParsingFailedBlock, Preamble, String
from bibtexparser.splitter import Splitter

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


Part = Unread | Definition | Head | Comment | FreeText | Broken


def parts(text: str) -> Iterator[Part]:
    """Give every block of the file in its order; all that is not blank is in one of them."""
    blocks = Splitter(text).split().blocks
    lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    number = end = 0
    while number < len(blocks):
        inner = _unwrapped(blocks[number])
        number += 1
        failed = isinstance(inner, ParsingFailedBlock)
        if not failed and not _ends_early(inner, blocks[number] if number < len(blocks) else None):
            yield _part(inner)
            continue
        raw = inner.raw or ""
        at = text.index(raw, max(end, lines[inner.start_line or 0]))
        following, end = _end_of_broken(blocks, number, text, (at, at + max(1, len(_NEXT_HEAD.sub("", raw)))))
        if not failed and not rescued(text[at:end]):
            yield _part(inner)
            continue
        number = following
        yield Broken(_line(inner), _why(inner), text[at:end])


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


def _part(block: Block) -> Part:
    raw = block.raw or ""
    match block:
        case Entry():
            fields = [(each.key, each.value, (each.start_line or 0) + 1) for each in block.fields]
            return Unread(_line(block), block.entry_type, block.key, fields, raw)
        case String():
            return Definition(block.key, block.value, raw)
        case Preamble():
            return Head(_line(block), block.value, raw)
        case ExplicitComment():
            return Comment(_line(block), raw)
    return FreeText(_line(block), raw)


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _end_of_broken(blocks: list[Block], number: int, text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the next block, and where it begins, after the broken one that stands at `span` of `text`.

    Text outside entries is the rest of the broken block. So is what looks like an entry but has no field
    (``@home{now}`` at the beginning of a line of an abstract), if the broken one can be read with it.
    """
    short, end = _first(blocks, number, text, span[1], without=_is_free_text)
    long, far_end = _first(blocks, number, text, span[1], without=_has_no_field)
    return (long, far_end) if long > short and rescued(text[span[0] : far_end]) else (short, end)


def _first(
    blocks: list[Block], number: int, text: str, at: int, *, without: Callable[[Block], bool]
) -> tuple[int, int]:
    """Return the first block from `number` on that is another than `without` says, and where in `text` it begins.

    Each block is looked for behind the one before it: several can have the same words.
    """
    while number < len(blocks):
        raw = blocks[number].raw or ""
        at = text.index(raw, at)
        if not without(_unwrapped(blocks[number])):
            return number, at
        number, at = number + 1, at + len(raw)
    return number, len(text)


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
