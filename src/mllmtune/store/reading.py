"""What does the library file hold right now?"""

import os
from pathlib import Path

from mllmtune.errors import UnreadableFileError
from mllmtune.store.blocks import Blocks, split
from mllmtune.store.index import Stamp


def read_blocks(library: Path) -> tuple[Stamp, Blocks]:
    """Return the stamp and the blocks of a library file, both of the same moment.

    Raises:
        UnreadableFileError: the file cannot be read; the reason and the remedy are named.

    """
    try:
        with library.open("rb") as file:
            state = os.fstat(file.fileno())
            data = file.read()
    except OSError as error:
        raise UnreadableFileError(str(library), why_not(error)) from None
    if not data.strip():
        raise UnreadableFileError(str(library), "the file is empty; remove it and run `mllmtune init` to begin a library")
    # The stamp is older than the bytes: a write between the two makes the index stale, never wrong.
    return Stamp(os.path.realpath(library), state.st_size, state.st_mtime_ns, state.st_ino), split(data)


def why_not(error: OSError) -> str:
    """Return why a file cannot be read or written, and what to do."""
    match error:
        case FileNotFoundError():
            return "there is no such file; `mllmtune init` makes a library"
        case IsADirectoryError():
            return "this is a directory; name the .toml file in it"
        case PermissionError():
            return "this may not be read or written; change its permissions"
        case _:
            return f"{(error.strerror or str(error)).lower()}; nothing was changed"
