"""`mllmtune dedupe`: which papers stand twice in the library, and which of them become one?"""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from mllmtune.checks.groups import Group, Suspects, suspects
from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.choosing import Choice, choose, is_asked
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.listing import chosen
from mllmtune.cli.merging import Merge, merge_of, planner
from mllmtune.cli.options import AsJson, AsKeys, Selection, selecting
from mllmtune.cli.output import say, show_json, show_lines
from mllmtune.cli.revising import Manner, revise
from mllmtune.cli.standing import selected
from mllmtune.cli.values import shown_value
from mllmtune.errors import NoAnswerError, RefusedError, UndecidedError
from mllmtune.store.reading import read_snapshot
from mllmtune.store.terms import line_of


class Side(StrEnum):
    """Whose value stays where papers disagree: that of the first in the file, or of the last."""

    FIRST = "first"
    LAST = "last"


_ANSWERS = [Choice("y", "make them one"), Choice("n", "they are two"), Choice("q", "no more; do what was confirmed")]


@selecting
def run(
    ctx: typer.Context,
    selection: Selection,
    prefer: Annotated[
        Side | None, typer.Option("--prefer", help="Whose value stays where they disagree, without being asked.")
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Find papers that stand twice, and make one of those that you confirm.

    They share an identifier, or nearly a title with author and year. Each group is shown and asked about, then where
    they disagree, whose value stays; all that was confirmed is saved at once, and `undo` takes it back. --yes
    confirms all that do not disagree, with --prefer all. --dry-run, --json and --keys list the groups, a paper a line.

    \b
    Examples:
      mllmtune dedupe
      mllmtune dedupe --dry-run
      mllmtune dedupe tag:thesis --yes --prefer first
    """
    space = workspace_of(ctx)
    node = chosen(space, selection)
    known = read_snapshot(space.library)
    papers = ask(space, lambda index: selected(index, selection, node, known.blocks), known)
    found = suspects([one.facts for one in papers])
    _tell(found, str(space.library))
    if dry_run or as_json or as_keys or not found.groups:
        _list(found.groups, as_json=as_json, as_keys=as_keys)
        return
    if not yes and not is_asked():
        raise NoAnswerError
    merges = [merge for group in found.groups if (merge := _decided(group, prefer))] if yes else _asked(found, prefer)
    if merges:
        revise(space, planner(merges), Manner(yes=True), known)
    else:
        say("nothing was changed")
    if yes and len(merges) < len(found.groups):
        raise typer.Exit(RefusedError.exit_code)


def _tell(found: Suspects, library: str) -> None:
    for one, other, what in found.contradictions:
        say(f"{one} and {other} have {what} under different titles: one of them is wrong, and they are not merged")
    number = len(found.groups)
    many = "no paper stands" if not number else "1 paper stands" if number == 1 else f"{number} papers stand"
    say(f"{many} more than once in {library}")


def _list(groups: Sequence[Group], *, as_json: bool, as_keys: bool) -> None:
    keys = [[paper["key"] for paper in group.papers] for group in groups]
    if as_json:
        rows = [{"keys": each, "why": one.why} for each, one in zip(keys, groups, strict=True)]
        show_json([json.dumps(row, ensure_ascii=False) for row in rows])
    elif as_keys:
        show_lines(["\t".join(each) for each in keys])
    else:
        show_lines([f"{number}\t{line_of(paper)}" for number, one in enumerate(groups, 1) for paper in one.papers])


def _decided(group: Group, prefer: Side | None) -> Merge | None:
    """Return what a group becomes without a question; None, and it is said, if somebody must decide."""
    try:
        merge = merge_of(group.papers, _preferred(group, prefer), asks=False)
    except UndecidedError as error:
        say(str(error))
        return None
    for sentence in merge.told:  # identifiers say that they are two
        say(f"{sentence}; not merged without a question")
    return None if merge.told else merge


def _asked(found: Suspects, prefer: Side | None) -> list[Merge]:
    """Return what the groups become that are confirmed."""
    merges: list[Merge] = []
    for number, group in enumerate(found.groups, 1):
        first = group.papers[0]["key"]
        say(f"{number} of {len(found.groups)}: {group.why}")
        for paper in group.papers:
            year = paper.get("year") or paper.get("posted", "")
            say(f"  {paper['key']}  {year}  {shown_value(paper.get('title', ''))}")
        answer = choose(f"Make them one, {first}?", _ANSWERS)
        if answer == "q":
            break
        if answer == "y":
            merges.append(merge_of(group.papers, _preferred(group, prefer)))
    return merges


def _preferred(group: Group, prefer: Side | None) -> str | None:
    return None if prefer is None else group.papers[0 if prefer is Side.FIRST else -1]["key"]
