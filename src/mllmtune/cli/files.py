"""How are the files read that a user names?"""

import sys
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from mllmtune.errors import UnreadableFileError
from mllmtune.text.decoding import Decoded, decoded

STANDARD_INPUT = Path("-")
KEEPING = "surrogateescape"  # bytes that are not UTF-8 pass through
_SIGNS = frozenset("*?[")  # a shell hands on a pattern that no file fits

# What tells one state of a file from another without reading it; nothing if the file is not there.
State = tuple[int, ...]


def state_of(path: Path) -> State:
    """Return the state of a file: its size, its times of change in ns, its inode."""
    try:
        found = path.stat()
    except (OSError, ValueError):  # ValueError: no file can be called that
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def read_text(path: Path) -> Decoded:
    """Return the text of a file, or of standard input for ``-``.

    Raises:
        UnreadableFileError: it cannot be read.

    """
    return decoded(read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, or standard input for ``-``.

    Raises:
        UnreadableFileError: it cannot be read.

    """
    try:
        return _all_of(sys.stdin.buffer) if path == STANDARD_INPUT else path.read_bytes()
    except FileNotFoundError:
        pattern = ", and none fits it as a pattern; correct it, or leave it out" if _SIGNS & {*str(path)} else ""
        raise UnreadableFileError(str(path), f"there is no such file{pattern}") from None
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from None


@lru_cache(maxsize=1)
def _all_of(stream: BinaryIO) -> bytes:
    """Return what a stream holds, which can be read once and is looked at twice: first for what it is."""
    return stream.read()
