"""`mllmtune upgrade`: which preprints have been published, and where?"""

import sys
from collections.abc import Mapping, Sequence

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.clock import today
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.counting import counted
from mllmtune.cli.listing import some_papers
from mllmtune.cli.network import network
from mllmtune.cli.options import AsJson, AsKeys, Offline, Selection, selecting
from mllmtune.cli.output import say
from mllmtune.cli.revising import Manner, Plan, plan_for, revise
from mllmtune.cli.revisions import shown_as
from mllmtune.cli.saying import read_bibtex
from mllmtune.cli.standing import still_there
from mllmtune.errors import NetworkError
from mllmtune.model.facts import Facts, under_any_key
from mllmtune.model.preprints import is_preprint
from mllmtune.model.revision import Revision
from mllmtune.sources.candidates import Found, candidates
from mllmtune.sources.table import SERVICES
from mllmtune.sources.upgrading import Published, published, upgraded
from mllmtune.store.reading import Snapshot
from mllmtune.store.workspace import Workspace


@selecting
def run(
    ctx: typer.Context,
    selection: Selection,
    yes: Yes = False,
    dry_run: DryRun = False,
    offline: Offline = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Turn preprints that have been published into what they are: type, venue, year, pages, DOI; the arXiv id stays.

    Semantic Scholar, arXiv, Crossref, DBLP, the ACL Anthology and OpenReview are asked. A record is taken only where
    title, authors and year agree; the score is shown. Another title of the preprint is kept among alt_titles. The plan
    is shown first, and `undo` takes it back. `list --stale` asks nobody. Exit code 5 if a service did not answer.

    \b
    Examples:
      mllmtune upgrade --dry-run
      mllmtune upgrade --year ..2024 --yes
      mllmtune upgrade key:liu2024dora
    """
    space = workspace_of(ctx)
    papers = some_papers(space, selection)
    preprints = [facts for facts in papers if is_preprint(facts)]
    found = _candidates(preprints, offline=offline)
    records = {
        facts["key"]: one for facts in preprints if (one := published(facts, found.records[facts["key"]])) is not None
    }
    for failure in found.failures:
        say(failure)
    say(f"{counted(len(preprints), 'preprint')}, {len(records)} of them published")
    manner = Manner(yes, dry_run, shown_as(as_json=as_json, as_keys=as_keys), asks=True)
    revise(space, lambda space, snapshot: _plan(space, snapshot, records), manner)
    if found.failures:
        raise typer.Exit(NetworkError.exit_code)


def _candidates(preprints: Sequence[Facts], *, offline: bool) -> Found:
    if not preprints:
        return Found({}, ())
    is_seen = sys.stderr.isatty() and len(preprints) > 1
    with network(offline=offline) as services:
        return candidates(services, preprints, read_bibtex, say if is_seen else _nobody)


def _nobody(_: str) -> None:
    """Tell nobody."""


def _plan(space: Workspace, snapshot: Snapshot, records: Mapping[str, Published]) -> Plan:
    now = still_there(space, tuple(records), snapshot)
    found = [(facts, under_any_key(records, facts)) for _, facts in now if is_preprint(facts)]
    revisions = [Revision(facts, upgraded(facts, one.record, today().isoformat())) for facts, one in found]
    return plan_for(space, snapshot, revisions, [_scored(facts["key"], one) for facts, one in found])


def _scored(key: str, one: Published) -> str:
    titles, authors, years = one.agreement
    services = dict.fromkeys(SERVICES[service].name for service in one.record.origins.values())
    return (
        f"{key}: {', '.join(services)}: score {one.agreement.score} "
        f"(title {titles:.0f}, authors {100 * authors:.0f} of 100, {counted(years or 0, 'year')} after the preprint)"
    )
