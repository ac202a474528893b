"""`mllmtune edit`: how is a paper changed in an editor?"""

from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.completing import complete_key
from mllmtune.cli.editing import edit_block, edit_notes
from mllmtune.cli.revising import Manner, with_manner


@with_manner
def run(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", autocompletion=complete_key)],
    manner: Manner,
    notes: Annotated[bool, typer.Option("--notes", help="Open your notes on it, in Markdown.")] = False,
) -> None:
    """Open a paper in your editor ($VISUAL or $EDITOR) as it stands in the file, with its comments.

    What you save is checked first. A mistake is told above the text, to be mended; a text that is saved unchanged, or
    empty, changes nothing. A text that cannot be saved is kept, and it is said where.

    \b
    Examples:
      mllmtune edit liu2024dora
      mllmtune edit --notes liu2024dora
    """
    (edit_notes if notes else edit_block)(workspace_of(ctx), key, manner)
