"""How are papers written and read? One module a format; none is loaded before it is asked for."""

from __future__ import annotations

import re
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from mllmtune.errors import WriteOnlyFormatError

if TYPE_CHECKING:  # a reading holds checked papers, and whoever only writes does not load what checks them
    from collections.abc import Iterable, Sequence

    from mllmtune.formats.reading import Reading
    from mllmtune.model.facts import Facts


class Format(StrEnum):
    """The formats, each in the module of its name."""

    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    MARKDOWN = "markdown"
    AWESOME = "awesome"
    CSV = "csv"
    JSON = "json"
    CSL = "csl"
    RIS = "ris"
    HAYAGRIVA = "hayagriva"


# The longer of two suffixes stands first. Reading `.json`, CSL-JSON is known by its objects.
_SUFFIXES = {
    ".csl.json": Format.CSL,
    ".csljson": Format.CSL,
    ".bib": Format.BIBTEX,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".ris": Format.RIS,
    ".yml": Format.HAYAGRIVA,
    ".yaml": Format.HAYAGRIVA,
}
_MODULES = {form: f"mllmtune.formats.{form}" for form in Format} | {
    Format.CSV: "mllmtune.formats.csv_table",
    Format.JSON: "mllmtune.formats.json_list",
}
# A list in Markdown is written in one layout and read in many, so its reader has a name of its own.
_MODULES[Format.AWESOME] = _MODULES[Format.MARKDOWN]
# Reading takes the model, which writing does without; one reader understands both dialects of BibTeX.
_READERS = {
    Format.BIBTEX: "mllmtune.formats.bibtex_reader",
    Format.BIBLATEX: "mllmtune.formats.bibtex_reader",
    Format.JSON: "mllmtune.formats.json_reader",
    Format.CSL: "mllmtune.formats.csl_reader",
    Format.RIS: "mllmtune.formats.ris_reader",
    Format.MARKDOWN: "mllmtune.formats.awesome",
    Format.AWESOME: "mllmtune.formats.awesome",
}
READABLE = tuple(_READERS)
LISTS = frozenset((Format.MARKDOWN, Format.AWESOME))  # of titles and links, without the fields of entries
# How text begins that has no name: what none but these can be. RIS and BibTeX may have words before the first entry.
_LOOKS = {
    Format.JSON: re.compile(r"\s*(?:\[\s*[{\]]|\{\s*\")"),
    Format.RIS: re.compile(r"(?s)(?:.*\n)?\ufeff?[ \t]*TY[ \t]{1,2}-(?:[ \t]|\r?\n)"),
    Format.BIBTEX: re.compile(r"(?s)(?:.*\n)?\ufeff?[ \t]*@\s*[A-Za-z]+\s*[{(]"),
}
TEX_FORMATS = frozenset((Format.BIBTEX, Format.BIBLATEX))  # they can have a preamble


class Writer(Protocol):
    """A module that writes papers."""

    def write(self, papers: Iterable[Facts]) -> str:
        """Return the papers as text of the format; the same papers always give the same text."""


class Reader(Protocol):
    """A module that reads papers."""

    def read(self, text: str, taken: Sequence[str] = ()) -> Reading:
        """Return the papers in `text` and every place that was not understood."""


def format_of(name: str) -> Format | None:
    """Return the format that the suffix of a file's name stands for, in any case; None if it stands for none."""
    return next((form for suffix, form in _SUFFIXES.items() if name.lower().endswith(suffix)), None)


def form_in(text: str) -> Format | None:
    """Return the format that a text looks to be in; None if it looks like none of them."""
    return next((form for form, look in _LOOKS.items() if look.match(text)), None)


def writer(form: Format) -> Writer:
    """Return the module that writes `form`."""
    return cast("Writer", import_module(_MODULES[form]))


def written(form: Format, papers: Iterable[Facts], preambles: Sequence[str] = ()) -> str:
    """Return papers as text of `form`, behind the preambles of their bibliography if it is one of `TEX_FORMATS`."""
    text = writer(form).write(papers)
    if not preambles or form not in TEX_FORMATS:
        return text
    head: str = import_module("mllmtune.formats.bibtex_preamble").preamble_text(preambles)
    return head + text


def left_out(form: Format, papers: Iterable[Facts]) -> list[str]:
    """Return the names of attributes and fields that an exchange format has no place for and some paper has."""
    if form is not Format.RIS:
        return []
    names: list[str] = import_module(_MODULES[form]).left_out(papers)
    return names


def reader(form: Format) -> Reader:
    """Return the module that reads `form`.

    Raises:
        WriteOnlyFormatError: it is a format that can only be written.

    """
    if form not in _READERS:
        raise WriteOnlyFormatError(form, READABLE)
    return cast("Reader", import_module(_READERS[form]))
