"""How do programs that change one library wait for each other? Who holds its lock writes; the others are told who."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from mllmtune.errors import UnreadableFileError
from mllmtune.store.reading import why_not

_PATIENCE_SECONDS = 0.5  # after that, say that another writer is waited for


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
