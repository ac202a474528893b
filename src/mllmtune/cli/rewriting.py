"""How is the file put in order, while its papers say the same? Shown as a diff, told with --check, or saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from mllmtune.cli.changing import changing
from mllmtune.cli.comparing import difference
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.counting import counted
from mllmtune.cli.output import emit, say
from mllmtune.errors import NotInOrderError
from mllmtune.store.changes import Change, changed
from mllmtune.store.reading import Snapshot, read_snapshot
from mllmtune.store.workspace import Workspace

Planner = Callable[[Workspace, Snapshot], Change]


class OrderOptions(NamedTuple):
    """The options that say what is to be done with the new order."""

    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit code 1 if anything is not in order.")] = (
        False
    )
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change, and change nothing.")] = False
    dry_run: DryRun = False
    yes: Yes = False  # nothing is asked: it is done only when it is asked for, and `undo` is the way back


def rewrite(space: Workspace, plan: Planner, options: OrderOptions, what: str) -> None:
    """Put the library in force in order; `what` is what is moved, for sentences: ``attributes``.

    Raises:
        NotInOrderError: it is not in order, and was only to be checked.
        MllmtuneError: the library cannot be read, locked or saved.

    """
    snapshot = read_snapshot(space.library)
    blocks, change = snapshot.blocks, plan(space, snapshot)
    if not _number(change):
        say(f"the {what} of {space.library} are in order")
        return
    papers = counted(_number(change))
    if options.diff:
        before, after = (data.decode(errors="replace") for data in (blocks.data, changed(blocks, change)))
        emit(difference(before, after, str(space.library), "in order"))
    if options.check:
        raise NotInOrderError(str(space.library), papers if what == "papers" else f"the {what} of {papers}")
    if options.diff or options.dry_run:
        say(f"{papers} would change in {space.library}; nothing was changed")
        return
    library, number = _saved(space, plan)
    done = f"put the {what} of {library} in order: {counted(number)} changed"
    say(done if number else f"the {what} of {library} are in order")  # another program may have done it meanwhile


def _saved(space: Workspace, plan: Planner) -> tuple[Path, int]:
    """Return the library that was put in order, and how many of its papers were changed."""
    numbers: list[int] = []

    def again(snapshot: Snapshot) -> Change:
        change = plan(target, snapshot)
        numbers.append(_number(change))
        return change

    with changing(space) as (target, save):
        save(again)
    return target.library, numbers[-1]


def _number(change: Change) -> int:
    """Return how many papers a change moves or spells otherwise."""
    return len(change.edited) + len(change.pieces)
