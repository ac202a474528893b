"""`mllmtune search`: which papers answer these words?"""

import typer

from mllmtune.cli.listing import list_papers
from mllmtune.cli.options import AsJson, AsKeys, Selection, selecting
from mllmtune.errors import BadOptionError
from mllmtune.select.query import EVERYTHING


@selecting
def run(ctx: typer.Context, selection: Selection, as_json: AsJson = False, as_keys: AsKeys = False) -> None:
    """Find papers by words, best hit first.

    Words are looked for in titles, method names, authors, venues, tags, abstracts and notes. Accents and case do
    not matter. Piped, a paper is one line: key, year, place, venue, authors and title, with tabs between.

    \b
    Examples:
      mllmtune search lora
      mllmtune search '"low rank" -merging' --year 2023..
      mllmtune search 'author:liu title:"visual instruction"'
      mllmtune search 'prompt OR adapter' --has code --keys
    """
    if not selection.query and selection.node() == EVERYTHING and not selection.aux:
        raise BadOptionError("say what to search for, such as `mllmtune search lora`; `mllmtune list` lists all papers")
    list_papers(ctx, selection, as_json=as_json, as_keys=as_keys)
