"""What does ``tags+=peft`` ask of a paper? An attribute, what is to be done with it, and a value, as they are typed."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, cast

from rapidfuzz import process

from mllmtune.errors import BadAssignmentError
from mllmtune.model.facts import TABLES, Facts, in_order
from mllmtune.model.links import LABELS
from mllmtune.model.taxonomy import PARADIGM_OF, Category
from mllmtune.text.names import normalised, split_names

_ASSIGNMENT = re.compile(r"(?P<name>[A-Za-z][^\s=+]*?)(?P<way>[+-]?=)(?P<value>.*)", re.DOTALL)
_LISTS = tuple(name for name, kind in Facts.__annotations__.items() if kind == list[str])
_NUMBERS = tuple(name for name, kind in Facts.__annotations__.items() if kind is int)
# Their items may hold a semicolon themselves: the value is one item.
_ONE_ITEM = ("alt_titles", "waive")
_NAMES = ("authors", "editors")  # may also be parted by ``and``, and be written with the given name first
_PARAGRAPHS = ("notes", "abstract")  # what is added to them stands behind an empty line
_NUMBER = r"(?:-?[0-9]{1,9})?"
_ALIKE = 60  # of 100


# Fields of BibTeX that are attributes here; `year`, `month` and `type` may say as fields what no attribute can hold.
_ATTRIBUTE_OF = {
    **{
        name: name
        for name in (
            "title", "booktitle", "journal", "series", "volume", "number", "pages", "chapter", "edition", "publisher",
            "address", "organization", "school", "institution", "howpublished", "note", "doi", "isbn", "issn", "url",
            "abstract", "keywords",
        )
    },
    "author": "authors",
    "editor": "editors",
}  # fmt: skip


class Way(StrEnum):
    """What is done with the value."""

    PUT = "="
    ADD = "+="
    TAKE = "-="


class Assignment(NamedTuple):
    """An attribute (``links.code`` for one of a table), what is done, and the value as it was typed."""

    name: str
    way: Way
    value: str


def assignment(text: str) -> Assignment | None:
    """Return what a word of the command line assigns; None if it is no assignment.

    Raises:
        BadAssignmentError: no paper has such an attribute, or it cannot be changed so.

    """
    match = _ASSIGNMENT.fullmatch(text)
    if match is None:
        return None
    found = Assignment(match["name"], Way(match["way"]), match["value"].strip())
    _check(found)
    return found


def assigned(facts: Facts, assignments: Sequence[Assignment]) -> Facts:
    """Return the facts after all assignments, in the order of the file; whether they make a paper is to be checked.

    A category brings its paradigm with it, unless that is assigned too.
    """
    table = dict[str, object](facts)
    for one in assignments:
        _assign(table, one)
    names = {one.name for one in assignments}
    if "category" in names and "paradigm" not in names and table.get("category") in list(Category):
        table["paradigm"] = PARADIGM_OF[Category(str(table["category"]))]
    return in_order(table)


def _check(one: Assignment) -> None:
    table, dot, label = one.name.partition(".")
    if one.name == "key":
        raise BadAssignmentError("a key is changed by `mllmtune rename`, which keeps the old one working")
    if one.name in TABLES and one.value:
        raise BadAssignmentError(f"say which of the {one.name}: {one.name}.LABEL=VALUE")
    if table == "fields" and one.value and (attribute := _ATTRIBUTE_OF.get(label)):
        raise BadAssignmentError(f'"{one.name}" would stand beside "{attribute}"; write {attribute}=...')
    if one.name not in Facts.__annotations__ and not (dot and table in TABLES and label):
        near = process.extractOne(one.name, list(Facts.__annotations__), score_cutoff=_ALIKE)
        hint = f"a link is called links.{one.name}, a field of BibTeX fields.{one.name}"
        if near and one.name not in LABELS:
            hint = f'did you mean "{near[0]}"?'
        raise BadAssignmentError(f'"{one.name}" is not an attribute; {hint}')
    if one.name in _NUMBERS and not re.fullmatch(_NUMBER, one.value):
        raise BadAssignmentError(f'"{one.name}" is a number, not "{one.value}"')
    if one.way is Way.TAKE and one.name not in _LISTS:
        raise BadAssignmentError(f'"{one.name}" is no list to take something out of; {one.name}= clears it')
    if one.way is Way.ADD and one.name not in (*_LISTS, *_PARAGRAPHS):
        raise BadAssignmentError(f'"{one.name}" is no list to add something to; {one.name}=... replaces it')


def _assign(table: dict[str, object], one: Assignment) -> None:
    name, dot, label = one.name.partition(".")
    if dot:
        inner = dict(cast("Mapping[str, str]", table.get(name, {})))
        table[name] = {key: text for key, text in (inner | {label: one.value}).items() if text or key != label}
    elif name in _LISTS:
        table[name] = _items(cast("list[str]", table.get(name, [])), one)
    elif one.way is Way.ADD:
        table[name] = f"{table[name]}\n\n{one.value}" if table.get(name) and one.value else one.value or table.get(name)
    else:
        table[name] = int(one.value) if name in _NUMBERS and one.value else one.value or None


def _items(held: list[str], one: Assignment) -> list[str]:
    parts = [one.value] if one.name in _ONE_ITEM else one.value.split(";")
    if one.name in _NAMES:
        typed = [name for part in parts for name in split_names(part)]
        parts = [*map(normalised, typed), *(typed if one.way is Way.TAKE else ())]
    said = list(dict.fromkeys(filter(None, (part.strip() for part in parts))))
    match one.way:
        case Way.PUT:
            return said
        case Way.ADD:
            return [*held, *(item for item in said if item not in held)]
        case Way.TAKE:
            return [item for item in held if item not in said]
