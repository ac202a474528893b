"""Which objects stand in a file of JSON, and on which lines? A fault in one does not lose the others.

RFC 8259. A file is a list of objects, one object, or an object that holds such a list as ``items`` (Zotero's
web API) or as ``references`` (pandoc).
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from mllmtune.formats.reading import Problem

_SPACE = re.compile(r"[ \t\r\n]*")
_BETWEEN = re.compile(r"[ \t\r\n,]*")
# Where the next record of a file that people or programs have set out line by line is likely to begin.
_NEXT_LINE = re.compile(r"\n([ \t]*)\{")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LISTS = re.compile(
    r"[ \t\r\n]*\{\s*(?:\"[^\"\\]*\"\s*:\s*(?:\"[^\"\\]*\"|[\w.+-]+)\s*,\s*)*\"(?:items|references)\"\s*:\s*(?=\[)"
)
_RAW = 2000  # signs of a broken file that a problem shows
_DECODER = json.JSONDecoder()


class Record(NamedTuple):
    """An object, the line on which it begins, counted from 1, and how it stands there."""

    line: int
    table: dict[str, object]
    raw: str


def records(text: str) -> Iterator[Record | Problem]:
    """Give every object of the file and every place that was not understood, in their order."""
    text = text.removeprefix("\ufeff")
    if "\\u" in text and _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
    inner = _LISTS.match(text)
    start = _SPACE.match(text, inner.end() if inner else 0)
    at = start.end() if start else 0
    if text[at : at + 1] == "[":
        yield from _in_list(text, at + 1)
    elif text[at:].strip():
        yield from _alone(text, at)


def _alone(text: str, at: int) -> Iterator[Record | Problem]:
    line = 1 + text.count("\n", 0, at)
    value, end, why = _decoded(text, at)
    if why:
        yield Problem(line, why, text[at : at + _RAW])
    elif isinstance(value, dict):
        yield Record(line, value, text[at:end])
    else:
        yield Problem(line, "a list of records should stand here", text[at : at + _RAW])


def _in_list(text: str, at: int) -> Iterator[Record | Problem]:
    line, counted = 1, 0
    while True:
        at = _skipped(text, at)
        if at >= len(text) or text[at] == "]":
            break
        line, counted = line + text.count("\n", counted, at), at
        value, end, why = _decoded(text, at)
        if why:
            end = _next_start(text, at)
            yield Problem(line, why, text[at : min(end, at + _RAW)].rstrip(" \t\r\n,"))
        elif isinstance(value, dict):
            yield Record(line, value, text[at:end])
        else:
            yield Problem(line, "a record should stand here", text[at : min(end, at + _RAW)])
        at = end
    if at >= len(text):
        yield Problem(1 + text.count("\n"), "the file ends before its list does", "", lost=False)


def _skipped(text: str, at: int) -> int:
    """Return where the next value or the end of the list stands; too many commas do no harm."""
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _decoded(text: str, at: int) -> tuple[object, int, str]:
    """Return the value that begins at `at`, where it ends, and what is wrong with it, "" if nothing."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        return None, at, f"this is not JSON: {error.msg.lower()} in line {error.lineno}, column {error.colno}"
    except (RecursionError, ValueError):  # Python's own limits
        return None, at, "this holds thousands of brackets within brackets, or of digits in a number"
    return _without_surrogates(value), end, ""


def _next_start(text: str, at: int) -> int:
    """Return where the next record begins: a brace at the beginning of a line, as far in as that of this one."""
    line_start = text.rfind("\n", 0, at) + 1
    margin = text[line_start:at]
    if margin.strip(" \t"):
        margin = margin[: len(margin) - len(margin.lstrip(" \t"))]
    for match in _NEXT_LINE.finditer(text, at):
        if match[1] == margin:
            return match.end() - 1
    return len(text)


def _without_surrogates(value: object) -> object:
    """Return the value with halves of characters, which no encoding writes, as the sign for what cannot be read."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value) if not value.isascii() else value
    if isinstance(value, dict):
        return {str(_without_surrogates(name)): _without_surrogates(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_without_surrogates(each) for each in value]
    return value
