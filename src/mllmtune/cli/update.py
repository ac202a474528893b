"""`mllmtune update`: what do papers of the library lack that services know?"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.clock import today
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.counting import counted
from mllmtune.cli.listing import some_papers
from mllmtune.cli.options import AsJson, AsKeys, Offline, Selection, selecting
from mllmtune.cli.output import say
from mllmtune.cli.revising import Manner, Plan, plan_for, revise
from mllmtune.cli.revisions import shown_as
from mllmtune.cli.saying import Said, said_of
from mllmtune.cli.standing import still_there
from mllmtune.errors import BadOptionError, NetworkError
from mllmtune.model.facts import Facts, under_any_key
from mllmtune.model.revision import Revision
from mllmtune.sources.filling import Conflict, filled
from mllmtune.sources.identifier import identifiers_in
from mllmtune.sources.provenance import NEVER_GIVEN
from mllmtune.sources.table import SERVICES
from mllmtune.store.reading import Snapshot
from mllmtune.store.workspace import Workspace

_MOST_TOLD = 40


class Side(StrEnum):
    """Whose value stays where both say something."""

    LIBRARY = "library"
    REMOTE = "remote"


@selecting
def run(
    ctx: typer.Context,
    selection: Selection,
    field: Annotated[
        list[str] | None, typer.Option("--field", metavar="NAME", help="Fill in only this: doi, pages, abstract ...")
    ] = None,
    prefer: Annotated[
        Side, typer.Option("--prefer", help="Whose value stays where the library and a service both have one.")
    ] = Side.LIBRARY,
    yes: Yes = False,
    dry_run: DryRun = False,
    offline: Offline = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Fill in what papers lack, from the services that know their identifiers.

    What the library says stays, unless --prefer remote; where a service says something else, that is told. A preprint
    does not become a published paper here: `upgrade` does that. The plan is shown first. `why` tells afterwards where a
    value is from. Exit code 5 if a service did not answer.

    \b
    Examples:
      mllmtune update --dry-run
      mllmtune update --missing doi --field doi --yes
      mllmtune update key:liu2024dora --prefer remote
    """
    fields = _checked(field or [])
    space = workspace_of(ctx)
    papers = some_papers(space, selection)
    named = [facts for facts in papers if identifiers_in(facts)]
    if len(named) < len(papers):
        say(f"{counted(len(papers) - len(named))} without an identifier that a service knows; nobody is asked for them")
    said = said_of(named, offline=offline)
    _tell(said.told)

    def plan(space: Workspace, snapshot: Snapshot) -> Plan:
        return _plan(space, snapshot, said, fields, prefer_remote=prefer is Side.REMOTE)

    show = shown_as(as_json=as_json, as_keys=as_keys)
    try:
        revise(space, plan, Manner(yes, dry_run, show, asks=True))
    finally:
        if said.unreached:
            say(f"{counted(said.unreached, 'question')} without an answer; run the same command again later")
    if said.unreached:
        raise typer.Exit(NetworkError.exit_code)


def _checked(fields: Sequence[str]) -> tuple[str, ...]:
    known = [name for name in Facts.__annotations__ if name not in NEVER_GIVEN]
    names = tuple(name for field in fields for name in field.split(","))
    for name in names:
        if name not in known:
            raise BadOptionError(f'no service gives "{name}"; what they give is {", ".join(known)}')
    return names


def _plan(space: Workspace, snapshot: Snapshot, said: Said, fields: Collection[str], *, prefer_remote: bool) -> Plan:
    revisions: list[Revision] = []
    told: list[str] = []
    day = today().isoformat()
    for _, facts in still_there(space, tuple(said.papers), snapshot):
        said_of_it = under_any_key(said.papers, facts)
        after, conflicts = filled(facts, said_of_it, day, fields=fields, prefer_remote=prefer_remote)
        told += [_said_otherwise(facts["key"], one) for one in conflicts]
        if after != facts:
            revisions.append(Revision(facts, after))
    return plan_for(space, snapshot, revisions, _few(told))


def _said_otherwise(key: str, one: Conflict) -> str:
    ours, theirs = ("; ".join(value) if isinstance(value, list) else value for value in (one.ours, one.theirs))
    service = SERVICES[one.service].name
    return f'{key}: {one.attribute}: "{ours}" stays; {service} says "{theirs}" (--prefer remote takes it)'


def _tell(sentences: Sequence[str]) -> None:
    for sentence in _few(sentences):
        say(sentence)


def _few(sentences: Sequence[str]) -> tuple[str, ...]:
    more = len(sentences) - _MOST_TOLD
    return (*sentences[:_MOST_TOLD], f"and {more} more such") if more > 0 else tuple(sentences)
