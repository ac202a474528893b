"""`mllmtune init`: how does a library of one's own begin?"""

from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.output import say
from mllmtune.errors import FileThereError
from mllmtune.store.beginning import create
from mllmtune.store.journal import journal_file
from mllmtune.store.presence import is_folder, is_there
from mllmtune.store.replacing import put_new
from mllmtune.store.workspace import Reason, curated_library, own_library

_NAMED = (Reason.OPTION, Reason.ENVIRONMENT)


def run(
    ctx: typer.Context,
    path: Annotated[Path | None, typer.Argument(metavar="[PATH]", help="The file to make.")] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Without the curated papers.")] = False,
) -> None:
    """Make a library of your own: a copy of the curated one, or an empty one.

    Without a PATH it is the one that --library or MLLMTUNE_LIBRARY names; else it becomes your own library, which is in
    force wherever no other is nearer.

    \b
    Examples:
      mllmtune init
      mllmtune init papers.toml --empty
    """
    space = workspace_of(ctx)
    target = path or (space.library if space.reason in _NAMED else own_library())
    if is_folder(target):
        target /= "papers.toml"
    journal = journal_file(target)
    if is_there(target) or not (create(target) if empty else put_new(target, curated_library().read_bytes())):
        raise FileThereError(str(target))
    told = "; `mllmtune log` still lists what was done to the one that was here before" if is_there(journal) else ""
    say(f"made {target}{told}")
