"""What of a paper can be asked for? The words and the exact terms that the index keeps of it.

Words are searched, terms are compared whole. Both are made from the same facts by these functions alone, so that what
was put into the index can be taken out again.
"""

from collections.abc import Iterator

from mllmtune.model.facts import Facts, all_keys, people
from mllmtune.model.identifiers import identifiers
from mllmtune.model.places import is_paradigm, place_of
from mllmtune.text.cjk import spaced
from mllmtune.text.compounds import inner_words
from mllmtune.text.latex import plain
from mllmtune.text.names import short_list
from mllmtune.text.printable import one_line
from mllmtune.text.slugs import fold

COLUMNS = ("title", "method", "authors", "venue", "tags", "abstract", "notes", "inner")
# How much a hit in each column weighs; title and method weigh most.
WEIGHTS = (10.0, 30.0, 4.0, 2.0, 4.0, 1.0, 1.0, 2.0)

_EXACT = ("paradigm", "category", "topic", "type", "status", "key")


def words_of(facts: Facts) -> tuple[str, ...]:
    """Return the text of each of `COLUMNS`, without TeX's marks."""
    title = " / ".join([facts.get("title", ""), *facts.get("alt_titles", [])])
    names = " ; ".join([*facts.get("authors", []), *facts.get("editors", [])])
    where = " / ".join(filter(None, (facts.get("venue"), facts.get("booktitle"), facts.get("journal"))))
    places = (facts.get("keywords"), facts.get("topic"), facts.get("paradigm"), facts.get("category"), facts["key"])
    labels = " / ".join(filter(None, (*facts.get("tags", []), *places, *facts.get("aliases", []))))
    texts = (title, facts.get("method", ""), names, where, labels, facts.get("abstract", ""), facts.get("notes", ""))
    shown = [spaced(plain(text)) if text else "" for text in texts]
    return (*shown, " ".join(inner_words(f"{shown[0]} {shown[1]}")))


def terms_of(facts: Facts) -> set[tuple[str, str]]:
    """Return every (kind, folded value) by which the paper can be asked for."""
    found = {(name, fold(value)) for name in _EXACT if (value := _text(facts, name))}
    found |= {("name", name) for name in all_keys(facts)}
    found |= {("called", fold(plain(name))) for name in (facts.get("method"), facts.get("title")) if name}
    found |= {("key", fold(name)) for name in facts.get("aliases", [])}
    found |= {("tag", fold(tag)) for tag in facts.get("tags", [])}
    found |= {("venue", fold(plain(where))) for where in _venues(facts)}
    found |= {("shown_venue", one_line(plain(where))) for where in list(_venues(facts))[:1]}
    found |= {("year", str(facts["year"]))} if "year" in facts else set()
    found |= {("has", fold(name)) for name in (*facts, *facts.get("links", {}), *facts.get("fields", {}))}
    found |= set(_second_places(facts))
    found |= {(name.partition(":")[0], name.partition(":")[2]) for name in identifiers(facts)}
    return found


def line_of(facts: Facts) -> str:
    """Return the paper on one line, tab-separated: key, year, place, venue, authors, title; safe to show."""
    venue = next(_venues(facts), "")
    year = str(facts.get("year", "")) or facts.get("posted", "")[:4]
    texts = (
        facts["key"],
        year,
        place_of(facts),
        plain(venue),
        short_list(people(facts)),
        plain(facts.get("title", "")),
    )
    return "\t".join(map(one_line, texts))


def _text(facts: Facts, name: str) -> str:
    value = facts.get(name, "")
    assert isinstance(value, str)
    return value


def _venues(facts: Facts) -> Iterator[str]:
    fields = ("venue", "booktitle", "journal", "school", "publisher")
    return (name for field in fields if (name := _text(facts, field)))


def _second_places(facts: Facts) -> Iterator[tuple[str, str]]:
    for place in facts.get("also", []):
        if is_paradigm(place):
            paradigm, _, category = place.partition("/")
            yield "paradigm", fold(paradigm)
            yield from [("category", fold(category))] if category else []
        else:
            yield "topic", fold(place)
