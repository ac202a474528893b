"""Which of some papers does a library have already?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mllmtune.model.facts import Facts, all_keys
from mllmtune.model.identifiers import identifiers

Term = tuple[str, str]


class Duplicate(NamedTuple):
    """The key of the paper that is there, and what says that it is the same."""

    key: str
    why: str


def names_of(facts: Facts) -> list[Term]:
    """Return what no other paper of a library may share: key, aliases and identifiers, each with its kind."""
    found = [("name", name) for name in all_keys(facts)]
    return found + [(kind, value) for kind, _, value in (name.partition(":") for name in sorted(identifiers(facts)))]


def duplicates(papers: Iterable[Sequence[Term]], holders: Mapping[Term, str]) -> Iterator[Duplicate | None]:
    """Return for each paper which one of the library, or of those before it, it doubles; None if it is new.

    A paper is given by its names, its key first; `holders` gives the key of the library's paper that has a name.
    """
    taken = dict(holders)
    for names in papers:
        clash = next((name for name in names if name in taken), None)
        if clash is None:
            taken.update(dict.fromkeys(names, names[0][1]))
            yield None
        else:
            kind, value = clash
            yield Duplicate(taken[clash], f"the same key {value}" if kind == "name" else f"the same {kind} {value}")
