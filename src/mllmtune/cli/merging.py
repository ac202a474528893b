"""How do several papers of the library become one? Joined, what they disagree on settled, and saved."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from mllmtune.cli.choosing import Choice, choose, is_asked
from mllmtune.cli.revising import Plan, Planner, refuse_taken_names, revised
from mllmtune.cli.standing import digests_of, named_in
from mllmtune.cli.values import shown_value
from mllmtune.errors import ChangedUnderneathError, UndecidedError
from mllmtune.model.facts import Facts
from mllmtune.model.joining import Disagreement, joined, settled
from mllmtune.model.revision import Revision
from mllmtune.store.carrying import with_comments_of
from mllmtune.store.reading import Snapshot
from mllmtune.store.workspace import Workspace

_IDENTIFIERS = ("doi", "arxiv", "openreview", "anthology")


class Merge(NamedTuple):
    """Papers as they are, the first of which gives the key, the one that they become, and what there is to say."""

    papers: tuple[Facts, ...]
    facts: Facts
    told: tuple[str, ...] = ()


def merge_of(papers: Sequence[Facts], prefer: str | None, *, asks: bool = True) -> Merge:
    """Return what papers become; where they disagree, what the paper with the key `prefer` says, or what is answered.

    Raises:
        UndecidedError: they disagree, nothing is preferred, and there is nobody to ask.
        KeyboardInterrupt: the user wants to leave.

    """
    whole = joined(papers)
    if whole.disagreements and prefer is None and not (asks and is_asked()):
        names = [one.attribute for one in whole.disagreements]
        raise UndecidedError([paper["key"] for paper in papers], names)
    choices = {one.attribute: _choice(one, prefer) for one in whole.disagreements}
    told = tuple(_doubt(one) for one in whole.disagreements if one.attribute in _IDENTIFIERS)
    return Merge(tuple(papers), settled(whole, choices), told)


def planner(merges: Sequence[Merge]) -> Planner:
    """Return the plan that carries merges out on papers that are still as they were."""
    return partial(_plan, merges=merges)


def _doubt(one: Disagreement) -> str:
    said = " and ".join(f"{value} ({key})" for key, value in one.values)
    return f"{one.attribute} is {said}: these may be two papers"


def _choice(one: Disagreement, prefer: str | None) -> str:
    """Return the key of the paper whose value stays."""
    if prefer is not None:
        return prefer if prefer in one.keys else one.keys[0]
    choices = [
        Choice(str(number), f"{shown_value(value)}  ({key})") for number, (key, value) in enumerate(one.values, 1)
    ]
    return one.keys[int(choose(f"{one.attribute}: which one?", choices, enter="1")) - 1]


def _plan(space: Workspace, snapshot: Snapshot, *, merges: Sequence[Merge]) -> Plan:
    papers = [paper for merge in merges for paper in merge.papers]
    keys = [paper["key"] for paper in papers]
    if [one.facts for one in named_in(space, keys, snapshot)] != papers:
        raise ChangedUnderneathError(str(space.library))
    digests = digests_of(space, keys, snapshot)
    revisions = {
        paper["key"]: Revision(paper, None if number else merge.facts)
        for merge in merges
        for number, paper in enumerate(merge.papers)
    }
    refuse_taken_names(space, list(revisions.values()), snapshot)
    change = revised(snapshot, [(digests[key], one) for key, one in revisions.items()])
    edits = dict(change.edited)
    for merge in merges:
        first, *others = (digests[paper["key"]] for paper in merge.papers)
        if first in edits:
            block = with_comments_of(edits[first].block, [snapshot.blocks.with_digest(other) for other in others])
            edits[first] = edits[first]._replace(block=block)
    told = tuple(f"{sentence}; `mllmtune undo` takes it back" for merge in merges for sentence in merge.told)
    return Plan(change._replace(edited=edits), tuple(revisions.values()), told)
