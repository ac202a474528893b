"""How is a question answered? From the index if it is fresh, else from one that is made fresh first."""

import os
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from mllmtune.cli.lazy import load
from mllmtune.errors import UnreadableFileError
from mllmtune.store.index import Index, StaleIndexError
from mllmtune.store.workspace import Workspace, workspace

if TYPE_CHECKING:  # whoever only asks does not load what reads the file
    from mllmtune.store.reading import Snapshot

T = TypeVar("T")

_LONG_WORK = 2000  # papers to read; fewer take less than a second


def workspace_of(ctx: typer.Context) -> Workspace:
    """Return the library in force for this call.

    Raises:
        UnreadableFileError: the working folder is gone, or the nearest library leads to nothing.

    """
    return workspace(ctx.obj, os.environ.get("MLLMTUNE_LIBRARY"), _working_folder())


def ask(space: Workspace, question: Callable[[Index], T], snapshot: "Snapshot | None" = None) -> T:
    """Return the answer to `question`; `snapshot` is what the library holds, where that has been read already.

    Raises:
        BadLibraryError: the file holds something that is no paper; the line and the remedy are named.
        UnreadableFileError: the file cannot be read.

    """
    for opened in (_fresh, _refreshed, _made_anew):
        try:
            with closing(opened(space, snapshot)) as index:
                return question(index)
        except StaleIndexError:
            continue
    raise AssertionError(space.index_file)  # an index made anew is not stale


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise UnreadableFileError(".", "the working folder is gone; change to one that is there") from None


def _fresh(space: Workspace, snapshot: "Snapshot | None") -> Index:
    if snapshot is None:
        return Index.fresh(space.index_file, space.library)
    return Index.of_reading(space.index_file, snapshot.stamp, snapshot.seen_ns)


def _refreshed(space: Workspace, snapshot: "Snapshot | None") -> Index:
    index: Index = load("store.indexing").refresh(space.index_file, space.library, _progress, snapshot)
    return index


def _made_anew(space: Workspace, snapshot: "Snapshot | None") -> Index:
    index: Index = load("store.indexing").made_anew(space.index_file, space.library, _progress, snapshot)
    return index


def _progress(papers: Iterable[T], total: int) -> Iterable[T]:
    if total < _LONG_WORK or not sys.stderr.isatty():
        return papers
    shown: Iterable[T] = load("cli.progress").shown(papers, total, "Reading the library")
    return shown
