"""When has one of these files changed? Their folders are watched: a file is often replaced by another of its name."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from watchfiles import watch

_QUIET_MS = 200  # whoever writes in several goes is let finish
_LOOK_MS = 2000  # between looks at the files, where the system tells nothing: network drives, folders that come and go

State = dict[Path, tuple[int, ...]]


def changes(files: Callable[[], Iterable[Path]]) -> Iterator[None]:
    """Give once at the start, then after each change of a file; `files` says each time anew which ones count."""
    before = _state(_paths(files()))
    while True:
        yield
        paths = _paths(files())
        before = {path: before.get(path, state) for path, state in _state(paths).items()}
        before = _changed(paths, before)


def _changed(paths: list[Path], before: State) -> State:
    """Wait for a change and return the state after it."""
    while True:
        now = _state(paths)
        if now != before:
            return now
        for touched in _events(_folders(paths)):
            now = _state(paths)
            if now != before or touched.intersection(paths):
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


def _paths(files: Iterable[Path]) -> list[Path]:
    """Return the files by their own names, and by those that symbolic links lead to."""
    return list(dict.fromkeys(Path(each(file)) for file in files for each in (os.path.abspath, os.path.realpath)))


def _folders(paths: Iterable[Path]) -> list[Path]:
    """Return the folders of the files, or the nearest above that are there."""
    return list(dict.fromkeys(next(above for above in path.parents if above.is_dir()) for path in paths))


def _state(paths: Iterable[Path]) -> State:
    return {path: _look(path) for path in paths}


def _look(path: Path) -> tuple[int, ...]:
    try:
        state = path.stat()
    except OSError:
        return ()
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
