"""What do several services say together? Field by field, by how much each is trusted; where they disagree is kept.

The publisher knows best how its paper is called and where it stands; a preprint server knows when the paper was first
public; an aggregator has copied from both.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from mllmtune.model.facts import Facts
from mllmtune.model.merge import differences
from mllmtune.sources.answer import Answer

# The most trusted first: publishers, what they register, preprint servers, aggregators.
TRUST = ("acl", "crossref", "openreview", "datacite", "arxiv", "dblp", "s2")
# These are about arXiv, and arXiv knows them.
_ABOUT_PREPRINT = ("posted", "arxiv", "arxiv_class", "abstract")
# They say together where a paper has appeared, so that all of them come from one record.
PUBLICATION = (
    "type", "year", "month", "venue", "booktitle", "journal", "series", "volume", "number", "pages", "chapter",
    "edition", "publisher", "address", "organization", "school", "institution", "editors",
)  # fmt: skip
_PREPRINT = "misc"


class Disagreement(NamedTuple):
    """Two services say different things: the value that is taken, and the other."""

    attribute: str
    service: str
    value: object
    other: str
    said: object


class Merged(NamedTuple):
    """What is taken, which service each value is from, and where others disagree."""

    facts: Facts
    origins: Mapping[str, str]
    disagreements: tuple[Disagreement, ...]


def merge(answers: Sequence[Answer]) -> Merged:
    """Return what the answers, of which there is at least one, say together."""
    ranked = sorted(answers, key=lambda answer: TRUST.index(answer.service))
    published = [answer for answer in ranked if answer.facts.get("type") != _PREPRINT] or ranked[:1]
    record = published[0]
    same = [answer for answer in published if answer.facts.get("type") == record.facts.get("type")]
    table: dict[str, object] = {}
    origins: dict[str, str] = {}
    for name in Facts.__annotations__:
        pool = same if name in PUBLICATION else ranked
        if name in _ABOUT_PREPRINT:
            pool = sorted(ranked, key=lambda answer: answer.service != "arxiv")
        holder = next((answer for answer in pool if name in answer.facts), None)
        if holder is not None:
            table[name], origins[name] = holder.facts.get(name), holder.service
    facts = cast("Facts", table)
    return Merged(facts, origins, tuple(_disagreements(facts, origins, ranked)))


def _disagreements(facts: Facts, origins: Mapping[str, str], answers: Sequence[Answer]) -> list[Disagreement]:
    found = []
    for answer in answers:
        theirs: Facts = {"key": "", **answer.facts}
        for one in differences({"key": "", **facts}, theirs):
            if one.is_conflict and origins.get(one.attribute, answer.service) != answer.service:
                service = origins[one.attribute]
                found.append(Disagreement(one.attribute, service, one.ours, answer.service, one.theirs))
    return found
