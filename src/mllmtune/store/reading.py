"""What does the library file hold right now?"""

import os
import time
from pathlib import Path
from typing import NamedTuple

from mllmtune.errors import UnreadableFileError
from mllmtune.store.blocks import Blocks, split
from mllmtune.store.index import Stamp
from mllmtune.store.presence import is_special

_WHERE_IT_IS: dict[type[OSError], str] = {
    FileNotFoundError: "there is no such file; `mllmtune init` makes a library",
    IsADirectoryError: "this is a directory; name the .toml file in it",
}


class Snapshot(NamedTuple):
    """A library file as it was at one moment: its stamp, its blocks, and when it was read (ns since 1970)."""

    stamp: Stamp
    blocks: Blocks
    seen_ns: int


def read_snapshot(library: Path, known: Snapshot | None = None) -> Snapshot:
    """Return what a library file holds now: `known`, if the file is as it was then; equal bytes are not cut again.

    Raises:
        UnreadableFileError: the file cannot be read; the reason and the remedy are named.

    """
    seen_ns = time.time_ns()
    if is_special(library):
        raise UnreadableFileError(str(library), "this is a device or a pipe, which can be no library; name a file")
    try:
        with library.open("rb") as file:
            state = os.fstat(file.fileno())
            data = file.read()
    except OSError as error:
        raise UnreadableFileError(str(library), _WHERE_IT_IS.get(type(error)) or why_not(error)) from None
    if not data or data.isspace():
        raise UnreadableFileError(
            str(library), "the file is empty; remove it and run `mllmtune init` to begin a library"
        )
    # The stamp is older than the bytes: a write between the two makes the index stale, never wrong.
    stamp = Stamp.seen(os.path.realpath(library), state)
    if known is None or known.blocks.data != data:
        return Snapshot(stamp, split(data), seen_ns)
    return known if known.stamp == stamp else Snapshot(stamp, known.blocks, seen_ns)


def why_not(error: OSError) -> str:
    """Return why a file cannot be read or written, and what to do."""
    match error:
        case IsADirectoryError():
            return "this is a directory; name a file in it"
        case PermissionError():
            return "this may not be read or written; change its permissions"
        case _:
            return f"{(error.strerror or str(error)).lower()}; nothing was changed"
