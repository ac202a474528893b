"""How is the file changed so that nothing in it is lost?

A writer holds the lock, reads, changes only the blocks it means to, proves the result, and replaces the file in one
step (POSIX.1-2017, rename()). Whoever reads at any moment sees the old file or the new one.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from mllmtune.errors import ChangedUnderneathError, UnreadableFileError
from mllmtune.store.blocks import Blocks
from mllmtune.store.changes import Change, changed
from mllmtune.store.hunks import hunks, keys_in
from mllmtune.store.journal import Entry, append, mark, withdraw
from mllmtune.store.proving import prove
from mllmtune.store.reading import Snapshot, read_snapshot
from mllmtune.store.replacing import replace
from mllmtune.store.windows import Window, window

_TRIES = 5


class Record(NamedTuple):
    """Where it is written down what is done to a library, and the words of the command that does it."""

    journal: Path
    command: tuple[str, ...]


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
        prove(done, change, library)
        if data == blocks.data:
            return
        if _is_replaced(library, blocks, data, record.journal, _entry(record, change, done)):
            return
    raise ChangedUnderneathError(str(library))


def _is_replaced(library: Path, blocks: Blocks, data: bytes, journal: Path, entry: Entry) -> bool:
    """Put `data` in the place of a library that holds `blocks`; False, and nothing written down, if it does no more."""
    number = append(journal, entry, blocks)
    try:
        is_done = replace(library, data, was=blocks.data)
    except UnreadableFileError:
        withdraw(journal)
        raise
    if is_done:
        mark(journal, number)
    else:
        withdraw(journal)
    return is_done


def _entry(record: Record, change: Change, done: Window) -> Entry:
    now = datetime.now(tz=UTC).isoformat(timespec="seconds")
    found = hunks(done)
    return Entry(0, now, record.command, found, keys_in(found), change.undoes, change.redoes)
