"""What does a paper of the library lack that services know? What a person has set stays, unless theirs is preferred."""

from collections.abc import Collection
from typing import NamedTuple, cast

from mllmtune.model.facts import Facts, in_order
from mllmtune.model.merge import differences
from mllmtune.sources.merging import PUBLICATION, Merged
from mllmtune.sources.provenance import with_origins


class Conflict(NamedTuple):
    """Library and service say different things."""

    attribute: str
    ours: object
    service: str
    theirs: object


class Filled(NamedTuple):
    """The paper with what it lacked, and where the services say something else than it does."""

    facts: Facts
    conflicts: tuple[Conflict, ...] = ()


def filled(
    facts: Facts, said: Merged, day: str, *, fields: Collection[str] = (), prefer_remote: bool = False
) -> Filled:
    """Return the paper with what `said` knows and it does not; only `fields`, if any are named.

    What says together where a paper has appeared is taken from a record of the same type alone: a preprint does not
    become a published paper piece by piece.
    """
    is_same_kind = facts["type"] == said.facts.get("type")
    theirs = {
        name: value
        for name, value in said.facts.items()
        if (not fields or name in fields) and (name not in PUBLICATION or is_same_kind)
    }
    found = differences(facts, cast("Facts", {**theirs, "key": facts["key"]}), prefer_theirs=prefer_remote)
    changes = {one.attribute: one.settled for one in found if one.is_change and one.attribute in theirs}
    conflicts = tuple(
        Conflict(one.attribute, one.ours, said.origins[one.attribute], one.theirs)
        for one in found
        if one.is_conflict and not one.is_change and one.attribute in theirs
    )
    if not changes:
        return Filled(facts, conflicts)
    origins = {attribute: said.origins[attribute] for attribute in changes}
    sources = with_origins(facts.get("sources", {}), origins, day)
    return Filled(in_order({**facts, **changes, "sources": sources}), conflicts)
