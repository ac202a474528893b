"""What do rules see of a file? Its papers with their lines: of the library, or of any format that can be read."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from pydantic import ValidationError

from mllmtune.checks.rule import Kind, Setting, Trouble, View
from mllmtune.checks.subject import Subject
from mllmtune.cli.files import read_text
from mllmtune.formats import LISTS, Format, reader
from mllmtune.formats.reading import COMMENT, OUTSIDE, Entry
from mllmtune.model.facts import Facts
from mllmtune.model.paper import Paper
from mllmtune.store.blocks import Blocks
from mllmtune.store.conflicts import marked_conflicts
from mllmtune.store.reading import read_snapshot
from mllmtune.store.toml import FaultError, line_within, read_paper, read_settings, read_table
from mllmtune.store.workspace import curated_library

# Where a file says an attribute, if not in a field of its name.
_SAID = {"authors": "author", "editors": "editor", "arxiv": "eprint", "journal": "journal(?:title)?"}
_FENCE = re.compile(r"\s{0,12}(?:```|~~~)\s*(?P<language>\w*)")
_BIBTEX = ("bibtex", "bib", "latex", "tex")
_PLACES = ("category", "also")  # what has to agree with the paradigm


class Checked(NamedTuple):
    """A file as it is checked, and the blocks of those of its papers that can be mended, by key."""

    view: View
    blocks: dict[str, bytes]


def library_view(blocks: Blocks, setting: Setting) -> Checked:
    """Return a library as rules see it. What is no paper is a trouble of the view; no fault stops the others."""
    subjects: list[Subject] = []
    troubles = list(_settings_troubles(blocks))
    mendable: dict[str, bytes] = {}
    line = 1
    for start, end, is_paper in blocks.spans:
        block = blocks.data[start:end]
        if is_paper:
            try:
                facts, is_whole = _facts(block)
            except FaultError as error:
                troubles.append(Trouble(line + error.fault.line, error.fault.text, lost=True))
            else:
                subjects.append(Subject(facts, partial(_line_in_block, block, line)))
                mendable |= {facts["key"]: block} if is_whole else {}
        line += block.count(b"\n")
    troubles = list(_conflict_troubles(blocks)) or troubles
    return Checked(View(Kind.LIBRARY, tuple(subjects), setting, troubles=tuple(troubles)), mendable)


def curated_subjects() -> tuple[Subject, ...]:
    """Return the papers of the curated library, whose facts were verified."""
    return library_view(read_snapshot(curated_library()).blocks, Setting(date.min)).view.subjects


def file_view(path: Path, form: Format, setting: Setting) -> View:
    """Return a file as rules see it.

    Raises:
        UnreadableFileError: it cannot be read.
        WriteOnlyFormatError: the format cannot be read.

    """
    return text_view(read_text(path).text, form, setting)


def text_view(text: str, form: Format, setting: Setting) -> View:
    """Return the text of a file as rules see it.

    Raises:
        WriteOnlyFormatError: the format cannot be read.

    """
    reading = reader(form).read(text)
    lines = text.split("\n")
    ends = [entry.line for entry in reading.entries[1:]] + [len(lines) + 1]
    subjects = tuple(
        Subject(facts, _link_finder(lines, facts, entry, end) if form in LISTS else _line_finder(lines, entry, end))
        for entry, end in zip(reading.entries, ends, strict=False)
        for facts in (entry.paper.facts(),)
    )
    troubles = tuple(
        Trouble(problem.line, problem.text, problem.lost)
        for problem in reading.problems
        if problem.text not in (OUTSIDE, COMMENT)
    )
    if form not in LISTS:
        return View(Kind.BIBLIOGRAPHY, subjects, setting, text, troubles)
    typed = blocks_of_bibtex(text)
    entries = text_view(typed, Format.BIBTEX, setting) if typed.strip() else None
    return View(Kind.LIST, subjects, setting, text, troubles, entries)


def blocks_of_bibtex(text: str) -> str:
    """Return a list with the lines alone that stand in blocks of BibTeX, each on its own line."""
    inside = False
    lines = []
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        lines.append(line if inside and not fence else "")
        if fence:
            inside = not inside and fence["language"].lower() in _BIBTEX
    return "\n".join(lines)


def _facts(block: bytes) -> tuple[Facts, bool]:
    """Return the facts of a block, and whether they make a paper: they need not where only its places disagree."""
    try:
        return read_paper(block).facts(), True
    except FaultError:
        papers = read_table(block).get("papers")
        table = cast("list[dict[str, object]]", papers)[0]
        left = {name: value for name, value in table.items() if name not in _PLACES}
        try:
            Paper.of(cast("Facts", left))
        except ValidationError:
            left = {}
        if not left:
            raise
        return cast("Facts", table), False


def _settings_troubles(blocks: Blocks) -> Iterator[Trouble]:
    try:
        read_settings(blocks.rest)
    except FaultError as error:
        yield Trouble(blocks.line_in_rest(error.fault.line), error.fault.text, lost=True)


def _conflict_troubles(blocks: Blocks) -> Iterator[Trouble]:
    for conflict in marked_conflicts(blocks.data):
        yield Trouble(conflict.line, conflict.told, lost=True)


def _line_in_block(block: bytes, line: int, path: tuple[str, ...]) -> int:
    return line + line_within(block, *(path or ("key",)))


def _link_finder(lines: list[str], facts: Facts, entry: Entry, end: int) -> Callable[[tuple[str, ...]], int]:
    """Return what finds the line of a link between that of its item and that of the next; else that of the item."""
    addresses: dict[tuple[str, ...], str] = {
        ("links", label): address for label, address in facts.get("links", {}).items()
    }

    def line_of(path: tuple[str, ...]) -> int:
        address = addresses.get(path)
        within = range(entry.line, max(end, entry.line + 1)) if address else ()
        return next((n for n in within if address and address in lines[n - 1]), entry.line)

    return line_of


def _line_finder(lines: list[str], entry: Entry, end: int) -> Callable[[tuple[str, ...]], int]:
    """Return what finds the line of a field between that of its entry and that of the next."""

    def line_of(path: tuple[str, ...]) -> int:
        if not path or path == ("type",):  # a field of that name is something else
            return entry.line
        name = _SAID.get(path[-1], re.escape(path[-1]))
        sets = re.compile(rf"(?:^|[{{,])\s*{name}\s*=", re.IGNORECASE)
        return next((n for n in range(entry.line, max(end, entry.line + 1)) if sets.search(lines[n - 1])), entry.line)

    return line_of
