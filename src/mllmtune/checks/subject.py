"""What does a rule know of a paper? Its facts, its lines in the file, and what follows from the facts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from mllmtune.checks.addresses import respelt
from mllmtune.model.facts import Facts, people, year_of
from mllmtune.model.identifiers import identifiers
from mllmtune.model.places import place_of
from mllmtune.text.latex import plain
from mllmtune.text.names import family_name
from mllmtune.text.slugs import fold, slug

# biblatex's helpers (manual, section 2.1.1) describe no work of their own.
_HELPERS = frozenset(("xdata", "set", "bibnote", "control", "string", "customa", "customb", "customc"))
_INHERITANCE = frozenset(("crossref", "xdata", "entryset", "xref"))
_ARXIV_NAMES = re.compile(r"arxiv|\bcorr\b|preprint", re.IGNORECASE)
_LONGEST_NAME = 3  # words before a colon that are a name, and no title of their own
_PLACES = ("booktitle", "journal", "venue", "school", "publisher", "series")

Placed = tuple[tuple[str, ...], str]  # where a text stands: its attribute, or table and label


@dataclass(frozen=True, eq=False)
class Subject:
    """A paper in a file. `line_of` gives the line of an attribute, or that of the paper where it has none."""

    facts: Facts
    line_of: Callable[[tuple[str, ...]], int]

    @property
    def key(self) -> str:
        """The citation key."""
        return self.facts["key"]

    @property
    def fields(self) -> Mapping[str, str]:
        """The BibTeX fields that the model does not know."""
        return self.facts.get("fields", {})

    @property
    def links(self) -> Mapping[str, str]:
        """The links by their labels."""
        return self.facts.get("links", {})

    @property
    def place(self) -> str:
        """Its place in the survey, or its topic; "" if it has none."""
        return place_of(self.facts)

    def value(self, path: tuple[str, ...]) -> object:
        """Return the value of an attribute, or of a label in a table; None if there is none."""
        value: object = self.facts
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    @cached_property
    def is_work(self) -> bool:
        """Whether it describes a work of its own, with nothing inherited from another entry."""
        return self.facts["type"] not in _HELPERS and _INHERITANCE.isdisjoint(self.fields)

    @cached_property
    def title(self) -> str:
        """The title as people read it."""
        return plain(self.facts.get("title", ""))

    @cached_property
    def title_letters(self) -> str:
        """The letters and digits of the title alone: what two spellings of it have in common."""
        return slug(self.title) or fold(self.title)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The family names of the authors, folded to compare."""
        return tuple(fold(plain(family_name(name))) for name in people(self.facts) if name != "others")

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """What names this paper and no other, however it was mistyped: with half a scheme, or a full stop behind it."""
        meant: Facts = {**self.facts, "url": respelt(self.facts["url"])} if "url" in self.facts else self.facts
        return frozenset(
            re.sub(r"\\(?=[_#%&])|[.,;]+$", "", name) if name.startswith("doi:") else name
            for name in identifiers(meant)
        )

    @cached_property
    def arxiv(self) -> str:
        """The arXiv id, without version, wherever the paper says it; "" if it has none, or more than one."""
        ids = [name.removeprefix("arxiv:") for name in self.identifiers if name.startswith("arxiv:")]
        return ids[0] if len(ids) == 1 else ""

    @cached_property
    def name(self) -> str:
        """The name of the method: as it is said, else what stands in the title before the colon, if that is short."""
        head, colon, _ = self.title.partition(":")
        short = head if colon and len(head.split()) <= _LONGEST_NAME else ""
        return self.facts.get("method", "") or short.strip()

    @cached_property
    def year(self) -> int | None:
        """The year of publication, else that in which it was first public."""
        date = re.match(r"\d{4}", self.fields.get("date", ""))
        year = year_of(self.facts)
        return int(date[0]) if date and year is None else year

    @cached_property
    def is_preprint(self) -> bool:
        """Whether nothing says that it was published elsewhere than at arXiv."""
        doi = self.facts.get("doi", "").lower()
        if doi and not doi.startswith("10.48550/"):
            return False
        places = [text for name in _PLACES if (text := cast("Mapping[str, str]", self.facts).get(name))]
        says_arxiv = any(map(_ARXIV_NAMES.search, [*places, self.facts.get("howpublished", "")]))
        elsewhere = [place for place in places if not _ARXIV_NAMES.search(place)]
        return not elsewhere and (says_arxiv or any(name.startswith("arxiv:") for name in self.identifiers))

    @cached_property
    def addresses(self) -> tuple[Placed, ...]:
        """Every address of the paper with the place where it stands."""
        own = [(("url",), url)] if (url := self.facts.get("url")) else []
        return (*own, *((("links", label), address) for label, address in self.links.items()))

    @cached_property
    def texts(self) -> tuple[Placed, ...]:
        """Every text that people read of the paper with the place where it stands."""
        values = ((name, self.facts.get(name)) for name in _TEXTS)
        lists = ((name, cast("list[str]", self.facts.get(name, []))) for name in _LISTS)
        return (
            *(((name,), value) for name, value in values if isinstance(value, str)),
            *(((name,), text) for name, texts in lists for text in texts),
        )


_LISTS = ("authors", "editors", "alt_titles", "tags")
_TEXTS = (
    "title", "venue", "booktitle", "journal", "series", "volume", "number", "pages", "edition", "publisher", "address",
    "organization", "school", "institution", "howpublished", "keywords", "note", "abstract", "notes", "method",
)  # fmt: skip
