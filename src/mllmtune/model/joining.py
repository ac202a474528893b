"""What do several accounts of one paper say together, and what must somebody decide?

The first gives the key; all others become aliases. What one of them alone says is kept.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from mllmtune.model.facts import Facts
from mllmtune.model.merge import differences, merged

_PLACE = ("paradigm", "category")  # they say one thing together


class Disagreement(NamedTuple):
    """An attribute (``links.code`` for one of a table), and what papers say of it, each with its key."""

    attribute: str
    values: tuple[tuple[str, object], ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the papers that say something."""
        return tuple(key for key, _ in self.values)


class Joined(NamedTuple):
    """What the papers say together, the first said where they disagree, and on what they do."""

    facts: Facts
    disagreements: tuple[Disagreement, ...]


def joined(papers: Sequence[Facts]) -> Joined:
    """Return what some papers say together."""
    first, *others = papers
    facts, said, values = first, dict[str, str](), dict[str, dict[str, object]]()
    for other in others:
        found = differences(facts, other)
        for one in found:
            if one.is_conflict:
                held = values.setdefault(one.attribute, {said.get(one.attribute, first["key"]): one.ours})
                if one.theirs not in held.values():
                    held[other["key"]] = one.theirs
            else:
                said.setdefault(one.attribute, other["key"])
        facts = merged(facts, found)
    asked = {name: held for name, held in values.items() if name != "category" or "paradigm" not in values}
    disagreements = tuple(Disagreement(name, tuple(held.items())) for name, held in asked.items())
    return Joined(_with_place_of(facts, first) if "paradigm" in values else facts, disagreements)


def settled(whole: Joined, papers: Sequence[Facts], choices: Mapping[str, str]) -> Facts:
    """Return what the papers say together, each disagreement settled as the paper says whose key is chosen for it."""
    facts = dict(cast("Mapping[str, object]", whole.facts))
    for one in whole.disagreements:
        value = dict(one.values).get(choices.get(one.attribute, ""))
        name, dot, label = one.attribute.partition(".")
        if value is not None:
            facts[name] = {**cast("Mapping[str, object]", facts[name]), label: value} if dot else value
    if "paradigm" in choices:
        chosen = next(paper for paper in papers if paper["key"] == choices["paradigm"])
        return _with_place_of(cast("Facts", facts), chosen)
    return cast("Facts", facts)


def _with_place_of(facts: Facts, other: Facts) -> Facts:
    """Return the facts with the paradigm and the category of another paper, both or none."""
    place = {name: other[name] for name in _PLACE if name in other}  # type: ignore[literal-required]
    table = {**{name: value for name, value in facts.items() if name not in _PLACE}, **place}
    return cast("Facts", {name: table[name] for name in Facts.__annotations__ if name in table})
