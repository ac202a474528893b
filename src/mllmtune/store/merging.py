"""What becomes of a library that two people have changed, each a copy of their own?

A paper that one side added, changed, moved or removed is as that side has it; one that both changed is merged attribute
by attribute (`mllmtune.store.merging_papers`). Papers are known by their keys, and one that was renamed by its alias.
The order is ours, or theirs if they alone have changed it; what only the other side has stands behind what it stands
behind there. Comments between papers are never in conflict: what either side wrote there stays.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, cast

from mllmtune.store.blocks import digest, split
from mllmtune.store.elements import Element, Elements, Kind, elements
from mllmtune.store.merging_papers import Conflict, Marks, Sides
from mllmtune.store.merging_papers import merged as merged_paper
from mllmtune.store.toml import Fault, FaultError, read_settings, read_table
from mllmtune.store.versions import NOTHING, version
from mllmtune.store.weaving import woven

_GAP = b"\n\n"
_NAMING = re.compile(rb"^[ \t]*[\"']?(?:key|aliases)[\"']?[ \t]*=([^=]*)", re.MULTILINE)
_QUOTED = re.compile(rb"[\"']([^\"'\n]+)")

Name = Hashable


class Clash(NamedTuple):
    """A name, as key or alias, that two papers have once both sides are put together."""

    name: str
    keys: tuple[str, str]


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


class _File(NamedTuple):
    """A side: its elements by name, in order, and the blanks between the names of two neighbours."""

    texts: dict[Name, bytes]
    blanks: dict[tuple[Name, Name], bytes]


class _Outcome(NamedTuple):
    """The elements that are left, and what is to be decided about them."""

    texts: dict[Name, bytes]
    conflicts: tuple[Conflict, ...]
    marked: frozenset[Name]


def _merged(base: bytes, ours: bytes, theirs: bytes, marks: Marks) -> Merged:
    files = _files([elements(one) for one in (base, ours, theirs)])
    outcome = _outcome(*files, marks)
    order = _ordered(*files, outcome.texts)
    data = _laid_out(order, outcome, files)
    if not outcome.conflicts:
        _prove(data, [outcome.texts[name] for name in order])
    return Merged(data, outcome.conflicts, tuple(_clashes(outcome)))


def _files(parts: Sequence[Elements]) -> tuple[_File, _File, _File]:
    """Return the three files with names for their elements that mean the same in each."""
    papers = [{digest(one.text) for one in part.elements if one.kind is Kind.PAPER} for part in parts]
    untouched = set.intersection(*papers)
    known: set[str] = set()
    files: list[_File] = []
    for part in parts:
        names = list(_names(part.elements, untouched, known))
        if not files:
            known = {name for name in names if isinstance(name, str)}
        if len(set(names)) < len(names):
            raise FaultError(Fault(0, "a key stands twice"))
        ends: list[Name] = [None, *names, None]
        blanks = dict(zip(pairwise(ends), part.blanks, strict=True))
        texts = {name: one.text for name, one in zip(names, part.elements, strict=True)}
        files.append(_File(texts, blanks))
    return files[0], files[1], files[2]


def _names(parts: Iterable[Element], untouched: set[bytes], known: set[str]) -> Iterator[Name]:
    """Give each element a name: a paper's key before it was renamed; its digest, if all three files have the block."""
    parts = list(parts)
    tables = {
        number: _table(one.text)
        for number, one in enumerate(parts)
        if one.kind is Kind.PAPER and digest(one.text) not in untouched
    }
    keys = {table["key"] for table in tables.values()}
    seen: dict[bytes, int] = {}
    for number, one in enumerate(parts):
        if one.kind is Kind.SETTINGS:
            yield Kind.SETTINGS
        elif one.kind is Kind.COMMENT:
            seen[one.text] = seen.get(one.text, 0) + 1
            yield Kind.COMMENT, one.text, seen[one.text]
        elif number in tables:
            yield _former_key(tables[number], keys, known)
        else:
            yield digest(one.text)


def _table(block: bytes) -> dict[str, object]:
    table = cast("list[dict[str, object]]", read_table(block)["papers"])[0]
    if not isinstance(table.get("key"), str):
        raise FaultError(Fault(0, '"key" is missing; write key = "..."'))
    return table


def _former_key(table: Mapping[str, object], keys: set[object], known: set[str]) -> str:
    """Return the key that this paper had before both sides, if it was renamed; else its own."""
    key = str(table["key"])
    aliases = table.get("aliases")
    former = [alias for alias in aliases if alias in known and alias not in keys] if isinstance(aliases, list) else []
    return key if key in known or len(former) != 1 else str(former[0])


def _outcome(base: _File, ours: _File, theirs: _File, marks: Marks) -> _Outcome:
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


def _ordered(base: _File, ours: _File, theirs: _File, left: Mapping[Name, bytes]) -> list[Name]:
    """Return the names of what is left in their order."""
    common = base.texts.keys() & ours.texts.keys() & theirs.texts.keys()
    was, mine, other = ([name for name in file.texts if name in common] for file in (base, ours, theirs))
    first, second = (theirs, ours) if mine == was != other else (ours, theirs)
    return [name for name in woven(list(first.texts), list(second.texts)) if name in left]


def _laid_out(order: Sequence[Name], outcome: _Outcome, files: tuple[_File, _File, _File]) -> bytes:
    parts: list[bytes] = []
    last: Name = None
    for name in (*order, None):
        parts.append(_blank(last, name, files, is_marked=last in outcome.marked))
        parts.append(outcome.texts[name] if name is not None else b"")
        last = name
    return b"".join(parts)


def _blank(first: Name, second: Name, files: tuple[_File, _File, _File], *, is_marked: bool) -> bytes:
    """Return what parts two neighbours: what does in the files, else an empty line."""
    at_an_edge = first is None or second is None
    before, mine, other = (
        _edge(file, is_end=second is None) if at_an_edge else file.blanks.get((first, second)) for file in files
    )
    blank = other if mine in (None, before) and other is not None else mine
    blank = (before if before is not None else _GAP) if blank is None else blank
    return b"\n" if is_marked and not blank else blank


def _edge(file: _File, *, is_end: bool) -> bytes | None:
    edges = list(file.blanks.items())
    return edges[-1 if is_end else 0][1]


def _prove(data: bytes, texts: Sequence[bytes]) -> None:
    """Raise unless the file reads back as its elements, and its settings as settings."""
    read_settings(split(data).rest)
    if [one.text for one in elements(data).elements] != list(texts):
        raise FaultError(Fault(0, "both together do not read back as they are"))


def _clashes(outcome: _Outcome) -> Iterator[Clash]:
    """Give the names that two papers have, of which at least one is not in all three files."""
    unmarked = {name: text for name, text in outcome.texts.items() if name not in outcome.marked}
    holders: dict[str, tuple[Name, str]] = {}
    for name, text in unmarked.items():
        if isinstance(name, str):
            yield from _taken(name, text, holders)
    for name, text in unmarked.items():
        if isinstance(name, bytes) and any(quoted.decode(errors="replace") in holders for quoted in _names_in(text)):
            yield from _taken(name, text, holders)


def _names_in(block: bytes) -> list[bytes]:
    """Return what may be a name of a paper: every text of its attributes ``key`` and ``aliases``, found in haste."""
    return [name for line in _NAMING.findall(block) for name in _QUOTED.findall(line)]


def _taken(element: Name, text: bytes, holders: dict[str, tuple[Name, str]]) -> Iterator[Clash]:
    """Give the names of a paper that another has, and put the others down as its own."""
    table = _table(text)
    key, aliases = str(table["key"]), table.get("aliases")
    for name in dict.fromkeys((key, *map(str, aliases if isinstance(aliases, list) else ()))):
        holder, other = holders.setdefault(name, (element, key))
        if holder != element:
            yield Clash(name, (other, key))


def _picked(before: bytes, mine: bytes, other: bytes) -> bytes:
    return other if mine == before else mine


def _newline(data: bytes) -> bytes:
    """Return how all lines of a file end: a newline alone, if some do."""
    return b"\r\n" if b"\r\n" in data and data.count(b"\n") == data.count(b"\r\n") else b"\n"


def _with_newlines(data: bytes, newline: bytes) -> bytes:
    if newline == b"\n":
        return data.replace(b"\r\n", b"\n") if _newline(data) == b"\r\n" else data
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
