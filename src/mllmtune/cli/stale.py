"""Which preprints of the library have likely been published? Asked of the library alone, the likeliest first."""

import json
from collections.abc import Sequence
from operator import itemgetter

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.clock import today
from mllmtune.cli.listing import chosen
from mllmtune.cli.options import Selection
from mllmtune.cli.output import show_json, show_lines, show_papers
from mllmtune.errors import NothingFoundError
from mllmtune.model.facts import Facts
from mllmtune.model.preprints import is_preprint, staleness
from mllmtune.store.terms import line_of


def list_stale(ctx: typer.Context, selection: Selection, *, as_json: bool, as_keys: bool) -> None:
    """Print the preprints that the selection means and that have had time to be published.

    Raises:
        NothingFoundError: there are none.

    """
    space = workspace_of(ctx)
    node = chosen(space, selection)
    found = _ranked(ask(space, lambda index: index.papers(node)))
    if as_json:
        show_json([json.dumps(facts, ensure_ascii=False) for facts in found])
    elif as_keys:
        show_lines([facts["key"] for facts in found])
    elif found:
        show_papers([line_of(facts) for facts in found])
    if not found:
        raise NothingFoundError(f"{selection.said()} --stale")


def _ranked(papers: Sequence[Facts]) -> list[Facts]:
    now = today()
    ages = [(facts, staleness(facts, now.year, now.month)) for facts in papers if is_preprint(facts)]
    stale = [(age, facts) for facts, age in ages if age is not None]
    return [facts for _, facts in sorted(stale, key=itemgetter(0), reverse=True)]
