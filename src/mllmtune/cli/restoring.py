"""How is a change taken back, or made again? Planned on what the library holds, and saved as any other change."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from mllmtune.cli.past import command_of, journal_of, revisions_of
from mllmtune.cli.revising import Manner, Plan, refuse_taken_names, revise
from mllmtune.errors import BadOptionError, NothingToRestoreError
from mllmtune.store.blocks import Blocks
from mllmtune.store.journal import Entry
from mllmtune.store.reading import Snapshot
from mllmtune.store.undoing import made_again, standing, taken_back
from mllmtune.store.workspace import Workspace

EntryOption = Annotated[
    int | None, typer.Option("--entry", metavar="NUMBER", help="The change of this number in `log`, and no other.")
]


class Way(StrEnum):
    """Which way through the journal."""

    UNDO = "undo"
    REDO = "redo"


def restore(space: Workspace, way: Way, number: int | None, entry: int | None, manner: Manner) -> None:
    """Take back, or make again, the last entries of the journal or the one with a number, and print what that changes.

    Raises:
        BadOptionError: both are asked for.
        NothingToRestoreError: there is no such entry.
        ChangedSinceError: a paper has been changed since.
        TakenKeyError: a paper that comes back has a key that another has got since.
        MllmtuneError: the library cannot be read, locked or saved.

    """
    last = how_many(number, entry)

    def plan(space: Workspace, snapshot: Snapshot) -> Plan:
        found = _planned(snapshot.blocks, way, _chosen(space, snapshot, way, last, entry))
        refuse_taken_names(space, found.revisions, snapshot)
        return found

    revise(space, plan, manner)


def how_many(number: int | None, entry: int | None) -> int:
    """Return how many of the last changes are meant, where none is named: one, unless a number is said.

    Raises:
        BadOptionError: one is named all the same.

    """
    if number is not None and entry is not None:
        raise BadOptionError(f"--entry names one change, and {number} says how many of the last; say one of the two")
    return number or 1


def _chosen(space: Workspace, snapshot: Snapshot, way: Way, number: int, entry: int | None) -> tuple[Entry, ...]:
    """Return the entries that are meant, in the order in which they are to be taken."""
    stand = standing(journal_of(space, snapshot.blocks).entries)
    there = stand.done if way is Way.UNDO else stand.undone
    if entry is not None:
        found = tuple(one for one in there if one.number == entry)
        if not found:
            raise NothingToRestoreError(way, entry)
        return found
    if not there:
        raise NothingToRestoreError(way)
    return tuple(reversed(there[-number:]))


def _planned(blocks: Blocks, way: Way, entries: tuple[Entry, ...]) -> Plan:
    change, hunks = (taken_back if way is Way.UNDO else made_again)(blocks, entries)
    return Plan(change, revisions_of(hunks), tuple(_told(way, entries)))


def _told(way: Way, entries: tuple[Entry, ...]) -> Iterator[str]:
    yield from (f"{way} of {entry.number}: {command_of(entry)}" for entry in entries)
    if way is Way.UNDO and any(word.partition("=")[0] == "--tex" for entry in entries for word in entry.command):
        yield (
            "LaTeX sources stay as --tex has made them; to have both back, `mllmtune redo`, then rename NEW to OLD "
            "with --tex"
        )
