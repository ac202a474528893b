"""What does arXiv say of papers? Up to a hundred of them in one answer, an Atom feed.

arXiv API User's Manual, sections 3.1 (``id_list``), 3.3 (the feed), 3.4 (errors): an id that nobody has makes no entry;
an id that is none makes one entry called "Error" of the whole answer.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from mllmtune.errors import UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import arxiv_id
from mllmtune.sources.answer import Answer
from mllmtune.sources.identifier import Kind, identifier_of
from mllmtune.sources.naming import named
from mllmtune.sources.records import beginning
from mllmtune.sources.wording import from_tex

NAME = "arXiv"
MOST = 100  # ids in one request; the manual asks for no more than is needed

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_BEGINNING = 200  # characters of an abstract: one that was withdrawn begins with it
_WITHDRAWN = re.compile(
    r"\bwithdrawn by\b|^\W*withdrawn\b"
    r"|\b(?:paper|article|manuscript|submission|work|(?<!earlier )(?<!previous )version)"
    r"\s+(?:has been|have been|was|is)\s+(?:now\s+)?withdrawn\b|\bremoved by arxiv\b",
    re.IGNORECASE,
)


def url(ids: Sequence[str]) -> str:
    """Return the address, below that of the service, of the records of some ids."""
    return "/api/query?" + urlencode({"id_list": ",".join(ids), "start": 0, "max_results": len(ids)}, safe=",/")


def parse(text: str) -> list[Answer]:
    """Return what the feed says, an answer a paper, in its order; a paper that is not there has none.

    Raises:
        UnusableAnswerError: it is no feed, it is hostile, or it says what was wrong with the question.

    """
    try:
        feed: Element = fromstring(text, forbid_dtd=True)
    except ParseError:
        raise UnusableAnswerError(NAME, f"no Atom feed: {beginning(text)}") from None
    except DefusedXmlException:
        raise UnusableAnswerError(NAME, "XML that declares a document type or entities, which is not read") from None
    if feed.tag != f"{_ATOM}feed":
        raise UnusableAnswerError(NAME, f"no Atom feed: {beginning(text)}")
    return list(_answers(feed))


def _answers(feed: Element) -> Iterator[Answer]:
    for entry in feed.iter(f"{_ATOM}entry"):
        if "api/errors" in _text(entry, f"{_ATOM}id"):
            raise UnusableAnswerError(NAME, _text(entry, f"{_ATOM}summary") or "an error that it does not name")
        found = arxiv_id(_text(entry, f"{_ATOM}id"))
        if found and _text(entry, f"{_ATOM}title"):
            yield _answer(entry, re.sub(r"v\d+$", "", found))


def _answer(entry: Element, found: str) -> Answer:
    named = [identifier_of(word) for word in re.split(r"[\s;,]+", _text(entry, f"{_ARXIV}doi"))]
    related = tuple(one for one in named if one and one.kind in (Kind.DOI, Kind.ANTHOLOGY))  # some give that of arXiv
    return Answer("arxiv", _facts(entry, found), tuple(_remarks(entry)), related)


def _facts(entry: Element, found: str) -> Facts:
    posted = _text(entry, f"{_ATOM}published")
    names = [_text(author, f"{_ATOM}name") for author in entry.iter(f"{_ATOM}author")]
    facts: Facts = {"type": "misc", "title": from_tex(_text(entry, f"{_ATOM}title")), "authors": named(names)}
    if re.match(r"\d{4}-\d\d", posted):
        facts |= {"year": int(posted[:4]), "posted": posted[:7]}
    facts |= {"venue": "arXiv", "arxiv": found}
    primary = entry.find(f"{_ARXIV}primary_category")
    if primary is not None and (term := primary.get("term")):
        facts["arxiv_class"] = term
    if abstract := from_tex(_text(entry, f"{_ATOM}summary")):
        facts["abstract"] = abstract
    return facts


def _remarks(entry: Element) -> Iterator[str]:
    comment, abstract = _text(entry, f"{_ARXIV}comment"), _text(entry, f"{_ATOM}summary")
    if _WITHDRAWN.search(comment) or _WITHDRAWN.search(abstract[:_BEGINNING]):
        yield f"arXiv says that it has been withdrawn: {comment or abstract[:_BEGINNING]}"
    if where := _text(entry, f"{_ARXIV}journal_ref"):
        yield f"it has been published, says arXiv: {where}; `mllmtune upgrade` looks for the record"


def _text(entry: Element, name: str) -> str:
    found = entry.find(name)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""
