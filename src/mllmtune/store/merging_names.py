"""By which name is a paper known in a library and in two copies that have been changed?

By the key that it had before, which an alias tells of after it was renamed; where all three files have the same block,
by that, so that it need not be read. The settings have a name of their own, and a comment that of its text.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, cast

from mllmtune.store.blocks import digest
from mllmtune.store.elements import Element, Elements, Kind
from mllmtune.store.toml import Fault, FaultError, read_table

Name = Hashable  # a key, the digest of a block, or another one for what is no paper


class NamedFile(NamedTuple):
    """A side: its elements by name, in order, and the blanks between the names of two neighbours."""

    texts: dict[Name, bytes]
    blanks: dict[tuple[Name, Name], bytes]


def named_files(parts: Sequence[Elements]) -> tuple[NamedFile, NamedFile, NamedFile]:
    """Return a file as it was, as we have it and as they have it, with names for what means the same in each.

    Raises:
        FaultError: a paper cannot be read, or a key stands twice.

    """
    papers = [{digest(one.text) for one in part.elements if one.kind is Kind.PAPER} for part in parts]
    untouched = set.intersection(*papers)
    known: set[str] = set()
    files: list[NamedFile] = []
    for part in parts:
        names = list(_names(part.elements, untouched, known))
        if not files:
            known = {name for name in names if isinstance(name, str)}
        if len(set(names)) < len(names):
            raise FaultError(Fault(0, "a key stands twice"))
        ends: list[Name] = [None, *names, None]
        blanks = dict(zip(pairwise(ends), part.blanks, strict=True))
        texts = {name: one.text for name, one in zip(names, part.elements, strict=True)}
        files.append(NamedFile(texts, blanks))
    return files[0], files[1], files[2]


def table_of(block: bytes) -> dict[str, object]:
    """Return the table of a paper's block.

    Raises:
        FaultError: it cannot be read, or has no key.

    """
    table = cast("list[dict[str, object]]", read_table(block)["papers"])[0]
    if not isinstance(table.get("key"), str):
        raise FaultError(Fault(0, '"key" is missing; write key = "..."'))
    return table


def _names(parts: Iterable[Element], untouched: set[bytes], known: set[str]) -> Iterator[Name]:
    """Give each element a name: a paper's key before it was renamed; its digest, if all three files have the block."""
    parts = list(parts)
    tables = {
        number: table_of(one.text)
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


def _former_key(table: Mapping[str, object], keys: set[object], known: set[str]) -> str:
    """Return the key that this paper had before both sides, if it was renamed; else its own."""
    key = str(table["key"])
    aliases = table.get("aliases")
    former = [alias for alias in aliases if alias in known and alias not in keys] if isinstance(aliases, list) else []
    return key if key in known or len(former) != 1 else str(former[0])
