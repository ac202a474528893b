"""`mllmtune list`: which papers are there?"""

from typing import Annotated

import typer

from mllmtune.cli.lazy import load
from mllmtune.cli.listing import list_papers
from mllmtune.cli.options import AsJson, AsKeys, Selection, selecting


@selecting
def run(
    ctx: typer.Context,
    selection: Selection,
    stale: Annotated[
        bool, typer.Option("--stale", help="Preprints that have likely been published, the likeliest first.")
    ] = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """List papers in the order of the library.

    With --stale, preprints by what the library knows of a published version, by the conferences that have passed, and
    by age; `upgrade` looks for the records.

    \b
    Examples:
      mllmtune list
      mllmtune list --topic survey
      mllmtune list --paradigm selective --missing code --keys
      mllmtune list --stale
      mllmtune list --json | jq -r '.[].doi'
    """
    if stale:
        load("cli.stale").list_stale(ctx, selection, as_json=as_json, as_keys=as_keys)
    else:
        list_papers(ctx, selection, as_json=as_json, as_keys=as_keys)
