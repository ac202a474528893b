"""What do the regions of a Markdown file ask for, and what do they become?"""

import shlex
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, cast

import typer
from typer.exceptions import TyperException

from mllmtune.cli.exporting import Entries, entries, entries_for
from mllmtune.cli.files import KEEPING
from mllmtune.cli.layouts import LayoutOptions, laid_out, laying_out
from mllmtune.cli.lazy import load
from mllmtune.cli.listing import refuse_misspelt
from mllmtune.cli.options import Selection, selecting
from mllmtune.errors import BadOptionError, BadRegionError, MllmtuneError, NoRegionError, UnknownAttributeError
from mllmtune.formats import Format
from mllmtune.formats.markdown_layout import Layout, Shape
from mllmtune.formats.regions import Filling, Region, lines_of, regions, replaced
from mllmtune.model.facts import Facts
from mllmtune.select.query import Node
from mllmtune.store.index import Index

# What is to stand in a region, how it looks, and the papers in it.
_Filled = tuple[Filling, Layout, Sequence[Facts]]


class Part(NamedTuple):
    """A region and what its options say."""

    region: Region
    selection: Selection
    options: LayoutOptions
    node: Node


class Page(NamedTuple):
    """A file, its text and its regions."""

    path: Path
    text: str
    parts: tuple[Part, ...]


class Rendered(NamedTuple):
    """A file before and after; `empty` are the lines of regions without papers, with what those were asked for."""

    path: Path
    old: str
    new: str
    told: tuple[str, ...]
    empty: tuple[tuple[int, Selection], ...]


def read_page(path: Path, data: bytes) -> Page:
    """Return the regions of a file and what each asks for.

    Raises:
        NoRegionError: there is none.
        BadRegionError: one is not whole, or its options cannot be understood.

    """
    text = data.decode("utf-8", KEEPING)
    found = regions(text, str(path))
    if not found:
        raise NoRegionError(str(path))
    return Page(path, text, tuple(_part(path, region) for region in found))


def rendered(page: Page, index: Index) -> Rendered:
    """Return the file as the library makes it now.

    Raises:
        BadRegionError: a region asks for something that there is not.

    """
    made = [(part, _entries(page.path, part, index)) for part in page.parts]
    fillings = [(*_filling(page, part, found, index), found.papers) for part, found in made]
    told = tuple(
        f"{part.region.line}: {note}" for part, found in made for note in (*found.notes, *map(str, found.missing))
    )
    empty = tuple((part.region.line, part.selection) for part, found in made if not found.papers)
    return Rendered(page.path, page.text, _kept(page, fillings), told, empty)


def stale_lines(result: Rendered) -> list[int]:
    """Return the lines, as they are now, of the first markers of the regions that would become others."""
    there, then = ([(one, text[one.start : one.end]) for one in regions(text, "")] for text in (result.old, result.new))
    return [old.line for (old, body), (_, new) in zip(there, then, strict=True) if body != new]


def _part(path: Path, region: Region) -> Part:
    try:
        selection, options = _PARSE(shlex.split(region.options))
        return Part(region, selection, options, selection.node())
    except ValueError as error:
        raise BadRegionError(str(path), region.line, f"{error} in {region.options}".lower()) from None
    except TyperException as error:
        raise BadRegionError(str(path), region.line, error.format_message()) from None
    except MllmtuneError as error:
        raise BadRegionError(str(path), region.line, str(error)) from None


def _entries(path: Path, part: Part, index: Index) -> Entries:
    _refuse_misspelt(path, part, index)
    if not part.selection.aux:
        return entries(index, part.node, Format.MARKDOWN)
    try:
        documents = load("cli.documents").read_documents([path.parent / file for file in part.selection.aux])
    except MllmtuneError as error:
        raise BadRegionError(str(path), part.region.line, str(error)) from None
    return entries_for(index, part.node, Format.MARKDOWN, documents)


def _refuse_misspelt(path: Path, part: Part, index: Index) -> None:
    try:
        refuse_misspelt(index, part.node)
    except UnknownAttributeError as error:
        raise BadRegionError(str(path), part.region.line, str(error)) from None


def _filling(page: Page, part: Part, found: Entries, index: Index) -> tuple[Filling, Layout]:
    try:
        layout = part.options.chosen(part.node, index)
        return Filling(part.region, laid_out(found.papers, layout), layout.shape is Shape.BULLETS), layout
    except BadOptionError as error:
        raise BadRegionError(str(page.path), part.region.line, str(error)) from None


def _kept(page: Page, fillings: Sequence[_Filled]) -> str:
    """Return the text with its regions filled; what is typed there is only read where some of it would go."""
    new = replaced(page.text, [filling for filling, _, _ in fillings])
    if {*_lines(page.text)} <= {*_lines(new)}:
        return new
    return replaced(page.text, [one[0]._replace(read=_read(page, *one)) for one in fillings])


def _read(page: Page, filling: Filling, layout: Layout, papers: Sequence[Facts]) -> Mapping[str, str]:
    if layout.shape is Shape.DETAILS:
        return {}
    lines = _lines(page.text[filling.region.start : filling.region.end])
    typed: Mapping[str, str] = load("formats.markdown_said").typed_by_line(lines, layout, papers)
    return typed


def _lines(text: str) -> list[str]:
    return [line.rstrip("\r\n") for _, line in lines_of(text)]


def _parser() -> Callable[[list[str]], tuple[Selection, LayoutOptions]]:
    """Return what reads the options of a region: the same options, read in the same way, as those of a command."""
    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    one.command(add_help_option=False, context_settings={"ignore_unknown_options": True})(_asked)
    command = typer.main.get_command(one)

    def parse(args: list[str]) -> tuple[Selection, LayoutOptions]:
        return cast("tuple[Selection, LayoutOptions]", command(args, standalone_mode=False))

    return parse


@selecting
@laying_out
def _asked(selection: Selection, options: LayoutOptions) -> tuple[Selection, LayoutOptions]:
    return selection, options


_PARSE = _parser()
