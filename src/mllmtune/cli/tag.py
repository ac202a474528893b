"""`mllmtune tag`: how does a paper get a tag?"""

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
    """Give a paper tags; or, where options choose papers, give them to all of these, after a question.

    Short for `set KEY tags+=TAG`.

    \b
    Examples:
      mllmtune tag liu2024dora peft low-rank
      mllmtune tag --query "lora year:2024" peft --dry-run
    """
    assign_tags(workspace_of(ctx), words, selection._replace(query=query), Way.ADD, manner)
