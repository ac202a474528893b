"""`mllmtune remove`: how does a paper leave the library?"""

import json
import sys
from collections.abc import Sequence

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.options import AsJson, AsKeys
from mllmtune.cli.output import show_json, show_lines
from mllmtune.cli.revising import Manner, Plan, plan_for, revise
from mllmtune.cli.revisions import show_revisions
from mllmtune.cli.show import KeyArguments
from mllmtune.cli.standing import named_in
from mllmtune.model.revision import Revision
from mllmtune.store.reading import Snapshot
from mllmtune.store.workspace import Workspace


def run(
    ctx: typer.Context,
    keys: KeyArguments,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Remove papers from the library, with the comment lines directly above them; all other bytes stay.

    `undo` puts them back where they were.

    \b
    Examples:
      mllmtune remove liu2024dora
      mllmtune remove liu2024dora --dry-run
      mllmtune --library thesis.toml remove liu2024dora hu2021lora
    """

    def plan(space: Workspace, snapshot: Snapshot) -> Plan:
        papers = named_in(space, keys, snapshot)
        found = {facts["key"]: Revision(facts, None) for _, facts in papers}
        return plan_for(space, snapshot, list(found.values()))

    def show(removed: Sequence[Revision]) -> None:
        if as_json:
            show_json([json.dumps(one.before, ensure_ascii=False) for one in removed])
        elif as_keys or not sys.stdout.isatty():
            show_lines([one.key for one in removed])
        else:
            show_revisions(removed)

    revise(workspace_of(ctx), plan, Manner(yes, dry_run, show))
