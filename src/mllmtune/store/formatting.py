"""What does a paper look like that is written in order? Attributes as `Facts` has them, then links, then fields.

Values are written as this program writes them; comments go where their attribute goes. An array with comments inside
stays as it was typed.
"""

from mllmtune.model.facts import TABLES, Facts
from mllmtune.store.statements import Statement, comments, newline_of
from mllmtune.store.toml import write_attribute
from mllmtune.store.versions import Path, Version, ended, version

_ORDER = {name: number for number, name in enumerate(Facts.__annotations__)}


def formatted(block: bytes) -> bytes:
    """Return the block of a paper, written in order. What it says is the same.

    Raises:
        FaultError: the block cannot be read, or is spelt in a way that this program never writes.

    """
    newline = newline_of(block)
    said = version(block.replace(b"\r\n", b"\n"))
    lines = b"".join(_written(path, said) for path in sorted(said.statements, key=lambda path: _place(path, said)))
    lines = lines if block.endswith(b"\n") else lines.removesuffix(b"\n")
    return lines.replace(b"\n", newline)


def _place(path: Path, said: Version) -> tuple[int, int, int]:
    """Return where a statement stands: the header, attributes in their order, tables with their rows as they were."""
    if not path:
        return -2, 0, 0
    if path[0] in TABLES:
        return TABLES.index(path[0]), len(path), list(said.statements).index(path)
    return -1, _ORDER.get(path[0], len(_ORDER)), 0


def _written(path: Path, said: Version) -> bytes:
    one = said.statements[path]
    above = b"".join(f"{comment.decode()}\n".encode() for comment in comments(one.above))
    if one.is_header:
        is_empty = bool(path) and not any(len(other) > 1 and other[0] == path[0] for other in said.values)
        return above if is_empty else (b"\n" if path else b"") + above + ended(one.text.strip())
    return above + _attribute(path[-1], one, said.values[path])


def _attribute(name: str, one: Statement, value: object) -> bytes:
    behind = comments(one.text)
    written = write_attribute(name, value).encode()
    if not behind:
        return written
    last = one.text.rstrip().rpartition(b"\n")[2]
    if len(behind) > 1 or not last.endswith(behind[0]) or last.startswith(b"#"):
        return ended(one.text.lstrip(b" \t"))  # within the value
    return written.rstrip(b"\n") + b"  " + behind[0] + b"\n"
