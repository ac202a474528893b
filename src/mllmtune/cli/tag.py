"""`mllmtune tag`: how does a paper get a tag?"""

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.assigning import QueryOption
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.options import AsJson, AsKeys, Selection, selecting
from mllmtune.cli.revising import Manner
from mllmtune.cli.revisions import shown_as
from mllmtune.cli.tagging import TagWords, assign_tags
from mllmtune.model.assigning import Way


@selecting
def run(
    ctx: typer.Context,
    words: TagWords,
    selection: Selection,
    query: QueryOption = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Give a paper tags; or, where options choose papers, give them to all of these, after a question.

    Short for `set KEY tags+=TAG`.

    \b
    Examples:
      mllmtune tag liu2024dora peft low-rank
      mllmtune tag --query "lora year:2024" peft --dry-run
    """
    manner = Manner(yes, dry_run, shown_as(as_json=as_json, as_keys=as_keys))
    assign_tags(workspace_of(ctx), words, selection._replace(query=query), Way.ADD, manner)
