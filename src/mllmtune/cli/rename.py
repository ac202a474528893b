"""`mllmtune rename`: how does a paper get another key?"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from pydantic import ValidationError

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.confirming import confirmed
from mllmtune.cli.listing import chosen
from mllmtune.cli.manuscripts import change_manuscripts, read_manuscripts, show_manuscripts
from mllmtune.cli.options import Selection, selecting
from mllmtune.cli.revising import Manner, Plan, plan_for, refuse_taken_names, revise, with_manner
from mllmtune.cli.standing import named, selected
from mllmtune.errors import AnswerIsNoError, BadOptionError, BadPaperError
from mllmtune.model.facts import Facts
from mllmtune.model.faults import fault_of
from mllmtune.model.paper import Paper
from mllmtune.model.renaming import keys_by_pattern, renamed
from mllmtune.model.revision import Revision
from mllmtune.store.agreement import Standing
from mllmtune.store.blocks import Blocks
from mllmtune.store.index import Index
from mllmtune.store.reading import Snapshot
from mllmtune.store.workspace import Workspace


class Named(NamedTuple):
    """A paper, the names by which sources may cite it that become others, and its new key."""

    facts: Facts
    old: set[str]
    new: str


Namer = Callable[[Index, Blocks], list[Named]]


@selecting
@with_manner
def run(
    ctx: typer.Context,
    selection: Selection,
    manner: Manner,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OLD NEW | QUERY...]", help="The key now, and the new one; or, with --pattern, a query."
        ),
    ] = None,
    pattern: Annotated[
        str | None,
        typer.Option("--pattern", metavar="PATTERN", help="Give keys so: {author}{year}{word}, {Author}:{yy}, {key}."),
    ] = None,
    tex: Annotated[
        list[Path] | None,
        typer.Option(
            "--tex", metavar="FILE", help="Change the keys that this LaTeX source cites, too; more may follow."
        ),
    ] = None,
) -> None:
    """Give a paper another key, OLD and NEW; the old one goes on working as an alias.

    With --pattern the words are a query, and every paper meant whose key is not as the pattern says gets another; the
    plan is shown first. {word} is the method or the first word of the title; equal keys get letters. With --tex, what
    \\cite and its like name in LaTeX sources changes too, shown as a diff first; comments and verbatim text stay.

    \b
    Examples:
      mllmtune rename liu2024dora dora
      mllmtune rename liu2024dora dora --tex paper.tex appendix.tex
      mllmtune rename --pattern '{author}{year}{word}' tag:thesis --dry-run
    """
    selection, sources = _parted(selection._replace(query=query), tex or [], pattern)
    space, manuscripts = workspace_of(ctx), read_manuscripts(sources)
    names: dict[str, str] = {}
    planned: list[Revision] = []

    def show_all(revisions: Sequence[Revision]) -> None:
        planned[:] = revisions
        manner.show(revisions)
        show_manuscripts(manuscripts if names else [], names)

    plan = partial(_plan, namer=_namer(space, selection, pattern), names=names)
    revise(space, plan, manner._replace(show=show_all, asks=bool(pattern or tex)))
    if manner.dry_run or not (manuscripts and names):
        return
    if not planned and not confirmed("Change these files?", yes=manner.yes):  # the library was renamed before
        raise typer.Exit(AnswerIsNoError.exit_code)
    change_manuscripts(manuscripts, names)


run.takes_query = True  # type: ignore[attr-defined]  # behind --pattern


def _parted(selection: Selection, tex: list[Path], pattern: str | None) -> tuple[Selection, list[Path]]:
    """Return the words that mean papers, and all sources: ``--tex *.tex`` gives the option one file, others are words.

    OLD and NEW are two words; a query has no words that end as the name of a source does.
    """
    words = selection.query or []
    papers = words[:2] if pattern is None else [word for word in words if not word.endswith(".tex")]
    more = [word for word in words if word not in papers]
    return (selection._replace(query=papers or None), [*tex, *map(Path, more)]) if tex and more else (selection, tex)


def _namer(space: Workspace, selection: Selection, pattern: str | None) -> Namer:
    """Return what gives the papers that are meant, each with the names that it has and its new key."""
    if pattern is not None:
        node = chosen(space, selection)
        return lambda index, blocks: _by_pattern(selected(index, selection, node, blocks), pattern, index)
    words = selection.query or []
    if len(words) != 2 or selection._replace(query=None) != Selection():  # noqa: PLR2004 - OLD and NEW
        raise BadOptionError("say `mllmtune rename OLD NEW`, or --pattern for many papers")
    old, new = words
    return lambda index, blocks: [Named(facts, {facts["key"], old}, new) for _, facts in named(index, [old], blocks)]


def _by_pattern(found: Sequence[Standing], pattern: str, index: Index) -> list[Named]:
    papers = [one.facts for one in found]
    keys = keys_by_pattern(papers, pattern, frozenset(index.values("name")))
    return [Named(facts, {facts["key"]}, keys[facts["key"]]) for facts in papers if facts["key"] in keys]


def _plan(space: Workspace, snapshot: Snapshot, *, namer: Namer, names: dict[str, str]) -> Plan:
    """Return the plan; `names` is filled with the new key of each old one."""
    found = ask(space, lambda index: namer(index, snapshot.blocks), snapshot)
    revisions = [
        Revision(one.facts, _checked(renamed(one.facts, one.new))) for one in found if one.facts["key"] != one.new
    ]
    refuse_taken_names(space, revisions, snapshot)
    names.clear()
    names.update({old: one.new for one in found for old in sorted(one.old - {one.new})})
    return plan_for(space, snapshot, revisions)


def _checked(facts: Facts) -> Facts:
    try:
        return Paper.of(facts).facts()
    except ValidationError as error:
        raise BadPaperError(fault_of(error, Paper).text) from None
