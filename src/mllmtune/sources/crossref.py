"""What does Crossref say of a DOI? What the publisher has registered.

Crossref REST API, ``/works/{doi}``; format of its metadata: https://api.crossref.org/swagger-ui/index.html, "Work".
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
from mllmtune.sources.naming import parted, team
from mllmtune.sources.records import beginning, document, list_at, table_at, text_at
from mllmtune.sources.venues import short_name
from mllmtune.sources.wording import from_html, page_range, paragraphs
from mllmtune.text.slugs import fold

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
# What an attribute is called there.
_PEOPLE: Sequence[tuple[Literal["authors", "editors"], str]] = (("authors", "author"), ("editors", "editor"))
_TEXTS: Sequence[tuple[Literal["volume", "number", "publisher"], str]] = (
    ("volume", "volume"), ("number", "issue"), ("publisher", "publisher"),
)  # fmt: skip
_CHAPTERS = frozenset(("book-chapter", "book-part", "book-section"))
_PARTS = frozenset(("inproceedings", "incollection"))
_RETRACTING = frozenset(("retraction", "withdrawal", "removal"))
_PUBLISHED = ("is-preprint-of", "is-version-of")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|V", re.IGNORECASE)  # the others are degrees: "MD", "Ph.D."
_MASTER = re.compile(r"\bmaster|^m\.?\s?(?:sc|a|s|phil|eng)\b", re.IGNORECASE)
_MAX_MONTH = 12


def url(found: str) -> str:
    """Return the address, below that of the service, of the record of a DOI."""
    return f"/works/{quote(found, safe='/:(),')}"


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
    series, container = _containers(record)
    kind = _kind(record, container)
    facts: Facts = {"type": kind, "title": _title(record)}
    for people, role in _PEOPLE:
        if names := [name for person in list_at(record, role) if (name := _name(person))]:
            facts[people] = names
    facts |= _of_edition(_dates(record, kind), kind, container)
    facts |= _place(record, kind, container)
    if series:
        facts["series"] = series
    for attribute, variable in _TEXTS:
        if value := from_html(text_at(record, variable)):
            facts[attribute] = value
    if pages := _pages(record):
        facts["pages"] = pages
    if found := doi(text_at(record, "DOI")):
        facts["doi"] = found
    if abstract := paragraphs(text_at(record, "abstract")):
        facts["abstract"] = from_html(abstract)
    return facts


def _pages(record: Mapping[str, object]) -> str:
    """Return the pages, or the number that an article has instead; IEEE counts them before it has a volume: "1-14"."""
    pages = page_range(text_at(record, "page"))
    is_ieee = text_at(record, "DOI").startswith("10.1109/") and text_at(record, "type") == "journal-article"
    is_early = is_ieee and pages.startswith("1--") and not text_at(record, "volume")
    return text_at(record, "article-number") if is_early or not pages else pages


def _title(record: Mapping[str, object]) -> str:
    """Return the title with the subtitle, which some publishers have put into the title, too."""
    title, subtitle = from_html(text_at(record, "title")), from_html(text_at(record, "subtitle"))
    if not subtitle or fold(subtitle) in fold(title):
        return title
    return f"{title} {subtitle}" if title.endswith((":", "?", "!")) else f"{title}: {subtitle}"


def _containers(record: Mapping[str, object]) -> tuple[str, str]:
    """Return the series, "" for none, and what the paper stands in: Springer names both, the series first."""
    names = [from_html(text_at(name)) for name in list_at(record, "container-title") if isinstance(name, str)]
    if len(names) > 1 and text_at(record, "type") in _CHAPTERS:
        return names[0], names[-1]
    return "", names[0] if names else ""


def _kind(record: Mapping[str, object], container: str) -> str:
    """Return the entry type; a chapter of the proceedings of a conference is a paper at it."""
    told = text_at(record, "type")
    if told in _CHAPTERS and (short_name(container) or _event(record, "name")):
        return "inproceedings"
    if told == "dissertation" and _MASTER.search(text_at(record, "degree")):
        return "mastersthesis"
    return _TYPES.get(told, "misc")


def _of_edition(dates: Facts, kind: str, container: str) -> Facts:
    """Return the dates with the year that the name of the proceedings has: those of 2024 may be printed in 2025."""
    held = re.search(r"\b(?:19|20)\d\d\b", container)
    if kind != "inproceedings" or not held or int(held[0]) != dates.get("year", 0) - 1:
        return dates
    return {"year": int(held[0])}


def _place(record: Mapping[str, object], kind: str, container: str) -> Facts:
    """Return where it appeared: the book or the journal, and the short name."""
    names = [container, *(_event(record, name) for name in ("acronym", "name") if kind == "inproceedings")]
    short = next(filter(None, map(short_name, names)), "")
    place: Facts = {}
    if short:
        place["venue"] = short
    if container and kind in _PARTS:
        place["booktitle"] = container
    elif container and kind == "article":
        place["journal"] = container
    elif container and kind in ("book", "proceedings"):
        place["series"] = container
    return place | _house(record, kind)


def _event(record: Mapping[str, object], name: str) -> str:
    """Return what is said of the conference; Springer says it among the assertions, as ``conference_acronym``."""
    asserted = (one for one in list_at(record, "assertion") if text_at(one, "name") == f"conference_{name}")
    return text_at(record, "event", name) or text_at(next(asserted, None), "value")


def _house(record: Mapping[str, object], kind: str) -> Facts:
    """Return the school of a thesis, the institution of a report, or the server of a preprint."""
    first = next(iter(list_at(record, "institution")), None)
    name = from_html(text_at(first, "name"))
    named = name or from_html(text_at(record, "publisher"))
    if kind in ("phdthesis", "mastersthesis") and named:
        return {"school": named}
    if kind == "techreport" and named:
        return {"institution": named}
    servers = (name, from_html(text_at(record, "group-title"))) if kind == "misc" else ()
    server = next(filter(is_preprint_server, servers), "")
    return {"venue": server} if server else {}


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
        suffix = text_at(person, "suffix")
        return parted(family, given, suffix if _SUFFIX.fullmatch(suffix) else "")
    return team(text_at(person, "name") or given)


def _remarks(record: Mapping[str, object]) -> Iterator[str]:
    for notice in list_at(record, "updated-by"):
        if text_at(notice, "type") in _RETRACTING:
            where = f": https://doi.org/{found}" if (found := text_at(notice, "DOI")) else ""
            yield f"Crossref says that it has been retracted{where}"


def _related(record: Mapping[str, object]) -> Iterator[Identifier]:
    for relation in _PUBLISHED:
        for other in list_at(record, "relation", relation):
            if text_at(other, "id-type") == "doi" and (found := identifier_of(text_at(other, "id"))):
                yield found
