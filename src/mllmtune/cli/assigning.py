"""How are attributes of papers set? Of those named by key, or of all that options choose, after a question."""

from collections.abc import Collection, Sequence
from typing import Annotated

import typer
from pydantic import ValidationError

from mllmtune.cli.answers import ask
from mllmtune.cli.clock import today
from mllmtune.cli.listing import chosen
from mllmtune.cli.options import Selection
from mllmtune.cli.revising import Manner, Plan, refuse_taken_names, revise, revised
from mllmtune.cli.standing import named, selected
from mllmtune.errors import BadOptionError, BadPaperError
from mllmtune.model.assigning import Assignment, assigned
from mllmtune.model.facts import Facts
from mllmtune.model.faults import fault_of
from mllmtune.model.paper import Paper
from mllmtune.model.revision import Revision
from mllmtune.select.query import Keys, Node
from mllmtune.sources.provenance import with_hand
from mllmtune.store.agreement import Standing
from mllmtune.store.blocks import Blocks
from mllmtune.store.index import Index
from mllmtune.store.reading import Snapshot
from mllmtune.store.workspace import Workspace

QueryOption = Annotated[
    list[str] | None,
    typer.Option("--query", "-q", metavar="QUERY", help='Words and fields: "lora year:2023.. has:code".'),
]


def assign(
    space: Workspace,
    keys: Sequence[str],
    selection: Selection,
    assignments: Sequence[Assignment],
    manner: Manner,
    known: Snapshot | None = None,
) -> None:
    """Do to each paper that is meant what the assignments say.

    `known` is what the library held a moment ago, where that has been read.

    Raises:
        BadOptionError: nothing says which papers are meant, or two things do.
        BadPaperError: what comes of it is no paper.
        NothingFoundError: no paper is meant.
        MllmtuneError: the library cannot be read, locked or saved.

    """
    node = _meant(space, keys, selection)
    day = today().isoformat()

    def plan(space: Workspace, snapshot: Snapshot) -> Plan:
        papers = ask(space, lambda index: _papers(index, keys, selection, node, snapshot.blocks), snapshot)
        pairs = [(name, Revision(facts, _after(facts, assignments, day))) for name, facts in papers]
        changes = [(name, one) for name, one in pairs if one.before != one.after]
        revisions = tuple(one for _, one in changes)
        if any(one.name == "aliases" for one in assignments):
            refuse_taken_names(space, revisions, snapshot)
        return Plan(revised(snapshot, changes), revisions)

    revise(space, plan, manner._replace(asks=not keys), known)


def _meant(space: Workspace, keys: Sequence[str], selection: Selection) -> Node:
    if keys:
        if any(selection):
            raise BadOptionError("name the papers by their keys, or choose them by options; the two do not go together")
        return Keys(tuple(keys))
    if not any(selection):
        raise BadOptionError('say which papers: by their keys, or by options such as --tag; --query "*" means all')
    return chosen(space, selection)


def _papers(
    index: Index, keys: Sequence[str], selection: Selection, node: Node, blocks: Blocks
) -> Collection[Standing]:
    """Return the papers that are meant, each once."""
    if keys:
        return {one.digest: one for one in named(index, keys, blocks)}.values()
    return selected(index, selection, node, blocks)


def _after(facts: Facts, assignments: Sequence[Assignment], day: str) -> Facts:
    try:
        return Paper.of(with_hand(facts, Paper.of(assigned(facts, assignments)).facts(), day)).facts()
    except ValidationError as error:
        raise BadPaperError(f"{facts['key']}: {fault_of(error, Paper).text}") from None
