"""What becomes of one paper that two people have changed? Attribute by attribute, from what it was before both.

An attribute that one side changed is that side's; lists that are sets are joined; only two different values of one
attribute are a conflict, and stand between the marks that git puts around one (git-merge(1), "How conflicts are
presented"). A comment that either side has written stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from mllmtune.model.merge import SETS
from mllmtune.model.taxonomy import PARADIGM_OF, Category
from mllmtune.store.toml import write_attribute
from mllmtune.store.versions import Path, Version, ended
from mllmtune.store.weaving import woven

_PLACE = (("paradigm",), ("category",))


class Conflict(NamedTuple):
    """What both sides have changed: the paper's key, the attribute ("" for all of it), and the value of each side.

    None: that side has taken it out.
    """

    key: str
    attribute: str
    ours: object
    theirs: object


class Marks(NamedTuple):
    """How a conflict is marked: the number of signs, and what the two sides are called."""

    size: int = 7
    ours: str = "ours"
    theirs: str = "theirs"

    def around(self, ours: bytes, theirs: bytes) -> bytes:
        """Return the lines of both sides between marks, each on a line of its own."""
        first, between, last = (
            f"{sign * self.size}{name}\n".encode()
            for sign, name in (("<", f" {self.ours}"), ("=", ""), (">", f" {self.theirs}"))
        )
        return b"".join((first, ended(ours), between, ended(theirs), last))


class Sides(NamedTuple):
    """A paper as it was, as we have it, and as they have it."""

    base: Version
    ours: Version
    theirs: Version


class Merged(NamedTuple):
    """The block that both sides make together, and its values; where they disagree, it holds both, and ours' value."""

    block: bytes
    values: dict[Path, object]
    disagreed: list[Path]


def merged(sides: Sides, marks: Marks) -> Merged:
    """Return the block that both sides together make, and where they disagree."""
    forced = _PLACE if _places_clash(sides) else ()
    paths = dict.fromkeys(path for side in sides for path in side.values)
    choices = {path: choice for path in paths if (choice := _chosen(path, sides, forced=path in forced))}
    return Merged(
        _written(sides, choices, marks),
        {path: choice.value for path, choice in choices.items()},
        [path for path, choice in choices.items() if choice.is_conflict],
    )


class _Choice(NamedTuple):
    """What an attribute becomes: its value, and the statement of one side, or one that is written anew."""

    value: object
    text: bytes
    is_conflict: bool = False


def _chosen(path: Path, sides: Sides, *, forced: bool) -> _Choice | None:
    """Return what the attribute becomes; None: nothing, as one side has taken it out."""
    before, mine, other = (side.values.get(path) for side in sides)
    if mine == other:
        return None if mine is None else _Choice(mine, _text(path, sides))
    if mine == before and not forced:
        return None if other is None else _Choice(other, sides.theirs.text(path))
    if other == before and not forced:
        return None if mine is None else _Choice(mine, sides.ours.text(path))
    lists = [cast("list[object]", value or []) for value in (before, mine, other)]
    if path[-1] in SETS and len(path) == 1 and all(isinstance(value, list) for value in lists):
        both = _joined(*lists)
        return _Choice(both, _text_of_set(path, both, sides)) if both else None
    return _Choice(mine, b"", is_conflict=True)


def _text(path: Path, sides: Sides) -> bytes:
    """Return a statement that means the same to both: that of the side that spelt it anew; ours, if both did."""
    before, mine, other = (side.text(path) for side in sides)
    return other if other and (mine == before or not mine) else mine


def _text_of_set(path: Path, both: list[object], sides: Sides) -> bytes:
    same = (side.text(path) for side in sides[1:] if side.values.get(path) == both)
    return next(same, write_attribute(path[0], both).encode())


def _joined(before: list[object], ours: list[object], theirs: list[object]) -> list[object]:
    """Return what both have, and what either has put in."""
    kept = [item for item in ours if item in theirs or item not in before]
    return kept + [item for item in theirs if item not in ours and item not in before]


def _written(sides: Sides, choices: Mapping[Path, _Choice], marks: Marks) -> bytes:
    """Return the statements in their order, each with its comments; those of what is gone stand above the next one."""
    tables = {path[:1] for path in choices if len(path) > 1} | {()}
    parts: list[bytes] = []
    waiting: list[bytes] = []
    for path in _in_order(sides.ours, sides.theirs):
        choice = choices.get(path)
        is_there = choice is not None or path in tables
        above = _above(path, sides) if is_there else b""
        text = _text(path, sides) if choice is None else choice.text
        if choice and choice.is_conflict:
            text = marks.around(sides.ours.text(path), sides.theirs.text(path))
        waiting += _lost(path, sides, above + text if is_there else b"")
        if is_there:
            parts += [above, _lines(waiting, text), ended(text)]
            waiting = []
    # A comment behind the last statement would no longer be this paper's.
    return b"".join((*parts[:-1], _lines(waiting, parts[-1]), parts[-1]))


def _lines(comments: Sequence[bytes], below: bytes) -> bytes:
    """Return comments as lines, indented as the statement is above which they stand."""
    indent = below[: len(below) - len(below.lstrip(b" \t"))]
    return b"".join(indent + comment + b"\n" for comment in comments)


def _above(path: Path, sides: Sides) -> bytes:
    """Return the lines above a statement: those of the side that changed them; both, where both did."""
    before, mine, other = (side.statements[path].above if path in side.statements else None for side in sides)
    if mine is None or other is None:
        return cast("bytes", other if mine is None else mine)
    if mine == before:
        return other
    if other == before:
        return mine
    known = [line.strip() for line in (before or b"").splitlines() + mine.splitlines()]
    return mine + b"".join(line for line in other.splitlines(keepends=True) if line.strip() not in known)


def _lost(path: Path, sides: Sides, kept: bytes) -> list[bytes]:
    """Return the comments that a side has written at `path` and that are not in `kept`."""
    known = sides.base.comments_at(path)
    found = dict.fromkeys([*sides.ours.comments_at(path), *sides.theirs.comments_at(path)])
    return [comment for comment in found if comment not in known and comment not in kept]


def _in_order(ours: Version, theirs: Version) -> Iterator[Path]:
    """Give the paths of both, table by table: first what stands in none."""
    mine, other = ours.by_table(), theirs.by_table()
    for table in dict.fromkeys((*mine, *other)):
        yield from woven(mine.get(table, ()), other.get(table, ()))


def _places_clash(sides: Sides) -> bool:
    """Tell whether paradigm and category, each changed by another side, make no place."""
    paradigm, category = (_chosen(path, sides, forced=False) for path in _PLACE)
    if category is None or category.is_conflict or (paradigm and paradigm.is_conflict):
        return False
    return category.value in list(Category) and PARADIGM_OF[Category(cast("str", category.value))] != (
        paradigm and paradigm.value
    )
