"""How does a command change papers? It is planned, shown, asked about, saved and written into the journal.

A command is a plan: what the library holds in, what becomes of which papers out, and nothing done. It is asked about
where papers were not named by their keys but chosen by what they are like; elsewhere the command line has said it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

import typer

from mllmtune.cli.answers import ask
from mllmtune.cli.changing import changing
from mllmtune.cli.confirming import DryRun, Yes, confirmed
from mllmtune.cli.options import AsJson, AsKeys, bundled
from mllmtune.cli.output import say
from mllmtune.cli.revisions import show_revisions, shown_as
from mllmtune.cli.standing import digests_of
from mllmtune.errors import AnswerIsNoError, ChangedUnderneathError, TakenKeyError
from mllmtune.model.facts import Facts, all_keys
from mllmtune.model.revision import Revision
from mllmtune.store.changes import Change
from mllmtune.store.editing import edited
from mllmtune.store.presence import is_there
from mllmtune.store.reading import Snapshot, read_snapshot
from mllmtune.store.workspace import Reason, Workspace

T = TypeVar("T")


class Plan(NamedTuple):
    """The change of the file, what becomes of papers, and what else there is to say about it."""

    change: Change
    revisions: tuple[Revision, ...]
    told: tuple[str, ...] = ()


class Manner(NamedTuple):
    """How a change is to be made and shown; `asks` if its papers were chosen, not named."""

    yes: bool = False
    dry_run: bool = False
    show: Callable[[Sequence[Revision]], None] = show_revisions
    asks: bool = False


Planner = Callable[[Workspace, Snapshot], Plan]


def with_manner(run: Callable[..., T]) -> Callable[..., T]:
    """Give a command that takes a `manner` the options that say it: --yes, --dry-run, --json and --keys."""
    return bundled(run, "manner", _manner)


def _manner(*, yes: Yes = False, dry_run: DryRun = False, as_json: AsJson = False, as_keys: AsKeys = False) -> Manner:
    return Manner(yes, dry_run, shown_as(as_json=as_json, as_keys=as_keys))


def revise(space: Workspace, plan: Planner, manner: Manner, known: Snapshot | None = None) -> Workspace:
    """Change the library in force as `plan` says, and return the one that holds it now.

    `known` is what the library held a moment ago, where that has been read.

    Raises:
        NoAnswerError: there is nobody to ask.
        ChangedUnderneathError: something else than was shown would become of the papers by now.
        MllmtuneError: the library cannot be read, locked or saved.

    """
    asks = manner.asks and not manner.yes
    shown = None
    # A plan that fails changes nothing, not even by a copy of the curated library or a file that is made.
    if manner.dry_run or asks or space.reason is Reason.CURATED or not is_there(space.library):
        known = read_snapshot(space.library, known)
        shown = plan(space, known)
    if shown and (manner.dry_run or asks):
        _show(shown, manner)
        if not (shown.revisions and not manner.dry_run and confirmed(f"Change {space.library}?", yes=False)):
            say("nothing was changed")
            if manner.dry_run or not shown.revisions:
                return space
            raise typer.Exit(AnswerIsNoError.exit_code)
    target, done = _saved(space, plan, shown if asks else None, known)
    if not asks:
        _show(done, manner)
        # A comment between papers is no paper, and is changed all the same.
        if not done.revisions and not any(done.change):
            say("nothing was changed")
    return target


def plan_for(space: Workspace, snapshot: Snapshot, revisions: Sequence[Revision], told: Sequence[str] = ()) -> Plan:
    """Return the plan that makes these revisions, each of a paper that the library has."""
    digests = digests_of(space, [one.key for one in revisions], snapshot)
    return Plan(revised(snapshot, [(digests[one.key], one) for one in revisions]), tuple(revisions), tuple(told))


def revised(snapshot: Snapshot, pairs: Iterable[tuple[bytes, Revision]]) -> Change:
    """Return the change that makes these revisions, each with the digest of the block that the paper has now."""
    wanted, blocks = dict(pairs), snapshot.blocks
    changes = {
        name: edited(blocks.with_digest(name), one.after) for name, one in wanted.items() if one.after is not None
    }
    removed = frozenset(name for name, one in wanted.items() if one.after is None)
    return Change(removed, changes)


def refuse_taken_names(space: Workspace, revisions: Sequence[Revision], snapshot: Snapshot | None) -> None:
    """Do nothing, if no paper gets a key or an alias that another has.

    Raises:
        TakenKeyError: one does.

    """
    ours = {one.before["key"] for one in revisions if one.before}
    pairs = [(name, one) for one in revisions for name in _names(one.after)]
    holder_of = dict(reversed(pairs))
    for name, one in pairs:
        if holder_of[name] is not one:
            raise TakenKeyError(name, holder_of[name].key)
    names = [("name", name) for name in holder_of.keys() - {name for one in revisions for name in _names(one.before)}]
    holders = ask(space, lambda index: index.holders(names), snapshot) if names else {}
    for (_, name), holder in holders.items():
        if holder not in ours:
            raise TakenKeyError(name, holder)


def _names(facts: Facts | None) -> set[str]:
    return set(all_keys(facts)) if facts else set()


def _saved(space: Workspace, plan: Planner, shown: Plan | None, known: Snapshot | None) -> tuple[Workspace, Plan]:
    plans: list[Plan] = []

    def again(snapshot: Snapshot) -> Change:
        plans.append(plan(target, snapshot))
        if shown and plans[-1].revisions != shown.revisions:
            raise ChangedUnderneathError(str(target.library))
        return plans[-1].change

    with changing(space, known) as (target, save):
        save(again)
    return target, plans[-1]


def _show(plan: Plan, manner: Manner) -> None:
    manner.show(plan.revisions)
    for sentence in plan.told:
        say(sentence)
