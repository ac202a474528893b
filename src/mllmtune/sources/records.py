"""What stands at a place of a JSON document whose shape nobody promises? A value of the type asked for, or nothing."""

import json
import re
from collections.abc import Mapping

from mllmtune.errors import UnusableAnswerError
from mllmtune.text.mojibake import repaired

_ENOUGH = 200  # characters of an answer that are shown
# No text has these: they are what is left of UTF-8 that a publisher has sent to a service as Latin-1.
_CONTROLS = re.compile(r"[\x80-\x9f]")
_LONE = re.compile(r"[\ud800-\udfff]")  # half of a sign, which JSON can write and no file can hold


def document(service: str, text: str) -> Mapping[str, object]:
    """Return the object that an answer is.

    Raises:
        UnusableAnswerError: it is something else.

    """
    value = value_of(service, text)
    if not isinstance(value, dict):
        raise UnusableAnswerError(service, f"a {type(value).__name__} where an object was expected")
    return value


def value_of(service: str, text: str) -> object:
    """Return the JSON value that an answer is.

    Raises:
        UnusableAnswerError: it is no JSON.

    """
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        raise UnusableAnswerError(service, f"no JSON: {beginning(text)}") from None
    return value


def beginning(text: str) -> str:
    """Return the first words of an answer, to be shown."""
    line = " ".join(text[: 2 * _ENOUGH].split())
    return f"{line[:_ENOUGH]}..." if len(line) > _ENOUGH else line or "(nothing)"


def complaint(text: str) -> str:
    """Return what a service says is wrong: the sentence in its JSON, else the first words of its answer."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return beginning(text)
    first = next(
        (one for name in ("errors", "message") for one in list_at(value, name) if isinstance(one, dict)), value
    )
    sentences = (text_at(first, name) for name in ("message", "error", "detail", "title"))
    return beginning(next(filter(None, sentences), text))


def table_at(record: object, *path: str) -> Mapping[str, object]:
    """Return the object at a place, an empty one if there is none."""
    found = _at(record, path)
    return found if isinstance(found, dict) else {}


def list_at(record: object, *path: str) -> list[object]:
    """Return the list at a place, an empty one if there is none; a value that stands alone is a list of one."""
    found = _at(record, path)
    if isinstance(found, list):
        return found
    return [] if found is None else [found]


def text_at(record: object, *path: str) -> str:
    """Return the text at a place on one line, or that of a number; "" if there is none."""
    found = _at(record, path)
    if isinstance(found, list) and found:
        found = found[0]
    if isinstance(found, str):
        whole = _LONE.sub("\ufffd", found)
        return " ".join((repaired(whole).text if _CONTROLS.search(whole) else whole).split())
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else ""


def year_at(record: object, *path: str) -> int | None:
    """Return the year at a place, written as a number or as a text."""
    found = text_at(record, *path)[:4]
    return int(found) if found.isascii() and found.isdigit() and len(found) == len("2024") else None


def _at(record: object, path: tuple[str, ...]) -> object:
    for step in path:
        record = record.get(step) if isinstance(record, dict) else None
    return record
