"""`mllmtune undo`: how is the last change taken back?"""

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
        int | None, typer.Argument(metavar="[N]", min=1, help="How many changes to take back; without it, the last.")
    ] = None,
    entry: EntryOption = None,
) -> None:
    """Take back the last change of the library, or the last N.

    Only the papers that were changed go back to what they were, byte for byte, with their comments; whatever else has
    been done since stays. A paper that has been changed again since is named, and nothing is done: exit code 4. `log`
    lists the changes, `redo` makes one again that was taken back.

    \b
    Examples:
      mllmtune undo
      mllmtune undo 3 --dry-run
      mllmtune undo --entry 12
    """
    restore(workspace_of(ctx), Way.UNDO, number, entry, manner)
