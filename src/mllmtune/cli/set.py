"""`mllmtune set`: how does an attribute get another value?"""

from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.assigning import QueryOption, assign
from mllmtune.cli.completing import complete_key
from mllmtune.cli.options import Selection, selecting
from mllmtune.cli.revising import Manner, with_manner
from mllmtune.errors import BadOptionError
from mllmtune.model.assigning import assignment


@selecting
@with_manner
def run(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(metavar="[KEY]... FIELD=VALUE...", help="Papers, and what to set.", autocompletion=complete_key),
    ],
    selection: Selection,
    manner: Manner,
    query: QueryOption = None,
) -> None:
    """Set attributes of papers: those named by key, or all that options choose.

    FIELD=VALUE puts a value in the place of another, FIELD= clears it; FIELD+=VALUE and FIELD-=VALUE add to a list and
    take out of it, several items with ; between. links.code=URL is a link, fields.annote=TEXT a field of BibTeX. Papers
    that options choose are shown first, and a question is asked. Everything else in the file stays.

    \b
    Examples:
      mllmtune set liu2024dora venue=ICML year=2024
      mllmtune set liu2024dora hu2021lora tags+=peft status=read
      mllmtune set --query "lora year:2024" --missing topic tags+="peft; low-rank" --dry-run
      mllmtune set liu2024dora links.code=https://github.com/NVlabs/DoRA abstract=
    """
    pairs = [(word, assignment(word)) for word in words]
    assignments = [one for _, one in pairs if one]
    if not assignments:
        raise BadOptionError("say what to set, such as `mllmtune set liu2024dora venue=ICML`")
    keys = [word for word, one in pairs if one is None]
    assign(workspace_of(ctx), keys, selection._replace(query=query), assignments, manner)
