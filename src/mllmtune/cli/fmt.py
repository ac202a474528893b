"""`mllmtune fmt`: how are the attributes of papers put in order?"""

from functools import partial

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.listing import chosen, nothing_found
from mllmtune.cli.options import Selection, bundled, selecting
from mllmtune.cli.output import say
from mllmtune.cli.rewriting import OrderOptions, rewrite
from mllmtune.select.query import Node
from mllmtune.store.blocks import digest
from mllmtune.store.changes import Change, Edited
from mllmtune.store.formatting import formatted
from mllmtune.store.reading import Snapshot
from mllmtune.store.toml import FaultError, read_paper
from mllmtune.store.workspace import Workspace


def _run(ctx: typer.Context, selection: Selection, options: OrderOptions) -> None:
    """Put the attributes of papers in the order in which this program writes them.

    It is done only when it is asked for. Papers stay where they are and say the same; comments go where their
    attribute goes, and links and fields become tables of their own. Values are spelt as this program spells them.

    \b
    Examples:
      mllmtune fmt --diff
      mllmtune fmt --check
      mllmtune fmt year:2024 tag:thesis
    """
    space = workspace_of(ctx)
    rewrite(space, partial(_plan, selection=selection, node=chosen(space, selection)), options, "attributes")


run = selecting(bundled(_run, "options", OrderOptions))


def _plan(space: Workspace, snapshot: Snapshot, selection: Selection, node: Node) -> Change:
    """Return the blocks of the papers meant that are not in order, each with what it becomes."""
    meant = set(ask(space, lambda index: index.digests(node), snapshot))
    if not meant and selection != Selection():
        raise ask(space, lambda index: nothing_found(index, selection), snapshot)
    edits: dict[bytes, Edited] = {}
    for block in snapshot.blocks.papers:
        name = digest(block)
        if name not in meant:
            continue
        try:
            new = formatted(block)
        except FaultError as error:
            say(f"{read_paper(block).key} stays as it is: {error.fault.text}")
            continue
        if new != block:
            edits[name] = Edited(new, read_paper(block))
    return Change(edited=edits)
