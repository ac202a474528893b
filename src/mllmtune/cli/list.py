"""`mllmtune list`: which papers are there?"""

import typer

from mllmtune.cli.listing import list_papers
from mllmtune.cli.options import AsJson, AsKeys, Selection, selecting


@selecting
def run(ctx: typer.Context, selection: Selection, as_json: AsJson = False, as_keys: AsKeys = False) -> None:
    """List papers in the order of the library.

    \b
    Examples:
      mllmtune list
      mllmtune list --topic survey
      mllmtune list --paradigm selective --missing code --keys
      mllmtune list --json | jq -r '.[].doi'
    """
    list_papers(ctx, selection, as_json=as_json, as_keys=as_keys)
