"""What does DataCite say of a DOI? Repositories, data sets, theses and arXiv register there.

DataCite REST API, ``/dois/{doi}``; DataCite Metadata Schema 4.5.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal
from urllib.parse import quote

from mllmtune.errors import UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import doi
from mllmtune.model.preprints import is_preprint_server
from mllmtune.sources.answer import Answer
from mllmtune.sources.identifier import Identifier, identifier_of
from mllmtune.sources.naming import named, parted, team
from mllmtune.sources.records import beginning, document, list_at, table_at, text_at, year_at
from mllmtune.sources.venues import short_name
from mllmtune.sources.wording import from_html

NAME = "DataCite"

_TYPES = {
    "JournalArticle": "article",
    "ConferencePaper": "inproceedings",
    "ConferenceProceeding": "proceedings",
    "BookChapter": "incollection",
    "Book": "book",
    "Dissertation": "phdthesis",
    "Report": "techreport",
}
# "Text" and "Other" may be anything; then it is told in words.
_IN_WORDS = (
    (re.compile(r"conference|proceedings", re.IGNORECASE), "inproceedings"),
    (re.compile(r"\bjournal", re.IGNORECASE), "article"),
    (re.compile(r"\b(?:master|bachelor|diplom)", re.IGNORECASE), "mastersthesis"),
    (re.compile(r"\bthesis\b|dissertation", re.IGNORECASE), "phdthesis"),
    (re.compile(r"\breport\b", re.IGNORECASE), "techreport"),
)
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
_MADE_PUBLIC = ("Submitted", "Available", "Issued")
_IN_CONTAINER = frozenset(("article", "inproceedings", "incollection"))
_NUMBER = re.compile(r"(?:(?:pages?|pp?\.|vol(?:ume|\.)?|no\.?|issue)\s*)?(?P<number>[\w:./-]+)", re.IGNORECASE)
_NUMBERS: Sequence[tuple[Literal["volume", "number"], str]] = (("volume", "volume"), ("number", "issue"))
_PUBLISHED = frozenset(("IsPreprintOf", "IsVersionOf", "IsPreviousVersionOf", "IsIdenticalTo"))


def url(found: str) -> str:
    """Return the address, below that of the service, of the record of a DOI."""
    return f"/dois/{quote(found, safe='/:(),')}"


def parse(text: str) -> Answer:
    """Return what the record says.

    Raises:
        UnusableAnswerError: it is no record.

    """
    record = table_at(document(NAME, text), "data", "attributes")
    if not text_at(record, "doi") or not _title(record):
        raise UnusableAnswerError(NAME, f"a record without a DOI or a title: {beginning(text)}")
    return Answer("datacite", _facts(record), tuple(_remarks(record)), tuple(_related(record)))


def _facts(record: Mapping[str, object]) -> Facts:
    kind = _kind(record)
    facts: Facts = {"type": kind, "title": _title(record)}
    if names := [name for creator in list_at(record, "creators") if (name := _name(creator))]:
        facts["authors"] = names
    if year := year_at(record, "publicationYear"):
        facts["year"] = year
    if kind == "misc" and (posted := _posted(record)):
        facts["posted"] = posted
    facts |= _place(record, kind)
    publisher = from_html(text_at(record, "publisher", "name") or text_at(record, "publisher"))
    if publisher and not _is_unknown(publisher):
        facts[_role(kind, publisher)] = publisher
    if found := doi(text_at(record, "doi")):
        facts["doi"] = found
    abstracts = (one for one in list_at(record, "descriptions") if text_at(one, "descriptionType") == "Abstract")
    if abstract := next((from_html(text_at(one, "description")) for one in abstracts), ""):
        facts["abstract"] = abstract
    return facts


def _title(record: Mapping[str, object]) -> str:
    """Return the main title: the one that is of no special type."""
    titles = list_at(record, "titles")
    mine = next((one for one in titles if not text_at(one, "titleType")), titles[0] if titles else None)
    return from_html(text_at(mine, "title"))


def _role(kind: str, publisher: str) -> Literal["school", "institution", "publisher"]:
    """Return what the publisher of a record is to a paper of a type; a thesis at Zenodo is not one of its school."""
    if "thesis" in kind and not is_preprint_server(publisher):
        return "school"
    return "institution" if kind == "techreport" else "publisher"


def _kind(record: Mapping[str, object]) -> str:
    """Return the entry type; what stands in a container is only that if the container is named."""
    kind = _TYPES.get(text_at(record, "types", "resourceTypeGeneral"), "")
    words = text_at(record, "types", "resourceType")
    if not kind and text_at(record, "types", "resourceTypeGeneral") in ("Text", "Other", ""):
        kind = next((one for pattern, one in _IN_WORDS if pattern.search(words)), "misc")
        return kind if kind not in _IN_CONTAINER or text_at(record, "container", "title") else "misc"
    return kind or "misc"


def _place(record: Mapping[str, object], kind: str) -> Facts:
    """Return where it appeared, and the volume, number and pages there."""
    container = table_at(record, "container")
    name = from_html(text_at(container, "title"))
    place: Facts = {"venue": short} if (short := short_name(name)) else {}
    if not name or kind not in _IN_CONTAINER:
        return place
    place["journal" if kind == "article" else "booktitle"] = name
    for attribute, variable in _NUMBERS:
        if number := _number(text_at(container, variable)):
            place[attribute] = number
    first, last = (_number(text_at(container, variable)) for variable in ("firstPage", "lastPage"))
    if first:
        place["pages"] = f"{first}--{last}" if last and last != first else first
    return place


def _number(text: str) -> str:
    """Return a number or a page as it is; "" for what is more than that: "Vol 46 No 3 (2012)" stands for a page."""
    match = _NUMBER.fullmatch(text)
    return match["number"] if match else ""


def _is_unknown(text: str) -> bool:
    """Tell whether a value only says why there is none: "(:unav)", DataCite Metadata Schema 4.5, appendix 3."""
    return text.startswith("(:")


def _posted(record: Mapping[str, object]) -> str:
    """Return the month in which it was handed in, or made public."""
    dates = [(text_at(one, "dateType"), text_at(one, "date")[:7]) for one in list_at(record, "dates")]
    months = [(kind, month) for kind, month in dates if _MONTH.fullmatch(month)]
    found = (min((month for kind, month in months if kind == which), default="") for which in _MADE_PUBLIC)
    return next(filter(None, found), "")


def _name(creator: object) -> str:
    name, family = text_at(creator, "name"), text_at(creator, "familyName")
    if _is_unknown(name):
        return ""
    if text_at(creator, "nameType") == "Organizational":
        return team(name)
    if family:
        return parted(family, text_at(creator, "givenName"))
    return next(iter(named([name])), "")


def _remarks(record: Mapping[str, object]) -> Iterator[str]:
    if text_at(record, "state") == "registered":
        yield "DataCite says that it is registered but not to be found any more"
    if any(text_at(one, "dateType") == "Withdrawn" for one in list_at(record, "dates")):
        yield "DataCite says that it has been withdrawn"


def _related(record: Mapping[str, object]) -> Iterator[Identifier]:
    for other in list_at(record, "relatedIdentifiers"):
        is_published = text_at(other, "relationType") in _PUBLISHED
        is_doi = text_at(other, "relatedIdentifierType") == "DOI"
        if is_published and is_doi and (found := identifier_of(text_at(other, "relatedIdentifier"))):
            yield found
