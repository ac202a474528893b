"""`mllmtune redo`: how is a change made again that was taken back?"""

from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.restoring import EntryOption, Way, restore
from mllmtune.cli.revising import Manner, with_manner


@with_manner
def run(
    ctx: typer.Context,
    manner: Manner,
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", min=1, help="How many changes to make again; without it, the last.")
    ] = None,
    entry: EntryOption = None,
) -> None:
    """Make again what `undo` took back last, or the last N that it took back.

    A paper that has been changed since is named, and nothing is done: exit code 4. After a new change there is nothing
    to make again.

    \b
    Examples:
      mllmtune redo
      mllmtune redo 2 --dry-run
    """
    restore(workspace_of(ctx), Way.REDO, number, entry, manner)
