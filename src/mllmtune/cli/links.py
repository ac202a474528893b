"""`mllmtune links`: which pages of papers are still there?"""

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, cast

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.checked_links import Kept
from mllmtune.cli.clock import today
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.counting import counted
from mllmtune.cli.lazy import load
from mllmtune.cli.listing import some_papers
from mllmtune.cli.looking import Place, findings, places_in
from mllmtune.cli.options import AsJson, AsKeys, Offline, Selection, selecting
from mllmtune.cli.output import say, show_json, show_lines
from mllmtune.cli.revising import Manner, Plan, plan_for, revise
from mllmtune.cli.revisions import show_nothing, show_revisions
from mllmtune.cli.standing import still_there
from mllmtune.errors import AnswerIsNoError, BadOptionError
from mllmtune.model.facts import Facts
from mllmtune.model.revision import Revision
from mllmtune.sources.pages import Verdict
from mllmtune.store.reading import Snapshot
from mllmtune.store.workspace import Workspace
from mllmtune.text.addresses import address_of

_SIGNS = {Verdict.DEAD: "!", Verdict.MOVED: "~", Verdict.DOUBTFUL: "?"}


@selecting
def run(
    ctx: typer.Context,
    selection: Selection,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help="Only pages not looked for since: 2026-11-01, or 30 days."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Write the new addresses of pages that have moved.")] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    offline: Offline = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Look whether the pages of papers are still there: their links, their own address, and that of their DOI.

    Listed is what is dead, has moved for good (with the new address), or is doubtful: a server in trouble, a page that
    asks for a login or leads to a front page. What is found is kept with its day, so that --since looks only for the
    others; --offline lists what is kept. Two pages of a host are asked for at once. Exit code 1 if anything is dead or
    has moved.

    \b
    Examples:
      mllmtune links
      mllmtune links --has code --since 30
      mllmtune links --fix --yes
    """
    first = _day(since)
    space = workspace_of(ctx)
    papers = some_papers(space, selection)
    places = [place for facts in papers for place in places_in(facts)]
    found = findings(list(dict.fromkeys(place.address for place in places)), first, offline=offline)
    faults = [place for place in places if place.address in found and found[place.address].finding.verdict in _SIGNS]
    _show(faults, found, as_json=as_json, as_keys=as_keys)
    say(_summary(places, found))
    if fix:
        moved = {place.address: found[place.address].finding.told for place in faults if _has_moved(place, found)}
        keys = [place.key for place in faults if place.address in moved]
        manner = Manner(yes, dry_run, show_nothing if as_json else show_revisions, asks=True)
        revise(space, lambda space, snapshot: _plan(space, snapshot, keys, moved), manner)
        faults = [place for place in faults if place.address not in moved or dry_run]
    if any(found[place.address].finding.verdict is not Verdict.DOUBTFUL for place in faults):
        raise typer.Exit(AnswerIsNoError.exit_code)


def _day(since: str | None) -> str:
    """Return the first day from which what was found still counts; a day that never comes if nothing was said."""
    if since is None:
        return "9999"
    if since.isdecimal() and len(since) <= len("9999"):
        return (today() - timedelta(days=int(since))).isoformat()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", since):
        return since
    raise BadOptionError(f'--since "{since}" is no day; write 2026-11-01, or 30 for the last thirty days')


def _has_moved(place: Place, found: Mapping[str, Kept]) -> bool:
    return place.label != "doi" and found[place.address].finding.verdict is Verdict.MOVED


def _show(faults: Sequence[Place], found: Mapping[str, Kept], *, as_json: bool, as_keys: bool) -> None:
    rows = [(*one, *found[one.address].finding, found[one.address].day) for one in faults]
    if as_json:
        names = ("key", "label", "address", "verdict", "told", "checked")
        show_json([json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows])
    elif as_keys:
        show_lines(list(dict.fromkeys(one.key for one in faults)))
    elif sys.stdout.isatty():
        shown = [(_SIGNS[row[3]], row[0], f"{row[1]}: {row[2]} ({row[3]}: {row[4]})") for row in rows]
        load("cli.screen").show_changes(shown)
    else:
        show_lines([f"{verdict}\t{key}\t{label}\t{address}\t{told}" for key, label, address, verdict, told, _ in rows])


def _summary(places: Sequence[Place], found: Mapping[str, Kept]) -> str:
    verdicts = [found[address].finding.verdict for address in {one.address for one in places} if address in found]
    parts = [f"{verdicts.count(one)} {one}" for one in Verdict]
    return f"{counted(len(verdicts), 'address', 'addresses')}: {', '.join(parts)}"


def _plan(space: Workspace, snapshot: Snapshot, keys: Sequence[str], moved: Mapping[str, str]) -> Plan:
    now = still_there(space, keys, snapshot)
    return plan_for(space, snapshot, [Revision(facts, _moved(facts, moved)) for _, facts in now])


def _moved(facts: Facts, moved: Mapping[str, str]) -> Facts:
    table = dict(facts)
    if "url" in facts:
        table["url"] = moved.get(address_of(facts["url"]), facts["url"])
    if "links" in facts:
        table["links"] = {label: moved.get(address_of(address), address) for label, address in facts["links"].items()}
    return cast("Facts", table)
