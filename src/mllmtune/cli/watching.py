"""When has one of these files changed? Their folders are watched: a file is often replaced by another of its name."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from watchfiles import watch

from mllmtune.cli.files import State, state_of

_QUIET_MS = 200  # whoever writes in several goes is let finish
_LOOK_MS = 2000  # between looks at the files, where the system tells nothing: network drives, folders that come and go


def changes(files: Callable[[], Mapping[Path, State]]) -> Iterator[None]:
    """Give once at the start, then after each change of a file.

    `files` says each time anew which ones count, and in which state each was when it was read.
    """
    before = _absolute(files())
    while True:
        yield
        # What was known before is not asked again: a file may have changed since, and not have been read.
        before = _changed({path: before.get(path, state) for path, state in _absolute(files()).items()})


def _changed(before: dict[Path, State]) -> dict[Path, State]:
    """Wait until the files are in another state, and return that."""
    while True:
        now = {path: state_of(path) for path in before}
        if now != before:
            return now
        for touched in _events(_folders(before)):
            now = {path: state_of(path) for path in before}
            if now != before or touched & before.keys():
                return now


def _events(folders: list[Path]) -> Iterator[set[Path]]:
    """Give the files that are touched in the folders; none, every now and then, when nothing is."""
    told = watch(
        *folders, watch_filter=None, step=_QUIET_MS, rust_timeout=_LOOK_MS, yield_on_timeout=True, recursive=False,
        ignore_permission_denied=True,
    )  # fmt: skip
    try:
        yield from ({Path(path) for _, path in changed} for changed in told)
    except OSError:  # a folder has gone, or the system has no more watches to give: there is still looking
        time.sleep(_LOOK_MS / 1000)
        yield set()


def _absolute(files: Mapping[Path, State]) -> dict[Path, State]:
    return {Path(os.path.abspath(path)): state for path, state in files.items()}  # noqa: PTH100 - it keeps links


def _folders(paths: Iterable[Path]) -> list[Path]:
    """Return the folders of the files and of those that symbolic links lead to, or the nearest above that are there."""
    every = (each for path in paths for each in (path, path.resolve()))
    return list(
        dict.fromkeys(next(above for above in path.parents if state_of(above) and above.is_dir()) for path in every)
    )
