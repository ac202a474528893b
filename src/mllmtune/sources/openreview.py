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
    r"\bsubmi(?:tted|ssions?)\b|\bwithdrawn\b|\breject|\bunder review\b|\bdecision pending\b|\bretracted\b|\bdeleted\b"
    r"|^archive|public article|\bdblp org journals corr\b",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(r"/accepted_submissions?$", re.IGNORECASE)
_WORKSHOP = re.compile(r"/(?:workshops?|tinypapers)/?", re.IGNORECASE)  # "NeurIPS.cc/2023/Workshop/R0-FoMo"
_OF_JOURNAL = re.compile(r"^dblp\.org/journals/", re.IGNORECASE)  # a copy of a record of DBLP
_HITS = 10
_GONE = re.compile(r"\b(withdrawn|retracted|desk[ -]reject\w*|reject\w*)\b", re.IGNORECASE)
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
        if isinstance(note, dict) and text_at(content, "title") and not text_at(note, "replyto"):  # no review of it
            yield Answer("openreview", _facts(note, content), tuple(_remarks(content)))


def _value(value: object) -> object:
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _facts(note: Mapping[str, object], content: Mapping[str, object]) -> Facts:
    venue = text_at(content, "venue")
    facts: Facts = {"type": "misc", "title": from_tex(text_at(content, "title"))}
    if names := named(_people(content)):
        facts["authors"] = names
    posted = _day(note, "odate", "tcdate", "cdate")
    if _was_taken(content):
        facts |= _publication(note, content, venue)
    elif posted:
        facts["year"] = posted.year
    if posted:
        facts["posted"] = f"{posted:%Y-%m}"
    facts["openreview"] = text_at(note, "forum") or text_at(note, "id")
    if abstract := from_tex(text_at(content, "abstract")):
        facts["abstract"] = abstract
    return facts


def _people(content: Mapping[str, object]) -> Iterator[str]:
    """Give the names: of late, authors may be objects; in the first years they were one text."""
    authors = content.get("authors")
    for one in authors.split(",") if isinstance(authors, str) else list_at(content, "authors"):
        yield one if isinstance(one, str) else text_at(one, "fullname")


def _was_taken(content: Mapping[str, object]) -> bool:
    """Tell whether it has been published there. It also has copies of records of DBLP, those of arXiv among them."""
    venue = text_at(content, "venue")
    return bool(venue) and not _NOT_TAKEN.search(_standing(content)) and short_name(venue) != "arXiv"


def _standing(content: Mapping[str, object]) -> str:
    """Return both names of the venue, of which only one may say that it was not taken, as words."""
    venueid = _ACCEPTED.sub("", text_at(content, "venueid"))
    return re.sub(r"[/_.]", " ", f"{text_at(content, 'venue')} {venueid}")


def _publication(note: Mapping[str, object], content: Mapping[str, object], venue: str) -> Facts:
    words = [word for word in venue.split() if word in _JOURNALS]
    venueid = text_at(content, "venueid")
    short = next(iter(words), "") or short_name(venue) or short_name(venue.split(maxsplit=1)[0])
    if _WORKSHOP.search(venueid):
        short = _of_workshop(venueid)
    bibtex = text_at(content, "_bibtex")
    is_article = short in _JOURNALS or bool(_OF_JOURNAL.search(venueid))
    found: Facts = {"type": "article" if is_article else "inproceedings"}
    if year := _YEAR.search(venue) or _BIBTEX_YEAR.search(bibtex):
        found["year"] = int(year[year.lastindex or 0])
    elif published := _day(note, "pdate"):
        found["year"] = published.year
    if short:
        found["venue"] = short
    if short in _JOURNALS:
        return found | {"journal": _JOURNALS[short]}
    book = _BIBTEX_BOOK.search(bibtex)
    name = from_tex(book[2]) if book else _ORDINALS.get(short, _YEAR.sub("", venue).strip() if is_article else venue)
    return found | ({"journal": name} if is_article else {"booktitle": name})


def _of_workshop(venueid: str) -> str:
    """Return the short name of a workshop by the conference beside which it is held: "NeurIPS Workshop"."""
    host = venueid.partition("/")[0].removesuffix(".cc").rpartition(".")[2]
    return f"{short_name(host) or host} Workshop"


def _day(note: Mapping[str, object], *names: str) -> datetime | None:
    """Return the first of some dates, which are milliseconds since 1970."""
    for name in names:
        value = note.get(name)
        if isinstance(value, int) and 0 < value < 1 << 43:
            return datetime.fromtimestamp(value / 1000, tz=UTC)
    return None


def _remarks(content: Mapping[str, object]) -> Iterator[str]:
    if gone := _GONE.search(_standing(content)):
        yield f"OpenReview says that it was {gone[1].lower()}: {text_at(content, 'venue')}"
