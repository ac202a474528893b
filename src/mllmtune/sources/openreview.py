"""What does OpenReview say of a forum? The paper as it was handed in, and where it was taken.

OpenReview API 2, entity *Note*, where each value stands in an object (``{"title": {"value": ...}}``), and API 1, where
it stands by itself; venues until 2022 are known to API 1 alone.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from mllmtune.errors import UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.sources.answer import Answer
from mllmtune.sources.naming import named
from mllmtune.sources.records import beginning, document, list_at, table_at, text_at
from mllmtune.sources.venues import short_name
from mllmtune.sources.wording import from_tex
from mllmtune.text.latex import plain

NAME = "OpenReview"

# What is handed in, turned down or taken back has a venue too, so that only the others have been published there.
_NOT_TAKEN = re.compile(
    r"\bsubmi(?:tted|ssion)\b|\bwithdrawn\b|\bdesk[ -]reject|\breject|\bunder review\b|^archive",
    re.IGNORECASE,
)
_HITS = 10
_GONE = re.compile(r"\b(withdrawn|desk[ -]reject\w*|reject\w*)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_JOURNALS = {"TMLR": "Transactions on Machine Learning Research", "JMLR": "Journal of Machine Learning Research"}
_ORDINALS = {"ICLR": "International Conference on Learning Representations",
             "ICML": "International Conference on Machine Learning",
             "NeurIPS": "Advances in Neural Information Processing Systems"}  # fmt: skip
_BIBTEX_BOOK = re.compile(r"\b(booktitle|journal)\s*=\s*\{((?:[^{}]|\{[^{}]*\})*)\}", re.IGNORECASE)
_BIBTEX_YEAR = re.compile(r"\byear\s*=\s*[{\"]?(\d{4})", re.IGNORECASE)


def url(forum: str) -> str:
    """Return the address, below that of the service, of the notes of a forum's paper."""
    return "/notes?" + urlencode({"id": forum})


def parse(text: str) -> Answer | None:
    """Return what the paper's note says; None: there is no such note that everybody may read.

    Raises:
        UnusableAnswerError: it is no list of notes.

    """
    answer = document(NAME, text)
    if "notes" not in answer:
        raise UnusableAnswerError(NAME, text_at(answer, "message") or f"no notes: {beginning(text)}")
    return next(_answers(answer), None)


def search_url(title: str) -> str:
    """Return the address, below that of the service, of the papers whose title has these words."""
    words = " ".join(re.sub(r"[^\w\s-]", " ", plain(title)).split())
    return "/notes/search?" + urlencode({"term": words, "type": "terms", "source": "forum", "limit": _HITS})


def parse_search(text: str) -> list[Answer]:
    """Return the papers that were found.

    Raises:
        UnusableAnswerError: it is no list of notes, or there is no search now.

    """
    answer = document(NAME, text)
    if "notes" not in answer or answer.get("searchUnavailable"):
        raise UnusableAnswerError(NAME, text_at(answer, "message") or f"no result of a search: {beginning(text)}")
    return list(_answers(answer))


def _answers(answer: Mapping[str, object]) -> Iterator[Answer]:
    for note in list_at(answer, "notes"):
        content = {name: _value(value) for name, value in table_at(note, "content").items()}
        if isinstance(note, dict) and text_at(content, "title"):
            yield Answer("openreview", _facts(note, content), tuple(_remarks(content)))


def _value(value: object) -> object:
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _facts(note: Mapping[str, object], content: Mapping[str, object]) -> Facts:
    venue = text_at(content, "venue")
    # It also has copies of records of DBLP, those of arXiv among them.
    was_taken = bool(venue) and not _NOT_TAKEN.search(venue) and short_name(venue) != "arXiv"
    facts: Facts = {"type": "misc", "title": from_tex(text_at(content, "title"))}
    # Of late, authors may be objects.
    names = [one if isinstance(one, str) else text_at(one, "fullname") for one in list_at(content, "authors")]
    if names := named(names):
        facts["authors"] = names
    posted = _day(note, "odate", "tcdate", "cdate")
    if was_taken:
        facts |= _publication(note, content, venue)
    elif posted:
        facts["year"] = posted.year
    if posted:
        facts["posted"] = f"{posted:%Y-%m}"
    facts["openreview"] = text_at(note, "forum") or text_at(note, "id")
    if abstract := from_tex(text_at(content, "abstract")):
        facts["abstract"] = abstract
    return facts


def _publication(note: Mapping[str, object], content: Mapping[str, object], venue: str) -> Facts:
    words = [word for word in venue.split() if word in _JOURNALS]
    short = next(iter(words), "") or short_name(venue) or short_name(venue.split(maxsplit=1)[0])
    bibtex = text_at(content, "_bibtex")
    found: Facts = {"type": "article" if short in _JOURNALS else "inproceedings"}
    if year := _YEAR.search(venue) or _BIBTEX_YEAR.search(bibtex):
        found["year"] = int(year[year.lastindex or 0])
    elif published := _day(note, "pdate"):
        found["year"] = published.year
    if short:
        found["venue"] = short
    if short in _JOURNALS:
        return found | {"journal": _JOURNALS[short]}
    book = _BIBTEX_BOOK.search(bibtex)
    return found | {"booktitle": from_tex(book[2]) if book else _ORDINALS.get(short, venue)}


def _day(note: Mapping[str, object], *names: str) -> datetime | None:
    """Return the first of some dates, which are milliseconds since 1970."""
    for name in names:
        value = note.get(name)
        if isinstance(value, int) and 0 < value < 1 << 43:
            return datetime.fromtimestamp(value / 1000, tz=UTC)
    return None


def _remarks(content: Mapping[str, object]) -> Iterator[str]:
    venue = text_at(content, "venue")
    if gone := _GONE.search(venue):
        yield f"OpenReview says that it was {gone[1].lower()}: {venue}"
