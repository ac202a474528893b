"""What does a block say, and in which statements? As it is laid beside another version of the same paper."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mllmtune.model.facts import TABLES
from mllmtune.store.statements import Statement, statements
from mllmtune.store.toml import Fault, FaultError, read_table, write_attribute

Path = tuple[str, ...]

_ONLY_BY_HAND = "this is spelt in a way that only a person can merge"


class Version(NamedTuple):
    """A paper, or the settings, as one side has it: its statements by path, and the value of each attribute."""

    statements: dict[Path, Statement]
    values: dict[Path, object]

    @property
    def comments(self) -> list[bytes]:
        """Every comment in it."""
        return [comment for one in self.statements.values() for comment in one.comments]

    def by_table(self) -> dict[Path, list[Path]]:
        """Return the paths of each table, its header first; those of none under ``()``."""
        tables: dict[Path, list[Path]] = {}
        for path, one in self.statements.items():
            tables.setdefault(path if one.is_header else path[:-1], []).append(path)
        return tables

    def text(self, path: Path) -> bytes:
        """Return the statement at `path`; nothing if there is none."""
        return self.statements[path].text if path in self.statements else b""

    def comments_at(self, path: Path) -> list[bytes]:
        """Return the comments of the statement at `path`."""
        return self.statements[path].comments if path in self.statements else []


NOTHING = Version({}, {})


def version(block: bytes, table: str = "papers") -> Version:
    """Return what a block says: that of a paper, or that of the settings, whose `table` is ``library``.

    Raises:
        FaultError: it cannot be read, or is spelt in a way that this program never writes.

    """
    found: dict[Path, Statement] = {}
    is_plain, within = True, tuple[str, ...]()
    for one in statements(block):
        if one.path in found or len(one.path) > 2:  # noqa: PLR2004 - papers.links.code is as deep as it goes
            raise FaultError(Fault(0, _ONLY_BY_HAND))
        found[one.path] = one
        within = one.path if one.is_header else within
        is_plain = is_plain and (one.is_header or one.path[:-1] == within)
    values = table_values(block, table)
    if is_plain and values.keys() == {path for path, one in found.items() if not one.is_header}:
        return Version(found, values)
    respelt = _respelt(found, values)
    if respelt == block:
        raise FaultError(Fault(0, _ONLY_BY_HAND))
    return version(respelt, table)


def table_values(block: bytes, table: str) -> dict[Path, object]:
    """Return the value of each attribute of a block, as `version` has them.

    Raises:
        FaultError: it cannot be read.

    """
    read = read_table(block).get(table)
    inner = read[0] if isinstance(read, list) and read else read
    if not isinstance(inner, dict):
        raise FaultError(Fault(0, _ONLY_BY_HAND))
    return dict(_values(inner))


def ended(text: bytes) -> bytes:
    """Return whole lines: with a newline at the end."""
    return text if not text or text.endswith(b"\n") else text + b"\n"


def _values(table: Mapping[str, object]) -> Iterator[tuple[Path, object]]:
    for name, value in table.items():
        if name in TABLES and isinstance(value, dict):
            yield from (((name, label), text) for label, text in value.items())
        else:
            yield (name,), value


def _respelt(found: Mapping[Path, Statement], values: Mapping[Path, object]) -> bytes:
    """Return a block whose links and fields are tables of their own: dotted and inline ones are written anew."""
    odd = [path for path in found if path and path[0] in TABLES]
    lines = [one.above + ended(one.text) for path, one in found.items() if path not in odd]
    lines += [comment + b"\n" for path in odd for comment in found[path].comments]
    for name in TABLES:
        rows = [(path[1], value) for path, value in values.items() if path[0] == name and len(path) > 1]
        if rows:
            lines += [f"\n[papers.{name}]\n".encode(), *(write_attribute(*row).encode() for row in rows)]
    return b"".join(lines)
