"""What stands in a paper's block, statement by statement? The bytes of the statements joined are those of the block.

A statement is a header or an attribute, with the lines above it that are empty or comments. TOML 1.0.0, sections
"Key/Value Pair", "Keys" and "Comment".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mllmtune.store.toml import Fault, FaultError, read_table

_ABOVE = re.compile(rb"(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*+")
_BARE = re.compile(rb"[ \t]*+([A-Za-z0-9_-]++)[ \t]*+=")
_PLAIN_HEADER = re.compile(rb"[ \t]*+\[{1,2}[ \t]*+([A-Za-z0-9_-]++)(?:[ \t]*+\.[ \t]*+([A-Za-z0-9_-]++))?[ \t]*+\]")
# Possessive: a byte is read once, whatever stands in the file.
_TOKEN = re.compile(
    rb"""(?P<comment>\#[^\n]*+)
    |\"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"\"\""{0,2}
    |'''(?:[^']++|'(?!''))*+''''{0,2}
    |"(?:[^"\\\n]++|\\[^\n])*+"
    |'[^'\n]*+'
    |(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)
    |[^\#"'\[\]{}\n]++|.""",
    re.DOTALL | re.VERBOSE,
)


class Statement(NamedTuple):
    """A header or an attribute.

    `path` is where it stands below the paper: ``()`` the paper's own header, ``("title",)``, ``("links",)`` the header
    of that table, ``("links", "code")``. `above` are whole lines; `text` ends with its newline, where it has one.
    """

    path: tuple[str, ...]
    is_header: bool
    above: bytes
    text: bytes

    @property
    def comments(self) -> list[bytes]:
        """Every comment above, within and behind it, without the blanks around."""
        return comments(self.above) + comments(self.text)


def statements(block: bytes) -> list[Statement]:
    """Return the statements of a block, its header first.

    Raises:
        FaultError: this is no block of TOML, or one spelt in a way that this program never writes.

    """
    found: list[Statement] = []
    place, table = 0, tuple[str, ...]()
    while True:
        above = _ABOVE.match(block, place)
        assert above is not None  # it may be empty
        if not block[above.end() :].strip():
            if block[place:].strip():
                raise _strange(block, place)
            return found
        end = _end(block, above.end())
        text = block[above.end() : end]
        is_header = text.lstrip(b" \t").startswith(b"[")
        path = _header(text) if is_header else (*table, *_key(text))
        table = path if is_header else table
        found.append(Statement(path, is_header, above[0], text))
        place = end


def comments(text: bytes) -> list[bytes]:
    """Return every comment in some statements, without the blanks around."""
    if b"#" not in text:
        return []
    return [token["comment"].strip() for token in _TOKEN.finditer(text) if token["comment"]]


def newline_of(block: bytes) -> bytes:
    """Return how the lines of a block end."""
    return b"\r\n" if b"\r\n" in block else b"\n"


def _end(block: bytes, start: int) -> int:
    """Return where the statement that begins at `start` ends, behind its newline."""
    depth = 0
    for token in _TOKEN.finditer(block, start):
        depth += (token["open"] is not None) - (token["close"] is not None)
        if token["end"] and depth <= 0:
            return token.end()
    return len(block)


def _header(text: bytes) -> tuple[str, ...]:
    """Return the path that a header names below its paper."""
    if plain := _PLAIN_HEADER.match(text):
        return (plain[2].decode(),) if plain[2] else ()
    return tuple(_steps(read_table(text)))[1:]


def _key(text: bytes) -> tuple[str, ...]:
    if bare := _BARE.match(text):
        return (bare[1].decode(),)
    return tuple(_steps(read_table(text), deepest=_dots(text)))


def _dots(text: bytes) -> int:
    """Return of how many parts the key of an attribute is made."""
    parts = 1
    for token in re.finditer(rb"\"(?:[^\"\\]++|\\.)*+\"|'[^']*+'|[.=]|[^\"'.=]++", text):
        if token[0] == b"=":
            break
        parts += token[0] == b"."
    return parts


def _steps(table: object, deepest: int = 9) -> Iterator[str]:
    while isinstance(table, dict | list) and table and deepest:
        if isinstance(table, list):
            table = table[0]
            continue
        name, table = next(iter(table.items()))
        deepest -= 1
        yield name


def _strange(block: bytes, place: int) -> FaultError:
    return FaultError(Fault(block.count(b"\n", 0, place), "this is no attribute of a paper"))
