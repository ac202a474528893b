"""Which entries stand in a BibTeX file? What they say is not understood here, only told apart: fields, macros, faults.

What the parser gives up on is read again, by BibTeX's own rules; what no reading makes an entry of becomes a `Problem`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import shorten
from typing import NamedTuple

from mllmtune.formats.bibtex_faults import why_not
from mllmtune.formats.bibtex_plain import Plain
from mllmtune.formats.bibtex_rescue import Rescued, entry_heads, rescued
from mllmtune.formats.bibtex_split import Broken, Comment, Definition, FreeText, Head, Unread, parts
from mllmtune.formats.bibtex_values import (
    MONTHS,
    NEXT_FIELD,
    Value,
    kept,
    pieces_from,
    resolved_pieces,
    simple_text,
    value_of,
)
from mllmtune.formats.reading import COMMENT, OUTSIDE, Problem

# The parser takes @commented{ for a comment too.
_COMMENT = re.compile(r"@comment\b", re.IGNORECASE)
_NO_ENTRY = re.compile(r"@\s*(?:string|preamble|comment)\b", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)+")
_BLANK = re.compile(r"\s|^$")
_ROOM = 10_000_000
_SHOWN = 200  # characters of a value that is left out


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
class RawPreamble:
    """The text of a @preamble, or an expression if it names a macro that the file does not define."""

    text: str


@dataclass(slots=True)
class _Known:
    """What is known at one place of the file: the macros defined above it, and those already missed.

    `room` is how many characters more macros may become. No bibliography is twenty times as long with the text of its
    macros in their place; a file of a megabyte that is meant to be would fill a disk.
    """

    room: int
    macros: dict[str, list[str]] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)

    def in_force(self) -> dict[str, list[str]]:
        """Return the macros that may still be put in their place."""
        return self.macros if self.room > 0 else {}


def raw_entries(text: str) -> Iterator[RawEntry | RawPreamble | Problem]:
    """Give every entry and preamble of the file and every place that was not understood, in their order."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    known = _Known(room=max(_ROOM, 20 * len(text)))
    for part in parts(text):
        match part:
            case Plain():
                yield RawEntry(part.line, part.type.lower(), part.key, part.texts or {}, {}, part.raw)
            case Unread():
                yield from _entry(part, known)
            case Definition():
                pieces, _ = pieces_from(part.value)
                resolved = resolved_pieces(pieces, known.in_force())
                known.room -= max(0, sum(map(len, resolved)) - len(part.value))
                known.macros[part.name.lower()] = resolved
            case Head():
                yield from _preamble(part, known)
            case Comment():
                yield from _comment(part, known)
            case FreeText():
                yield from _free_text(Broken(part.line, "the parser does not know its head", part.raw), known)
            case Broken():
                yield from _second_reading(part, known)


def _entry(unread: Unread, known: _Known) -> Iterator[RawEntry | Problem]:
    """Give the entry and, before it, what had to be mended or left out in it."""
    simple = [simple_text(raw) for _, raw, _ in unread.fields]
    if None in simple and (found := _by_the_rules(unread)):
        yield from _rescued_entry(found, Broken(unread.line, "", unread.raw), known)
        return
    texts: dict[str, str] = {}
    expressions: dict[str, str] = {}
    # What stands behind a percent sign was likely taken out: it counts only where nothing else has its name.
    for (heading, raw, at), text in sorted(zip(unread.fields, simple, strict=True), key=lambda pair: "%" in pair[0][0]):
        name = heading.lower()
        if text is not None and name not in texts and name not in expressions and not _BLANK.search(name):
            texts[name] = text  # the quick way, and nearly always enough
            continue
        for each in _fields(heading, raw, at, known):
            told = each.fault
            place = expressions if each.value.names else texts
            said = texts.get(each.name, expressions.get(each.name))
            if said is None:
                place[each.name] = each.value.content
            elif said != each.value.content or not told:
                why = "the one without % counts" if "%" in heading else "the first counts, as in BibTeX"
                told = _twice(each.name, "" if said == each.value.content else each.value.content, why)
            if told:
                yield Problem(each.line, f"{unread.key}: {told}".removeprefix(": "), each.raw, lost=False)
    yield RawEntry(unread.line, unread.type.lower(), unread.key, texts, expressions, unread.raw)


def _twice(name: str, left_out: str, why: str) -> str:
    if not left_out:
        return f'field "{name}" stands there twice, the same'
    shown = shorten(left_out[: 2 * _SHOWN], _SHOWN, placeholder=" ...")
    return f'field "{name}" stands there twice; {why}, and this is left out: {shown}'


def _by_the_rules(unread: Unread) -> Rescued | None:
    """Return the entry as BibTeX reads it, if it does and the parser has taken the end of a value elsewhere."""
    if not any(_goes_on(raw) for _, raw, _ in unread.fields):
        return None
    found = rescued(unread.raw)
    return found if found and not found.rest.strip() and not found.faults else None


def _goes_on(raw: str) -> bool:
    """Tell whether something that is no field follows the value as BibTeX reads it."""
    _, end = pieces_from(raw)
    return end < len(raw) and not NEXT_FIELD.match(raw, end)


class _Field(NamedTuple):
    """A field in what the parser took for one, what is wrong with it, "" if nothing, and how it stands there."""

    name: str
    value: Value
    fault: str
    line: int
    raw: str


def _fields(heading: str, raw: str, line: int, known: _Known) -> Iterator[_Field]:
    """Give each field in what the parser took for one: there are several where commas are missing."""
    name, fault = _named(heading)
    at = 0
    while True:
        value, missed = _value(name, raw, at, known)
        following = NEXT_FIELD.match(raw, value.end)
        if following is None:
            break
        yield _Field(name, value, fault or missed, line, f"{name} = {raw[at : value.end]}")
        line += raw.count("\n", at, following.start(1))
        name, at = following[1].lower(), following.end()
        fault = f'a comma is missing before "{following[1]}"; it was put in'
    left = raw[at:]
    if not left:
        missed = f'"{name}" has no value'
    elif rest := raw[value.end :].strip():
        value, missed = _taken_whole(name, left, rest, value)
    yield _Field(name, value, fault or missed, line, f"{name if at else heading} = {left}")


def _named(heading: str) -> tuple[str, str]:
    """Return the name of a field that stands before its sign, and what is wrong with it, "" if nothing.

    Web of Science has ``Early Access Date = {{JAN 2019}}``; whatever else stands before a name is none of it.
    """
    *before, name = heading.lower().split() or ["unnamed"]
    if _WORDS.fullmatch(heading):
        name = "-".join([*before, name])
        return name, f'"{heading}" cannot be the name of a field; it is called "{name}"'
    return name, f'"{heading}" is not the name of a field; "{name}" is' if before or not heading else ""


def _taken_whole(name: str, raw: str, rest: str, value: Value) -> tuple[Value, str]:
    """Return the best that can be made of a value that has something behind it, and what was done."""
    if rest.startswith("%"):
        return value, f'what follows the value of "{name}" was left out: BibTeX knows no comments within entries'
    if raw[0] == raw[-1] == '"' and len(raw) > 1:
        return Value(raw[1:-1].strip()), f'a quote within the quotes of "{name}"; it is taken as part of the text'
    return Value(raw), f'the value of "{name}" is not in braces or quotes; taken as text'


def _value(name: str, raw: str, at: int, known: _Known) -> tuple[Value, str]:
    """Return the value that begins at `at` and, the first time that a macro is missed, a word about it."""
    if name == "month" and not at and raw.lower() in MONTHS and raw.lower() not in known.macros:
        return Value(raw.lower(), end=len(raw)), ""
    value = value_of(raw, known.in_force(), at)
    known.room -= max(0, len(value.content) - (value.end - at))
    missed = [macro for macro in value.names if macro.lower() not in known.missed and macro.lower() not in MONTHS]
    known.missed.update(macro.lower() for macro in missed)
    if not missed:
        return value, ""
    why = "would make the file twenty times as long" if known.room <= 0 else "is not defined in this file"
    return value, f"{', '.join(missed)} {why}; it is kept as a macro"


def _second_reading(broken: Broken, known: _Known) -> Iterator[RawEntry | Problem]:
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
    why = why_not(spans[0].text, broken.line, broken.why)
    yield Problem(broken.line, f"this entry was not understood: {why}", spans[0].text.rstrip())
    for span in spans[1:]:
        yield from _second_reading(span, known)


def _rescued_entry(found: Rescued, broken: Broken, known: _Known) -> Iterator[RawEntry | Problem]:
    raw = broken.text.removesuffix(found.rest)
    for line, fault in found.faults:
        yield Problem(broken.line + line, f"{found.key}: {fault}", raw, lost=False)
    fields = [(name, value, broken.line + line) for name, value, line in found.fields]
    yield from _entry(Unread(broken.line, found.type, found.key, fields, raw), known)
    yield from _free_text(Broken(broken.line + raw.count("\n"), broken.why, found.rest), known)


def _part(whole: Broken, start: int, end: int) -> Broken:
    return Broken(whole.line + whole.text.count("\n", 0, start), whole.why, whole.text[start:end])


def _preamble(head: Head, known: _Known) -> Iterator[RawPreamble | Problem]:
    """Give the preamble and, before it, what is odd about it; one that is not a value is taken as text."""
    raw = head.value.strip()
    value, fault = _value("preamble", raw, 0, known)
    if raw[value.end :].strip():
        value, fault = Value(raw), "its text is not in braces or quotes"
    if fault:
        yield Problem(head.line, f"a @preamble: {fault}", head.raw, lost=False)
    yield RawPreamble(value.content if value.names else kept(value.content))


def _comment(comment: Comment, known: _Known) -> Iterator[RawEntry | Problem]:
    """Give a comment as a problem: a library keeps papers, not the file around them."""
    if not _COMMENT.match(comment.raw):
        yield from _second_reading(Broken(comment.line, "its type is like a comment", comment.raw), known)
        return
    doubt = "; BibTeX reads the entry in it, biber does not" if entry_heads(comment.raw[1:]) else ""
    yield Problem(comment.line, COMMENT + doubt, comment.raw, lost=False)


def _free_text(text: Broken, known: _Known) -> Iterator[RawEntry | Problem]:
    """Give text outside entries as a problem, and the entries in it: ``@ article{`` is good BibTeX."""
    starts = entry_heads(text.text)
    outside = text.text[: starts[0] if starts else None].strip()
    if outside:
        yield Problem(text.line, OUTSIDE, outside, lost=False)
    for start, end in pairwise([*starts, len(text.text)]):
        yield from _second_reading(_part(text, start, end), known)
