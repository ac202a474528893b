"""How is a paper changed where it stands? Attribute by attribute, so that its comments and its spelling stay.

The settings at the head of the file likewise.
"""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from typing import cast

import tomlkit

from mllmtune.model.facts import TABLES, Facts
from mllmtune.model.paper import Paper
from mllmtune.store.blocks import Blocks
from mllmtune.store.changes import Edited
from mllmtune.store.statements import Statement, comments, newline_of, statements
from mllmtune.store.toml import read_paper, read_settings, read_table, write_attribute, write_paper


def edited(block: bytes, facts: Facts) -> Edited:
    """Return the block of a paper with these facts: attributes with another value are written anew, all else stays.

    A comment that stood within or behind what is written anew, or gone, stands on a line of its own.

    Raises:
        pydantic.ValidationError: the facts make no paper.
        FaultError: the block holds none.

    """
    paper = Paper.of(facts)
    text = block.decode()
    before = read_paper(block).facts()
    if text == _in_line_ends_of(text, write_paper(before)):  # nobody has spelt anything here: written anew, it stays so
        return Edited(_in_line_ends_of(text, write_paper(paper.facts())).encode(), paper)
    document = tomlkit.parse(text)
    table = cast("MutableMapping[str, object]", document["papers"][0])
    _settle(table, before, paper.facts())
    return Edited(_with_comments_of(block, _in_line_ends_of(text, tomlkit.dumps(document)).encode()), paper)


def with_preambles(blocks: Blocks, preambles: Sequence[str]) -> dict[bytes, bytes]:
    """Return the part of the file that holds the settings, and the same part with these preambles added to its own.

    Nothing if the library has them all.

    Raises:
        FaultError: the file's own settings cannot be read.

    """
    own = read_settings(blocks.rest).preamble
    both = list(dict.fromkeys([*own, *preambles]))
    return {} if len(both) == len(own) else with_setting(blocks, "preamble", both)


def with_setting(blocks: Blocks, name: str, value: object) -> dict[bytes, bytes]:
    """Return the part of the file that holds the settings, and the same part with one of them set to this value.

    Raises:
        FaultError: the file's own settings cannot be read.

    """
    part = next((part for part in blocks.rest_parts if "library" in read_table(part.removeprefix(BOM_UTF8))), None)
    if part is None:
        head = blocks.rest_parts[0]
        mark = BOM_UTF8 if head.startswith(BOM_UTF8) else b""
        table = f"[library]\n{write_attribute(name, value)}\n".encode().replace(b"\n", blocks.newline)
        return {head: mark + table + head.removeprefix(mark)}
    text = part.removeprefix(BOM_UTF8).decode()
    document = tomlkit.parse(text)
    document["library"][name] = _item(name, value)
    return {part: part[: -len(text.encode())] + _in_line_ends_of(text, tomlkit.dumps(document)).encode()}


def _settle(table: MutableMapping[str, object], before: Mapping[str, object], after: Mapping[str, object]) -> None:
    for name in before.keys() - after.keys():
        del table[name]
    for name, value in after.items():
        if before.get(name) == value:
            continue
        if name in TABLES and name in before:
            inner = cast("MutableMapping[str, object]", table[name])
            _settle(inner, cast("Mapping[str, str]", before[name]), cast("Mapping[str, str]", value))
        else:
            table[name] = _item(name, value)


def _with_comments_of(before: bytes, after: bytes) -> bytes:
    """Return the new block with the comments that it has lost: above the attribute that they belonged to, or the next.

    Below the last attribute they would belong to the next paper: there, they stand above it.
    """
    lost = Counter(comments(before)) - Counter(comments(after))
    if not lost:
        return after
    newline = newline_of(before)
    old, new = statements(before), statements(after)
    above: dict[tuple[tuple[str, ...], bool], list[bytes]] = {}
    for place, comment in _homeless(old, new, lost):
        above.setdefault(place, []).append(comment + newline)
    return b"".join(one.above + b"".join(above.get((one.path, one.is_header), [])) + one.text for one in new)


def _homeless(
    old: Sequence[Statement], new: Sequence[Statement], lost: Counter[bytes]
) -> Iterator[tuple[tuple[tuple[str, ...], bool], bytes]]:
    """Give each lost comment, with the path of the new statement that it is to stand above."""
    there = {(one.path, one.is_header): one.comments for one in new}
    for number, one in enumerate(old):
        kept = Counter(there.get((one.path, one.is_header), []))
        for comment in one.comments:
            if kept[comment]:
                kept[comment] -= 1
            elif lost[comment]:
                lost[comment] -= 1
                behind = ((each.path, each.is_header) for each in old[number:])
                yield next((place for place in behind if place in there), (new[-1].path, new[-1].is_header)), comment


def _in_line_ends_of(before: str, after: str) -> str:
    after = after.replace("\r\n", "\n") if "\r\n" in before else after
    after = after if before.endswith("\n") else after.removesuffix("\n")
    return after.replace("\n", "\r\n") if "\r\n" in before else after


def _item(name: str, value: object) -> object:
    """Return the value as it would be written in a new paper."""
    if name in TABLES:
        rows = "".join(write_attribute(*pair) for pair in cast("Mapping[str, str]", value).items())
        return tomlkit.parse(f"[{name}]\n{rows}")[name]
    return tomlkit.parse(write_attribute(name, value)).popitem()[1]
