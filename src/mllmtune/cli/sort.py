"""`mllmtune sort`: how are the papers of a library put in order?"""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.options import bundled
from mllmtune.cli.rewriting import OrderOptions, rewrite
from mllmtune.model.facts import Facts
from mllmtune.model.ordering import Rank, Turned, ranking
from mllmtune.store.blocks import digest
from mllmtune.store.changes import Change
from mllmtune.store.index import Index
from mllmtune.store.reading import Snapshot
from mllmtune.store.sorting import sorted_pieces
from mllmtune.store.workspace import Workspace


def _run(
    ctx: typer.Context,
    options: OrderOptions,
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="WORD,...", help="key, year, posted, title, author, venue, place; -year: newest first."
        ),
    ] = "key",
) -> None:
    """Put the papers of the library in order, by their keys or by what is named.

    It is done only when it is asked for. Each paper moves with the comment above it; a comment that stands by itself,
    such as a heading, stays, and papers are sorted between two of those.

    \b
    Examples:
      mllmtune sort --diff
      mllmtune sort --by place,-year,key
      mllmtune sort --check
    """
    rank = ranking(word.strip() for word in by.split(","))
    rewrite(workspace_of(ctx), partial(_plan, rank=rank), options, "papers")


run = bundled(_run, "options", OrderOptions)


def _plan(space: Workspace, snapshot: Snapshot, rank: Callable[[Facts], tuple[Rank | Turned, ...]]) -> Change:
    papers = [rank(facts) for facts in ask(space, Index.papers, snapshot)]
    ranks = [0] * len(papers)
    for place, number in enumerate(sorted(range(len(papers)), key=papers.__getitem__)):
        ranks[number] = place
    pieces = tuple(sorted_pieces(snapshot.blocks, ranks))
    return Change(pieces=pieces, meant=tuple(digest(piece.data) for piece in pieces))
