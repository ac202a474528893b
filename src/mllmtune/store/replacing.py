"""How is a file replaced, or made, in one step, so that whoever reads sees the old one or the new one?

The new one is written beside the old under a name of its own, synced, and renamed (POSIX.1-2017, rename()); where none
is to be replaced, it gets its name as a second one (link()), which it does not get if another has it by then.
"""

import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mllmtune.errors import UnreadableFileError
from mllmtune.store.reading import why_not

_PIECE = 1 << 20
_ABANDONED_SECONDS = 3600.0  # a draft this old belongs to a program that was killed


def replace(path: Path, data: bytes, was: bytes | None) -> bool:
    """Put `data` in the place of a file in one step; False, and nothing done, if the file no longer holds `was`.

    `was` None means that the file need not be there. Mode and symbolic links are kept.

    Raises:
        UnreadableFileError: it cannot be written; the old file is as it was.

    """
    real = Path(os.path.realpath(path))
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        if real.exists() and not os.access(real, os.W_OK):
            raise PermissionError  # the folder would allow it, but somebody said that the file is not to change
        if real.exists() and not real.is_file() and not real.is_dir():
            raise UnreadableFileError(str(path), "this is no regular file, and nothing takes its place; name another")
        with _draft(real, data) as draft:
            if was is not None and not _holds(real, was):
                return False
            draft.replace(real)
        _sync_folder(real.parent)
    except OSError as error:
        raise UnreadableFileError(str(path), why_not(error)) from None
    return True


def put_new(path: Path, data: bytes) -> bool:
    """Put `data` into a file that is not there yet, in one step; False, and nothing done, if it is there by then.

    Raises:
        UnreadableFileError: it cannot be written.

    """
    real = Path(os.path.realpath(path))
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        with _draft(real, data) as draft:
            if not _is_linked(draft, real):
                return False
        _sync_folder(real.parent)
    except OSError as error:
        raise UnreadableFileError(str(path), why_not(error)) from None
    return True


@contextmanager
def _draft(real: Path, data: bytes) -> Iterator[Path]:
    """Give a file beside another that holds `data` and has its mode; under that name it does not stay."""
    start = f".{real.name}.mllmtune-"
    _clear_abandoned(real.parent, start)
    # A name that no other writer has: those of another user or another machine take another lock.
    descriptor, name = tempfile.mkstemp(prefix=start, dir=real.parent)
    draft = Path(name)
    try:
        _write_through(descriptor, data)
        draft.chmod(_mode(real))
        yield draft
    finally:
        with suppress(OSError):  # where nothing can be written, nothing can be taken away
            draft.unlink(missing_ok=True)


def _is_linked(draft: Path, real: Path) -> bool:
    """Give a file a second name, and tell whether it has got that; where there are no such names, rename it."""
    try:
        real.hardlink_to(draft)
    except FileExistsError:
        return False
    except OSError:  # such as on FAT
        if real.exists():
            return False
        draft.replace(real)
    return True


def _clear_abandoned(folder: Path, start: str) -> None:
    for entry in os.scandir(folder):
        with suppress(OSError):
            if entry.name.startswith(start) and time.time() - entry.stat().st_mtime > _ABANDONED_SECONDS:
                Path(entry.path).unlink()


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds `data`; read in pieces, so that a large one is not in memory twice."""
    with path.open("rb", buffering=0) as file:
        if os.fstat(file.fileno()).st_size != len(data):
            return False
        place = 0
        while piece := file.read(_PIECE):
            if piece != data[place : place + len(piece)]:
                return False
            place += len(piece)
    return place == len(data)


def _mode(real: Path) -> int:
    try:
        return stat.S_IMODE(real.stat().st_mode)
    except FileNotFoundError:
        return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _write_through(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last: POSIX leaves that to an fsync of the folder; without it only the change could be lost."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):  # some network file systems cannot; the file is in its place all the same
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
