"""How are papers written as RIS, for EndNote, Mendeley, Zotero and library catalogues?

The RIS format: a line is a tag of two signs and a value, so every value is plain text on one line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from mllmtune.formats.csl_terms import THESES
from mllmtune.formats.dated import issued
from mllmtune.formats.inheriting import complete
from mllmtune.formats.kept import texts
from mllmtune.formats.ris_tags import written
from mllmtune.formats.ris_types import ris_type
from mllmtune.model.facts import Facts
from mllmtune.model.links import links_of, page
from mllmtune.text.addresses import address_of
from mllmtune.text.edtf import Date, read_date
from mllmtune.text.latex import plain
from mllmtune.text.names import given_first, split_names
from mllmtune.text.people import person
from mllmtune.text.printable import one_line

_JOURNALS = frozenset(("article", "periodical", "review", "suppperiodical"))
_VERSIONED = frozenset(("software", "dataset"))
_ISSUERS = ("publisher", "school", "institution", "organization", "howpublished")
_OWN_TAG = re.compile(r"ris-([a-z][a-z0-9])")
_FIELDS = {
    "eid": "C7", "eventtitle": "C3", "shorttitle": "ST", "language": "LA", "volumes": "NV", "type": "M3",
    "library": "CN", "annote": "RN", "annotation": "RN",
}  # fmt: skip
_TEXTS = {"VL": "volume", "IS": "number", "SE": "chapter", "CY": "address", "ET": "edition", "N1": "note",
          "RN": "notes", "AB": "abstract"}  # fmt: skip
_NO_PLACE = (
    "posted", "arxiv_class", "paradigm", "category", "method", "topic", "also", "alt_titles", "status", "related",
    "aliases",
)  # fmt: skip
# What has a tag in some types or beside other fields, or is told in full without one.
_HELD_FIELDS = frozenset((
    *_FIELDS, "translator", "subtitle", "shortjournal", "year", "month", "day", "language", "langid",
    "crossref", "xdata", "entrysubtype", "csl-type",
))  # fmt: skip
_RANGE = re.compile(r"([^\s–—-]+)\s*[–—-]\s*([^\s–—-]+)")  # noqa: RUF001 - dashes are what it looks for
_LIST = re.compile(r"\s*[,;]\s*")


def write(papers: Iterable[Facts]) -> str:
    """Return the papers as RIS in UTF-8 with Unix newlines; the same papers always give the same text."""
    return written(_record(facts) for facts in complete(papers))


def left_out(papers: Iterable[Facts]) -> list[str]:
    """Return what some of the papers say and RIS has no tag for: the names of attributes and fields, each once."""
    return list(dict.fromkeys(name for facts in papers for name in _without_a_tag(facts)))


def _without_a_tag(facts: Facts) -> Iterator[str]:
    yield from (name for name in _NO_PLACE if name in facts)
    if first := _first_issuer(cast("Mapping[str, str]", facts)):
        yield from (name for name in _ISSUERS[first:] if name in facts)
    held = _HELD_FIELDS | _held_here(facts, texts(facts))
    for name, text in facts.get("fields", {}).items():
        if text and name not in held and not _OWN_TAG.fullmatch(name):
            yield name


def _held_here(facts: Facts, fields: Mapping[str, str]) -> set[str]:
    """Return the fields that have a tag in papers of this type, or that say something for which there is one."""
    held = {name for name, tag in (("version", "ET"), ("holder", "PB")) if tag in dict(_of_type(facts, fields))}
    if "ris-y2" in fields or read_date(fields.get("urldate", "")):
        held.add("urldate")
    return held if "/" in fields.get("date", "") else {*held, "date"}


def _record(facts: Facts) -> Mapping[str, list[str]]:
    """Return the values of each tag, in the order in which they are written."""
    record: dict[str, list[str]] = {"TY": [ris_type(facts)]}
    for tag, text in _pairs(facts):
        if line := one_line(text):
            record.setdefault(tag, []).append(line)
    return record


def _pairs(facts: Facts) -> Iterator[tuple[str, str]]:
    fields, table = texts(facts), cast("Mapping[str, str]", facts)
    yield "ID", facts["key"]
    yield from (("AU", _name(name)) for name in facts.get("authors", []))
    yield from (("ED", _name(name)) for name in facts.get("editors", []))
    yield from (("A4", _name(name)) for name in split_names(fields.get("translator", "")))
    yield "TI", ": ".join(filter(None, (plain(facts.get("title", "")), plain(fields.get("subtitle", "")))))
    yield from _containers(facts, fields)
    yield from _dates(facts, fields)
    yield from ((tag, plain(table[name])) for tag, name in _TEXTS.items() if name in table)
    yield from _pages(plain(facts.get("pages", "")))
    yield from (("PB", plain(table[name])) for name in _ISSUERS[: _first_issuer(table)][-1:])
    yield from (("SN", table[name]) for name in ("issn", "isbn") if name in table)
    yield from _addresses(facts)
    yield from (("KW", word) for word in _words(facts))
    yield from ((tag, plain(fields[name])) for name, tag in _FIELDS.items() if name in fields)
    yield from _of_type(facts, fields)
    if facts["type"] in THESES and "type" not in fields:
        yield "M3", THESES[facts["type"]]
    yield from (
        (match[1].upper(), plain(fields[name]))
        for name in fields
        if (match := _OWN_TAG.fullmatch(name)) and name != "ris-ty"
    )


def _of_type(facts: Facts, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what has a tag in some types only, or where another field has left it free."""
    if "language" not in fields:
        yield "LA", plain(fields.get("langid", ""))
    if facts["type"] in _VERSIONED and "edition" not in facts:
        yield "ET", plain(fields.get("version", ""))
    if facts["type"] == "patent" and not _first_issuer(cast("Mapping[str, str]", facts)):
        yield from (("PB", person(name).whole or given_first(name)) for name in split_names(fields.get("holder", "")))


def _first_issuer(table: Mapping[str, str]) -> int:
    """Return how many of those who may have published it come up to the first that did; 0 if none did."""
    return next((number for number, name in enumerate(_ISSUERS, 1) if name in table), 0)


def _name(name: str) -> str:
    """Return ``Family, Given, Suffix``; an organisation's name has a comma behind it, so that it is not split."""
    one = person(name)
    if one.whole:
        return one.whole if one.whole == "others" else f"{one.whole.replace(',', '')},"
    parts = (" ".join(filter(None, (one.particle, one.family))), " ".join(filter(None, (one.given, one.dropping))))
    clean = [part.replace(",", "") for part in (*parts, one.suffix)]
    return ", ".join(clean if one.suffix else filter(None, clean))


def _containers(facts: Facts, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if facts["type"] in _JOURNALS:
        yield "T2", plain(facts.get("journal") or facts.get("booktitle") or facts.get("venue", ""))
        yield "J2", plain(fields.get("shortjournal", ""))
        yield "T3", plain(facts.get("series", ""))
        return
    book = plain(facts.get("booktitle") or facts.get("journal") or facts.get("venue", ""))
    yield "T2", book
    yield "T3" if book else "T2", plain(facts.get("series", ""))


def _dates(facts: Facts, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if date := issued(facts):
        yield "PY", f"{date.days[0][0]:04}"
        if len(date.days[0]) > 1:
            yield "DA", _day(date)
    else:
        yield "PY", plain(fields.get("year", ""))
    if "ris-y2" not in fields and (accessed := read_date(fields.get("urldate", ""))):
        yield "Y2", _day(accessed)


def _day(date: Date) -> str:
    """Return the first day as ``YYYY/MM/DD/``, whose slashes all have to be there."""
    year, *rest = date.days[0]
    return "/".join([f"{year:04}", *(f"{part:02}" for part in rest)]) + "/" * (3 - len(rest))


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    match = _RANGE.fullmatch(pages)
    yield "SP", match[1] if match else pages
    yield "EP", match[2] if match else ""


def _addresses(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "DO", address_of(facts.get("doi", ""))
    if "arxiv" in facts:
        yield "AN", f"arXiv:{facts['arxiv']}"
    own = page(facts) or ""
    yield "UR", own
    yield "L1", links_of(facts).get("pdf", "")
    yield from (("UR", address) for label, address in links_of(facts).items() if label != "pdf")


def _words(facts: Facts) -> list[str]:
    words = [*_LIST.split(plain(facts.get("keywords", ""))), *facts.get("tags", [])]
    return list(dict.fromkeys(words))
