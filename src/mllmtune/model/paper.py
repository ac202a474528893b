"""What is a paper? The gate that every paper from outside passes: types, spellings, and what must agree.

Attributes carry BibTeX's names (Oren Patashnik, BibTeXing, 1988, section 3.2; biblatex manual, section 2.2) where it
has them. Text is BibTeX text with Unicode letters; see `mllmtune.text.latex.plain` for what people read.
"""

import re
from collections.abc import Callable
from enum import Enum
from typing import Annotated, Self, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt, StringConstraints, model_validator

from mllmtune.model import identifiers
from mllmtune.model.facts import Facts
from mllmtune.model.keys import KEY
from mllmtune.model.places import is_paradigm
from mllmtune.model.taxonomy import PARADIGM_OF, Category, Paradigm, Status
from mllmtune.text.edtf import is_day

_TYPE = r"^[a-z][a-z0-9_:.+*/-]*$"
_TOPIC = r"^[\w./+-]+$"


def _spelt_as(read: Callable[[str], str | None], what: str) -> AfterValidator:
    """Return what lets through the spellings that `read` understands, and gives what it makes of them."""

    def check(text: str) -> str:
        found = read(text)
        if found is None:
            msg = f'"{text}" is not {what}'
            raise ValueError(msg)
        return found

    return AfterValidator(check)


def _day_is_real(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        msg = f'"{text}" is not a date such as "2024", "2024-02" or "2024-02-14"'
        raise ValueError(msg)
    if not is_day(tuple(map(int, text.split("-")))):
        msg = f'"{text}" is no day of the calendar; write {text[:7]}, or the day that is meant'
        raise ValueError(msg)
    return text


def _web_address(text: str) -> str:
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|[\w.-]+[/.]", text):
        msg = f'"{text}" is not an address; write https://...'
        raise ValueError(msg)
    return text


Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
Name = Text
Key = Annotated[str, StringConstraints(strict=True, pattern=f"^{KEY}$")]
Slug = Annotated[str, StringConstraints(strict=True, pattern=_TOPIC)]
Waiver = Annotated[str, StringConstraints(strict=True, pattern=r"^MT\d{3}(: .+)?$")]
Source = Annotated[str, StringConstraints(strict=True, pattern=r"^\d{4}-\d{2}-\d{2}(: \w[\w, .-]*)?$")]
Link = Annotated[Text, AfterValidator(_web_address)]


class Paper(BaseModel):
    """One paper of a library; `facts` gives it back as the plain table that stands in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Paper")

    key: Key = Field(description="citation key; never changes by itself")
    type: Annotated[str, StringConstraints(strict=True, pattern=_TYPE)] = Field(
        description="entry type of BibTeX or biblatex: article, inproceedings, misc ..."
    )
    title: Text | None = Field(None, description="title, with braces where letters keep their case")
    authors: tuple[Name, ...] = Field((), description='"Family, Given" each; "others" may stand last')
    editors: tuple[Name, ...] = Field((), description="as authors")
    year: Annotated[StrictInt, Field(ge=-9999, le=9999)] | None = Field(None, description="year of publication")
    month: Annotated[StrictInt, Field(ge=1, le=12)] | None = Field(None, description="month of publication, 1 to 12")
    posted: Annotated[Text, AfterValidator(_day_is_real)] | None = Field(
        None, description='when it was first public: "2024-02"; the Time column of a list'
    )
    venue: Text | None = Field(None, description="short name of the venue, which a list shows: ICML")
    booktitle: Text | None = Field(None, description="name of the proceedings or the book")
    journal: Text | None = Field(None, description="name of the journal")
    series: Text | None = Field(None, description="series of books or proceedings")
    volume: Text | None = Field(None, description="volume of a journal or a series")
    number: Text | None = Field(None, description="number of a journal, a report or in a series")
    pages: Text | None = Field(None, description='pages: "1--9"')
    chapter: Text | None = Field(None, description="chapter or section number")
    edition: Text | None = Field(None, description="edition of a book")
    publisher: Text | None = Field(None, description="publisher's name")
    address: Text | None = Field(None, description="place of the publisher or the institution")
    organization: Text | None = Field(None, description="who held the conference or publishes the manual")
    school: Text | None = Field(None, description="where a thesis was written")
    institution: Text | None = Field(None, description="who issued a report")
    howpublished: Text | None = Field(None, description="how something unusual was published")
    doi: Annotated[Text, _spelt_as(identifiers.doi, 'a DOI such as "10.1000/182"')] | None = Field(
        None, description="DOI, bare or as a link"
    )
    arxiv: Annotated[Text, _spelt_as(identifiers.arxiv_id, 'an arXiv id such as "2402.09353"')] | None = Field(
        None, description="arXiv id, bare or as a link"
    )
    arxiv_class: Text | None = Field(None, description="primary class at arXiv: cs.CV")
    openreview: Annotated[Text, _spelt_as(identifiers.openreview_id, "an OpenReview id")] | None = Field(
        None, description="OpenReview forum id, bare or as a link"
    )
    anthology: (
        Annotated[Text, _spelt_as(identifiers.anthology_id, 'an ACL Anthology id such as "2024.acl-long.226"')] | None
    ) = Field(None, description="ACL Anthology id, bare or as a link")
    isbn: Text | None = Field(None, description="ISBN")
    issn: Text | None = Field(None, description="ISSN")
    url: Text | None = Field(None, description="the paper's address, when no identifier gives it")
    paradigm: Paradigm | None = Field(None, description="tuning paradigm of the survey (arXiv 2503.04543)")
    category: Category | None = Field(None, description="category within the paradigm")
    method: Text | None = Field(None, description="name of the method or model: DoRA")
    topic: Slug | None = Field(None, description="where it stands when it has no paradigm: multimodal-llm")
    also: tuple[Slug, ...] = Field((), description='second places: "additive/adapter" or a topic')
    alt_titles: tuple[Text, ...] = Field((), description="other titles it is known by")
    tags: tuple[Text, ...] = Field((), description="your own words")
    keywords: Text | None = Field(None, description="keywords as BibTeX has them, one text")
    status: Status | None = Field(None, description="how far you have read it")
    related: tuple[Key, ...] = Field((), description="keys of related papers")
    aliases: tuple[Key, ...] = Field((), description="former keys, which go on working")
    waive: tuple[Waiver, ...] = Field(
        (), description='rules of `mllmtune check` that do not hold here, with the reason: "MT310: late upload"'
    )
    note: Text | None = Field(None, description="BibTeX's note, which is printed")
    abstract: Text | None = Field(None, description="abstract")
    notes: Text | None = Field(None, description="your own notes, in Markdown; never printed")
    links: dict[Text, Link] = Field(
        default_factory=dict,
        description="label = address: code, project, dataset, model, blog, notes, demo, or any other",
    )
    fields: dict[Text, Annotated[str, StringConstraints(strict=True)]] = Field(
        default_factory=dict, description="every BibTeX field that stands nowhere above, word for word"
    )
    sources: dict[Slug, Source] = Field(
        default_factory=dict,
        description="service = the day on which it was asked, and the attributes it gave if it did not give the rest",
    )

    @model_validator(mode="after")
    def _places_agree(self) -> Self:
        if self.category and self.paradigm != PARADIGM_OF[self.category]:
            owner = PARADIGM_OF[self.category]
            msg = f'category "{self.category}" belongs to "{owner}"; write paradigm = "{owner}" or change the category'
            raise ValueError(msg)
        for place in self.also:
            paradigm, slash, category = place.partition("/")
            right = PARADIGM_OF.get(cast("Category", category))
            if slash and paradigm != right and (right or is_paradigm(place)):
                msg = f'also = "{place}" is no paradigm/category of the survey; one is "additive/adapter"'
                raise ValueError(msg)
        return self

    @classmethod
    def of(cls, facts: Facts) -> Self:
        """Return the paper with these facts.

        Raises:
            pydantic.ValidationError: a value is of the wrong type or form, or two do not agree.

        """
        return cls.model_validate(facts)

    def facts(self) -> Facts:
        """Return the plain table that stands in the file: attributes in their order, empty ones left out."""
        said = {name: value for name, value in self.__dict__.items() if value or value.__class__ is int}  # the year 0
        for name, value in said.items():
            if value.__class__ is str:
                continue  # nearly all, and the text of a library may be asked for a hundred thousand times
            if isinstance(value, tuple):
                said[name] = list(value)
            elif isinstance(value, dict):
                said[name] = dict(value)
            elif isinstance(value, Enum):
                said[name] = value.value
        return cast("Facts", said)
