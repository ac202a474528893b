"""What was read of a BibTeX file but is likely not what was meant? Said with the mend, which is left to people."""

import re
from collections.abc import Iterator

from mllmtune.formats.bibtex_blocks import RawEntry
from mllmtune.formats.reading import Problem
from mllmtune.model.paper import Paper
from mllmtune.text.names import split_names
from mllmtune.text.several_names import (
    LIKELY_SEVERAL,
    TOO_MANY,
    TOO_MANY_AT_END,
    are_several,
    proposed_names,
    too_many_commas,
)

_NO_KEY = "a key has no blanks, commas, braces, quotes, backslashes and none of # % ~"
_LAST_COMMA = re.compile(r",\s*(?:and\s|$)", re.IGNORECASE)


def doubts(entry: RawEntry, paper: Paper) -> Iterator[Problem]:
    """Give what is doubtful in one entry: a key of our making, and names that are not parted by "and"."""
    if not entry.key:
        told = f"an entry without a key; it is called {paper.key}"
        yield Problem(entry.line, told, entry.raw, lost=False)
    elif entry.key != paper.key:
        told = f'"{entry.key}" cannot be a key; it is called {paper.key}; {_NO_KEY}'
        yield Problem(entry.line, told, entry.raw, lost=False)
    for name in (*paper.authors, *paper.editors):
        if name.count(",") > 1 and too_many_commas(name):
            told = f'{paper.key}: {TOO_MANY}; names are joined by "and": {proposed_names(name)}'
            yield Problem(entry.line, told, name, lost=False)
        elif are_several(name):
            told = f'{paper.key}: {LIKELY_SEVERAL}; names are joined by "and": {proposed_names(name)}'
            yield Problem(entry.line, told, name, lost=False)
        elif ";" in name and (proposed := proposed_names(name)) != name:
            told = f'{paper.key}: a semicolon in a name; names are joined by "and": {proposed}'
            yield Problem(entry.line, told, name, lost=False)
    for field in ("author", "editor"):
        said = entry.texts.get(field, "")
        if "," in said and _LAST_COMMA.search(said):
            for name in filter(_ends_in_a_comma, split_names(said)):
                told = f'{paper.key}: {TOO_MANY_AT_END} "{name}"; it was left out'
                yield Problem(entry.line, told, name, lost=False)


def _ends_in_a_comma(name: str) -> bool:
    return name.endswith(",") and not too_many_commas(name)
