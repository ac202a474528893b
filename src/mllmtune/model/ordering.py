"""In which order can papers stand? By a word that names what is compared; ``-year`` turns it round."""

from collections.abc import Callable, Iterable
from functools import total_ordering
from typing import NamedTuple

from mllmtune.errors import BadOptionError
from mllmtune.model.facts import Facts, venue_of, year_of
from mllmtune.model.forms import family_forms, title_form
from mllmtune.model.taxonomy import Category, Paradigm
from mllmtune.text.latex import plain
from mllmtune.text.slugs import fold

_PARADIGMS, _CATEGORIES = list(Paradigm), list(Category)
_BEHIND = "\U0010ffff"
_LAST = 10_000  # behind every year and every place

Rank = tuple[str | int, ...]


@total_ordering
class Turned(NamedTuple):
    """A rank that is compared the other way round."""

    rank: Rank

    def __lt__(self, other: object) -> bool:
        """Tell whether this comes before the other: where its rank comes behind."""
        return isinstance(other, Turned) and other.rank < self.rank


def ranking(words: Iterable[str]) -> Callable[[Facts], tuple[Rank | Turned, ...]]:
    """Return what gives the rank of a paper, by the words in their order.

    Raises:
        BadOptionError: a word is not known.

    """
    chosen = [(word.removeprefix("-"), word.startswith("-")) for word in words]
    for word, _ in chosen:
        if word not in _RANKS:
            raise BadOptionError(
                f'papers cannot be sorted by "{word}"; by {", ".join(_RANKS)}, or -year for the newest'
            )

    def rank(facts: Facts) -> tuple[Rank | Turned, ...]:
        return tuple(Turned(_RANKS[word](facts)) if is_turned else _RANKS[word](facts) for word, is_turned in chosen)

    return rank


def _key(facts: Facts) -> Rank:
    return facts["key"].casefold(), facts["key"]


def _year(facts: Facts) -> Rank:
    year = year_of(facts)
    return (_LAST if year is None else year, facts.get("month", 0))


def _posted(facts: Facts) -> Rank:
    return (facts.get("posted") or f"{facts.get('year', _LAST):04}",)


def _title(facts: Facts) -> Rank:
    return (title_form(facts),)


def _author(facts: Facts) -> Rank:
    return tuple(family_forms(facts))


def _venue(facts: Facts) -> Rank:
    return (fold(plain(venue_of(facts))),)


def _place(facts: Facts) -> Rank:
    """Return the rank of its place in the survey; papers with a topic alone come behind, those without at last."""
    paradigm, category = facts.get("paradigm", ""), facts.get("category", "")
    return (
        _PARADIGMS.index(Paradigm(paradigm)) if paradigm else _LAST,
        _CATEGORIES.index(Category(category)) if category else _LAST,
        facts.get("topic", _BEHIND),
    )


_RANKS: dict[str, Callable[[Facts], Rank]] = {
    "key": _key,
    "year": _year,
    "posted": _posted,
    "title": _title,
    "author": _author,
    "venue": _venue,
    "place": _place,
}
