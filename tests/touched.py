"""When was a file last written? Reading it moves its time of access, which is no answer."""

from pathlib import Path


def last_written(path: Path) -> tuple[int, int, int]:
    """Return what any write changes: the inode, the time of the last change in nanoseconds, the size in bytes."""
    seen = path.stat()
    return seen.st_ino, seen.st_mtime_ns, seen.st_size
