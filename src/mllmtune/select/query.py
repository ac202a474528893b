"""What does a query mean? Text in, a `Node` out.

A query is words and fields, all of which must hold: ``lora vision``, ``"low rank"``, ``lor*``, ``author:liu``,
``year:2023..2025``, ``has:code``; ``-`` before one excludes it, ``OR`` between two takes either, parentheses group.
``OR`` binds less than the blank between words. Accents and case do not matter.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mllmtune.errors import BadQueryError
from mllmtune.text.slugs import fold


class Words(NamedTuple):
    """Words in a row, in any text or in one `column` of it; with `prefix` the last may go on."""

    text: str
    column: str | None = None
    prefix: bool = False


class Term(NamedTuple):
    """An attribute that has exactly this folded value; a ``*`` at its end lets it go on."""

    kind: str
    value: str


class Years(NamedTuple):
    """A year of publication within bounds, both included."""

    first: int | None
    last: int | None


class Keys(NamedTuple):
    """One of these citation keys or aliases, compared whole."""

    keys: tuple[str, ...]


class Not(NamedTuple):
    """The papers that `node` does not mean."""

    node: "Node"


class Every(NamedTuple):
    """The papers that all nodes mean; all papers if there is none."""

    nodes: tuple["Node", ...]


class Either(NamedTuple):
    """The papers that one of the nodes means."""

    nodes: tuple["Node", ...]


Node = Words | Term | Years | Keys | Not | Every | Either

EVERYTHING = Every(())

# What the user writes before the colon, and the column of text that it looks into.
_COLUMNS = {"title": "title", "author": "authors", "method": "method", "abstract": "abstract", "notes": "notes"}
# ... and the kind of term that it compares.
_TERMS = (
    "paradigm", "category", "topic", "tag", "venue", "type", "status", "key", "has",
    "arxiv", "doi", "openreview", "anthology",
)  # fmt: skip
FIELDS = tuple(sorted([*_COLUMNS, *_TERMS, "missing", "year"]))

_TOKEN = re.compile(
    r"""\s*(?:(?P<sign>[()]|-(?=[\w"(]))
    |(?:(?P<field>[A-Za-z_]+):)?"(?P<phrase>[^"]*)"(?P<more>\*?)
    |(?P<word>[^\s()"]+|\S))""",
    re.VERBOSE,
)


def parse(text: str) -> Node:
    """Return what the query means.

    Raises:
        BadQueryError: a field is not known, a year is none, or parentheses do not match.

    """
    reader = _Reader(text)
    node = _either(reader)
    if reader.token is not None:
        raise BadQueryError(text, "a ) has no ( before it")
    return node


def names_asked(node: Node) -> set[str]:
    """Return the names behind ``has:`` and ``missing:`` in a query."""
    match node:
        case Term("has", name):
            return set() if name.endswith("*") else {name}
        case Not(inner):
            return names_asked(inner)
        case Every(nodes) | Either(nodes):
            return {name for inner in nodes for name in names_asked(inner)}
        case _:
            return set()


def both(nodes: Iterable[Node]) -> Node:
    """Return the node of the papers that all of `nodes` mean."""
    flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, Every) else (node,))]
    return flat[0] if len(flat) == 1 else Every(tuple(flat))


def years(text: str) -> Years:
    """Return the years that ``2023``, ``2023..2025``, ``2023..`` or ``..2025`` means.

    Raises:
        BadQueryError: it is none of these.

    """
    match = re.fullmatch(r"(\d{1,4})?(?:(\.\.|-)(\d{1,4})?)?", text)
    if not match or not (match[1] or match[3]):
        raise BadQueryError(text, "years are written 2023, 2023..2025, 2023.. or ..2025")
    first = int(match[1]) if match[1] else None
    last = int(match[3]) if match[3] else (None if match[2] else first)
    return Years(first, last)


class _Reader:
    """The tokens of a query, one looked at at a time."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text.rstrip())
        self.advance()

    def advance(self) -> None:
        self.token = next(self._tokens, None)

    def at(self, sign: str) -> bool:
        return self.token is not None and sign in (self.token["sign"], self.token["word"])


def _either(reader: _Reader) -> Node:
    choices = [_every(reader)]
    while reader.at("OR"):
        reader.advance()
        choices.append(_every(reader))
    real = [choice for choice in choices if choice != EVERYTHING]
    return Either(tuple(real)) if len(real) > 1 else (real[0] if real else EVERYTHING)


def _every(reader: _Reader) -> Node:
    nodes = []
    while reader.token is not None and not reader.at("OR") and not reader.at(")"):
        if (node := _one(reader)) is not None:
            nodes.append(node)
    return both(nodes) if nodes else EVERYTHING


def _one(reader: _Reader) -> Node | None:
    token = reader.token
    assert token is not None
    reader.advance()
    if token["sign"] == "-":
        node = _one(reader)
        return None if node is None else Not(node)
    if token["sign"] == "(":
        node = _either(reader)
        if not reader.at(")"):
            raise BadQueryError(reader.text, "a ( is not closed")
        reader.advance()
        return node
    if token["phrase"] is not None:
        return _meaning(reader.text, token["field"], token["phrase"], prefix=bool(token["more"]))
    return _word(reader.text, token["word"])


def _word(query: str, word: str) -> Node | None:
    field, colon, value = word.partition(":")
    if colon and value and field.isidentifier() and not value.startswith("//"):
        return _meaning(query, field, value.removesuffix("*"), prefix=value.endswith("*"))
    return _meaning(query, None, word.removesuffix("*"), prefix=word.endswith("*"))


def _meaning(query: str, field: str | None, value: str, *, prefix: bool) -> Node | None:
    if field is None or field.lower() in _COLUMNS:
        column = _COLUMNS[field.lower()] if field else None
        return Words(value, column, prefix) if any(letter.isalnum() for letter in value) else None
    field = field.lower()
    if field == "year":
        return years(value)
    if field == "missing":
        return Not(Term("has", fold(value)))
    if field in _TERMS:
        return Term(field, fold(value) + "*" * prefix)
    raise BadQueryError(
        query, f'there is no field "{field}"; there are {", ".join(FIELDS)} (or put the word in quotes)'
    )
