"""Is a paper from elsewhere one that the library has?

By identifier first, then by key, then by title; a title alone says little, so that an author and the year must agree.
Two papers with different identifiers of one kind, such as the version of a conference and that of a journal, are two.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz

from mllmtune.model.duplicates import Term, names_of
from mllmtune.model.facts import Facts, year_of
from mllmtune.model.forms import family_forms, title_form
from mllmtune.model.identifiers import identifiers

# A preprint and the paper that came of it are seldom further apart.
_YEARS_APART = 2
_ALIKE = 80  # of 100: what is left of a title after a subtitle or a word has changed


class Match(NamedTuple):
    """The key of the library's paper; `clash`: it has the same key but is another paper."""

    key: str
    clash: bool = False


def terms_to_match(facts: Facts) -> list[Term]:
    """Return what may tell that a paper is this one, the surest first: identifiers, key and aliases, title."""
    terms = sorted(names_of(facts), key=lambda term: term[0] == "name")
    title = title_form(facts)
    return terms + ([("called", title)] if title else [])


def match(
    facts: Facts, terms: Iterable[Term], holders: Mapping[Term, str], facts_of: Callable[[str], Facts]
) -> Match | None:
    """Return which paper of the library this one is; None if it is new.

    `terms` are those of `terms_to_match`; `holders` gives the key of the library's paper that has a term, `facts_of`
    what the library knows of a key.
    """
    for term in terms:
        if term not in holders:
            continue
        key = holders[term]
        kind, other = term[0], facts_of(key)
        if kind == "name":
            return Match(key, clash=not _may_share_a_key(facts, other))
        if kind != "called" or _same_work(facts, other):
            return Match(key)
    return None


def _may_share_a_key(first: Facts, second: Facts) -> bool:
    titles = title_form(first), title_form(second)
    return "" in titles or fuzz.ratio(*titles) >= _ALIKE or bool(identifiers(first) & identifiers(second))


def _same_work(first: Facts, second: Facts) -> bool:
    """Tell whether two papers of one title are one: a first author and years that agree, identifiers that may."""
    if title_form(first) != title_form(second) or _contradict(identifiers(first), identifiers(second)):
        return False
    people = [family_forms(facts) for facts in (first, second)]
    years = [year for facts in (first, second) if (year := year_of(facts)) is not None]
    return people[0][:1] == people[1][:1] != [] and max(years, default=0) - min(years, default=0) <= _YEARS_APART


def _contradict(first: Iterable[str], second: Iterable[str]) -> bool:
    """Tell whether both have an identifier of one kind and none of that kind in common."""
    ones, others = _by_kind(first), _by_kind(second)
    return any(ones[kind].isdisjoint(others[kind]) for kind in ones.keys() & others.keys())


def _by_kind(found: Iterable[str]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for one in found:
        kinds.setdefault(one.partition(":")[0], set()).add(one)
    return kinds
