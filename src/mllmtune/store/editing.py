"""How is a paper changed where it stands? Attribute by attribute, so that its comments and its spelling stay."""

from collections.abc import Mapping, MutableMapping
from typing import cast

import tomlkit

from mllmtune.model.facts import Facts
from mllmtune.model.paper import Paper
from mllmtune.store.saving import Edited
from mllmtune.store.toml import TABLES, read_paper, write_attribute


def edited(block: bytes, facts: Facts) -> Edited:
    """Return the block of a paper with these facts: attributes with another value are written anew, all else stays.

    Raises:
        pydantic.ValidationError: the facts make no paper.
        FaultError: the block holds none.

    """
    paper = Paper.of(facts)
    text = block.decode()
    document = tomlkit.parse(text)
    table = cast("MutableMapping[str, object]", cast("list[object]", document["papers"])[0])
    _settle(table, read_paper(block).facts(), paper.facts())
    after = tomlkit.dumps(document)
    after = after if text.endswith("\n") else after.removesuffix("\n")
    if "\r\n" in text:
        after = after.replace("\r\n", "\n").replace("\n", "\r\n")
    return Edited(after.encode(), paper)


def _settle(table: MutableMapping[str, object], old: Facts, new: Facts) -> None:
    before, after = cast("Mapping[str, object]", old), cast("Mapping[str, object]", new)
    for name in before.keys() - after.keys():
        del table[name]
    for name, value in after.items():
        if before.get(name) == value:
            continue
        if name in TABLES and name in before:
            _settle(cast("MutableMapping[str, object]", table[name]), cast("Facts", before[name]), cast("Facts", value))
        else:
            table[name] = _item(name, value)


def _item(name: str, value: object) -> object:
    """Return the value as it would be written in a new paper."""
    if name in TABLES:
        rows = "".join(write_attribute(*pair) for pair in cast("Mapping[str, str]", value).items())
        return tomlkit.parse(f"[{name}]\n{rows}")[name]
    return tomlkit.parse(write_attribute(name, value)).popitem()[1]
