"""Which papers answer a question? Read from the index, which is derived from the file and may vanish at any time.

The index is trusted only while path, size, times of change (ns) and inode of the library are those it was made from. A
file so young that a second write could hide in the same tick of the clock is compared by its content. An index that is
absent, old or damaged raises `StaleIndexError`; `mllmtune.store.indexing` makes it anew.

An index is open in one transaction: other programs that make it describe the file as it was before or is now do so
before or after, and all questions are answered of one state (sqlite.org/isolation.html).
"""

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import quote

from mllmtune.model.facts import Facts
from mllmtune.select.query import EVERYTHING, Node
from mllmtune.store.asking import as_sql

SCHEMA = 4
# Two writes within a tick of a coarse file system clock (FAT: 2 s) leave the same time of change.
TICK_NS = 2_000_000_000
_WAIT_SECONDS = 5.0
_LAST = "\U0010ffff"  # sorts behind every text
_FACTS = "iif(json_valid(facts.json), facts.json, NULL)"  # NULL: damaged

# Whoever searches for "lora" wants the paper of that name first, then those that speak of it.
_CALLED = "SELECT id FROM terms WHERE kind = 'called' AND value = ?"


class StaleIndexError(Exception):
    """The index does not describe the file as it is now; never shown to a user."""


class Stamp(NamedTuple):
    """What tells one state of a file from another without reading it.

    A program can set the time of the last write (mtime) back, as some do that copy; that of the last change of any kind
    (ctime) it cannot.
    """

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """Return the stamp of a file, symbolic links followed.

        Raises:
            OSError: the file is not there or may not be looked at.

        """
        real = os.path.realpath(path)
        return cls.seen(real, Path(real).stat())

    @classmethod
    def seen(cls, real: str, state: os.stat_result) -> Self:
        """Return the stamp of a file, by its real path, in this state."""
        return cls(_storable(real), state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)

    def is_settled(self, seen_ns: int) -> bool:
        """Tell whether any write after `seen_ns`, when the file was read, must have changed the stamp."""
        return seen_ns - max(self.mtime_ns, self.ctime_ns) >= TICK_NS


class Index:
    """An open index. Questions give their answers whole, so that nothing is shown of an answer that fails."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Ask through this connection."""
        self._connection = connection

    @classmethod
    def fresh(cls, cache: Path, library: Path) -> Self:
        """Return the index in `cache` if it describes `library` as it is now.

        Raises:
            StaleIndexError: it does not, or one of the two cannot be read.

        """
        try:
            stamp = Stamp.of(library)
        except OSError as error:
            raise StaleIndexError from error
        return cls._opened(cache, stamp, None)

    @classmethod
    def of_reading(cls, cache: Path, stamp: Stamp, seen_ns: int) -> Self:
        """Return the index in `cache` if it describes what a library held when it was read at `seen_ns`.

        One that was made from that very reading does, however young the file was.

        Raises:
            StaleIndexError: it does not, or cannot be read.

        """
        return cls._opened(cache, stamp, seen_ns)

    @classmethod
    def _opened(cls, cache: Path, stamp: Stamp, seen_ns: int | None) -> Self:
        try:
            connection = sqlite3.connect(f"file:{quote(os.fsencode(cache))}?mode=ro", uri=True, timeout=_WAIT_SECONDS)
        except (sqlite3.Error, OSError) as error:
            raise StaleIndexError from error
        if not _describes(connection, stamp, seen_ns):
            connection.close()
            raise StaleIndexError
        return cls(connection)

    def close(self) -> None:
        """Let go of the index file; what was made new in it is kept, where that can be written."""
        with suppress(sqlite3.Error):  # it has answered: what cannot be kept is made again
            self._connection.commit()
        self._connection.close()

    def lines(self, node: Node = EVERYTHING) -> list[str]:
        """Return the papers meant, one tab-separated line each, the best hit first, else in the file's order."""
        return self._column("papers.line", node)

    def keys(self, node: Node = EVERYTHING) -> list[str]:
        """Return the keys of the papers meant, in the same order."""
        return self._column("papers.key", node)

    def facts(self, node: Node = EVERYTHING) -> list[str]:
        """Return the facts of the papers meant, a JSON object each, in the same order."""
        return _whole(self._column(_FACTS, node, "JOIN facts ON facts.id = papers.id"))

    def papers(self, node: Node = EVERYTHING) -> list[Facts]:
        """Return the papers meant, in the same order."""
        return [json.loads(facts) for facts in self.facts(node)]

    def digests(self, node: Node = EVERYTHING) -> list[bytes]:
        """Return the digests of the blocks of the papers meant."""
        return self._column("papers.digest", node)

    def facts_of(self, names: Iterable[str]) -> dict[str, str]:
        """Return the facts (JSON) of the papers with these keys or aliases, by the name asked for."""
        question = f"SELECT {_FACTS} FROM facts JOIN terms ON terms.id = facts.id WHERE kind = 'name' AND value = ?"  # noqa: S608 - all parts are ours
        found = ((name, self._rows(question, (name,))) for name in names)
        facts = {name: _whole(rows[0])[0] for name, rows in found if rows}
        if not all(json.dumps(name, ensure_ascii=False) in found for name, found in facts.items()):
            raise StaleIndexError  # damaged: these are of another paper
        return facts

    def holders(self, terms: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Return the key of a paper that has the term, for each (kind, value) that a paper has."""
        if not self._rows("SELECT 1 FROM papers LIMIT 1"):
            return {}
        question = (
            "SELECT kind, terms.value, papers.key FROM json_each(?) AS wanted JOIN terms "
            "ON kind = json_extract(wanted.value, '$[0]') AND terms.value = json_extract(wanted.value, '$[1]') "
            "JOIN papers ON papers.id = terms.id ORDER BY terms.id DESC"
        )
        return {(kind, value): key for kind, value, key in self._rows(question, (json.dumps(list(terms)),))}

    def values(self, kind: str, start: str = "") -> list[str]:
        """Return every value beginning with `start` that terms of this kind have, sorted."""
        question = "SELECT DISTINCT value FROM terms WHERE kind = ? AND value >= ? AND value < ? ORDER BY value"
        return [value for (value,) in self._rows(question, (kind, start, start + _LAST))]

    def names_beside(self, missing: Collection[str]) -> list[str]:
        """Return every key and alias, sorted, for whoever found no paper of the names in `missing`."""
        question = "SELECT value FROM terms WHERE kind = 'name' UNION SELECT key FROM papers ORDER BY 1"
        names = [name for (name,) in self._rows(question)]
        if not frozenset(missing).isdisjoint(names):
            raise StaleIndexError  # damaged: they cannot be found, yet are there
        return names

    def counts(self, kind: str, node: Node = EVERYTHING) -> dict[str, int]:
        """Return how many of the papers meant have each value of this kind, sorted by value."""
        where, values, sought = as_sql(node)
        source = "words JOIN papers ON papers.id = words.rowid" if sought else "papers"
        question = (
            "SELECT value, count(*) FROM terms WHERE kind = ? AND id IN "  # noqa: S608 - all parts are ours
            f"(SELECT papers.id FROM {source} WHERE {where}) GROUP BY value ORDER BY value"
        )
        return dict(self._rows(question, (kind, *values)))

    def vocabulary(self) -> list[str]:
        """Return every word that a search can find."""
        self._rows("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
        return [word for (word,) in self._rows("SELECT term FROM temp.vocabulary")]

    def preambles(self) -> list[str]:
        """Return the TeX that the library's bibliography needs."""
        preambles: list[str] = json.loads(self._rows("SELECT preambles FROM state")[0][0])
        return preambles

    def _column(self, what: str, node: Node, join: str = "") -> list[Any]:
        where, values, sought = as_sql(node)
        source = "words JOIN papers ON papers.id = words.rowid" if sought else "papers"
        order = f"papers.id IN ({_CALLED}) DESC, rank, papers.seq" if sought else "papers.seq"
        question = f"SELECT {what} FROM {source} {join} WHERE {where} ORDER BY {order}"  # noqa: S608 - all parts are ours
        return [value for (value,) in self._rows(question, (*values, sought) if sought else values)]

    def _rows(self, question: str, values: Sequence[str | int] = ()) -> list[Any]:
        asked = [_storable(value) if isinstance(value, str) else value for value in values]
        try:
            return self._connection.execute(question, asked).fetchall()
        except (sqlite3.DatabaseError, ValueError) as error:
            raise StaleIndexError from error  # damaged: it is made anew


def _describes(connection: sqlite3.Connection, stamp: Stamp, reading_ns: int | None) -> bool:
    question = "SELECT path, size, mtime_ns, ctime_ns, inode, CAST(seen_ns AS INTEGER) FROM state"
    try:
        connection.execute("BEGIN")
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        *made_from, seen_ns = connection.execute(question).fetchone() or (None, 0)
    except (sqlite3.Error, ValueError):  # ValueError: a damaged text
        return False
    return schema == SCHEMA and tuple(made_from) == stamp and (seen_ns == reading_ns or stamp.is_settled(seen_ns))


def _storable(text: str) -> str:
    """Return text as SQLite takes it: bytes of a command line that are not UTF-8, and so in no library, as signs."""
    return text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _whole(facts: Sequence[Any]) -> list[str]:
    if None in facts:
        raise StaleIndexError
    return list(facts)
