"""What do two accounts of one paper say differently, and what do they say together?

*Ours* is the paper of the library, *theirs* what another file says of it. The key never changes: theirs becomes an
alias, so that a manuscript that cites it goes on working. What only one side says is kept; where both say something,
ours stays unless theirs is preferred.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from mllmtune.model.facts import TABLES, Facts, in_order
from mllmtune.model.identifiers import identifiers
from mllmtune.model.places import beside
from mllmtune.text.latex import plain
from mllmtune.text.printable import one_line

# They hold several values, of which none excludes another.
SETS = ("aliases", "also", "alt_titles", "tags", "related", "waive")
_NAMES = ("authors", "editors")
# An identifier that is spelt otherwise is the same: another version at arXiv, a DOI in capitals.
_IDENTIFIERS = ("arxiv", "doi", "openreview", "anthology")
# Where people write an identifier that ours has as an attribute: "arXiv preprint arXiv:2402.09353".
_PLACES = ("url", "journal", "howpublished")


class Difference(NamedTuple):
    """An attribute (``links.code`` for one of a table), both values, and the value of the merged paper.

    `ours` is None where only they say something; in a list, `theirs` are the items that ours lacks.
    """

    attribute: str
    ours: object
    theirs: object
    settled: object

    @property
    def is_conflict(self) -> bool:
        """Tell whether both say something, of which one is not kept."""
        return self.ours is not None and self.attribute not in SETS

    @property
    def is_change(self) -> bool:
        """Tell whether the value of the library becomes another."""
        return self.settled != self.ours


def differences(ours: Facts, theirs: Facts, *, prefer_theirs: bool = False) -> list[Difference]:
    """Return what `theirs` says and `ours` does not, single values first, then lists; nothing if they agree.

    A place of theirs that ours does not stand in is a second one, unless theirs is preferred.
    """
    theirs = theirs if prefer_theirs else beside(ours, theirs)
    single = [
        Difference(name, held, said, said if held is None or prefer_theirs else held)
        for name, held, said in _single_values(ours, theirs)
        if held is None or not _agree(name, held, said)
    ]
    lists = [
        Difference(name, held or None, more, [*held, *more])
        for name, held, said in _lists(ours, theirs)
        if (more := [item for item in said if item not in held and item != ours["key"]])
    ]
    return single + lists


def merged(ours: Facts, differences: Sequence[Difference]) -> Facts:
    """Return `ours` with every difference settled, the attributes in the order of the file."""
    table = dict[str, object](ours)
    for one in differences:
        name, dot, label = one.attribute.partition(".")
        held = cast("Mapping[str, str]", table.get(name, {}))
        table[name] = {**held, label: one.settled} if dot else one.settled
    return in_order(table)


def _single_values(ours: Facts, theirs: Facts) -> Iterator[tuple[str, object, object]]:
    """Give name, value of ours (None: it has none) and of theirs, for what theirs says and ours does not imply."""
    mine, other = cast("Mapping[str, object]", ours), cast("Mapping[str, object]", theirs)
    implied = set(_implied(ours, theirs))
    for name, said in ((name, other[name]) for name in Facts.__annotations__ if name in other):
        if name in TABLES:
            held = cast("Mapping[str, str]", mine.get(name, {}))
            pairs = cast("Mapping[str, str]", said).items()
            yield from ((f"{name}.{label}", held.get(label), text) for label, text in pairs)
        elif name != "key" and name not in SETS and name not in implied:
            yield name, mine.get(name), said


def _implied(ours: Facts, theirs: Facts) -> Iterator[str]:
    """Give the attributes that ours says in another place: what our own exports put where an attribute is missing."""
    known = identifiers(ours)
    for place in _PLACES:
        named = identifiers(cast("Facts", {place: theirs.get(place, "")}))
        if place not in ours and named and named <= known:
            yield place
    for place in ("booktitle", "journal"):
        if place not in ours and theirs.get(place) == ours.get("venue", ""):
            yield place


def _lists(ours: Facts, theirs: Facts) -> Iterator[tuple[str, list[str], list[str]]]:
    mine, other = cast("Mapping[str, list[str]]", ours), cast("Mapping[str, list[str]]", theirs)
    for name in SETS:
        said = other.get(name, [])
        yield name, mine.get(name, []), [theirs["key"], *said] if name == "aliases" else said


def _agree(name: str, ours: object, theirs: object) -> bool:
    """Tell whether two values mean the same; braces, blanks and ways to write an accent do not count."""
    if name in _IDENTIFIERS:
        first, second = (identifiers(cast("Facts", {name: value})) for value in (ours, theirs))
        return first == second
    if name in _NAMES:
        mine, other = (list(map(_shown, cast("list[str]", value))) for value in (ours, theirs))
        return mine == other or (other[-1] == "others" and mine[: len(other) - 1] == other[:-1])
    return ours == theirs or (isinstance(ours, str) and _shown(ours) == _shown(str(theirs)))


def _shown(text: str) -> str:
    return one_line(plain(text))
