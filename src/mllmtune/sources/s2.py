"""What does Semantic Scholar say of papers? Where they have appeared, for up to 500 of them in one answer.

Semantic Scholar Academic Graph API, ``POST /paper/batch``: a list in the order of the ids, ``null`` for one it lacks.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from mllmtune.errors import UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import anthology_id, arxiv_id, doi
from mllmtune.model.preprints import is_preprint_server
from mllmtune.sources.answer import Answer
from mllmtune.sources.identifier import Identifier, Kind
from mllmtune.sources.naming import named
from mllmtune.sources.records import beginning, list_at, table_at, text_at, value_of, year_at
from mllmtune.sources.venues import short_name
from mllmtune.sources.wording import from_html, page_range

NAME = "Semantic Scholar"
MOST = 500

_FIELDS = "title,authors,year,venue,publicationVenue,publicationTypes,journal,externalIds"
_NOBODY = re.compile(r"no valid paper ids", re.IGNORECASE)
_KINDS = {Kind.ARXIV: "ARXIV", Kind.DOI: "DOI", Kind.ANTHOLOGY: "ACL"}


def url() -> str:
    """Return the address, below that of the service, to which ids are sent."""
    return "/graph/v1/paper/batch?" + urlencode({"fields": _FIELDS}, safe=",")


def body(asked: Sequence[Identifier]) -> str:
    """Return what is sent there."""
    return json.dumps({"ids": [f"{_KINDS[one.kind]}:{one.value}" for one in asked if one.kind in _KINDS]})


def parse(text: str) -> list[Answer | None]:
    """Return an answer for each id, in their order; None where the service knows no paper.

    Raises:
        UnusableAnswerError: it is no such list.

    """
    records = value_of(NAME, text)
    if _NOBODY.search(text_at(records, "error")):  # so it says, with status 400, where it knows none of the ids
        return []
    if not isinstance(records, list):
        raise UnusableAnswerError(NAME, text_at(records, "error") or text_at(records, "message") or beginning(text))
    return [_answer(record) if isinstance(record, dict) and text_at(record, "title") else None for record in records]


def _answer(record: Mapping[str, object]) -> Answer:
    external = table_at(record, "externalIds")
    facts = _facts(record)
    if found := arxiv_id(text_at(external, "ArXiv")):
        facts["arxiv"] = found
    if facts["type"] != "misc" and (published := _doi(external)):
        facts["doi"] = published
    return Answer("s2", facts, related=tuple(_related(external)))


def _facts(record: Mapping[str, object]) -> Facts:
    venue = text_at(record, "publicationVenue", "name") or text_at(record, "venue")
    is_preprint = not venue or is_preprint_server(venue)
    kind = "misc" if is_preprint else _kind(record)
    facts: Facts = {"type": kind, "title": from_html(text_at(record, "title"))}
    if names := named(text_at(person, "name") for person in list_at(record, "authors")):
        facts["authors"] = names
    if year := year_at(record, "year"):
        facts["year"] = year
    if kind != "misc":
        facts["venue"] = short_name(venue) or from_html(venue)
        facts["journal" if kind == "article" else "booktitle"] = from_html(venue)
        is_there = short_name(text_at(record, "journal", "name")) != "arXiv"
        if is_there and (pages := text_at(record, "journal", "pages")):
            facts["pages"] = page_range(pages)
        if is_there and (volume := text_at(record, "journal", "volume")):
            facts["volume"] = volume
    return facts


def _kind(record: Mapping[str, object]) -> str:
    """Return the entry type; it does not follow from "JournalArticle", as almost all that is on arXiv is called."""
    place = text_at(record, "publicationVenue", "type").lower()
    if place == "conference" or (not place and "Conference" in list_at(record, "publicationTypes")):
        return "inproceedings"
    return "article" if place == "journal" else "misc"


def _doi(external: Mapping[str, object]) -> str:
    found = doi(text_at(external, "DOI")) or ""
    return "" if found.lower().startswith("10.48550/") else found


def _related(external: Mapping[str, object]) -> Iterator[Identifier]:
    """Give the names of the published record, those of the publisher first."""
    if found := anthology_id(text_at(external, "ACL")):
        yield Identifier(Kind.ANTHOLOGY, found)
    if found := _doi(external):
        yield Identifier(Kind.DOI, found)
    if (key := text_at(external, "DBLP")) and "/corr/" not in key:
        yield Identifier(Kind.DBLP, key)
