"""How is a list in Markdown to look? A layout is plain data, the same for `export` and for a region of a README."""

from enum import StrEnum
from typing import NamedTuple

from mllmtune.errors import BadOptionError
from mllmtune.model.facts import Facts
from mllmtune.text.slugs import fold


class Shape(StrEnum):
    """What a paper is: a row of a table, an item of a list, or a heading with all that is known below it."""

    TABLE = "table"
    BULLETS = "bullets"
    DETAILS = "details"


class Grouping(StrEnum):
    """What the headings are made of; with none there is no heading."""

    PARADIGM = "paradigm"
    TOPIC = "topic"
    YEAR = "year"
    VENUE = "venue"
    TAG = "tag"
    NONE = "none"


class Sort(StrEnum):
    """How papers follow each other below a heading."""

    NEWEST = "newest"
    OLDEST = "oldest"
    YEAR = "year"
    TITLE = "title"
    VENUE = "venue"
    KEY = "key"
    LIBRARY = "library"


class Column(NamedTuple):
    """What a column shows, and the word at its head. It shows one of `NAMES`, links of a label, or is `BY_HAND`."""

    what: str
    header: str


class Layout(NamedTuple):
    """The look of a list.

    Without `columns` it has those of its shape. `heading_level` is that of the first heading, 1 to 6. `within` are
    places (paradigm, category, topic, folded): a paper with several stands only in those that are all of these.
    """

    shape: Shape = Shape.TABLE
    group_by: Grouping = Grouping.PARADIGM
    columns: tuple[Column, ...] = ()
    sort: Sort = Sort.LIBRARY
    badges: bool = False
    heading_level: int = 3
    within: tuple[str, ...] = ()


USUAL = Layout()
BY_HAND = "-"  # a column that the library knows nothing of: what is typed there stays
ATTRIBUTES = frozenset(Facts.__annotations__) - {"fields", "links", "sources"}
LINKS = frozenset(("paper", "page", "pdf", "links", "code", "project", "dataset", "model", "blog", "demo"))
# Every column that needs no link of a label and no field of BibTeX.
NAMES = ATTRIBUTES | LINKS | {"time"}
# Names that lists give their columns, folded.
_CALLED = {
    "paper title": "title", "venue": "venue", "conference": "venue", "publication": "venue", "pub": "venue",
    "conference/journal": "venue", "date": "posted", "link": "paper", "github": "code", "repo": "code",
    "repository": "code", "homepage": "project", "website": "project", "project page": "project", "data": "dataset",
    "author": "authors", "tag": "tags", "name": "method", "methods": "method", "citation key": "key",
}  # fmt: skip
_SPELT = {"arxiv": "arXiv", "doi": "DOI", "pdf": "PDF", "openreview": "OpenReview", "isbn": "ISBN", "issn": "ISSN"}


def columns(text: str) -> tuple[Column, ...]:
    """Return the columns that ``Time,Title,Venue=Conference,Code`` names: the word behind ``=`` is the heading.

    Raises:
        BadOptionError: one has no name.

    """
    parts = (part.partition("=") for part in text.split(","))
    return tuple(column(" ".join(name.split()), " ".join(header.split())) for name, _, header in parts)


def column(name: str, header: str = "") -> Column:
    """Return the column that lists call `name`, with `header` at its head or else that name.

    Raises:
        BadOptionError: there is no name, or no heading for a column of `BY_HAND`.

    """
    if not name or (name == BY_HAND and not header):
        raise BadOptionError("--columns has a column without a name; write NAME or NAME=HEADING, with commas between")
    what = _CALLED.get(fold(name), fold(name))
    attribute = what.replace(" ", "_")
    return Column(attribute if attribute in ATTRIBUTES else what, header or _heading(name))


def is_known(one: Column) -> bool:
    """Tell whether a column shows what every paper may have; else it shows links of a label, or a field of BibTeX."""
    return one.what in NAMES or one.what == BY_HAND


def _heading(name: str) -> str:
    return _SPELT.get(name, name.capitalize().replace("_", " ") if name.islower() else name)
