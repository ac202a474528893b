"""How is a library shown to whoever compares two states of it? A line each attribute, and each item of a list.

Every line names its paper, so that a line of a difference needs none around it. Comments are shown, too.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator

from mllmtune.store.elements import Element, Kind, elements
from mllmtune.store.statements import comments
from mllmtune.store.toml import FaultError
from mllmtune.store.versions import table_values


def diffable(data: bytes) -> str:
    """Return a library file as lines to compare; what is no library is given as it is."""
    try:
        found = elements(data.removeprefix(BOM_UTF8)).elements
    except FaultError:
        return data.decode(errors="replace")
    return "\n".join("".join(f"{line}\n" for line in _lines(one)) for one in found)


def _lines(one: Element) -> Iterator[str]:
    if one.kind is Kind.COMMENT:
        yield one.text.decode(errors="replace")
        return
    try:
        values = table_values(one.text, "library" if one.kind is Kind.SETTINGS else "papers")
    except FaultError:
        yield one.text.decode(errors="replace")
        return
    name = "[library]" if one.kind is Kind.SETTINGS else str(values.get(("key",), "?"))
    yield from (f"{name}: {comment.decode(errors='replace')}" for comment in comments(one.text))
    for path, value in values.items():
        for item in value if isinstance(value, list) else [value]:
            yield from (f"{name}: {'.'.join(path)}: {line}" for line in str(item).split("\n"))
