"""What does Crossref say of a DOI? What the publisher has registered.

Crossref REST API, ``/works/{doi}``; format of its metadata: https://api.crossref.org/swagger-ui/index.html, "Work".
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from mllmtune.errors import UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import doi
from mllmtune.sources.answer import Answer
from mllmtune.sources.identifier import Identifier, identifier_of
from mllmtune.sources.naming import parted, team
from mllmtune.sources.records import beginning, document, list_at, table_at, text_at
from mllmtune.sources.venues import short_name
from mllmtune.sources.wording import from_html, paragraphs

NAME = "Crossref"

_TYPES = {
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "book-chapter": "incollection",
    "book-part": "incollection",
    "book-section": "incollection",
    "reference-entry": "incollection",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "proceedings",
    "dissertation": "phdthesis",
    "report": "techreport",
    "report-component": "techreport",
}
_PARTS = frozenset(("inproceedings", "incollection"))
_RETRACTING = frozenset(("retraction", "withdrawal", "removal"))
_PUBLISHED = ("is-preprint-of", "is-version-of")
_MAX_MONTH = 12


def url(found: str) -> str:
    """Return the address, below that of the service, of the record of a DOI."""
    return f"/works/{quote(found, safe='/')}"


def parse(text: str) -> Answer:
    """Return what the record says.

    Raises:
        UnusableAnswerError: it is no record.

    """
    record = table_at(document(NAME, text), "message")
    if not text_at(record, "DOI") or not text_at(record, "title"):
        raise UnusableAnswerError(NAME, f"a record without a DOI or a title: {beginning(text)}")
    return Answer("crossref", _facts(record), tuple(_remarks(record)), tuple(_related(record)))


def _facts(record: Mapping[str, object]) -> Facts:
    kind = _TYPES.get(text_at(record, "type"), "misc")
    title = ": ".join(filter(None, (from_html(text_at(record, "title")), from_html(text_at(record, "subtitle")))))
    facts: Facts = {"type": kind, "title": title}
    for attribute, role in (("authors", "author"), ("editors", "editor")):
        if names := [name for person in list_at(record, role) if (name := _name(person))]:
            facts[attribute] = names  # type: ignore[literal-required]  # both are attributes
    facts |= _dates(record, kind)
    container = from_html(text_at(record, "container-title"))
    facts |= _place(record, kind, container)
    for attribute, variable in (("volume", "volume"), ("number", "issue"), ("publisher", "publisher")):
        if value := from_html(text_at(record, variable)):
            facts[attribute] = value  # type: ignore[literal-required]  # as above
    if pages := text_at(record, "page"):
        facts["pages"] = re.sub(r"\s*[-\u2013\u2014]+\s*", "--", pages)
    if found := doi(text_at(record, "DOI")):
        facts["doi"] = found
    if abstract := paragraphs(text_at(record, "abstract")):
        facts["abstract"] = from_html(abstract)
    return facts


def _place(record: Mapping[str, object], kind: str, container: str) -> Facts:
    """Return where it appeared: the book or the journal, and the short name."""
    short = short_name(text_at(record, "event", "acronym")) or short_name(container)
    place: Facts = {}
    if not short and kind == "inproceedings":
        short = short_name(text_at(record, "event", "name"))
    if short:
        place["venue"] = short
    if container and kind in _PARTS:
        place["booktitle"] = container
    elif container and kind == "article":
        place["journal"] = container
    elif container and kind in ("book", "proceedings"):
        place["series"] = container
    elif kind == "techreport" and (institution := from_html(text_at(record, "institution", "name"))):
        place["institution"] = institution
    return place


def _dates(record: Mapping[str, object], kind: str) -> Facts:
    """Return year and month of publication: those on paper where it has been printed, as it is cited by them."""
    names = ("published-print", "published", "issued", "published-online", "posted")
    days = (list_at(table_at(record, name), "date-parts") for name in names)
    parts = next((day[0] for day in days if day and isinstance(day[0], list) and day[0] and day[0][0]), [])
    numbers = [part for part in parts if isinstance(part, int)]
    found: Facts = {}
    if numbers:
        found["year"] = numbers[0]
    if len(numbers) > 1 and 1 <= numbers[1] <= _MAX_MONTH:
        if kind == "misc":
            found["posted"] = f"{numbers[0]:04d}-{numbers[1]:02d}"
        else:
            found["month"] = numbers[1]
    return found


def _name(person: object) -> str:
    family, given = text_at(person, "family"), text_at(person, "given")
    if family:
        return parted(family, given, text_at(person, "suffix"))
    return team(text_at(person, "name") or given)


def _remarks(record: Mapping[str, object]) -> Iterator[str]:
    for notice in list_at(record, "updated-by"):
        if text_at(notice, "type") in _RETRACTING:
            yield f"Crossref says that it has been retracted: https://doi.org/{text_at(notice, 'DOI')}"


def _related(record: Mapping[str, object]) -> Iterator[Identifier]:
    for relation in _PUBLISHED:
        for other in list_at(record, "relation", relation):
            if text_at(other, "id-type") == "doi" and (found := identifier_of(text_at(other, "id"))):
                yield found
