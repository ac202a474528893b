"""How does the index come to describe the file? Only the blocks whose digest is new are parsed again."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mllmtune.errors import BadLibraryError
from mllmtune.model.facts import Facts, all_keys
from mllmtune.store.blocks import Blocks, Span
from mllmtune.store.checked import line_in, paper_in, refuse_copies, settings_in
from mllmtune.store.index import SCHEMA, Index
from mllmtune.store.reading import Snapshot, read_snapshot
from mllmtune.store.terms import COLUMNS, WEIGHTS, line_of, terms_of, words_of
from mllmtune.store.toml import read_paper

# Wraps the papers that must be parsed, given their number: a screen may show how far it has come.
Progress = Callable[[Iterable["_Wanted"], int], Iterable["_Wanted"]]

_TABLES = f"""
CREATE TABLE state (path TEXT, size INT, mtime_ns INT, ctime_ns INT, inode INT, seen_ns INT, preambles TEXT);
CREATE TABLE papers (id INTEGER PRIMARY KEY, seq INTEGER, digest BLOB, key TEXT, year INTEGER, line TEXT);
CREATE TABLE facts (id INTEGER PRIMARY KEY, json TEXT);
CREATE TABLE terms (kind TEXT, value TEXT, id INTEGER, PRIMARY KEY (kind, value, id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 ({", ".join(COLUMNS)}, content = '', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('rank', 'bm25({", ".join(map(str, WEIGHTS))})');
PRAGMA user_version = {SCHEMA};
"""  # noqa: S608 - all parts are ours
_GAP = 1 << 20  # between the places of two papers: new ones fit between without moving the others
_WAIT_SECONDS = 30.0
# What reading a damaged index can end in: its structure, its texts, its JSON, or what these should hold.
_DAMAGE = (sqlite3.DatabaseError, ValueError, TypeError, LookupError, AttributeError)


class _Kept(NamedTuple):
    """A paper that the index has already; `seq` is its place."""

    id: int
    seq: int


class _Wanted(NamedTuple):
    """A paper that the file has: its place, its block and the digest of that."""

    seq: int
    span: Span
    digest: bytes


def refresh(cache: Path, library: Path, progress: Progress, snapshot: Snapshot | None = None) -> Index:
    """Return an index that describes `library`, kept in `cache` where that can be written.

    It describes the file as it is in `snapshot`, or as it is now; until it is closed, no other program writes it.

    Raises:
        BadLibraryError: the file is no library; the line and the remedy are named.
        UnreadableFileError: the file cannot be read.

    """
    for _ in range(2):
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            return _filled(
                sqlite3.connect(cache, timeout=_WAIT_SECONDS, isolation_level=None), library, progress, snapshot
            )
        except OSError:
            break
        except _DAMAGE as error:
            if _is_in_use(error):
                break
            with suppress(OSError):
                cache.unlink(missing_ok=True)
    return _filled(sqlite3.connect(":memory:", isolation_level=None), library, progress, snapshot)


def made_anew(cache: Path, library: Path, progress: Progress, snapshot: Snapshot | None = None) -> Index:
    """Return an index that owes nothing to the one in `cache`, which could not be read. Raises as `refresh`."""
    with suppress(OSError):
        cache.unlink(missing_ok=True)
    return refresh(cache, library, progress, snapshot)


def imagined(library: Path, snapshot: Snapshot) -> Index:
    """Return an index of what a library could hold; it is kept nowhere.

    Raises:
        BadLibraryError: that is no library.

    """
    return _filled(sqlite3.connect(":memory:", isolation_level=None), library, untold, snapshot)


def untold(wanted: Iterable[_Wanted], _: int) -> Iterable[_Wanted]:
    """Show nothing: the progress of a program that is not watched."""
    return wanted


def _is_in_use(error: Exception) -> bool:
    """Tell an index that is locked, read-only or on a full disk, which stays, from one that makes no sense."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return isinstance(error, sqlite3.OperationalError) and code != sqlite3.SQLITE_ERROR


def _filled(connection: sqlite3.Connection, library: Path, progress: Progress, snapshot: Snapshot | None) -> Index:
    try:
        connection.execute("PRAGMA page_size = 16384")  # of a new file: a long answer reads a quarter of the pages
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        _describe(connection, library, progress, snapshot)
    except BaseException:
        connection.close()  # and with it the transaction: the index stays as it was
        raise
    return Index(connection)


def _describe(connection: sqlite3.Connection, library: Path, progress: Progress, snapshot: Snapshot | None) -> None:
    stamp, blocks, seen_ns = snapshot or read_snapshot(library)
    if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA:
        _start_anew(connection)
    preambles = json.dumps(settings_in(blocks, library).preamble)
    _settle(connection, blocks, library, progress)
    connection.execute("DELETE FROM state")
    connection.execute("INSERT INTO state VALUES (?, ?, ?, ?, ?, ?, ?)", (*stamp, seen_ns, preambles))


def _start_anew(connection: sqlite3.Connection) -> None:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for name in tables:
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    for statement in _TABLES.strip().splitlines():
        connection.execute(statement)


def _settle(connection: sqlite3.Connection, blocks: Blocks, library: Path, progress: Progress) -> None:
    """Make the tables hold the papers of `blocks`, each at its place, touching only those that changed."""
    spans = blocks.paper_spans
    digests = blocks.digests
    rows = connection.execute("SELECT digest, id, seq FROM papers")
    kept = {name: _Kept(number, seq) for name, number, seq in rows}
    gone = kept.keys() - set(digests)
    _remove(connection, [kept.pop(name).id for name in gone])
    places = _places([kept[name].seq if name in kept else None for name in digests])
    if places is None:
        places = [_GAP * (number + 1) for number in range(len(spans))]
        moved = [(seq, kept[name].id) for name, seq in zip(digests, places, strict=True) if name in kept]
        connection.executemany("UPDATE papers SET seq = ? WHERE id = ?", moved)
    wanted = [_Wanted(*each) for each in zip(places, spans, digests, strict=True) if each[2] not in kept]
    for one in progress(wanted, len(wanted)):
        _insert(connection, one, blocks, library)
    if len(set(digests)) < len(digests):
        refuse_copies(blocks, library)


def _places(known: Sequence[int | None]) -> list[int] | None:
    """Return a place for every paper, the known ones kept; None if they do not rise or leave no room."""
    places: list[int] = []
    last, waiting = 0, 0
    for place in (*known, None):
        if place is None and len(places) + waiting < len(known):
            waiting += 1
            continue
        upper = last + _GAP * (waiting + 1) if place is None else place
        step = (upper - last) // (waiting + 1)
        if step < 1:
            return None
        places += [last + step * (number + 1) for number in range(waiting)]
        if place is not None:
            places.append(place)
        last, waiting = upper, 0
    return places


def _remove(connection: sqlite3.Connection, numbers: list[int]) -> None:
    columns = ", ".join(COLUMNS)
    delete_words = f"INSERT INTO words (words, rowid, {columns}) VALUES ('delete', ?{', ?' * len(COLUMNS)})"  # noqa: S608 - ours
    for number in numbers:
        facts: Facts = json.loads(connection.execute("SELECT json FROM facts WHERE id = ?", (number,)).fetchone()[0])
        connection.execute(delete_words, (number, *words_of(facts)))
        terms = [(kind, value, number) for kind, value in terms_of(facts)]
        connection.executemany("DELETE FROM terms WHERE kind = ? AND value = ? AND id = ?", terms)
        connection.execute("DELETE FROM facts WHERE id = ?", (number,))
        connection.execute("DELETE FROM papers WHERE id = ?", (number,))


def _insert(connection: sqlite3.Connection, wanted: _Wanted, blocks: Blocks, library: Path) -> None:
    paper = paper_in(blocks, wanted.span, library)
    facts = paper.facts()
    _refuse_taken_names(connection, facts, wanted.span, blocks, library)
    row = (wanted.seq, wanted.digest, paper.key, paper.year, line_of(facts))
    number = connection.execute(
        "INSERT INTO papers (seq, digest, key, year, line) VALUES (?, ?, ?, ?, ?)", row
    ).lastrowid
    connection.execute("INSERT INTO facts VALUES (?, ?)", (number, json.dumps(facts, ensure_ascii=False)))
    terms = [(kind, value, number) for kind, value in terms_of(facts)]
    connection.executemany("INSERT INTO terms VALUES (?, ?, ?)", terms)
    marks = ", ?" * len(COLUMNS)
    columns = ", ".join(COLUMNS)
    connection.execute(f"INSERT INTO words (rowid, {columns}) VALUES (?{marks})", (number, *words_of(facts)))  # noqa: S608 - ours


def _refuse_taken_names(
    connection: sqlite3.Connection, facts: Facts, span: Span, blocks: Blocks, library: Path
) -> None:
    question = "SELECT digest FROM papers JOIN terms ON terms.id = papers.id WHERE kind = 'name' AND value = ?"
    for name in all_keys(facts):
        if holder := connection.execute(question, (name,)).fetchone():
            other = read_paper(blocks.with_digest(holder[0])).facts()
            if name not in all_keys(other):
                raise LookupError(name)  # damaged: no other paper has it
            line = line_in(blocks, span, "key" if name == facts["key"] else "aliases")
            what = f'the key "{name}" stands twice; the other paper is {other["key"]}: rename or remove one'
            raise BadLibraryError(str(library), line, what)
