"""What do several accounts of one paper say together, and what must somebody decide?

The first gives the key; all others become aliases. What one of them alone says is kept, and so is each place.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from mllmtune.model.facts import Facts, in_order
from mllmtune.model.merge import differences, merged


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
    return Joined(facts, tuple(Disagreement(name, tuple(held.items())) for name, held in values.items()))


def settled(whole: Joined, choices: Mapping[str, str]) -> Facts:
    """Return what the papers say together, each disagreement settled as the paper says whose key is chosen for it.

    A title that does not stay is kept among the other titles by which the paper is known.
    """
    facts = dict[str, object](whole.facts)
    for one in whole.disagreements:
        value = dict(one.values).get(choices.get(one.attribute, ""))
        name, dot, label = one.attribute.partition(".")
        if name == "title":
            kept = whole.facts["title"] if value is None else value
            other_titles = [*whole.facts.get("alt_titles", []), *(title for _, title in one.values if title != kept)]
            facts["alt_titles"] = list(dict.fromkeys(other_titles))
        if value is not None:
            facts[name] = {**cast("Mapping[str, object]", facts[name]), label: value} if dot else value
    return in_order(facts)
