"""What becomes of papers that are named by identifiers? What is new is asked for; each of the others has a reason."""

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from mllmtune.cli.answers import ask
from mllmtune.cli.asked import Wanted
from mllmtune.cli.clock import today
from mllmtune.cli.gathering import Batch, Candidate, Given, completed
from mllmtune.cli.network import network
from mllmtune.cli.saying import in_progress, read_bibtex
from mllmtune.errors import DuplicatePaperError, MllmtuneError, NetworkError
from mllmtune.model.facts import Facts
from mllmtune.model.forms import title_form
from mllmtune.model.keys import propose_key
from mllmtune.sources.agreeing import is_likely_the_same
from mllmtune.sources.answer import Answer
from mllmtune.sources.asking import answers
from mllmtune.sources.identifier import Identifier
from mllmtune.store.index import Index
from mllmtune.store.presence import is_there
from mllmtune.store.workspace import Workspace


class _Sorted(NamedTuple):
    new: tuple[Wanted, ...]
    refusals: tuple[str, ...]


def fetched(space: Workspace, wanted: Sequence[Wanted], given: Given, *, offline: bool) -> Batch:
    """Return the papers that services know and the library has not, in the order in which they were named.

    Nobody is asked for a paper that is there already.

    Raises:
        BadPaperError: an option does not fit a paper.
        MllmtuneError: the library cannot be read.

    """
    completed({"key": "paper", "type": "misc"}, given)  # an option that does not fit is told before anybody is asked
    new, refusals = _sorted(space, wanted)
    found = _asked([one.identifier for one in new], offline=offline)
    candidates: list[Candidate] = []
    complaints = list(refusals)
    failures: list[MllmtuneError] = []
    for one in new:
        outcome = found[one.identifier]
        if isinstance(outcome, Answer):
            candidates.append(_candidate(one, outcome, given))
            complaints += [f"{one.origin}: {remark}" for remark in outcome.remarks]
        else:
            failures.append(outcome)
            complaints.append(f"{one.origin}: {outcome}")
    complaints += _likenesses(space, candidates)
    unreached = sum(isinstance(failure, NetworkError) for failure in failures)
    return Batch(
        tuple(candidates),
        tuple(complaints),
        refused=len(refusals),
        unreached=unreached,
        unknown=len(failures) - unreached,
    )


def _asked(wanted: Sequence[Identifier], *, offline: bool) -> dict[Identifier, Answer | MllmtuneError]:
    if not wanted:
        return {}
    with network(offline=offline) as services:
        return dict(in_progress(answers(services, wanted, read_bibtex), len(wanted), "Asking for papers"))


def _likenesses(space: Workspace, candidates: Sequence[Candidate]) -> list[str]:
    """Say which papers are likely there under another identifier or under none: in the library, or named before."""
    papers = [(one.origin, one.paper.facts()) for one in candidates]
    seen = _known(space, {title_form(facts) for _, facts in papers})
    told = []
    for origin, facts in papers:
        title = title_form(facts)
        other, known = seen.setdefault(title, (origin, facts))
        if other != origin and is_likely_the_same(facts, known):
            told.append(f"{origin}: {other} has this title and these authors; `mllmtune dedupe` joins the two")
    return told


def _known(space: Workspace, titles: Collection[str]) -> dict[str, tuple[str, Facts]]:
    """Return the papers of the library that have these titles, by title, with their keys."""
    return ask(space, lambda index: _of_titles(index, titles)) if is_there(space.library) else {}


def _of_titles(index: Index, titles: Collection[str]) -> dict[str, tuple[str, Facts]]:
    holders = index.holders(("called", title) for title in titles)
    facts = index.facts_of(set(holders.values()))
    return {title: (key, json.loads(facts[key])) for (_, title), key in holders.items()}


def _sorted(space: Workspace, wanted: Sequence[Wanted]) -> _Sorted:
    """Tell what is new from what the library has, or the command names twice."""
    terms = {term for one in wanted for term in one.identifier.terms}
    holders = ask(space, lambda index: index.holders(terms)) if is_there(space.library) else {}
    new: dict[Identifier, Wanted] = {}
    refusals: list[str] = []
    for one in wanted:
        held = next(((term, holders[term]) for term in sorted(one.identifier.terms) if term in holders), None)
        if held:
            (kind, value), key = held
            refusals.append(f"{one.origin}: {DuplicatePaperError(key, f'the same {kind} {value}')}")
        elif one.identifier in new:
            refusals.append(f"{one.origin}: the same paper as {new[one.identifier].origin}; it is added once")
        else:
            new[one.identifier] = one
    return _Sorted(tuple(new.values()), tuple(refusals))


def _candidate(one: Wanted, answer: Answer, given: Given) -> Candidate:
    facts: Facts = {**answer.facts, "sources": {answer.service: today().isoformat()}}
    if given.method:
        facts["method"] = given.method
    facts["key"] = given.key or propose_key(facts)
    return Candidate(completed(facts, given), one.origin, key_proposed=not given.key)
