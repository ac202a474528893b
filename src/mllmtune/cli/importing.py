"""What would become of the papers of a file, and how is that done? Planned first, shown, then saved as it was shown."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import NamedTuple, TypeVar

from mllmtune.cli.adding import with_free_keys
from mllmtune.cli.answers import ask
from mllmtune.cli.changing import changing
from mllmtune.cli.gathering import Batch, Candidate
from mllmtune.cli.standing import digests_of
from mllmtune.errors import ChangedUnderneathError
from mllmtune.model.facts import Facts
from mllmtune.model.paper import Paper
from mllmtune.model.planning import Incomer, Step, Verdict, steps
from mllmtune.store.agreement import standing_under
from mllmtune.store.beginning import begun
from mllmtune.store.blocks import split
from mllmtune.store.changes import Change, changed
from mllmtune.store.editing import edited, with_preambles
from mllmtune.store.index import Index
from mllmtune.store.indexing import imagined
from mllmtune.store.presence import is_there
from mllmtune.store.reading import Snapshot, read_snapshot
from mllmtune.store.workspace import Workspace

T = TypeVar("T")


class Planned(NamedTuple):
    """A step, and where its paper comes from (`FILE:LINE`) and as what."""

    origin: str
    step: Step
    paper: Paper


class Look(NamedTuple):
    """A plan, the preambles that the files have and the library does not, and what the library held."""

    plan: list[Planned]
    preambles: list[str]
    snapshot: Snapshot


def looked(space: Workspace, batch: Batch, *, prefer_theirs: bool) -> Look:
    """Return what would become of each paper of `batch`, and all that is needed to carry it out.

    Raises:
        MllmtuneError: the library cannot be read.

    """
    snapshot = begun(space.library) if _is_to_be_made(space) else read_snapshot(space.library)

    def whole(index: Index) -> Look:
        own = index.preambles()
        plan = _planned(batch.candidates, index, snapshot, prefer_theirs=prefer_theirs)
        return Look(plan, [text for text in batch.preambles if text not in own], snapshot)

    return _asked(space, whole, snapshot)


def foreseen(space: Workspace, batch: Batch, look: Look, question: Callable[[Index], T]) -> T:
    """Return the answer that the library will give once the plan is carried out; nothing is written.

    Raises:
        MllmtuneError: the library cannot be read.

    """
    snapshot = look.snapshot
    change = _change(look.plan, snapshot, space)._replace(rest=with_preambles(snapshot.blocks, batch.preambles))
    after = snapshot._replace(blocks=split(changed(snapshot.blocks, change)))
    with closing(imagined(space.library, after)) as index:
        return question(index)


def carry_out(space: Workspace, batch: Batch, shown: Look, *, prefer_theirs: bool) -> Workspace:
    """Do what was `shown`, and return the library that holds it now.

    Raises:
        ChangedUnderneathError: the library has changed since, so that something else would become of the papers.
        MllmtuneError: it cannot be read, locked or saved.

    """

    def again(snapshot: Snapshot, index: Index) -> list[Planned]:
        return _planned(batch.candidates, index, snapshot, prefer_theirs=prefer_theirs)

    def plan(snapshot: Snapshot) -> Change:
        is_as_it_was = snapshot.blocks is shown.snapshot.blocks
        if not is_as_it_was and ask(target, partial(again, snapshot), snapshot) != shown.plan:
            raise ChangedUnderneathError(str(target.library))
        return _change(shown.plan, snapshot, target)._replace(rest=with_preambles(snapshot.blocks, batch.preambles))

    with changing(space, shown.snapshot) as (target, save):
        save(plan)
    return target


def _asked(space: Workspace, question: Callable[[Index], T], snapshot: Snapshot | None = None) -> T:
    """Return the library's answer, or that of the one that will be made when the papers are taken."""
    if not _is_to_be_made(space):
        return ask(space, question, snapshot)
    with closing(imagined(space.library, begun(space.library))) as index:
        return question(index)


def _is_to_be_made(space: Workspace) -> bool:
    return not is_there(space.library)


def _planned(
    candidates: Sequence[Candidate], index: Index, snapshot: Snapshot, *, prefer_theirs: bool
) -> list[Planned]:
    ready = with_free_keys(candidates, index)
    papers = [Incomer.of(candidate.paper.facts(), key_proposed=candidate.key_proposed) for candidate in ready]
    holders = index.holders({term for paper in papers for term in paper.terms})

    def facts_of(key: str) -> Facts:
        return standing_under(index, [key], snapshot.blocks)[0].facts

    found = steps(papers, holders, facts_of, prefer_theirs=prefer_theirs)
    return [Planned(candidate.origin, step, candidate.paper) for candidate, step in zip(ready, found, strict=True)]


def _change(plan: Sequence[Planned], snapshot: Snapshot, space: Workspace) -> Change:
    """Return the change of the file: the last state of each paper that is new or differs."""
    wanted = [one for one in plan if one.step.verdict in (Verdict.NEW, Verdict.DIFFERING)]
    last = {one.step.facts["key"]: one for one in wanted}
    new = {one.step.facts["key"] for one in wanted if one.step.verdict is Verdict.NEW}
    there = [key for key in last if key not in new]
    names = digests_of(space, there, snapshot) if there else {}
    return Change(
        edited={name: edited(snapshot.blocks.with_digest(name), last[key].step.facts) for key, name in names.items()},
        added=tuple(_added(one) for key, one in last.items() if key in new),
    )


def _added(one: Planned) -> Paper:
    """Return a paper that is new, or was when the first of its entries came."""
    return one.paper if one.step.verdict is Verdict.NEW else Paper.of(one.step.facts)
