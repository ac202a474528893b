"""What does DBLP say of a paper? Records found by their title, and the ``.bib`` of one.

https://dblp.org/faq/How+to+use+the+dblp+search+API.html: ``/search/publ/api`` with ``q``, ``format`` and ``h``, and
``/rec/KEY.bib``. People of one name have a number behind it; titles end with a full stop; text is escaped as HTML.
"""

import re
from collections.abc import Iterator, Mapping
from typing import cast
from urllib.parse import quote, urlencode

from mllmtune.errors import UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import doi, openreview_id
from mllmtune.sources.answer import Answer, BibtexReader
from mllmtune.sources.identifier import Identifier, Kind
from mllmtune.sources.naming import named
from mllmtune.sources.records import beginning, document, list_at, table_at, text_at, year_at
from mllmtune.sources.venues import short_name
from mllmtune.sources.wording import from_html, page_range
from mllmtune.text.addresses import address_of
from mllmtune.text.latex import plain
from mllmtune.text.slugs import fold

NAME = "DBLP"

_HITS = 10
_TYPES = {"Journal Articles": "article", "Conference and Workshop Papers": "inproceedings"}
_LEFT_OUT = frozenset(("key", "url", "fields", "links", "aliases"))
_PEOPLE = re.compile(r"^\s*(?:author|editor)\s*=\s*\{.*?\},?$", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"\s\d{4}(?=\s+and\s|\},?$)")
# ", {ICML} 2024, Vienna, Austria, July 21-27, 2024"; of ": {EMNLP} 2024, Miami, ..." the name stays.
_WHERE_AND_WHEN = re.compile(
    r",\s+(?:\{[^{}]+\}|[A-Z]\w+)\s+(?:19|20)\d\d,\s.*$|(?<=:\s)(?P<kept>\{[^{}]+\}\s+(?:19|20)\d\d),\s.*$"
)
_SUFFIX_FIRST = re.compile(r"(?P<suffix>(?:Jr|Sr)\.?|I{2,3}|IV), (?P<given>.+) (?P<family>\S+)")
_VOLUME = re.compile(r"\s*\(\d+\)$")  # "ECCV (12)"
_PREPRINTS = "corr"  # the name of arXiv at DBLP


def url(found: str) -> str:
    """Return the address, below that of the service, of the record with a key of DBLP's."""
    return f"/rec/{quote(found, safe='/')}.bib"


def parse(text: str, read: BibtexReader) -> Answer:
    """Return what the ``.bib`` of one record says.

    Raises:
        UnusableAnswerError: it is no BibTeX entry.

    """
    bare = text.replace("{-}", "-")  # a hyphen is one without braces, too; BibTeX shortens "Shih-Yang" to "S.-Y." then
    entries = read(_PEOPLE.sub(lambda match: _NUMBER.sub("", match[0]), bare))
    if not entries or "title" not in entries[0]:
        raise UnusableAnswerError(NAME, f"no BibTeX entry: {beginning(text)}")
    entry = entries[0]
    facts = cast("Facts", {name: value for name, value in entry.items() if name not in _LEFT_OUT})
    if "booktitle" in facts:
        facts["booktitle"] = _WHERE_AND_WHEN.sub(lambda match: match["kept"] or "", facts["booktitle"])
    if "authors" in facts:
        facts["authors"] = [_SUFFIX_FIRST.sub(r"\g<family>, \g<suffix>, \g<given>", one) for one in facts["authors"]]
    if short := short_name(entry.get("booktitle") or entry.get("journal") or ""):
        facts["venue"] = short
    if "doi" in facts:
        facts["doi"] = address_of(facts["doi"])
    page = address_of(entry.get("url", ""))
    if "openreview.net/" in page and (found := openreview_id(page)):
        facts["openreview"] = found
    return Answer("dblp", facts)


def search_url(title: str) -> str:
    """Return the address, below that of the service, of the records whose title has these words."""
    words = re.sub(r"[^\w\s]", " ", fold(plain(title)))
    return "/search/publ/api?" + urlencode({"q": " ".join(words.split()), "format": "json", "h": _HITS})


def parse_search(text: str) -> list[Answer]:
    """Return the records that were found, each with its key of DBLP's; preprints are left out.

    Raises:
        UnusableAnswerError: it is no answer of the search.

    """
    result = table_at(document(NAME, text), "result")
    if "hits" not in result:
        raise UnusableAnswerError(NAME, f"no result of a search: {beginning(text)}")
    hits = (table_at(hit, "info") for hit in list_at(result, "hits", "hit"))
    return [_answer(info) for info in hits if text_at(info, "title") and not _is_preprint(info)]


def _is_preprint(info: Mapping[str, object]) -> bool:
    return text_at(info, "venue").lower() == _PREPRINTS or "/corr/" in text_at(info, "key")


def _answer(info: Mapping[str, object]) -> Answer:
    key = text_at(info, "key")
    return Answer("dblp", _facts(info), related=(Identifier(Kind.DBLP, key),) if key else ())


def _facts(info: Mapping[str, object]) -> Facts:
    kind = _TYPES.get(text_at(info, "type"), "misc")
    title = from_html(text_at(info, "title")).removesuffix(".")
    facts: Facts = {"type": kind, "title": title, "authors": named(_people(info))}
    if year := year_at(info, "year"):
        facts["year"] = year
    venue = _VOLUME.sub("", from_html(text_at(info, "venue")))
    if venue:
        facts["venue"] = short_name(venue) or venue
        facts["journal" if kind == "article" else "booktitle"] = venue
    for attribute in ("volume", "number"):
        if value := text_at(info, attribute):
            facts[attribute] = value
    if pages := text_at(info, "pages"):
        facts["pages"] = page_range(pages)
    if found := doi(text_at(info, "doi")):
        facts["doi"] = found
    return facts


def _people(info: Mapping[str, object]) -> Iterator[str]:
    for person in list_at(info, "authors", "author"):
        yield person if isinstance(person, str) else text_at(person, "text")
