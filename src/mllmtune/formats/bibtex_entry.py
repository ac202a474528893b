"""What does a BibTeX entry say about a paper? Fields to the attributes of the model.

The fields of BibTeX: BibTeXing, Oren Patashnik, 1988, section 3.2. Those of biblatex and their older names: biblatex manual,
section 2.2. Those of arXiv: https://info.arxiv.org/help/hypertex/bibstyles/. A value that an attribute cannot hold without a
change of meaning stays in ``fields`` under its own name, word for word.
"""

import re
from collections.abc import Collection
from typing import cast

from mllmtune.formats.bibtex_blocks import RawEntry
from mllmtune.formats.bibtex_values import expression
from mllmtune.model import identifiers
from mllmtune.model.facts import Facts
from mllmtune.text.latex import decoded
from mllmtune.text.names import normalised, split_names

_TEXTS = (
    "title", "booktitle", "journal", "series", "volume", "number", "pages", "chapter", "edition", "publisher", "address",
    "organization", "school", "institution", "howpublished", "keywords", "note", "abstract",
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
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_PARAGRAPH = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*\n\s*")
_MONTHS = dict(
    pair
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
    for pair in ((name, number), (name[:3], number), (str(number), number), (f"{number:02}", number))
) | {"sept": 9}
_ARXIV_CLASS = re.compile(r"\[([\w.-]+)\]\s*$")

def facts_of(entry: RawEntry, *, untyped: Collection[str] = ()) -> Facts:
    """Return what `entry` says; the fields named in `untyped` go to ``fields`` whatever they say."""
    left = {
        name: value.content
        for name, value in entry.fields.items()
        if value.content and not value.names and name not in untyped
    }
    table: dict[str, object] = {"key": entry.key, "type": entry.type}
    _take_names(left, table)
    _take_date(left, table, entry.fields)
    _take_arxiv(left, table)
    _take_identifiers(left, table)
    _take_texts(left, table, entry.fields)
    table["fields"] = {
        name: value.content if value.names else _kept(value.content)
        for name, value in entry.fields.items()
        if name in left or name in untyped or value.names or not value.content
    }
    return cast("Facts", table)


def _kept(text: str) -> str:
    """Return `text` so that it is not taken for an expression on the way out: braces make it one piece."""
    return text if expression(text) is None else f"{{{text}}}"


def _take_names(left: dict[str, str], table: dict[str, object]) -> None:
    for field, attribute in (("author", "authors"), ("editor", "editors")):
        names = [name for name in map(normalised, split_names(decoded(left.get(field, "")))) if name]
        if names:
            table[attribute] = names
            del left[field]


def _take_date(left: dict[str, str], table: dict[str, object], names: Collection[str]) -> None:
    """Take year and month; a date only where it is all there is and says no more than they do."""
    if re.fullmatch(r"\d{4}", left.get("year", ""), re.ASCII):
        table["year"] = int(left.pop("year"))
    if month := _MONTHS.get(left.get("month", "").lower().rstrip(".")):
        table["month"] = month
        del left["month"]
    date = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?!\d)", left.get("date", ""), re.ASCII)
    if date is None or "year" in names:
        return
    table["year"] = int(date[1])
    if date[0] == left["date"] and not (date[2] and "month" in names):
        del left["date"]
        if date[2]:
            table["month"] = int(date[2])


def _take_arxiv(left: dict[str, str], table: dict[str, object]) -> None:
    """Take eprint, its kind and its class, if the kind is arXiv or not said and the number is one of arXiv."""
    kinds = [name for name in ("archiveprefix", "eprinttype") if name in left]
    found = identifiers.arxiv_id(left.get("eprint", ""))
    if found is None or any(left[name].lower() != "arxiv" for name in kinds):
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
    if identifiers.doi(left.get("doi", "")) is not None:
        table["doi"] = left.pop("doi")
    if "ids" in left:
        table["aliases"] = [key.strip() for key in left.pop("ids").split(",") if key.strip()]
    for name in _VERBATIM:
        if name in left:
            table[name] = left.pop(name)


def _take_texts(left: dict[str, str], table: dict[str, object], names: Collection[str]) -> None:
    renamed = _RENAMED | ({"institution": "school"} if table["type"] in _THESES else {})
    for name, attribute in renamed.items():
        if name in left and attribute not in names:
            table[attribute] = _folded(decoded(left.pop(name)))
    for name in _TEXTS:
        if name in left:
            table[name] = _folded(decoded(left.pop(name)), paragraphs=name == "abstract")


def _folded(text: str, *, paragraphs: bool = False) -> str:
    """Return `text` with each run of white space as one blank, as BibTeX reads it; an abstract keeps its blank lines."""
    if paragraphs and "\n" in text:
        return "\n\n".join(_SPACE.sub(" ", paragraph).strip() for paragraph in _PARAGRAPH.split(text))
    return _SPACE.sub(" ", text)
