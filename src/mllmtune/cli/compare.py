"""`mllmtune compare`: what does another file have that the library lacks, and where do the two disagree?"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.gathering import Batch, Candidate, Given, from_sources
from mllmtune.cli.importing import Planned, looked
from mllmtune.cli.incoming import FromOption, form_read
from mllmtune.cli.lazy import load
from mllmtune.cli.options import AsJson, AsKeys
from mllmtune.cli.output import say, show_json, show_lines
from mllmtune.cli.values import shown_value
from mllmtune.errors import AnswerIsNoError
from mllmtune.model.paper import Paper
from mllmtune.model.planning import Verdict
from mllmtune.store.index import Index
from mllmtune.store.workspace import Reason, Workspace

_KEYS_APART = "aliases"  # that a paper has another key elsewhere is no disagreement


class Finding(NamedTuple):
    """``lacking`` (the other has it and we do not) or ``differing``; the attribute is "" for a whole paper."""

    what: str
    key: str
    attribute: str
    ours: object
    theirs: object


def run(
    ctx: typer.Context,
    other: Annotated[
        Path, typer.Argument(readable=False, metavar="OTHER", help="A .bib, .toml or other file that can be read.")
    ],
    read_as: FromOption = None,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Compare the library with another file, and change nothing.

    Lists the papers and values that the library lacks, and those on which the two disagree. A paper is known by its
    identifiers, its key, or its title with author and year. Exit code 1 if there is anything to list, 0 if not.

    \b
    Examples:
      mllmtune compare refs.bib
      mllmtune compare colleague/papers.toml --json
    """
    batch = _library(other) if other.suffix == ".toml" else from_sources([(other, form_read(other, read_as))], Given())
    for complaint in batch.complaints:
        say(complaint)
    plan = looked(workspace_of(ctx), batch, prefer_theirs=False).plan
    found = [finding for one in plan for finding in _findings(one)]
    if as_json:
        show_json([json.dumps(finding._asdict(), ensure_ascii=False) for finding in found])
    elif as_keys:
        show_lines(list(dict.fromkeys(finding.key for finding in found)))
    else:
        _show(found)
    if found:
        raise typer.Exit(AnswerIsNoError.exit_code)


def _library(path: Path) -> Batch:
    papers = ask(Workspace(path, Reason.OPTION), Index.papers)
    return Batch(tuple(Candidate(Paper.of(facts), str(path), key_proposed=False) for facts in papers))


def _findings(one: Planned) -> Iterator[Finding]:
    verdict, facts, differences = one.step
    if verdict is Verdict.NEW:
        yield Finding("lacking", facts["key"], "", None, facts.get("title"))
    if verdict is Verdict.CLASH:
        yield Finding("differing", facts["key"], "key", "another paper", facts.get("title"))
    for each in differences:
        if each.attribute != _KEYS_APART:
            what = "differing" if each.is_conflict else "lacking"
            yield Finding(what, facts["key"], each.attribute, each.ours, each.theirs)


def _show(found: list[Finding]) -> None:
    rows = [(each.what, each.key, each.attribute, shown_value(each.ours), shown_value(each.theirs)) for each in found]
    if sys.stdout.isatty():
        load("cli.screen").show_changes(
            ("~" if what == "differing" else "+", f"{key} {attribute}", f"{ours} <> {theirs}" if ours else theirs)
            for what, key, attribute, ours, theirs in rows
        )
    else:
        show_lines(["\t".join(row) for row in rows])
