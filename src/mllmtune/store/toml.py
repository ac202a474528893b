"""How is a paper written in the file, and what is wrong with one that a person wrote?"""

import re
import tomllib
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import NamedTuple, cast

import rtoml
import tomli_w
from pydantic import ValidationError

from mllmtune.errors import BadDataError
from mllmtune.model.facts import TABLES, Facts
from mllmtune.model.faults import fault_of
from mllmtune.model.library import Settings
from mllmtune.model.paper import Paper
from mllmtune.store.blocks import many_line_strings

_WIDTH = 100
_TOML_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_ANY_HEADER = re.compile(rb"^[ \t]*\[", re.MULTILINE)
_INNER_TABLE = re.compile(rb"^[ \t]*\[+[ \t]*[\"']?papers[\"']?[ \t]*\.", re.MULTILINE)
# A line that sets an attribute, as `name =`, `name.inner =`, `[name]`, `[[name]]` or `[papers.name]`.
_SETS = rb"^[ \t]*(?:\[+[ \t]*(?:[\"']?papers[\"']?[ \t]*\.[ \t]*)?)?[\"']?%b[\"']?[ \t]*[=.\]]"


class Fault(NamedTuple):
    """What is wrong in a text: the line within it, counted from 0, and a sentence that says how to mend it."""

    line: int
    text: str


class FaultError(BadDataError):
    """A block does not hold a paper; `fault` says where and why."""

    def __init__(self, fault: Fault) -> None:
        """Carry the fault."""
        super().__init__(fault.text)
        self.fault = fault


def read_paper(block: bytes) -> Paper:
    """Return the paper of a block.

    Raises:
        FaultError: the block is no UTF-8, no TOML, or no paper.

    """
    table = _one_paper(block)
    try:
        return Paper.of(cast("Facts", table))
    except ValidationError as error:
        sentence = fault_of(error, Paper).text
        key = table.get("key")
        who = f"{key}: " if key and isinstance(key, str) else ""
        raise FaultError(Fault(line_within(block, *_path(error, sentence)), who + sentence)) from None


def read_settings(rest: bytes) -> Settings:
    """Return the settings from everything in a file that is no paper.

    Raises:
        FaultError: it is no UTF-8, no TOML, or holds something else than settings.

    """
    rest = rest.removeprefix(BOM_UTF8)
    tables = read_table(rest)
    library = tables.pop("library", {})
    for name in tables:
        raise FaultError(_stranger(rest, name))
    if not isinstance(library, dict):
        raise FaultError(Fault(line_within(rest, "library"), '"library" is no table; write [library] on its own line'))
    try:
        return Settings.model_validate(library)
    except ValidationError as error:
        name, sentence = fault_of(error, Settings)
        raise FaultError(Fault(line_within(rest, name or "library"), f"[library]: {sentence}")) from None


def read_table(text: bytes) -> dict[str, object]:
    """Return the tables of a piece of TOML.

    Raises:
        FaultError: it is no UTF-8 or no TOML.

    """
    try:
        return _parsed(text.decode())
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start)
        raise FaultError(Fault(line, "this is not UTF-8; save the file in that encoding")) from None
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place["line"]) - 1 if place and place["line"] else text.rstrip().count(b"\n")
        what = _TOML_PLACE.sub("", str(error))
        raise FaultError(Fault(line, f"this is not TOML: {what[:1].lower()}{what[1:]}")) from None
    except (RecursionError, ValueError):  # Python's own limits
        what = "this holds thousands of brackets within brackets, or of digits in a number; take them out"
        raise FaultError(Fault(line_within(text, ""), what)) from None


def _parsed(text: str) -> dict[str, object]:
    """Return the tables: by the faster parser, and where that refuses, by the one that says best what is wrong."""
    try:
        return rtoml.loads(text.replace("\r\n", "\n"))
    except rtoml.TomlParsingError:
        return tomllib.loads(text)


def line_within(text: bytes, *path: str) -> int:
    """Return the line, counted from 0, on which an attribute is set; else that of its table, else that of the header.

    `path` is the attribute's name, that of its table before it where it has one: ``"fields", "note"``.
    """
    shown = _without_long_strings(text)
    if path[0] not in TABLES and (table := _INNER_TABLE.search(shown)):
        shown = shown[: table.start()]
    header = _ANY_HEADER.search(shown)
    place = header.start() if header else 0
    start = 0
    for name in path:
        if match := re.search(_SETS % re.escape(name.encode()), shown[start:], re.MULTILINE):
            place = start + match.start()
            start += match.end()
    return shown.count(b"\n", 0, place)


def write_paper(facts: Facts) -> str:
    """Return the block of a paper: ``[[papers]]``, its attributes in their order, its links and fields."""
    parts = ["[[papers]]\n"]
    parts += [
        f'{name} = "{value}"\n' if isinstance(value, str) and _is_plain(value) else write_attribute(name, value)
        for name, value in facts.items()
        if name not in TABLES
    ]
    for table in TABLES:
        if table in facts:
            parts += [f"\n[papers.{table}]\n", *(write_attribute(*row) for row in facts[table].items())]
    return "".join(parts)


def write_attribute(name: str, value: object) -> str:
    """Return the line, or lines, that set an attribute."""
    if isinstance(value, list):
        return f"{name} = {_array([_literal(item) for item in value])}\n"
    if isinstance(value, str) and name.isidentifier() and name.isascii() and _is_plain(value):
        return f'{name} = "{value}"\n'
    if value.__class__ is int and name.isidentifier() and name.isascii():
        return f"{name} = {value}\n"
    # To TOML "\r\n" in a multi-line string is the end of a line, and no more than "\n".
    return tomli_w.dumps({name: value}, multiline_strings=not (isinstance(value, str) and "\r" in value))


def write_settings(title: str) -> str:
    """Return the head of a new library file."""
    return "[library]\nschema = 1\n" + tomli_w.dumps({"title": title})


def _path(error: ValidationError, sentence: str) -> list[str]:
    """Return where the first fault is; where several attributes do not agree, its sentence begins with one of them."""
    steps = [step for step in error.errors(include_url=False)[0]["loc"] if isinstance(step, str)]
    return steps or [sentence.partition(" ")[0]]


def _stranger(text: bytes, name: str) -> Fault:
    remedy = (
        "start each paper with a line [[papers]]" if name == "papers" else "a library holds [library] and [[papers]]"
    )
    return Fault(line_within(text, name), f'"{name}" is not known here; {remedy}')


def _one_paper(block: bytes) -> dict[str, object]:
    tables = read_table(block)
    papers = tables.pop("papers")
    assert isinstance(papers, list)
    if tables or len(papers) > 1:  # a header that only a reader of all of TOML's spellings sees
        raise FaultError(_stranger(block, next(iter(tables), "papers")))
    table: dict[str, object] = papers[0]
    return table


def _without_long_strings(text: bytes) -> bytes:
    """Return the text with blanks in the place of multi-line strings, line by line."""
    for start, end in many_line_strings(text):
        text = text[:start] + re.sub(rb"[^\n]", b" ", text[start:end]) + text[end:]
    return text


def _is_plain(text: str) -> bool:
    """Tell whether a text stands between quotes as it is: TOML 1.0.0, section "String"."""
    return text.isprintable() and '"' not in text and "\\" not in text


def _literal(text: object) -> str:
    return f'"{text}"' if isinstance(text, str) and _is_plain(text) else tomli_w.dumps({"x": text})[len("x = ") : -1]


def _array(items: list[str]) -> str:
    """Return an array on one line, or filled to the width of a page."""
    line = f"[{', '.join(items)}]"
    return line if len(line) < _WIDTH else "[\n" + "".join(f"    {row}\n" for row in _rows(items)) + "]"


def _rows(items: list[str]) -> Iterator[str]:
    row = ""
    for item in items:
        if row and len(row) + len(item) > _WIDTH - 6:
            yield row.rstrip()
            row = ""
        row += f"{item}, "
    yield row.rstrip()
