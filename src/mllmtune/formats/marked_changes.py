"""What of a region would rendering change, and is it known why? Whatever else would be lost, and the region with it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mllmtune.formats.markdown_rows import cells

_NOTHING = re.compile(r"[\s*-]*(?:!?\[\w*\]\(\s*\))?[\s*-]*")
_NUMBER = re.compile(r"^( {0,3})\d{1,9}(?=[.)]\s)")


class Named(NamedTuple):
    """The paper that a line names, and why it may be written in another way; "" if there is no reason."""

    key: str
    why: str = ""


class Changes(NamedTuple):
    """What differs: lines that come out otherwise, with the reason; lines without one; papers that come; the order."""

    told: tuple[tuple[int, str], ...]
    lost: tuple[int, ...]
    come: int
    moved: bool


def changes(old: Sequence[str], new: Sequence[str], first: int, named: Mapping[int, Named]) -> Changes:
    """Return what differs between the lines of a region, of which the first is line `first` of its file.

    The numbers of items do not count: they only say where an item stands.
    """
    counted = {*new}
    recounted = [line for line in old if line not in counted]
    old, new = list(map(_uncounted, old)), list(map(_uncounted, new))
    left = Counter(new)
    gone: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    rewritten = 0
    for number, line in enumerate(old, first):
        paper = named.get(number)
        if left[line]:
            left[line] -= 1
        elif line.strip():
            gone.append((number, _why(line, paper, seen)))
            rewritten += bool(paper and paper.key not in seen)
        if paper:
            seen.setdefault(paper.key, number)
    come = sum(bool(line.strip()) for line in left.elements()) - rewritten
    lost = tuple(number for number, why in gone if not why)
    moved = _in_both(old, new) != _in_both(new, old) or bool({*map(_uncounted, recounted)} & {*new})
    return Changes(tuple(one for one in gone if one[1]), lost, max(come, 0), moved)


def _uncounted(line: str) -> str:
    return _NUMBER.sub(r"\1", line)


def _in_both(lines: Sequence[str], others: Sequence[str]) -> list[str]:
    there = {*others}
    return list(dict.fromkeys(line for line in lines if line.strip() and line in there))


def _why(line: str, paper: Named | None, seen: Mapping[str, int]) -> str:
    if paper and paper.key in seen:
        return f"it repeats the paper of line {seen[paper.key]}"
    if paper:
        return paper.why
    row = cells(line)
    return "it only keeps a place" if row and all(map(_NOTHING.fullmatch, row)) else ""


def reasons(steps: Sequence[tuple[str, bool, Sequence[str]]]) -> Iterator[str]:
    """Give, for (key, whether the paper is new, attributes that differ) of each line, why it may come out otherwise.

    A paper that is named twice is what both have made of it.
    """
    differing: dict[str, list[str]] = {}
    for key, _, names in steps:
        differing.setdefault(key, []).extend(names)
    for key, is_new, _ in steps:
        names = ", ".join(dict.fromkeys(differing[key]))
        if names:
            yield f"the library has it otherwise ({names})"
        else:
            yield "" if is_new else "the library knows more of it"
