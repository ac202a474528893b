"""Do two papers have one name, once two copies of a library are put together?"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mllmtune.store.merging_names import Name, table_of

_NAMING = re.compile(rb"^[ \t]*[\"']?(?:key|aliases)[\"']?[ \t]*=([^=]*)", re.MULTILINE)
_QUOTED = re.compile(rb"[\"']([^\"'\n]+)")


class Clash(NamedTuple):
    """A name, as key or alias, that two papers have once both sides are put together."""

    name: str
    keys: tuple[str, str]


def clashes(unmarked: Mapping[Name, bytes]) -> Iterator[Clash]:
    """Give the names that two of these elements have, by their names, of which at least one has been changed."""
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
    table = table_of(text)
    key, aliases = str(table["key"]), table.get("aliases")
    for name in dict.fromkeys((key, *map(str, aliases if isinstance(aliases, list) else ()))):
        holder, other = holders.setdefault(name, (element, key))
        if holder != element:
            yield Clash(name, (other, key))
