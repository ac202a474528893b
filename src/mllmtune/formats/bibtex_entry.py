"""What does a BibTeX entry say about a paper? Fields to the attributes of the model.

The fields of BibTeX: BibTeXing, Oren Patashnik, 1988, section 3.2. Those of biblatex and their older names: biblatex
manual, section 2.2. Those of arXiv: https://info.arxiv.org/help/hypertex/bibstyles/. A value that an attribute cannot
hold without a change of meaning stays in ``fields`` under its own name, word for word.
"""

import re
from collections.abc import Collection
from typing import cast

from mllmtune.formats.bibtex_blocks import RawEntry
from mllmtune.formats.bibtex_values import field_name, folded, kept
from mllmtune.model import identifiers
from mllmtune.model.facts import Facts
from mllmtune.text.latex import decoded
from mllmtune.text.months import MONTHS
from mllmtune.text.names import normalised, split_names

_TEXTS = (
    "title", "booktitle", "journal", "series", "volume", "number", "pages", "chapter", "edition", "publisher",
    "address", "organization", "school", "institution", "howpublished", "keywords", "note", "abstract",
)  # fmt: skip
_VERBATIM = ("isbn", "issn", "url")
# biblatex's name -> the model's. The second is taken under the first name only if it has not a field of its own.
_RENAMED = {"journaltitle": "journal", "location": "address"}
_THESES = ("phdthesis", "mastersthesis")
# What each attribute is read from, where it is not a field of the same name.
SOURCES = {
    "authors": ("author",),
    "editors": ("editor",),
    "arxiv": ("eprint", "archiveprefix", "eprinttype", "primaryclass", "eprintclass"),
    "arxiv_class": ("primaryclass", "eprintclass"),
    "aliases": ("ids",),
    "journal": ("journal", "journaltitle"),
    "address": ("address", "location"),
    "school": ("school", "institution"),
    "year": ("year", "date"),
    "month": ("month", "date"),
}
_MONTHS = MONTHS | {spelling: number for number in MONTHS.values() for spelling in (str(number), f"{number:02}")}
_ALL_IN_BRACES = re.compile(r"\{([^{}]*)\}")
# EndNote writes a keyword a line, where others go on with a line that is set in.
_LINES = re.compile(r"[^\s,;{}][^\n,;{}]*+(?:\n[^\s,;{}][^\n,;{}]*+)++")
_ARXIV_CLASS = re.compile(r"\[([\w.-]+)\]\s*$")


def facts_of(entry: RawEntry, *, untyped: Collection[str] = ()) -> Facts:
    """Return what `entry` says; the fields named in `untyped` go to ``fields`` whatever they say."""
    left = {name: text for name, text in entry.texts.items() if text and name not in untyped}
    names = entry.texts.keys() | entry.expressions.keys()
    table: dict[str, object] = {"key": entry.key, "type": entry.type}
    _take_names(left, table)
    _take_date(left, table, names)
    _take_arxiv(left, table)
    _take_identifiers(left, table)
    _take_texts(left, table, names)
    fields = {
        field_name(name): kept(text)
        for name, text in entry.texts.items()
        if name in left or name in untyped or not text
    }
    table["fields"] = fields | entry.expressions
    return cast("Facts", table)


def _take_names(left: dict[str, str], table: dict[str, object]) -> None:
    for field, attribute in (("author", "authors"), ("editor", "editors")):
        names = [name for name in map(normalised, map(decoded, split_names(left.get(field, "")))) if name]
        if names:
            table[attribute] = names
            del left[field]


def _take_date(left: dict[str, str], table: dict[str, object], names: Collection[str]) -> None:
    """Take year and month, those of a date, too; the date itself is left unless it is all there is and says no more.

    In an entry that inherits, a year leaves the month to the parent and a date does not: there it stays a date.
    """
    if re.fullmatch(r"[1-9]\d{0,3}", _bare(left, "year"), re.ASCII):
        table["year"] = int(_bare(left, "year"))
        del left["year"]
    if month := _MONTHS.get(_bare(left, "month").lower().rstrip(".")):
        table["month"] = month
        del left["month"]
    date = re.match(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2]))?(?!\d)", left.get("date", ""), re.ASCII)
    if date is None or "year" in names:
        return
    table["year"] = int(date[1])
    has_own_month = date[2] and "month" in names
    if date[2] and not has_own_month:
        table["month"] = int(date[2])
    if date[0] == left["date"] and not has_own_month and "crossref" not in names:
        del left["date"]


def _bare(left: dict[str, str], name: str) -> str:
    """Return what a field says without braces around all of it, as in Web of Science; "" if there is no such field."""
    text = left.get(name, "")
    return match[1] if text.startswith("{") and (match := _ALL_IN_BRACES.fullmatch(text)) else text


def _take_arxiv(left: dict[str, str], table: dict[str, object]) -> None:
    """Take eprint, its kind and its class, if the kind is arXiv or not said and the number is one of arXiv."""
    if "eprint" not in left:
        return
    kinds = [name for name in ("archiveprefix", "eprinttype") if name in left]
    found = identifiers.arxiv_id(_bare(left, "eprint"))
    if found is None or any(_bare(left, name).lower() != "arxiv" for name in kinds):
        return
    table["arxiv"] = found
    within = _ARXIV_CLASS.search(left.pop("eprint"))
    for name in kinds:
        del left[name]
    classes = [name for name in ("primaryclass", "eprintclass") if name in left]
    if classes:
        table["arxiv_class"] = left.pop(classes[0])
    elif within:
        table["arxiv_class"] = within[1]


def _take_identifiers(left: dict[str, str], table: dict[str, object]) -> None:
    if "doi" in left and identifiers.doi(_bare(left, "doi")) is not None:
        table["doi"] = _bare(left, "doi")
        del left["doi"]
    if "ids" in left:
        table["aliases"] = [key.strip() for key in left.pop("ids").split(",") if key.strip()]
    for name in _VERBATIM:
        if name in left:
            table[name] = _bare(left, name)
            del left[name]


def _take_texts(left: dict[str, str], table: dict[str, object], names: Collection[str]) -> None:
    renamed = _RENAMED | ({"institution": "school"} if table["type"] in _THESES else {})
    for name, attribute in renamed.items():
        if name in left and attribute not in names:
            table[attribute] = folded(decoded(left.pop(name)))
    if "\n" in left.get("keywords", "") and _LINES.fullmatch(left["keywords"]):
        left["keywords"] = ", ".join(left["keywords"].split("\n"))
    for name in _TEXTS:
        if name in left:
            table[name] = folded(decoded(left.pop(name)), paragraphs=name == "abstract")
