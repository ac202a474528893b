"""Is a file after a change what it should be? The part that has changed is read again before it is written."""

from bisect import bisect_left
from itertools import accumulate, zip_longest
from pathlib import Path

from mllmtune.errors import WouldNotSurviveError
from mllmtune.model.paper import Paper
from mllmtune.store.blocks import digest
from mllmtune.store.changes import NO_PAPERS, Change, Edited
from mllmtune.store.toml import FaultError, read_paper, read_settings
from mllmtune.store.windows import Window


def prove(done: Window, change: Change, library: Path) -> None:
    """Raise unless the file holds what it should: the old papers with their digests, edited and new ones as they are.

    Looked at is the part that has changed: before and behind it every byte is as it was.
    """
    old, new = done.before, done.after
    if change.pieces:
        _prove_pieces(done, change, library)
        return
    for name, same in change.edited.items():  # a block with the same bytes is not among what has changed
        if digest(same.block) == name and not _is_as_meant(same.block, same):
            raise WouldNotSurviveError(str(library), _called(same))
    kept = [name for name in map(digest, old.papers) if name not in change.removed]
    expected = [change.edited.get(name, name) for name in kept] + list(change.added)
    for block, meant in zip_longest(new.papers, expected):
        if block is None or meant is None or not _is_as_meant(block, meant):
            raise WouldNotSurviveError(str(library), _called(meant))
    # Comments and other tables, in which only blanks may differ.
    between = b"".join(change.rest.get(part, part) for part in old.rest_parts).split()
    if new.rest.split() not in (between, between or NO_PAPERS.split()) or not _holds_settings(new.rest, change):
        raise WouldNotSurviveError(str(library), "what stands between the papers")


def _prove_pieces(done: Window, change: Change, library: Path) -> None:
    """Raise unless every paper that is here now was here before or is meant and can be read, and none has vanished."""
    new, meant = frozenset(done.after.papers), frozenset(change.meant)
    for block in new.difference(done.before.papers):
        if digest(block) not in meant or not _is_a_paper(block):
            raise WouldNotSurviveError(str(library), "a paper")
    pieces = sorted((one.start, one.end) for one in change.pieces)
    starts, ends = [start for start, _ in pieces], [0, *accumulate((end for _, end in pieces), max)]
    for start, end, is_paper in done.before.spans:
        is_gone = is_paper and done.before.data[start:end] not in new
        # The furthest end of the pieces that begin before the end of the paper: does one of them touch it?
        if is_gone and ends[bisect_left(starts, done.start + end)] <= done.start + start:
            raise WouldNotSurviveError(str(library), _called(None))
    if not _holds_settings(done.after.rest, change):
        raise WouldNotSurviveError(str(library), "what stands between the papers")


def _is_a_paper(block: bytes) -> bool:
    try:
        return bool(read_paper(block))
    except FaultError:
        return False


def _is_as_meant(block: bytes, meant: bytes | Edited | Paper) -> bool:
    if isinstance(meant, bytes):
        return digest(block) == meant
    try:
        return read_paper(block) == (meant.paper if isinstance(meant, Edited) else meant)
    except FaultError:
        return False


def _holds_settings(rest: bytes, change: Change) -> bool:
    try:
        return not (change.rest or change.pieces) or bool(read_settings(rest))
    except FaultError:
        return False


def _called(meant: bytes | Edited | Paper | None) -> str:
    match meant:
        case Edited() | Paper():
            return meant.paper.key if isinstance(meant, Edited) else meant.key
        case _:
            return "a paper that was not to be changed"
