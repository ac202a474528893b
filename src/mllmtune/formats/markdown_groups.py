"""Under which headings do the papers of a list stand, and in which order?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from mllmtune.formats.markdown_cells import spelt_out
from mllmtune.formats.markdown_layout import Grouping, Layout, Sort
from mllmtune.model.facts import Facts, venue_of, year_of
from mllmtune.model.forms import title_form
from mllmtune.model.places import is_paradigm, places_of
from mllmtune.model.taxonomy import PARADIGM_OF, Category, Paradigm, categories_of
from mllmtune.text.latex import plain
from mllmtune.text.slugs import fold

OTHER = "other"
# As the survey's own list names its tables.
_HEADINGS = {
    Category.ITERATIVE: "Iterative Selective Tuning",
    Category.POSTERIOR: "Posterior Selective Tuning",
    Category.ADAPTER: "Adapter Tuning",
    Category.PROMPT: "Prompt Tuning",
    Category.STRUCTURE: "Structure Reparameterization Tuning",
    Category.CALIBRATION: "Calibration Reparameterization Tuning",
}


class Group(NamedTuple):
    """A heading as plain text ("" for none), how many stand above it, and the papers right below it."""

    heading: str
    depth: int
    papers: Sequence[Facts]


def groups(papers: Iterable[Facts], layout: Layout) -> Iterator[Group]:
    """Give the groups of a list in their order, each with its papers in theirs; a paper can stand in several."""
    labels, arranged = _WAYS[layout.group_by]
    places: dict[str, list[Facts]] = {}
    for facts in papers:
        for place in labels(facts, layout.within) or [OTHER]:
            places.setdefault(place, []).append(facts)
    for heading, depth, place in arranged(places, layout):
        yield Group(heading, depth, in_order(places.get(place, []), layout.sort))


def in_order(papers: Sequence[Facts], sort: Sort) -> list[Facts]:
    """Return papers in an order; those that it says nothing of stay as they are, what is not known is last."""
    if sort is Sort.LIBRARY:
        return list(papers)
    return sorted(papers, key=_KEYS[sort], reverse=sort in (Sort.NEWEST, Sort.YEAR))


# What arranges the groups: (heading, depth, place) of each, in their order.
_Arranged = Iterator[tuple[str, int, str]]


def _by_paradigm(places: dict[str, list[Facts]], layout: Layout) -> _Arranged:
    for paradigm in Paradigm:
        inner = [(category, f"{paradigm}/{category}") for category in categories_of(paradigm)]
        if any(place in places for place in (paradigm, *(place for _, place in inner))):
            yield f"{spelt_out(paradigm)} Tuning", 0, paradigm
            yield from ((_HEADINGS[category], 1, place) for category, place in inner if place in places)
    known = {*Paradigm, *(f"{paradigm}/{category}" for category, paradigm in PARADIGM_OF.items())}
    yield from _as_they_come({place: places[place] for place in places if place not in known}, layout)


def _as_they_come(places: dict[str, list[Facts]], _: Layout) -> _Arranged:
    yield from ((spelt_out(place), 0, place) for place in places)


def _other_last(places: dict[str, list[Facts]], layout: Layout) -> _Arranged:
    inner = {place: papers for place, papers in places.items() if place != OTHER}
    yield from _as_they_come(inner, layout)
    if OTHER in places:
        yield spelt_out(OTHER), 0, OTHER


def _by_letter(places: dict[str, list[Facts]], _: Layout) -> _Arranged:
    named = sorted((place for place in places if place != OTHER), key=lambda place: (fold(place), place))
    yield from ((place, 0, place) for place in named)
    if OTHER in places:
        yield spelt_out(OTHER), 0, OTHER


def _by_year(places: dict[str, list[Facts]], layout: Layout) -> _Arranged:
    known = sorted((place for place in places if place != OTHER), key=int, reverse=layout.sort is not Sort.OLDEST)
    yield from ((place, 0, place) for place in known)
    if OTHER in places:
        yield spelt_out(OTHER), 0, OTHER


def _in_one(_: dict[str, list[Facts]], __: Layout) -> _Arranged:
    yield "", 0, OTHER


def _places(facts: Facts, within: Sequence[str]) -> list[str]:
    return _those_within(places_of(facts), within)


def _topics(facts: Facts, within: Sequence[str]) -> list[str]:
    also = (place for place in facts.get("also", []) if not is_paradigm(place))
    return _those_within([facts.get("topic", ""), *also], within)


def _those_within(places: Iterable[str], within: Sequence[str]) -> list[str]:
    """Return those places that were asked for; all of them if none was, or the paper is there for another reason."""
    there = list(filter(None, places))
    asked = [place for place in there if {*within} <= {fold(part) for part in (place, *place.split("/"))}]
    return asked or there


def _year(facts: Facts) -> str:
    year = year_of(facts)
    return "" if year is None else f"{year:04}"


def _venue(facts: Facts) -> str:
    return plain(venue_of(facts))


_KEYS: dict[Sort, Callable[[Facts], str]] = {
    Sort.NEWEST: lambda facts: facts.get("posted") or _year(facts),
    Sort.OLDEST: lambda facts: facts.get("posted") or _year(facts) or "~",
    Sort.YEAR: _year,
    Sort.TITLE: lambda facts: title_form(facts) or facts["key"],
    Sort.VENUE: lambda facts: fold(_venue(facts)) or "\U0010ffff",
    Sort.KEY: lambda facts: facts["key"],
}
_WAYS: dict[
    Grouping,
    tuple[Callable[[Facts, Sequence[str]], Sequence[str]], Callable[[dict[str, list[Facts]], Layout], _Arranged]],
] = {
    Grouping.PARADIGM: (_places, _by_paradigm),
    Grouping.TOPIC: (_topics, _other_last),
    Grouping.YEAR: (lambda facts, _: list(filter(None, [_year(facts)])), _by_year),
    Grouping.VENUE: (lambda facts, _: list(filter(None, [_venue(facts)])), _by_letter),
    Grouping.TAG: (lambda facts, _: facts.get("tags", []), _by_letter),
    Grouping.NONE: (lambda *_: [OTHER], _in_one),
}
