"""What does a value say that is taken from another entry: ``publisher = {xdata=houses-publisher}``?

biblatex manual, section 3.14.6: ``xdata=KEY-FIELD`` for a field or the first of a list of names or places, with
``-2`` for the second and ``-*`` for all of them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import cast

from mllmtune.model.facts import Facts
from mllmtune.text.names import split_names

_REFERENCE = re.compile(r"\{?\s*xdata\s*=\s*([^\s{},]+)\s*\}?")
_ATTRIBUTES = {"author": "authors", "editor": "editors", "journaltitle": "journal", "location": "address"}
# What biblatex takes for lists, though an attribute holds it as one text.
_LISTS = frozenset(("publisher", "address", "organization", "institution", "school"))


def with_values(facts: Facts, known: Mapping[str, Facts]) -> Facts:
    """Return the facts with what such values say; a value that refers to no entry stays as it is."""
    fields = {name: _text(text, known) for name, text in facts.get("fields", {}).items()}
    table = {name: _value(value, known) for name, value in facts.items() if name not in ("key", "fields")}
    return cast("Facts", {"key": facts["key"], **table, **({"fields": fields} if fields else {})})


def _value(value: object, known: Mapping[str, Facts]) -> object:
    if isinstance(value, list):
        return [name for each in value for name in _said(each, known)]
    return _text(value, known) if isinstance(value, str) else value


def _text(text: str, known: Mapping[str, Facts]) -> str:
    if not _REFERENCE.search(text):
        return text
    return " and ".join(said for each in split_names(text) for said in _said(each, known))


def _said(item: object, known: Mapping[str, Facts]) -> list[str]:
    """Return what one text or name says; several if it refers to a whole list."""
    match = _REFERENCE.fullmatch(str(item))
    for parts in (match[1].rsplit("-", 1), match[1].rsplit("-", 2)) if match else ():  # a key may hold hyphens itself
        facts = known.get(parts[0])
        if facts and len(parts) > 1 and (chosen := _chosen(_values(facts, parts[1].lower()), *parts[2:])):
            return chosen
    return [cast("str", item)]


def _chosen(values: list[str], number: str = "1") -> list[str]:
    """Return the item of a list that has a number, or all of them for ``*``."""
    if number == "*":
        return values
    return values[int(number) - 1 : int(number)] if re.fullmatch(r"[1-9]\d{0,3}", number, re.ASCII) else []


def _values(facts: Facts, field: str) -> list[str]:
    """Return what a field of an entry says, its items one by one if it is a list."""
    attribute = _ATTRIBUTES.get(field, field)
    value = facts.get(attribute) or facts.get("fields", {}).get(field)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(each) for each in value]
    if attribute in _LISTS and isinstance(value, str):
        return split_names(value)
    return [str(value)] if value is not None else []
