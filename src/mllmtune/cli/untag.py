"""`mllmtune untag`: how does a paper lose a tag?"""

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
    """Take tags off a paper; or, where options choose papers, off all of these, after a question.

    Short for `set KEY tags-=TAG`.

    \b
    Examples:
      mllmtune untag liu2024dora peft
      mllmtune untag --tag unsorted unsorted --yes
    """
    manner = Manner(yes, dry_run, shown_as(as_json=as_json, as_keys=as_keys))
    assign_tags(workspace_of(ctx), words, selection._replace(query=query), Way.TAKE, manner)
