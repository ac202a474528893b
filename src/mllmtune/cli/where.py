"""`mllmtune where`: which library is in force, and why?"""

import json

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.options import AsJson
from mllmtune.cli.output import show_details, show_lines
from mllmtune.text.printable import json_text


def run(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Say which library is in force, and why.

    The first that applies: --library, the variable MLLMTUNE_LIBRARY, the nearest papers.toml or data/papers.toml in
    this folder or above, your own library, the curated library inside the package.

    \b
    Examples:
      mllmtune where
      mllmtune --library thesis.toml where
    """
    space = workspace_of(ctx)
    facts = {"library": str(space.library), "because": str(space.reason), "index": str(space.index_file)}
    if as_json:
        show_lines([json_text(json.dumps(facts, ensure_ascii=False))])
    else:
        show_details([list(facts.items())])
