"""How is the file changed so that nothing in it is lost?

A writer holds the lock, reads, changes only the blocks it means to, proves the result, and replaces the file in one
step (POSIX.1-2017, rename()). Whoever reads at any moment sees the old file or the new one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from filelock import FileLock, Timeout

from mllmtune.errors import ChangedUnderneathError, UnreadableFileError, WouldNotSurviveError
from mllmtune.model.paper import Paper
from mllmtune.store.blocks import Blocks, digest
from mllmtune.store.hunks import hunks, keys_in
from mllmtune.store.journal import Entry, append, mark
from mllmtune.store.placing import Piece, spliced
from mllmtune.store.reading import Snapshot, read_snapshot, why_not
from mllmtune.store.replacing import replace
from mllmtune.store.toml import FaultError, read_paper, read_settings, write_paper
from mllmtune.store.windows import Window, after, window

_NO_PAPERS = b"[library]\nschema = 1\n"  # what a file holds that has lost all it had
_TRIES = 5
_PATIENCE_SECONDS = 0.5  # after that, say that another writer is waited for


class Edited(NamedTuple):
    """A block as it is to stand in the file, and the paper that it must read back as."""

    block: bytes
    paper: Paper


class Change(NamedTuple):
    """What is to be done: blocks taken out and blocks edited in their place, by digest; papers put in at the end.

    `rest` gives what is to stand in the place of a part that is no paper, such as that with the ``[library]`` table.
    What is no such change is said in bytes: `pieces` of the file, with the digests of all papers that stand in them,
    `meant`; nothing else is done then. `undoes` and `redoes` are the numbers of entries of the journal.
    """

    removed: frozenset[bytes] = frozenset()
    edited: Mapping[bytes, Edited] = MappingProxyType({})
    rest: Mapping[bytes, bytes] = MappingProxyType({})
    added: tuple[Paper, ...] = ()
    pieces: tuple[Piece, ...] = ()
    meant: tuple[bytes, ...] = ()
    undoes: tuple[int, ...] = ()
    redoes: tuple[int, ...] = ()


class Record(NamedTuple):
    """Where it is written down what is done to a library, and the words of the command that does it."""

    journal: Path
    command: tuple[str, ...]


@contextmanager
def locked(lock: Path, library: Path, who: str, waiting: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a library for `who`; if another holds it, call `waiting` once with who that is, "" if unknown.

    Raises:
        UnreadableFileError: the lock file cannot be made.

    """
    held, holder = FileLock(lock), lock.with_suffix(".holder")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        try:
            held.acquire(timeout=_PATIENCE_SECONDS)
        except Timeout:
            waiting(_read_holder(holder))
            held.acquire()
    except OSError as error:
        raise UnreadableFileError(str(lock), f"the lock of {library} cannot be taken: {why_not(error)}") from None
    try:
        with suppress(OSError):  # it is told to whoever waits, and needed by nobody
            holder.write_text(who, encoding="utf-8", errors="replace")
        yield
    finally:
        held.release()


def _read_holder(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def save(library: Path, plan: Callable[[Snapshot], Change], record: Record, known: Snapshot | None = None) -> None:
    """Change the library as `plan` says of what it holds, and write that down first. The lock is the caller's.

    `known` is what it held before, where that has been read: see `read_snapshot`.
    Should the file change underneath all the same, by a hand or a program that knows no lock, `plan` is asked again.

    Raises:
        ChangedUnderneathError: the file would not stand still.
        WouldNotSurviveError: what was to be written would not read back as it is.
        UnreadableFileError: the file cannot be read or replaced, or the journal not be written.

    """
    for _ in range(_TRIES):
        snapshot = read_snapshot(library, known)
        blocks = snapshot.blocks
        change = plan(snapshot)
        if not any(change):
            return
        data = changed(blocks, change)
        done = window(blocks, data)
        _prove(done, change, library)
        if data == blocks.data:
            return
        number = append(record.journal, _entry(record, change, done), blocks)
        if replace(library, data, was=blocks.data):
            mark(record.journal, number)
            return
    raise ChangedUnderneathError(str(library))


def changed(blocks: Blocks, change: Change) -> bytes:
    """Return the bytes of the file after the change; every byte that is not asked to change is as it was."""
    if change.pieces:
        return spliced(blocks.data, change.pieces)
    edits = _edits(blocks, change) if change.edited or change.rest else []
    if change.removed and change.rest:  # what stands behind a paper that goes may change, too: one after the other
        blocks, edits = after(blocks, window(blocks, spliced(blocks.data, edits))), []
    if change.removed:
        kept = _without(blocks, change.removed, edits)
    else:
        kept = spliced(blocks.data, edits) if edits else blocks.data
    kept = _NO_PAPERS if not kept or kept.isspace() else kept
    if not change.added:
        return kept
    newline = b"\r\n" if b"\r\n" in blocks.data[: blocks.data.find(b"\n") + 1] else b"\n"
    added = newline.join(write_paper(paper.facts()).encode().replace(b"\n", newline) for paper in change.added)
    if kept.endswith(b"\n"):
        return b"".join((kept, newline, added))
    # The file had no newline at its end: nor has it now.
    return b"".join((kept, newline, newline, added.removesuffix(newline)))


def _edits(blocks: Blocks, change: Change) -> list[Piece]:
    named = zip(blocks.paper_spans, blocks.digests, strict=True) if change.edited else ()
    found = [Piece(*span[:2], change.edited[name].block) for span, name in named if name in change.edited]
    if change.rest:
        between = (span for span in blocks.spans if not span.is_paper)
        found += [Piece(*span[:2], change.rest[part]) for span in between if (part := blocks.of(span)) in change.rest]
    return sorted(found)


def _without(blocks: Blocks, removed: frozenset[bytes], edits: Sequence[Piece]) -> bytes:
    """Return the file without these blocks and the empty lines behind them, others edited; comments of their own stay.

    With the last paper goes what came with it when it was added: the empty line before it.
    """
    kept: list[tuple[int, int]] = []  # stretches, as long as they can be: a file has hundreds of thousands of parts
    dropped = False
    names = iter(blocks.digests)
    for span in blocks.spans:
        start, end = span.start, span.end
        if span.is_paper and next(names) in removed:
            dropped = True
            continue
        part = blocks.of(span) if dropped else b""
        if dropped and end == len(blocks.data) and not part.strip():
            return (
                _without_gap(_joined(blocks.data, kept, edits), ends_a_line=bool(part)) + part[part.find(b"\n") + 1 :]
            )
        if dropped:  # a paper is always followed by a part that is none, if only an empty one
            start = start + part.find(b"\n") + 1 if part.strip() else end
        dropped = False
        kept[-1:] = [(kept[-1][0], end)] if kept and kept[-1][1] == start else [*kept[-1:], (start, end)]
    return _joined(blocks.data, kept, edits)


def _joined(data: bytes, stretches: Sequence[tuple[int, int]], edits: Sequence[Piece]) -> bytes:
    """Return stretches of a file, with pieces in their places, each of which lies within one of them."""
    parts: list[bytes] = []
    waiting = iter(edits)
    piece = next(waiting, None)
    for start, end in stretches:
        place = start
        while piece is not None and piece.start < end:
            parts += [data[place : piece.start], piece.data]
            place, piece = piece.end, next(waiting, None)
        parts.append(data[place:end])
    return b"".join(parts)


def _without_gap(data: bytes, *, ends_a_line: bool) -> bytes:
    """Return `data` without the empty line at its end; without its last newline too, unless the file ends a line."""
    if data.endswith((b"\n\n", b"\n\r\n")):
        data = _without_newline(data)
    return data if ends_a_line else _without_newline(data)


def _without_newline(data: bytes) -> bytes:
    return data.removesuffix(b"\r\n") if data.endswith(b"\r\n") else data.removesuffix(b"\n")


def _entry(record: Record, change: Change, done: Window) -> Entry:
    now = datetime.now(tz=UTC).isoformat(timespec="seconds")
    found = hunks(done)
    return Entry(0, now, record.command, found, keys_in(found), change.undoes, change.redoes)


def _prove(done: Window, change: Change, library: Path) -> None:
    """Raise unless the file holds what it should: the old papers with their digests, edited and new ones as they are.

    Looked at is the part that has changed: before and behind it every byte is as it was.
    """
    old, new = done.before, done.after
    if change.pieces:
        _prove_pieces(done, change, library)
        return
    for name, same in change.edited.items():  # a block with the same bytes is not among what has changed
        if digest(same.block) == name and not _is_as_meant(same.block, same):
            raise WouldNotSurviveError(str(library), _called(same))
    kept = [name for name in map(digest, old.papers) if name not in change.removed]
    expected = [change.edited.get(name, name) for name in kept] + list(change.added)
    for block, meant in zip_longest(new.papers, expected):
        if block is None or meant is None or not _is_as_meant(block, meant):
            raise WouldNotSurviveError(str(library), _called(meant))
    # Comments and other tables, in which only blanks may differ.
    between = b"".join(change.rest.get(part, part) for part in old.rest_parts).split()
    if new.rest.split() not in (between, between or _NO_PAPERS.split()) or not _holds_settings(new.rest, change):
        raise WouldNotSurviveError(str(library), "what stands between the papers")


def _prove_pieces(done: Window, change: Change, library: Path) -> None:
    """Raise unless every paper that is here now was here before or is meant and can be read, and none has vanished."""
    old, new = ({digest(block): block for block in blocks.papers} for blocks in (done.before, done.after))
    for name in new.keys() - old.keys():
        if name not in change.meant or not _is_a_paper(new[name]):
            raise WouldNotSurviveError(str(library), "a paper")
    for start, end, is_paper in done.before.spans:
        is_gone = is_paper and digest(done.before.data[start:end]) not in new
        if is_gone and not any(one.start < done.start + end and done.start + start < one.end for one in change.pieces):
            raise WouldNotSurviveError(str(library), _called(None))
    if not _holds_settings(done.after.rest, change):
        raise WouldNotSurviveError(str(library), "what stands between the papers")


def _is_a_paper(block: bytes) -> bool:
    try:
        return bool(read_paper(block))
    except FaultError:
        return False


def _is_as_meant(block: bytes, meant: bytes | Edited | Paper) -> bool:
    if isinstance(meant, bytes):
        return digest(block) == meant
    try:
        return read_paper(block) == (meant.paper if isinstance(meant, Edited) else meant)
    except FaultError:
        return False


def _holds_settings(rest: bytes, change: Change) -> bool:
    try:
        return not (change.rest or change.pieces) or bool(read_settings(rest))
    except FaultError:
        return False


def _called(meant: bytes | Edited | Paper | None) -> str:
    match meant:
        case Edited() | Paper():
            return meant.paper.key if isinstance(meant, Edited) else meant.key
        case _:
            return "a paper that was not to be changed"
