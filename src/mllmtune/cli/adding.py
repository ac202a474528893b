"""What becomes of the papers that are to be added? What is new is saved; what is there already is named."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mllmtune.cli.answers import ask
from mllmtune.cli.changing import changing
from mllmtune.cli.counting import counted
from mllmtune.cli.gathering import Batch, Candidate
from mllmtune.cli.lazy import load
from mllmtune.errors import AnswerIsNoError, BadDataError, DuplicatePaperError, NetworkError, RefusedError
from mllmtune.model.duplicates import Duplicate, duplicates, names_of
from mllmtune.model.keys import propose_key
from mllmtune.model.paper import Paper
from mllmtune.store.changes import Change
from mllmtune.store.index import Index
from mllmtune.store.presence import is_there
from mllmtune.store.reading import Snapshot
from mllmtune.store.terms import line_of
from mllmtune.store.workspace import Reason, Workspace


class Outcome(NamedTuple):
    """What was added and what was not, with the reason."""

    library: str
    added: tuple[Paper, ...]
    refused: int
    lost: int
    complaints: tuple[str, ...]
    unknown: int = 0
    unreached: int = 0

    @property
    def keys(self) -> list[str]:
        """The keys of the papers that were added."""
        return [paper.key for paper in self.added]

    @property
    def lines(self) -> list[str]:
        """The papers that were added, a tab-separated line each."""
        return [line_of(paper.facts()) for paper in self.added]

    @property
    def exit_code(self) -> int:
        """What the program leaves with."""
        if self.unreached:
            return NetworkError.exit_code
        if self.lost:
            return BadDataError.exit_code
        if self.refused:
            return RefusedError.exit_code
        return 0 if self.added and not self.unknown else AnswerIsNoError.exit_code

    def as_json(self) -> list[str]:
        """Return the papers that were added, a JSON object each."""
        return [json.dumps(paper.facts(), ensure_ascii=False) for paper in self.added]

    def summary(self) -> str:
        """Return a sentence that counts."""
        parts = [f"{counted(len(self.added))} added to {self.library}"]
        parts += [f"{self.refused} refused"] if self.refused else []
        parts += [f"{self.lost} not understood"] if self.lost else []
        parts += [f"{self.unknown} not found"] if self.unknown else []
        parts += [f"{self.unreached} without an answer"] if self.unreached else []
        return ", ".join(parts)


def would_add_to(space: Workspace, batch: Batch) -> Outcome:
    """Return what would become of each paper, and change nothing.

    Raises:
        MllmtuneError: the library cannot be read.

    """
    if not is_there(space.library):  # it would be made
        return _outcome(space, batch, [(candidate, None) for candidate in batch.candidates])
    return _outcome(space, batch, ask(space, lambda index: _judged(batch.candidates, index)))


def add_to(space: Workspace, batch: Batch) -> Outcome:
    """Add what is new to the library in force and return what became of each paper.

    Raises:
        MllmtuneError: the library cannot be read, locked or saved.

    """
    pairs: list[tuple[Candidate, Duplicate | None]] = []

    def plan(snapshot: Snapshot) -> Change:
        pairs[:] = ask(target, lambda index: _judged(batch.candidates, index), snapshot)
        added = tuple(candidate.paper for candidate, verdict in pairs if verdict is None)
        return Change(added=added, rest=_with_preambles(snapshot, batch) if added else {})

    if not batch.candidates:
        return _outcome(space, batch, [])
    # The curated library is not copied where there is nothing to add to the copy.
    if space.reason is Reason.CURATED and not (foreseen := would_add_to(space, batch)).added:
        return foreseen
    with changing(space) as (target, save):
        save(plan)
    return _outcome(target, batch, pairs)


def _with_preambles(snapshot: Snapshot, batch: Batch) -> Mapping[bytes, bytes]:
    if not batch.preambles:
        return {}
    found: Mapping[bytes, bytes] = load("store.editing").with_preambles(snapshot.blocks, batch.preambles)
    return found


def _judged(candidates: Sequence[Candidate], index: Index) -> list[tuple[Candidate, Duplicate | None]]:
    """Return each candidate with the paper that it doubles, if it doubles one."""
    ready = with_free_keys(candidates, index)
    papers = [names_of(candidate.paper.facts()) for candidate in ready]
    holders = index.holders({name for names in papers for name in names})
    return list(zip(ready, duplicates(papers, holders), strict=True))


def with_free_keys(candidates: Sequence[Candidate], index: Index) -> list[Candidate]:
    """Return the candidates, those whose key is only proposed under one that no paper has."""
    proposed = [candidate.paper.key for candidate in candidates if candidate.key_proposed]
    if len(set(proposed)) == len(proposed) and not index.holders(("name", key) for key in proposed):
        return list(candidates)
    taken = {*index.values("name"), *(candidate.paper.key for candidate in candidates if not candidate.key_proposed)}
    found = []
    for candidate in candidates:
        paper = candidate.paper
        if candidate.key_proposed and paper.key in taken:
            paper = paper.model_copy(update={"key": propose_key(paper.facts(), taken)})
        taken.add(paper.key)
        found.append(candidate._replace(paper=paper))
    return found


def _outcome(space: Workspace, batch: Batch, pairs: Sequence[tuple[Candidate, Duplicate | None]]) -> Outcome:
    added = tuple(candidate.paper for candidate, verdict in pairs if verdict is None)
    refusals = tuple(
        f"{candidate.origin}: {candidate.paper.key}: {DuplicatePaperError(*verdict)}"
        for candidate, verdict in pairs
        if verdict is not None
    )
    complaints = (*batch.complaints, *refusals)
    refused = batch.refused + len(refusals)
    return Outcome(str(space.library), added, refused, batch.lost, complaints, batch.unknown, batch.unreached)
