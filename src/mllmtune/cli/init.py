"""`mllmtune init`: how does a library of one's own begin?"""

import os
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.output import say
from mllmtune.errors import FileThereError
from mllmtune.store.replacing import replace
from mllmtune.store.saving import create
from mllmtune.store.workspace import curated_library, own_library


def run(
    path: Annotated[Path | None, typer.Argument(metavar="[PATH]", help="The file to make.")] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Without the curated papers.")] = False,
) -> None:
    """Make a library of your own: a copy of the curated one, or an empty one.

    Without a PATH it becomes your own library, which is in force wherever no other is nearer.

    \b
    Examples:
      mllmtune init
      mllmtune init papers.toml --empty
    """
    target = path or own_library()
    if target.is_dir():
        target /= "papers.toml"
    if target.exists():
        raise FileThereError(str(target))
    if empty:
        create(target, Path(os.path.realpath(target)).parent.name)
    else:
        replace(target, curated_library().read_bytes(), was=None)
    say(f"made {target}")
