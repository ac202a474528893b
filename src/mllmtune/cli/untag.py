"""`mllmtune untag`: how does a paper lose a tag?"""

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.assigning import QueryOption
from mllmtune.cli.options import Selection, selecting
from mllmtune.cli.revising import Manner, with_manner
from mllmtune.cli.tagging import TagWords, assign_tags
from mllmtune.model.assigning import Way


@selecting
@with_manner
def run(
    ctx: typer.Context,
    words: TagWords,
    selection: Selection,
    manner: Manner,
    query: QueryOption = None,
) -> None:
    """Take tags off a paper; or, where options choose papers, off all of these, after a question.

    Short for `set KEY tags-=TAG`.

    \b
    Examples:
      mllmtune untag liu2024dora peft
      mllmtune untag --tag unsorted unsorted --yes
    """
    assign_tags(workspace_of(ctx), words, selection._replace(query=query), Way.TAKE, manner)
