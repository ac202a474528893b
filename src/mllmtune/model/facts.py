"""What stands in a paper's table, once it has been checked?

`Facts` is the checked table itself: what a `Paper` allows, as plain values. Everything that only reads papers
(the index, the writers, the screens) works on it, so that answering a question does not load pydantic.
The attributes stand in the order in which they are written to the file.
"""

import re
from collections.abc import Mapping
from typing import Literal, TypedDict, TypeVar, cast

T = TypeVar("T")

# The attributes that are tables of their own, in the order of the file.
TABLES: tuple[Literal["links", "fields", "sources"], ...] = ("links", "fields", "sources")
_NOTHING: tuple[object, ...] = (None, "", [], {})


class Facts(TypedDict, total=False):
    """The attributes of one paper; what is absent is not known. See `mllmtune.model.paper.Paper` for each."""

    key: str
    type: str
    title: str
    authors: list[str]
    editors: list[str]
    year: int
    month: int
    posted: str
    venue: str
    booktitle: str
    journal: str
    series: str
    volume: str
    number: str
    pages: str
    chapter: str
    edition: str
    publisher: str
    address: str
    organization: str
    school: str
    institution: str
    howpublished: str
    doi: str
    arxiv: str
    arxiv_class: str
    openreview: str
    anthology: str
    isbn: str
    issn: str
    url: str
    paradigm: str
    category: str
    method: str
    topic: str
    also: list[str]
    alt_titles: list[str]
    tags: list[str]
    keywords: str
    status: str
    related: list[str]
    aliases: list[str]
    waive: list[str]
    note: str
    abstract: str
    notes: str
    links: dict[str, str]
    fields: dict[str, str]
    sources: dict[str, str]


def people(facts: Facts) -> list[str]:
    """Return the authors of a paper; the editors of one that has none."""
    return facts.get("authors") or facts.get("editors") or []


def venue_of(facts: Facts) -> str:
    """Return where a paper appeared, by its short name if it has one, else by the book or the journal; "" for none."""
    return facts.get("venue") or facts.get("booktitle") or facts.get("journal") or ""


def year_of(facts: Facts) -> int | None:
    """Return the year in which a paper was published, else that in which it was first public."""
    posted = re.match(r"\d{4}", facts.get("posted", ""))
    return facts.get("year", int(posted[0]) if posted else None)


def all_keys(facts: Facts) -> list[str]:
    """Return every key by which manuscripts may cite a paper: its own first, then its aliases."""
    return [facts["key"], *facts.get("aliases", [])]


def under_any_key(table: Mapping[str, T], facts: Facts) -> T:
    """Return what a table has of a paper: under its key, or under one that it had when the table was made."""
    return next(table[key] for key in all_keys(facts) if key in table)


def in_order(table: Mapping[str, object]) -> Facts:
    """Return the attributes of a table, which were checked, in the order of the file, without those that say nothing.

    A number says something, though it be the year 0.
    """
    return cast("Facts", {name: table[name] for name in Facts.__annotations__ if table.get(name) not in _NOTHING})
