"""What becomes of papers that come into a library? Each is new, the same as one that is there, or differs from it.

Papers come one after another, so that the second of two in one file is compared with what the first has become.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple, Self

from mllmtune.model.duplicates import Term
from mllmtune.model.facts import Facts
from mllmtune.model.matching import match, terms_to_match
from mllmtune.model.merge import Difference, differences, merged


class Verdict(StrEnum):
    """What a paper is to the library."""

    NEW = "new"
    SAME = "same"
    DIFFERING = "differing"
    CLASH = "clash"  # another paper has its key; nothing can be done without being told what


class Step(NamedTuple):
    """What becomes of one paper: the verdict, the library's facts after it, and what they differed in before."""

    verdict: Verdict
    facts: Facts
    differences: tuple[Difference, ...] = ()


class Incomer(NamedTuple):
    """A paper that comes in: its facts, what may tell that another is this one, and whether its key is only proposed.

    A key that is only proposed is no alias to be kept.
    """

    facts: Facts
    terms: tuple[Term, ...]
    key_proposed: bool

    @classmethod
    def of(cls, facts: Facts, *, key_proposed: bool = False) -> Self:
        """Return a paper with these facts."""
        return cls(facts, tuple(terms_to_match(facts)), key_proposed)


def steps(
    papers: Iterable[Incomer],
    holders: Mapping[Term, str],
    facts_of: Callable[[str], Facts],
    *,
    prefer_theirs: bool = False,
) -> Iterator[Step]:
    """Give a step for each paper.

    `holders` gives the key of the library's paper that has a term, and `facts_of` what the library knows of a key.
    """
    known, changed = dict(holders), dict[str, Facts]()

    def now(key: str) -> Facts:
        return changed[key] if key in changed else facts_of(key)

    for paper in papers:
        found = match(paper.facts, paper.terms, known, now)
        if found is None:
            step = Step(Verdict.NEW, paper.facts)
        elif found.clash:
            yield Step(Verdict.CLASH, paper.facts)
            continue
        else:
            ours = now(found.key)
            step = _compared(ours, _named(paper, ours, known), prefer_theirs=prefer_theirs)
        key = step.facts["key"]
        changed[key] = step.facts
        terms = paper.terms if step.verdict is Verdict.NEW else terms_to_match(step.facts)
        known.update(dict.fromkeys(terms, key))
        yield step


def _compared(ours: Facts, theirs: Facts, *, prefer_theirs: bool) -> Step:
    found = tuple(differences(ours, theirs, prefer_theirs=prefer_theirs))
    return Step(Verdict.DIFFERING if found else Verdict.SAME, merged(ours, found), found)


def _named(paper: Incomer, ours: Facts, known: Mapping[Term, str]) -> Facts:
    """Return the facts of `paper` under names that may become aliases of ours: not proposed, not another paper's."""
    facts, key = paper.facts, ours["key"]

    def is_free(name: str) -> bool:
        return known.get(("name", name), key) == key

    own = facts["key"] if not paper.key_proposed and is_free(facts["key"]) else key
    aliases = [alias for alias in facts.get("aliases", []) if is_free(alias)]
    return {**facts, "key": own, "aliases": aliases}
