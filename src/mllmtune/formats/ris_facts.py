"""What does a record of RIS say about a paper?

The tags mean what EndNote and Zotero mean by them, which differs by type: T2 is the journal of an article, the book of
a chapter, the series of a book. A tag that BibTeX has no field for stays in ``fields`` as ``ris-c1``, for C1.
"""

import re
from typing import cast

from mllmtune.formats.bibtex_values import folded
from mllmtune.formats.csl_terms import THESES
from mllmtune.formats.kept import field_text
from mllmtune.formats.ris_dates import dates_of
from mllmtune.formats.ris_people import names_of
from mllmtune.formats.ris_serials import serials
from mllmtune.formats.ris_types import ENTRY_TYPES, SUBTYPES, ris_type
from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import arxiv_id, doi
from mllmtune.model.links import is_safe, page
from mllmtune.text.markup import literal
from mllmtune.text.people import Person, bibtex_name

Values = dict[str, list[str]]

_ARXIV = re.compile(r"arxiv:\s*(\S+)", re.IGNORECASE)
_PAGES = re.compile(r"([^\s–—-]+)\s*[-–—]+\s*([^\s–—-]+)")  # noqa: RUF001 - dashes are what it looks for
_DOCTORAL = re.compile(r"\b(?:ph\.?\s*d|doctoral|doctorate)\b", re.IGNORECASE)
_MASTERS = re.compile(r"\bmaster", re.IGNORECASE)
_JOURNALS = frozenset(("article", "periodical"))
_VERSIONED = frozenset(("software", "dataset"))
_IN_BOOKS = frozenset(("incollection", "inproceedings", "inreference"))
_BOOKS = frozenset(("book", "collection"))
_ISSUERS = {"thesis": "institution", "phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
# Tags that say the same in every type -> attribute.
_TEXTS = {"VL": "volume", "IS": "number", "ET": "edition", "CY": "address", "PP": "address", "AB": "abstract",
          "N2": "abstract", "N1": "note", "RN": "notes"}  # fmt: skip
_FIELDS = {"LA": "language", "ST": "shorttitle", "NV": "volumes", "M3": "type", "C7": "eid", "CN": "library"}


def facts_of(values: Values) -> Facts:
    """Return what a record says; what is of the wrong form is left to the model to refuse."""
    left = {tag: kept for tag, texts in values.items() if (kept := [folded(text) for text in texts if text.strip()])}
    left.pop("ER", None)
    told = " ".join(left.pop("TY", ["GEN"])).upper()
    table: dict[str, object] = {"type": ENTRY_TYPES.get(told, "misc")}
    fields: dict[str, str] = {}
    _take_key(left, table)
    _take_type(told, left, table, fields)
    _take_people(left, table, fields)
    _take_titles(left, table, fields)
    _take_dates(left, table, fields)
    _take_pages(left, table)
    _take_identifiers(left, table)
    _take_addresses(left, table)
    _take_texts(left, table, fields)
    for tag, texts in left.items():
        fields[f"ris-{tag.lower()}"] = field_text(literal(" ; ".join(texts)))
    facts = cast("Facts", table | ({"fields": fields} if fields else {}))
    if ris_type(facts) != told:
        facts["fields"] = facts.get("fields", {}) | {"ris-ty": told}
    return facts


def _first(left: Values, *tags: str) -> str:
    """Take the first value of the first of these tags that is there; "" if none is."""
    for tag in tags:
        if left.get(tag):
            text = left[tag].pop(0)
            if not left[tag]:
                del left[tag]
            return text
    return ""


def _take_key(left: Values, table: dict[str, object]) -> None:
    if key := _first(left, "ID"):
        table["key"] = key
    elif " " not in left.get("LB", [" "])[0]:
        table["key"] = _first(left, "LB")


def _take_type(told: str, left: Values, table: dict[str, object], fields: dict[str, str]) -> None:
    if subtype := next((name for name, code in SUBTYPES.items() if code == told), ""):
        fields["entrysubtype"] = subtype
    if told == "THES" and (degree := " ".join(left.get("M3", []))):
        if _DOCTORAL.search(degree):
            table["type"] = "phdthesis"
        elif _MASTERS.search(degree):
            table["type"] = "mastersthesis"
        if degree == THESES.get(str(table["type"])):
            del left["M3"]
    if told in ("CONF", "CPAPER") and not left.keys() & {"AU", "A1", "T2", "BT", "C3", "JO", "JF"}:
        table["type"] = "proceedings"


def _take_people(left: Values, table: dict[str, object], fields: dict[str, str]) -> None:
    authors = [*left.pop("AU", []), *left.pop("A1", [])]
    editors = [*left.pop("ED", []), *left.pop("A2", [])]
    translators = [*left.pop("TA", []), *left.pop("A4", [])]
    if authors:
        table["authors"] = _names(authors)
    if editors:
        table["editors"] = _names(editors)
    if translators:
        fields["translator"] = field_text(" and ".join(_names(translators)))


def _names(texts: list[str]) -> list[str]:
    return [name for text in texts for name in names_of(text)]


def _take_titles(left: Values, table: dict[str, object], fields: dict[str, str]) -> None:
    kind = str(table["type"])
    titles = ("TI", "T1", "CT") + (("BT",) if kind in _BOOKS else ())
    if title := _first(left, *titles):
        table["title"] = literal(title)
    if kind in _JOURNALS:
        _take(left, table, "journal", "JF", "T2", "JO", "JA", "J2", "J1")
        if short := _first(left, "JA", "J2", "JO", "J1"):
            fields["shortjournal"] = field_text(literal(short))
        _take(left, table, "series", "T3")
    elif kind in _IN_BOOKS:
        _take(left, table, "booktitle", "BT", "T2", "C3", "JF", "JO")
        _take(left, table, "series", "T3")
        if event := _first(left, "C3") or (_first(left, "T2") if kind == "inproceedings" else ""):
            fields["eventtitle"] = field_text(literal(event))
    else:
        _take(left, table, "series", "T2", "T3")
    for tags in (("T1", "TI"), ("JF", "T2", "JO", "BT")):  # some programs say everything twice
        for tag in tags:
            if tag in left and literal(left[tag][0]) in table.values() and len(left[tag]) == 1:
                del left[tag]


def _take(left: Values, table: dict[str, object], attribute: str, *tags: str) -> None:
    if text := _first(left, *tags):
        table[attribute] = literal(text)


def _take_dates(left: Values, table: dict[str, object], fields: dict[str, str]) -> None:
    facts, more, done = dates_of(left)
    table |= facts
    fields |= more
    for tag in done:
        _first(left, tag)


def _take_pages(left: Values, table: dict[str, object]) -> None:
    start, end = _first(left, "SP"), _first(left, "EP")
    if start and end and end != start:
        table["pages"] = f"{literal(start)}--{literal(end)}"
    elif start or end:
        match = _PAGES.fullmatch(start or end)
        table["pages"] = f"{literal(match[1])}--{literal(match[2])}" if match else literal(start or end)


def _take_identifiers(left: Values, table: dict[str, object]) -> None:
    if "DO" in left and doi(left["DO"][0]):
        table["doi"] = _first(left, "DO")
    if (match := _ARXIV.match(left.get("AN", [""])[0])) and arxiv_id(match[1]):
        table["arxiv"] = arxiv_id(match[1])
        _first(left, "AN")
    table |= serials(left.pop("SN", []), in_journal=table["type"] in _JOURNALS)


def _take_addresses(left: Values, table: dict[str, object]) -> None:
    """Take the first address as the paper's own, unless its arXiv id gives the same; the others are links."""
    links: dict[str, str] = {}
    for tag, label in (("UR", "link"), ("L1", "pdf"), ("L2", "fulltext"), ("LK", "link")):
        kept = []
        for text in left.pop(tag, []):
            if not is_safe(text):
                kept.append(text)
            elif (number := arxiv_id(text)) and page({"arxiv": str(table.get("arxiv", number))}) == text:
                table.setdefault("arxiv", number)
            elif tag == "UR" and table.setdefault("url", text) == text:
                continue
            elif text not in links.values():
                same = sum(name.startswith(label) for name in links)
                links[f"{label}{same + 1}" if same else label] = text
        if kept:
            left[tag] = kept
    if links:
        table["links"] = links


def _take_texts(left: Values, table: dict[str, object], fields: dict[str, str]) -> None:
    kind = str(table["type"])
    if kind in _VERSIONED and "ET" in left:
        fields["version"] = field_text(literal(_first(left, "ET")))
    if kind == "patent" and "PB" in left:
        holders = [bibtex_name(Person(whole=name)) for name in left.pop("PB")]
        fields["holder"] = field_text(" and ".join(holders))
    for tag, attribute in _TEXTS.items():
        if tag in left and attribute not in table:
            table[attribute] = literal(" ; ".join(left.pop(tag)))
    if kind not in _JOURNALS and "number" not in table:
        _take(left, table, "number", "M1")
    if kind in _IN_BOOKS:
        _take(left, table, "chapter", "SE")
    _take(left, table, _ISSUERS.get(kind, "publisher"), "PB")
    if words := left.pop("KW", []):
        table["keywords"] = literal(", ".join(words))
    for tag, field in _FIELDS.items():
        if len(left.get(tag, [])) == 1:
            fields[field] = field_text(literal(_first(left, tag)))
