"""`mllmtune mark`: how far have you come with a paper?"""

from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.assigning import QueryOption, assign
from mllmtune.cli.completing import complete_key
from mllmtune.cli.options import Selection, selecting
from mllmtune.cli.revising import Manner, with_manner
from mllmtune.errors import BadOptionError
from mllmtune.model.assigning import Assignment, Way
from mllmtune.model.taxonomy import Status


def complete_key_or_status(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the states and the keys that go on from what is typed."""
    states = [status for status in Status if status.startswith(incomplete) and ctx.params.get("words")]
    return [*states, *complete_key(ctx, incomplete)]


@selecting
@with_manner
def run(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[KEY]... unread|reading|read", help="Papers and a state.", autocompletion=complete_key_or_status
        ),
    ],
    selection: Selection,
    manner: Manner,
    query: QueryOption = None,
) -> None:
    """Mark papers as unread, reading or read; `list status:reading` finds them.

    Short for `set KEY status=read`.

    \b
    Examples:
      mllmtune mark liu2024dora read
      mllmtune mark --tag thesis unread --yes
    """
    *keys, status = words
    if status not in list(Status):
        raise BadOptionError(f'"{status}" is no state of reading; say {", ".join(Status)} as the last word')
    assign(workspace_of(ctx), keys, selection._replace(query=query), [Assignment("status", Way.PUT, status)], manner)
