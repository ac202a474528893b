"""`mllmtune attach`: where is the file of a paper kept?"""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.completing import complete_key
from mllmtune.cli.filing import filed, folder_name
from mllmtune.cli.named import facts_of
from mllmtune.cli.output import say
from mllmtune.cli.revising import Manner, Plan, plan_for, revise, with_manner
from mllmtune.cli.standing import named_in
from mllmtune.errors import BadOptionError, ChangedUnderneathError
from mllmtune.model.revision import Revision
from mllmtune.store.attachments import FOLDER, are_kept_in, folder_of, keep, place_for
from mllmtune.store.checked import settings_in
from mllmtune.store.editing import with_setting
from mllmtune.store.reading import Snapshot
from mllmtune.store.workspace import Workspace


@with_manner
def run(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", autocompletion=complete_key)],
    file: Annotated[Path, typer.Argument(readable=False, metavar="FILE", help="The file to keep, such as the PDF.")],
    manner: Manner,
    folder: Annotated[
        str | None,
        typer.Option("--folder", metavar="NAME", help="Folder beside the library, chosen once; else it is files."),
    ] = None,
) -> None:
    """Keep a file with a paper: a copy named by its key, in a folder beside the library.

    Its path is stored relative to the library, in the field `file`, as JabRef and Zotero do. --folder is written into
    the head of the library and holds for all its files. No path leaves that folder. `mllmtune open KEY --pdf` opens it.

    \b
    Examples:
      mllmtune attach liu2024dora ~/Downloads/2402.09353.pdf
      mllmtune attach liu2024dora slides.pdf --folder pdfs
    """
    space = workspace_of(ctx)
    (facts,) = ask(space, lambda index: facts_of(index, [key]))
    library = space.written.library
    name = _chosen(folder, folder_name(space.library), library)
    target = place_for(folder_of(library, name), facts["key"], file)
    if not manner.dry_run:
        keep(file, target, facts["key"])
    plan = partial(_plan, key=facts["key"], target=target, name=name, chosen=folder)
    revise(space, plan, manner)
    say(f"{'would keep' if manner.dry_run else 'kept'} {file} as {target}")


def _chosen(folder: str | None, name: str | None, library: Path) -> str:
    """Return the name of the folder."""
    if folder is not None and not (folder.strip() and folder.isprintable()):
        raise BadOptionError("--folder needs a name, such as --folder pdfs")
    name = name or (FOLDER if folder and are_kept_in(library, FOLDER) else None)
    if folder and name and folder != name:
        raise BadOptionError(
            f"{library} keeps its files in {name}; to change that, move them and write files = "
            f'"{folder}" into [library]'
        )
    return folder or name or FOLDER


def _plan(space: Workspace, snapshot: Snapshot, *, key: str, target: Path, name: str, chosen: str | None) -> Plan:
    """Return the plan, if the library still keeps its files in the folder of this name."""
    library, settings = space.written.library, settings_in(snapshot.blocks, space.library)
    if _chosen(chosen, settings.files, library) != name:
        raise ChangedUnderneathError(str(library))
    facts = named_in(space, [key], snapshot)[0].facts
    revision = Revision(facts, filed(facts, library, target))
    if revision.after == facts:
        return plan_for(space, snapshot, [])
    plan = plan_for(space, snapshot, [revision])
    rest = with_setting(snapshot.blocks, "files", chosen) if chosen is not None and settings.files is None else {}
    return plan._replace(change=plan.change._replace(rest=rest))
