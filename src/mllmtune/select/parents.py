"""Which other entries does an entry need, so that LaTeX typesets it as it is meant?

BibTeXing, section 2.3.2 (``crossref``); the biblatex manual, sections 2.2.3 (``crossref``, ``xref``, ``xdata``,
``entryset``, ``related``) and 3.14.6 (``xdata`` for a single field or name).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from mllmtune.model.facts import Facts
from mllmtune.select.cited import listed

_FIELDS = ("crossref", "xref", "xdata", "entryset", "related")
_IN_A_FIELD = re.compile(r"\bxdata\s*=\s*([^\s{},]+)")


class Needs(NamedTuple):
    """The names of the entries that an entry needs: those it states, and those that it may mean."""

    stated: tuple[str, ...]
    possible: tuple[str, ...]


def with_parents(
    papers: Iterable[Facts], find: Callable[[tuple[str, ...]], list[Facts]]
) -> tuple[list[Facts], dict[str, str]]:
    """Return the papers with all that these need, parents of parents too, behind them.

    And each name that an entry states, with the key of the first that does. `find` gives the papers that have one of
    these names as their key or among their aliases.
    """
    found = {paper["key"]: paper for paper in papers}
    stated: dict[str, str] = {}
    asked: set[str] = set()
    new = list(found.values())
    while new:
        wanted: dict[str, None] = {}
        for paper in new:
            needs = needs_of(paper)
            for name in needs.stated:
                stated.setdefault(name, paper["key"])
            wanted |= dict.fromkeys((*needs.stated, *needs.possible))
        fresh = tuple(name for name in wanted if name not in asked)
        asked.update(fresh)
        new = [paper for paper in (find(fresh) if fresh else []) if paper["key"] not in found]
        found |= {paper["key"]: paper for paper in new}
    return list(found.values()), stated


def needs_of(paper: Facts) -> Needs:
    """Return which entries this one needs itself."""
    stated: list[str] = []
    possible: list[str] = []
    for name, value in paper.get("fields", {}).items():
        if name.lower() in _FIELDS:
            stated += listed(value.strip("{} \n\t"))
    for text in _texts(paper):
        if "xdata" in text:
            possible += _in_a_field(text)
    return Needs(tuple(stated), tuple(possible))


def _texts(paper: Facts) -> Iterator[str]:
    """Give what the attributes and the other fields say, each name by itself."""
    for value in (*paper.values(), *paper.get("fields", {}).values()):
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from (each for each in value if isinstance(each, str))


def _in_a_field(value: str) -> Iterable[str]:
    """Give the keys that ``xdata=KEY-FIELD`` or ``xdata=KEY-NAMES-NUMBER`` may mean: a key may hold hyphens itself."""
    for reference in _IN_A_FIELD.findall(value):
        parts = reference.split("-")
        yield from ("-".join(parts[:count]) for count in range(1, len(parts)))
