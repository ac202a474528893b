"""How are the items of a list typed? The marker of each, what stands below it, and the blank lines between.

CommonMark 0.31, sections 5.2 and 5.3, as far as lists of papers take it: what is indented below an item is its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from mllmtune.formats.markdown_rows import begins_block, cells

_ITEM = re.compile(r"(?P<indent> {0,3})(?P<marker>[-+*]|\d{1,9}[.)])(?P<gap>[ \t]{1,4})(?=\S)")
_INDENTED = 2  # blanks before what belongs to an item
_OURS = "- "


class Item(NamedTuple):
    """An item by its lines (from 0): its first, and the one behind its last that is not blank."""

    start: int
    end: int


def lists(lines: Sequence[str]) -> Iterator[list[Item]]:
    """Give the items of each list that is indented by three blanks at most; items in items belong to these."""
    found: list[Item] = []
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        after_blank = number > 0 and not lines[number - 1].strip()
        if found and _belongs(line, lines[found[0].start], after_blank=after_blank):
            found[-1] = found[-1]._replace(end=number + 1)
        elif _ITEM.match(line) and not begins_block(line):
            if found and _kind(line) != _kind(lines[found[0].start]):
                yield found
                found = []
            found.append(Item(number, number + 1))
        elif found:
            yield found
            found = []
    if found:
        yield found


def bare(line: str) -> str:
    """Return what stands behind the marker of an item."""
    match = _ITEM.match(line)
    return line[match.end() :] if match else line


def as_typed(new: Sequence[str], old: Sequence[str], read: Mapping[str, str]) -> list[str]:
    """Return the lines with each new item as an old one is typed that says the same, else in the style of the old ones.

    `read` gives old items, several lines each, by the line that would be written of what they say. Blank lines behind
    an item stay, and numbers that counted go on counting.
    """
    there = [item for one in lists(old) for item in one]
    if not there:
        return list(new)
    known = {**read} | {bare(old[item.start]): old[item.start] for item in there if item.end == item.start + 1}
    behind = {"\n".join(old[item.start : item.end]): old[item.end : after.start] for item, after in pairwise(there)}
    between = old[there[0].end : there[1].start] if len(there) > 1 else []
    first = _first_number([old[item.start] for item in there])
    made: list[str] = []
    for number, line in enumerate(new):
        if not line.startswith(_OURS):
            made.append(line)
            continue
        typed = known.get(bare(line)) or known.get(line) or _styled(line, old[there[0].start])
        made += _numbered(typed, first + number).split("\n") if first is not None else typed.split("\n")
        made += behind.get(typed, between) if new[number + 1 : number + 2] and new[number + 1].startswith(_OURS) else []
    return made


def _belongs(line: str, first: str, *, after_blank: bool) -> bool:
    """Tell whether a line that is not blank is part of an item in the list that begins with the line `first`."""
    deeper = _indent(line) > _indent(first)
    if _ITEM.match(line) and not deeper:
        return False
    return _indent(line) >= _indent(first) + _INDENTED or not (
        after_blank or begins_block(line) or cells(line) or _ITEM.match(line)
    )


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" "))


def _kind(line: str) -> str:
    match = _ITEM.match(line)
    return match["marker"][-1] if match else ""


def _styled(line: str, first: str) -> str:
    match = _ITEM.match(first)
    return f"{match[0]}{bare(line)}" if match else line


def _first_number(lines: Sequence[str]) -> int | None:
    """Return the number of the first item, if each of the others has the next one."""
    numbers = [int(match["marker"][:-1]) for match in map(_ITEM.match, lines) if match and match["marker"][:-1]]
    counts = len(numbers) == len(lines) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return numbers[0] if counts and (len(numbers) > 1 or numbers == [1]) else None


def _numbered(item: str, number: int) -> str:
    return re.sub(r"^( {0,3})\d{1,9}", lambda match: f"{match[1]}{number}", item)
