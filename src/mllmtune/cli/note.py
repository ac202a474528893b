"""`mllmtune note`: how is a thought on a paper kept?"""

from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.assigning import assign
from mllmtune.cli.completing import complete_key
from mllmtune.cli.options import Selection
from mllmtune.cli.revising import Manner, with_manner
from mllmtune.errors import BadOptionError
from mllmtune.model.assigning import Assignment, Way


@with_manner
def run(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", autocompletion=complete_key)],
    words: Annotated[list[str], typer.Argument(metavar="TEXT", help="Markdown; a paragraph of its own.")],
    manner: Manner,
) -> None:
    """Add a paragraph to your notes on a paper; what is there stays.

    Short for `set KEY notes+=TEXT`. `edit --notes KEY` opens the notes in your editor. A search finds their words.

    \b
    Examples:
      mllmtune note liu2024dora "Read the appendix: the *magnitude* is trained on its own."
      mllmtune note liu2024dora -- "- a point of a list"
    """
    text = " ".join(words).strip()
    if not text:
        raise BadOptionError(f"say what to note, or `mllmtune edit --notes {key}` to write in your editor")
    assign(workspace_of(ctx), [key], Selection(), [Assignment("notes", Way.ADD, text)], manner)
