"""How is a query put to the index? A `Node` in, SQL and its values out.

The tables are those of `mllmtune.store.schema`; the text expressions are those of SQLite's FTS5, section 3.
"""

from typing import NamedTuple

from mllmtune.select.query import Either, Every, Keys, Node, Not, Term, Words, Years
from mllmtune.text.cjk import spaced
from mllmtune.text.slugs import fold

_NAMED = "SELECT id FROM terms WHERE kind = 'name' AND value IN (SELECT value FROM json_each(?))"
_QUOTES = frozenset('"\\')


class Sql(NamedTuple):
    """The ``WHERE`` part of a question and its values; `sought` is the text that ranks the answer, if any does."""

    where: str
    values: tuple[str | int, ...]
    sought: str = ""


def as_sql(node: Node) -> Sql:
    """Return the condition on ``papers`` that means `node`; it has a text that ranks if some text must be found."""
    nodes = node.nodes if isinstance(node, Every) else (node,)
    texts = [inner for inner in nodes if _is_text(inner) and not isinstance(inner, Not)]
    if not texts:
        return _condition(node)
    rest = _condition(Every(tuple(inner for inner in nodes if inner not in texts)))
    match = " AND ".join(f"({_match(text)})" for text in texts)
    sought = " ".join(fold(text.text) for text in texts if isinstance(text, Words)) or match
    return Sql(f"words MATCH ? AND {rest.where}", (match, *rest.values), sought)


def _condition(node: Node) -> Sql:  # noqa: PLR0911 - one for each kind of node
    match node:
        case Every(nodes):
            return _joined(" AND ", nodes, empty="1")
        case Either(nodes):
            return _joined(" OR ", nodes, empty="0")
        case Not(inner):
            sql = _condition(inner)
            return Sql(f"NOT {sql.where}", sql.values)
        case Words():
            return Sql("papers.id IN (SELECT rowid FROM words WHERE words MATCH ?)", (_match(node),))
        case Term(kind, value):
            return _term(kind, value)
        case Years(first, last):
            return Sql(
                "coalesce(papers.year, -10000) BETWEEN ? AND ?",
                (-9999 if first is None else first, 9999 if last is None else last),
            )
        case Keys(keys):
            return Sql(f"papers.id IN ({_NAMED})", (_json_array(keys),))


def _json_array(keys: tuple[str, ...]) -> str:
    # No key of a library holds a quotation mark, a backslash or a control character, so none needs an escape.
    possible = (key for key in keys if key.isprintable() and _QUOTES.isdisjoint(key))
    return "[" + ",".join(f'"{key}"' for key in possible) + "]"


def _joined(word: str, nodes: tuple[Node, ...], *, empty: str) -> Sql:
    parts = [_condition(node) for node in nodes]
    where = f"({word.join(part.where for part in parts)})" if parts else empty
    return Sql(where, tuple(value for part in parts for value in part.values))


def _term(kind: str, value: str) -> Sql:
    chosen = "SELECT id FROM terms WHERE kind = ? AND value"
    if kind == "venue" and not value.endswith("*") and " " in value:
        within = value.replace("!", "!!").replace("%", "!%").replace("_", "!_")
        return Sql(f"papers.id IN ({chosen} LIKE ? ESCAPE '!')", (kind, f"%{within}%"))
    if value.endswith("*"):
        start = value[:-1]
        return Sql(f"papers.id IN ({chosen} >= ? AND value < ?)", (kind, start, start + "\U0010ffff"))
    return Sql(f"papers.id IN ({chosen} = ?)", (kind, value))


def _is_text(node: Node) -> bool:
    """Tell whether FTS5 alone can answer: words, and choices among words."""
    match node:
        case Words():
            return True
        case Either(nodes):
            return all(map(_is_text, nodes))
        case Every(nodes):
            return bool(nodes) and all(map(_is_text, nodes))
        case _:
            return False


def _match(node: Node) -> str:
    match node:
        case Words(text, column, prefix):
            quoted = spaced(fold(text)).replace('"', " ")
            return f'{column + " : " if column else ""}"{quoted}"{" *" if prefix else ""}'
        case Either(nodes):
            return " OR ".join(f"({_match(inner)})" for inner in nodes)
        case Every(nodes):
            return " AND ".join(f"({_match(inner)})" for inner in nodes)
        case _:  # pragma: no cover - _is_text lets nothing else through
            raise AssertionError(node)
