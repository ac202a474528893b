"""Which records stand in a file of RIS, and on which lines?

The RIS format: a record begins with ``TY  - `` and ends with ``ER  - ``; a line is a tag, two blanks, a hyphen, a blank
and a value; a line without a tag goes on with the value above it. Files are cut here, because rispy knows no lines,
leaves out what stands between records, and stops at what it cannot read.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mllmtune.formats.reading import Problem
from mllmtune.formats.ris_tags import values_of

# Some programs put one blank before the hyphen, or leave out the one behind it.
_LINE = re.compile(r"[ \t]*([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t](.*)|[ \t]*)")
_COUNT = re.compile(r"\d+\.?")  # some programs number the records
# Tags that hold one thing each: EndNote writes further ones on lines without a tag.
_ONE_A_LINE = frozenset(("KW", "SN", "UR", "L1"))
_RAW = 2000  # signs of a broken record that a problem shows


class Record(NamedTuple):
    """A record: the line on which it begins, counted from 1, the values of each tag, and what was mended in it."""

    line: int
    values: dict[str, list[str]]
    raw: str
    problems: tuple[Problem, ...] = ()


class _Open(NamedTuple):
    """A record that has not come to its end: its lines as they stand, and each tag with its whole value."""

    line: int
    lines: list[str]
    pairs: list[tuple[str, str]]


def records(text: str) -> Iterator[Record | Problem]:
    """Give every record of the file and every place that was not understood, in their order."""
    for part in _cut(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")):
        if isinstance(part, Problem):
            yield part
            continue
        raw = "\n".join(part.lines)
        told: tuple[Problem, ...] = ()
        if part.pairs[-1][0] != "ER":
            told = (Problem(part.line, "a record that does not end; ER was put in", raw[:_RAW], lost=False),)
        yield Record(part.line, values_of([*part.pairs, ("ER", "")]), raw, told)


def _cut(text: str) -> Iterator[_Open | Problem]:
    """Give the records, each with its lines, and what stands outside of them."""
    current: _Open | None = None
    stray: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = _LINE.fullmatch(line)
        tag = match[1] if match else ""
        if tag == "TY":
            yield from _stray(stray)
            if current:
                yield current
            current = _Open(number, [line], [("TY", _value(match))])
        elif current is None:
            stray += [(number, line)] if line.strip() and not _COUNT.fullmatch(line.strip()) else []
        else:
            current.lines.append(line)
            _add(current, tag, _value(match) if match else line.strip())
            if tag == "ER":
                yield current
                current = None
    yield from _stray(stray)
    if current:
        yield current


def _value(match: re.Match[str] | None) -> str:
    return (match[2] or "").strip() if match else ""


def _add(record: _Open, tag: str, value: str) -> None:
    """Add a value, or go on with the one above."""
    if tag:
        record.pairs.append((tag, value))
    elif value:
        before, start = record.pairs[-1]
        if before in _ONE_A_LINE:
            record.pairs.append((before, value))
        else:
            record.pairs[-1] = (before, f"{start} {value}".strip())


def _stray(lines: list[tuple[int, str]]) -> Iterator[Problem]:
    """Give a problem for the lines outside of records, and hold them no more; one with tags has lost its TY."""
    if lines:
        raw = "\n".join(line for _, line in lines)
        lost = any(_LINE.fullmatch(line) for _, line in lines)
        told = "a record without TY" if lost else "text that belongs to no record"
        yield Problem(lines[0][0], f"{told}; it was not taken", raw[:_RAW], lost=lost)
    lines.clear()
