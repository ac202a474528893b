"""What does DataCite say of a DOI? Repositories, data sets, theses and arXiv register there.

DataCite REST API, ``/dois/{doi}``; DataCite Metadata Schema 4.5.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from mllmtune.errors import UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import doi
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
    kind = _TYPES.get(text_at(record, "types", "resourceTypeGeneral"), "misc")
    facts: Facts = {"type": kind, "title": _title(record)}
    if names := [name for creator in list_at(record, "creators") if (name := _name(creator))]:
        facts["authors"] = names
    if year := year_at(record, "publicationYear"):
        facts["year"] = year
    if kind == "misc" and (posted := _posted(record)):
        facts["posted"] = posted
    container = from_html(text_at(record, "container", "title"))
    if short := short_name(container):
        facts["venue"] = short
    if container and kind in ("article", "inproceedings", "incollection"):
        facts["journal" if kind == "article" else "booktitle"] = container
    publisher = from_html(text_at(record, "publisher", "name") or text_at(record, "publisher"))
    if publisher:
        facts["school" if kind == "phdthesis" else "institution" if kind == "techreport" else "publisher"] = publisher
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


def _posted(record: Mapping[str, object]) -> str:
    """Return the month in which it was handed in, or made public."""
    dates = {text_at(one, "dateType"): text_at(one, "date") for one in list_at(record, "dates")}
    found = next((dates[kind] for kind in ("Submitted", "Available", "Issued") if kind in dates), "")[:7]
    return found if len(found) == len("2024-02") and found[:4].isdigit() and found[5:].isdigit() else ""


def _name(creator: object) -> str:
    name, family = text_at(creator, "name"), text_at(creator, "familyName")
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
