"""How does a command change the library in force? With the lock, on a file that may be written."""

import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from mllmtune.cli.output import say
from mllmtune.store.beginning import create
from mllmtune.store.changes import Change
from mllmtune.store.journal import journal_file
from mllmtune.store.locking import locked
from mllmtune.store.presence import is_there
from mllmtune.store.reading import Snapshot
from mllmtune.store.replacing import put_new
from mllmtune.store.saving import Record, save
from mllmtune.store.workspace import Reason, Workspace

_FOUND = (Reason.FOLDER, Reason.OWN)  # where one was a moment ago: if it is gone, no empty one takes its place

Save = Callable[[Callable[[Snapshot], Change]], None]


@contextmanager
def changing(space: Workspace, known: Snapshot | None = None) -> Iterator[tuple[Workspace, Save]]:
    """Hold the lock of a library and give what saves a change of it, and writes it into the journal.

    `known` is what it held a moment ago, where that has been read.
    The curated library is copied to the user's own place first; a library that is named but not there is made.

    Raises:
        UnreadableFileError: the lock or the file cannot be written.

    """
    target = space.written
    command = ("mllmtune", *sys.argv[1:])
    who = f"{shlex.join(command)} (process {os.getpid()})"
    with locked(target.lock_file, target.library, who, partial(_wait, target.library)):
        if not is_there(target.library) and space.reason not in _FOUND:
            _begin(space, target)
        record = Record(journal_file(target.library), command)
        yield target, partial(save, target.library, record=record, known=known)


def _wait(library: Path, holder: str) -> None:
    say(f"waiting for {holder or 'another program'}, which changes {library}")


def _begin(space: Workspace, target: Workspace) -> None:
    """Make the library, unless a hand or `init`, which know no lock, have made it meanwhile."""
    if space.reason is Reason.CURATED:
        if put_new(target.library, space.library.read_bytes()):
            say(f"copied the curated library to {target.library}, which is yours from now on")
    elif create(target.library):
        say(f"made {target.library}")
