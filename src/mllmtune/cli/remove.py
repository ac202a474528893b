"""`mllmtune remove`: how does a paper leave the library?"""

import json
import sys

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.changing import changing
from mllmtune.cli.named import facts_of
from mllmtune.cli.options import AsJson, AsKeys
from mllmtune.cli.output import say, show_json, show_lines
from mllmtune.cli.show import KeyArguments
from mllmtune.model.facts import Facts
from mllmtune.select.query import Keys
from mllmtune.store.index import Index
from mllmtune.store.reading import Snapshot
from mllmtune.store.saving import Change


def run(ctx: typer.Context, keys: KeyArguments, as_json: AsJson = False, as_keys: AsKeys = False) -> None:
    """Remove papers from the library, with the comment lines directly above them; all other bytes stay.

    \b
    Examples:
      mllmtune remove liu2024dora
      mllmtune --library thesis.toml remove liu2024dora hu2021lora
    """
    removed: list[Facts] = []

    def plan(snapshot: Snapshot) -> Change:
        removed[:], digests = ask(space, lambda index: _found(index, keys), snapshot)
        return Change(removed=frozenset(digests))

    ask(workspace_of(ctx), lambda index: facts_of(index, keys))  # an unknown key changes nothing, not even by a copy
    with changing(workspace_of(ctx)) as (space, save):
        save(plan)
    _report(removed, as_json=as_json, as_keys=as_keys)


def _found(index: Index, keys: list[str]) -> tuple[list[Facts], list[bytes]]:
    """Return the papers with these keys or aliases, and the digests of their blocks."""
    papers = facts_of(index, keys)
    return papers, index.digests(Keys(tuple(facts["key"] for facts in papers)))


def _report(removed: list[Facts], *, as_json: bool, as_keys: bool) -> None:
    if as_json:
        show_json([json.dumps(facts, ensure_ascii=False) for facts in removed])
    elif as_keys or not sys.stdout.isatty():
        show_lines([facts["key"] for facts in removed])
    else:
        say(f"removed {', '.join(facts['key'] for facts in removed)}")
