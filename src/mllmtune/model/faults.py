"""What is wrong with a paper that somebody wrote, in words that say how to mend it?"""

import re
from typing import NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

_ALIKE = 60  # of 100: two letters of an attribute swapped, one missing

# What pydantic says in Python's words, said in those of the file.
_SAID = {
    "tuple_type": 'must be a list: ["...", "..."]',
    "dict_type": "must be a table of its own",
    "string_type": 'must be a text: "..."',
    "int_type": "must be a number without quotes",
    "string_unicode": "is not UTF-8",
    "string_too_short": "must not be empty; write a value or remove the line",
}


class Fault(NamedTuple):
    """The attribute that is wrong (empty where several do not agree) and a sentence."""

    attribute: str
    text: str


def fault_of(error: ValidationError, model: type[BaseModel]) -> Fault:
    """Return the first thing that pydantic found wrong, and how many more there are."""
    errors = error.errors(include_url=False)
    first = errors[0]
    path = [str(step) for step in first["loc"] if isinstance(step, str)]
    name = path[-1] if path else ""
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return Fault(
        name, _sentence(".".join(path), first["type"], first["msg"], first["input"], model) + _unfit(first) + more
    )


def _unfit(error: ErrorDetails) -> str:
    """Return the first sign that a text must not hold, where one is to blame."""
    pattern, value = error.get("ctx", {}).get("pattern"), error["input"]
    if pattern is None or not isinstance(value, str):
        return ""
    return next((f": {sign!r}" for sign in value if not re.search(pattern, f"a{sign}")), "")


def _sentence(name: str, kind: str, message: str, value: object, model: type[BaseModel]) -> str:
    if kind == "extra_forbidden":
        known = [field.alias or attribute for attribute, field in model.model_fields.items()]
        near = process.extractOne(name, known, score_cutoff=_ALIKE)
        hint = f'did you mean "{near[0]}"?' if near else "a field of BibTeX goes under [papers.fields]"
        return f'"{name}" is not an attribute; {hint}'
    if kind == "missing":
        return f'"{name}" is missing; write {name} = "..."'
    said = message.removeprefix("Value error, ").removeprefix("Input ")
    if kind == "value_error":
        return said
    said = _SAID.get(kind, said)
    if kind == "string_pattern_mismatch":
        said = "holds a character that cannot stand there" if value else "must not be empty"
    shown = f" {value!r}" if isinstance(value, str | int | float) and value != "" else ""
    return f'"{name}"{shown} {said}'
