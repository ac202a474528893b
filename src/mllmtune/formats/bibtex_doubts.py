"""What was read of a BibTeX file but is likely not what was meant? Said with the mend, which is left to people."""

import re
from collections.abc import Iterator

from mllmtune.formats.bibtex_blocks import RawEntry
from mllmtune.formats.reading import Problem
from mllmtune.model.paper import Paper
from mllmtune.text.latex import decoded
from mllmtune.text.names import split_names
from mllmtune.text.several_names import (
    LIKELY_SEVERAL,
    SEMICOLON,
    TOO_MANY,
    TOO_MANY_AT_END,
    are_several,
    proposed_names,
    too_many_commas,
)

_NO_KEY = "a key has no blanks, commas, braces, quotes, backslashes and none of # % ~"
_ET_AL = re.compile(r"(?:^|[\s,])(et\.?\s+al\b\.?)", re.IGNORECASE)
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
        if ("," in name or "&" in name) and (told := _joined(name)):
            yield Problem(entry.line, f"{paper.key}: {told}", name, lost=False)
    for field in ("author", "editor"):
        for told, raw in _odd_names(entry.texts.get(field, "")):
            yield Problem(entry.line, f"{paper.key}: {told}", raw, lost=False)


def _joined(name: str) -> str:
    """Return what is odd about a name that seems to be several; "" if nothing is."""
    if name.count(",") > 1 and too_many_commas(name):
        return f'{TOO_MANY}; names are joined by "and": {proposed_names(name)}'
    several = are_several(name) and ";" not in name
    return f'{LIKELY_SEVERAL}; names are joined by "and": {proposed_names(name)}' if several else ""


def _odd_names(said: str) -> Iterator[tuple[str, str]]:
    """Give what is odd about names as they are typed, with the name."""
    if ";" in said:
        for name in map(decoded, split_names(said)):
            if (proposed := proposed_names(name)) != name and ";" in name and not too_many_commas(name):
                yield f'{SEMICOLON}; names are joined by "and": {proposed}', name
    if " al" in said and (cut := _ET_AL.search(said)):
        yield f'"{cut[1]}" is taken for a name; what stands for further ones is "and others"', said
    if "," in said and _LAST_COMMA.search(said):
        for name in filter(_ends_in_a_comma, split_names(said)):
            yield f'{TOO_MANY_AT_END} "{name}"; it was left out', name


def _ends_in_a_comma(name: str) -> bool:
    return name.endswith(",") and not too_many_commas(name)
