"""Which entries stand in a BibTeX file? The only module that knows bibtexparser.

bibtexparser splits the file; macros, field names and faults are our own affair, because its middlewares take thirty
times as long as its splitter and do not join pieces. What it gives up on is read again, by BibTeX's own rules.
"""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from bibtexparser.model import Block, Entry, ExplicitComment, ImplicitComment, ParsingFailedBlock, Preamble, String
from bibtexparser.splitter import Splitter

from mllmtune.formats.bibtex_rescue import Rescued, entry_heads, rescued
from mllmtune.formats.bibtex_values import (
    MONTHS,
    NEXT_FIELD,
    Value,
    pieces_from,
    resolved_pieces,
    simple_text,
    value_of,
)
from mllmtune.formats.reading import Problem

# The parser tells every fault to its log too; here a fault is a `Problem`.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


# The parser takes @commented{ for a comment too.
_COMMENT = re.compile(r"@comment\b", re.IGNORECASE)
_NO_ENTRY = re.compile(r"@\s*(?:string|preamble|comment)\b", re.IGNORECASE)
_BLANK = re.compile(r"\s|^$")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it stands: its fields by their names in small letters, the first of each name.

    `texts` are those that say text; `expressions` those that only a style can work out (see `bibtex_values`).
    """

    line: int
    type: str
    key: str
    texts: dict[str, str]
    expressions: dict[str, str]
    raw: str


@dataclass(frozen=True, slots=True)
class _Unread:
    """An entry whose values have not been looked at: name, value and line of each field."""

    line: int
    type: str
    key: str
    fields: list[tuple[str, str, int]]
    raw: str


@dataclass(frozen=True, slots=True)
class _Broken:
    """A block that the parser gave up on, with everything up to the next block."""

    line: int
    why: str
    text: str


@dataclass(slots=True)
class _Known:
    """What is known at one place of the file: the macros defined above it, and those already missed."""

    macros: dict[str, list[str]] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)


def raw_entries(text: str) -> Iterator[RawEntry | Problem]:
    """Give every entry of the file and every place that was not understood, in their order."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    known = _Known()
    for part in _parts(Splitter(text).split().blocks, text):
        match part:
            case Entry():
                fields = [(each.key, each.value, (each.start_line or 0) + 1) for each in part.fields]
                yield from _entry(_Unread(_line(part), part.entry_type, part.key, fields, part.raw or ""), known)
            case String():
                pieces, _ = pieces_from(part.value)
                known.macros[part.key.lower()] = resolved_pieces(pieces, known.macros)
            case _Broken():
                yield from _second_reading(part, known)
            case _:
                yield from _between(part, known)


def _line(block: Block) -> int:
    return (block.start_line or 0) + 1


def _parts(blocks: list[Block], text: str) -> Iterator[Block | _Broken]:
    """Give the blocks, those the parser wrapped for being repeated as they are, and the broken ones with their text."""
    lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    at = number = 0
    while number < len(blocks):
        inner = _unwrapped(blocks[number])
        number += 1
        if not isinstance(inner, ParsingFailedBlock):
            yield inner
            continue
        at = text.index(inner.raw or "", max(at, lines[inner.start_line or 0]))
        number, end = _end_of_broken(blocks, number, text, at)
        yield _Broken(_line(inner), _why(inner), text[at:end])


def _end_of_broken(blocks: list[Block], number: int, text: str, at: int) -> tuple[int, int]:
    """Return the next block, and where it begins, after the broken one that begins at `at` of `text`.

    Text outside entries is the rest of the broken block. So is what looks like an entry but has no field
    (``@home{now}`` at the beginning of a line of an abstract), if the broken one can be read with it.
    """

    def after(rest: Callable[[Block], bool]) -> tuple[int, int]:
        following = next((n for n in range(number, len(blocks)) if not rest(blocks[n])), len(blocks))
        return following, text.index(blocks[following].raw or "", at + 1) if following < len(blocks) else len(text)

    short, end = after(lambda block: isinstance(block, ImplicitComment))
    long, far_end = after(
        lambda block: isinstance(block, ImplicitComment) or (isinstance(block, Entry) and not block.fields)
    )
    return (long, far_end) if long > short and rescued(text[at:far_end]) else (short, end)


def _why(block: ParsingFailedBlock) -> str:
    """Return why the parser gave up, without its own words where they say nothing to people."""
    reason = str(getattr(block.error, "abort_reason", block.error)).strip(" .")
    if reason.startswith("Unexpectedly reached end of file"):
        return "the file ends before it does"
    if reason.startswith("Unexpected block start"):
        return "the next entry begins before it ends"
    return reason.lower()


def _unwrapped(block: Block) -> Block:
    while isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block


def _entry(unread: _Unread, known: _Known) -> Iterator[RawEntry | Problem]:
    """Give the entry and, before it, what had to be mended or left out in it."""
    texts: dict[str, str] = {}
    expressions: dict[str, str] = {}
    for heading, raw, at in unread.fields:
        name, text = heading.lower(), simple_text(raw)
        if text is not None and name not in texts and name not in expressions and not _BLANK.search(name):
            texts[name] = text  # the quick way, and nearly always enough
            continue
        for each, value, fault in _fields(name, raw, known):
            told = fault
            place = expressions if value.names else texts
            if (texts | expressions).setdefault(each, value.content) != value.content:
                told = f'field "{each}" stands there twice; the first counts, as in BibTeX'
            elif each not in texts and each not in expressions:
                place[each] = value.content
            if told:
                yield Problem(at, f"{unread.key}: {told}", f"{heading} = {raw}", lost=False)
    yield RawEntry(unread.line, unread.type.lower(), unread.key, texts, expressions, unread.raw)


def _fields(heading: str, raw: str, known: _Known) -> Iterator[tuple[str, Value, str]]:
    """Give name, value and fault, "" if none, of each field in what the parser took for one."""
    *before, name = heading.split() or ["unnamed"]
    odd = f'"{heading}" is not the name of a field; "{name}" is' if before or not heading else ""
    while True:
        value, fault = _value(name, raw, known)
        following = NEXT_FIELD.fullmatch(value.rest)
        if following is None:
            break
        yield name, value, odd or f'a comma is missing before "{following[1]}"; it was put in'
        name, raw, odd = following[1].lower(), following[2].strip(), ""
    if not raw:
        fault = f'"{name}" has no value'
    elif value.rest:
        value, fault = Value(raw), f'the value of "{name}" is not in braces or quotes; taken as text'
    yield name, value, odd or fault


def _value(name: str, raw: str, known: _Known) -> tuple[Value, str]:
    """Return the value and, the first time that a macro is missed, a word about it."""
    if name == "month" and raw.lower() in MONTHS and raw.lower() not in known.macros:
        return Value(raw.lower()), ""
    value = value_of(raw, known.macros)
    missed = [macro for macro in value.names if macro.lower() not in known.missed and macro.lower() not in MONTHS]
    known.missed.update(macro.lower() for macro in missed)
    return value, f"{', '.join(missed)} is not defined in this file; it is kept as a macro" if missed else ""


def _second_reading(broken: _Broken, known: _Known) -> Iterator[RawEntry | Problem]:
    """Read what the parser gave up on by BibTeX's rules, else give a problem for each entry that begins there."""
    if _NO_ENTRY.match(broken.text):
        text = broken.text.rstrip()
        yield Problem(broken.line, f"a definition or a comment that does not end: {broken.why}", text, lost=False)
        return
    if found := rescued(broken.text):
        yield from _rescued_entry(found, broken, known)
        return
    starts = sorted({0, *entry_heads(broken.text)})
    spans = [_part(broken, start, end) for start, end in pairwise([*starts, len(broken.text)])]
    yield Problem(broken.line, f"this entry was not understood: {broken.why}", spans[0].text.rstrip())
    for span in spans[1:]:
        yield from _second_reading(span, known)


def _rescued_entry(found: Rescued, broken: _Broken, known: _Known) -> Iterator[RawEntry | Problem]:
    raw = broken.text.removesuffix(found.rest)
    for fault in found.faults:
        yield Problem(broken.line, f"{found.key}: {fault}", raw, lost=False)
    fields = [(name, value, broken.line) for name, value in found.fields]
    yield from _entry(_Unread(broken.line, found.type, found.key, fields, raw), known)
    yield from _free_text(_Broken(broken.line + raw.count("\n"), broken.why, found.rest), known)


def _part(whole: _Broken, start: int, end: int) -> _Broken:
    return _Broken(whole.line + whole.text.count("\n", 0, start), whole.why, whole.text[start:end])


def _between(block: Block, known: _Known) -> Iterator[RawEntry | Problem]:
    """Give what stands between the entries: a library keeps papers, not the file around them."""
    raw = block.raw or ""
    if isinstance(block, ExplicitComment) and not _COMMENT.match(raw):
        yield from _second_reading(_Broken(_line(block), "its type is like a comment", raw), known)
    elif isinstance(block, ImplicitComment):
        yield from _free_text(_Broken(_line(block), "the parser does not know its head", raw), known)
    else:
        what = "a @preamble" if isinstance(block, Preamble) else "a comment"
        doubt = "; BibTeX reads the entry in it, biber does not" if entry_heads(raw[1:]) else ""
        yield Problem(_line(block), f"{what}, which a library does not keep{doubt}", raw, lost=False)


def _free_text(text: _Broken, known: _Known) -> Iterator[RawEntry | Problem]:
    """Give text outside entries as a problem, and the entries in it: ``@ article{`` is good BibTeX."""
    starts = entry_heads(text.text)
    outside = text.text[: starts[0] if starts else None].strip()
    if outside:
        yield Problem(text.line, "text outside any entry, which a library does not keep", outside, lost=False)
    for start, end in pairwise([*starts, len(text.text)]):
        yield from _second_reading(_part(text, start, end), known)
