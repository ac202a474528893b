"""Which entries of a journal can be taken back or made again, and what does that change?"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mllmtune.errors import ChangedSinceError
from mllmtune.store.blocks import Blocks, digest
from mllmtune.store.changes import Change
from mllmtune.store.hunks import Hunk, hunks, papers_of
from mllmtune.store.journal import Entry
from mllmtune.store.placing import Piece, pieces, spliced
from mllmtune.store.windows import after, window


class Restored(NamedTuple):
    """A change that takes entries back or makes them again, and what it does to the papers."""

    change: Change
    hunks: tuple[Hunk, ...]


class Standing(NamedTuple):
    """The entries that are done and can be taken back, and those taken back that can be made again; the next last."""

    done: tuple[Entry, ...]
    undone: tuple[Entry, ...]


def standing(entries: Iterable[Entry]) -> Standing:
    """Return how things stand after all entries. A new change leaves nothing to be made again."""
    done: dict[int, Entry] = {}
    undone: dict[int, Entry] = {}
    for entry in entries:
        if entry.undoes:
            undone |= {number: done.pop(number) for number in entry.undoes if number in done}
        elif entry.redoes:
            done |= {number: undone.pop(number) for number in entry.redoes if number in undone}
        else:
            done[entry.number] = entry
            undone.clear()
    return Standing(tuple(done.values()), tuple(undone.values()))


def taken_back(blocks: Blocks, entries: Sequence[Entry]) -> Restored:
    """Return what takes entries back, in the order given.

    Raises:
        ChangedSinceError: a paper is no longer as an entry left it; paper and entry are named.

    """
    turned = [(entry, tuple(hunk.turned() for hunk in entry.hunks)) for entry in entries]
    change, found = _restored(blocks, turned)
    return Restored(change._replace(undoes=tuple(entry.number for entry in entries)), found)


def made_again(blocks: Blocks, entries: Sequence[Entry]) -> Restored:
    """Return what makes entries again, in the order given. Raises as `taken_back`."""
    change, found = _restored(blocks, [(entry, entry.hunks) for entry in entries])
    return Restored(change._replace(redoes=tuple(entry.number for entry in entries)), found)


def _restored(blocks: Blocks, changes: Sequence[tuple[Entry, tuple[Hunk, ...]]]) -> Restored:
    meant = tuple({digest(block) for _, stretches in changes for one in stretches for block in papers_of(one.new)})
    now = blocks
    for number, (entry, stretches) in enumerate(changes):
        try:
            found = pieces(now, stretches)
        except ChangedSinceError as error:
            raise ChangedSinceError(error.name, entry.number, number) from None
        if len(changes) == 1:
            return Restored(Change(pieces=tuple(found), meant=meant), stretches)
        now = after(now, window(now, spliced(now.data, found)))
    done = window(blocks, now.data)
    piece = Piece(done.start, done.start + len(done.before.data), done.after.data)
    return Restored(Change(pieces=(piece,), meant=meant), hunks(done))
