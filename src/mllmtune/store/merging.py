"""What becomes of a library that two people have changed, each a copy of their own?

A paper that one side added, changed, moved or removed is as that side has it; one that both changed is merged attribute
by attribute (`mllmtune.store.merging_papers`). Papers are known by their keys, and one that was renamed by its alias.
The order is ours, or theirs if they alone have changed it; what only the other side has stands behind what it stands
behind there. Comments between papers are never in conflict: what either side wrote there stays.
"""

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mllmtune.store.blocks import split
from mllmtune.store.clashes import Clash, clashes
from mllmtune.store.elements import Kind, elements
from mllmtune.store.merging_names import Name, NamedFile, named_files
from mllmtune.store.merging_papers import Conflict, Marks, Sides
from mllmtune.store.merging_papers import merged as merged_paper
from mllmtune.store.toml import Fault, FaultError, read_settings
from mllmtune.store.versions import NOTHING, version
from mllmtune.store.weaving import woven

_GAP = b"\n\n"


class Merged(NamedTuple):
    """The file that both sides make together, and what a person must decide; conflicts stand between marks."""

    data: bytes
    conflicts: tuple[Conflict, ...] = ()
    clashes: tuple[Clash, ...] = ()


def merged(base: bytes, ours: bytes, theirs: bytes, marks: Marks) -> Merged:
    """Return the library that both sides make together.

    Raises:
        FaultError: one of the three is no library, or both together make none.

    """
    if theirs in (base, ours):
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    data = (base, ours, theirs)
    mark = _picked(*(BOM_UTF8 if one.startswith(BOM_UTF8) else b"" for one in data))
    newline = _picked(*map(_newline, data))
    texts = [_with_newlines(one.removeprefix(BOM_UTF8), b"\n") for one in data]
    merged = _merged(texts[0], texts[1], texts[2], marks)
    return merged._replace(data=mark + _with_newlines(merged.data, newline))


class _Outcome(NamedTuple):
    """The elements that are left, and what is to be decided about them."""

    texts: dict[Name, bytes]
    conflicts: tuple[Conflict, ...]
    marked: frozenset[Name]


def _merged(base: bytes, ours: bytes, theirs: bytes, marks: Marks) -> Merged:
    files = named_files([elements(one) for one in (base, ours, theirs)])
    outcome = _outcome(*files, marks)
    order = _ordered(*files, outcome.texts)
    data = _laid_out(order, outcome, files)
    if not outcome.conflicts:
        _prove(data, [outcome.texts[name] for name in order])
    unmarked = {name: text for name, text in outcome.texts.items() if name not in outcome.marked}
    return Merged(data, outcome.conflicts, tuple(clashes(unmarked)))


def _outcome(base: NamedFile, ours: NamedFile, theirs: NamedFile, marks: Marks) -> _Outcome:
    texts: dict[Name, bytes] = {}
    conflicts: list[Conflict] = []
    marked: set[Name] = set()
    for name in dict.fromkeys((*ours.texts, *theirs.texts)):
        before, mine, other = (file.texts.get(name) for file in (base, ours, theirs))
        if other in (mine, before):
            text = mine
        elif mine == before:
            text = other
        else:
            text, found = _decided(name, before, mine, other, marks)
            conflicts += found
            marked |= {name} if found else set()
        if text is not None:
            texts[name] = text
    return _Outcome(texts, tuple(conflicts), frozenset(marked))


def _decided(
    name: Name, before: bytes | None, mine: bytes | None, other: bytes | None, marks: Marks
) -> tuple[bytes | None, list[Conflict]]:
    """Return what becomes of an element that both sides have changed, and what they disagree on."""
    table = "library" if name is Kind.SETTINGS else "papers"
    base, ours, theirs = (version(text, table) if text else NOTHING for text in (before, mine, other))
    if mine is None or other is None:
        left = ours if other is None else theirs
        if left.values == base.values and set(left.comments) <= set(base.comments):
            return None, []
        said = [None if text is None else "changed" for text in (mine, other)]
        return marks.around(mine or b"", other or b"").removesuffix(b"\n"), [Conflict(str(name), "", *said)]
    block, values, disagreed = merged_paper(Sides(base, ours, theirs), marks)
    key = str(values.get(("key",), "[library]"))
    found = [Conflict(key, ".".join(path), ours.values.get(path), theirs.values.get(path)) for path in disagreed]
    return block.removesuffix(b"\n"), found


def _ordered(base: NamedFile, ours: NamedFile, theirs: NamedFile, left: Mapping[Name, bytes]) -> list[Name]:
    """Return the names of what is left in their order."""
    common = base.texts.keys() & ours.texts.keys() & theirs.texts.keys()
    was, mine, other = ([name for name in file.texts if name in common] for file in (base, ours, theirs))
    first, second = (theirs, ours) if mine == was != other else (ours, theirs)
    return [name for name in woven(list(first.texts), list(second.texts)) if name in left]


def _laid_out(order: Sequence[Name], outcome: _Outcome, files: tuple[NamedFile, NamedFile, NamedFile]) -> bytes:
    parts: list[bytes] = []
    last: Name = None
    for name in (*order, None):
        parts.append(_blank(last, name, files, is_marked=last in outcome.marked))
        parts.append(outcome.texts[name] if name is not None else b"")
        last = name
    return b"".join(parts)


def _blank(first: Name, second: Name, files: tuple[NamedFile, NamedFile, NamedFile], *, is_marked: bool) -> bytes:
    """Return what parts two neighbours: what does in the files, else an empty line."""
    at_an_edge = first is None or second is None
    before, mine, other = (
        _edge(file, is_end=second is None) if at_an_edge else file.blanks.get((first, second)) for file in files
    )
    blank = other if mine in (None, before) and other is not None else mine
    blank = (before if before is not None else _GAP) if blank is None else blank
    return b"\n" if is_marked and not blank else blank


def _edge(file: NamedFile, *, is_end: bool) -> bytes | None:
    edges = list(file.blanks.items())
    return edges[-1 if is_end else 0][1]


def _prove(data: bytes, texts: Sequence[bytes]) -> None:
    """Raise unless the file reads back as its elements, and its settings as settings."""
    read_settings(split(data).rest)
    if [one.text for one in elements(data).elements] != list(texts):
        raise FaultError(Fault(0, "both together do not read back as they are"))


def _picked(before: bytes, mine: bytes, other: bytes) -> bytes:
    return other if mine == before else mine


def _newline(data: bytes) -> bytes:
    """Return how all lines of a file end: a newline alone, if some do."""
    return b"\r\n" if b"\r\n" in data and data.count(b"\n") == data.count(b"\r\n") else b"\n"


def _with_newlines(data: bytes, newline: bytes) -> bytes:
    if newline == b"\n":
        return data.replace(b"\r\n", b"\n") if _newline(data) == b"\r\n" else data
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
