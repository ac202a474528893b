"""Which service gave a value, and when? As ``[papers.sources]`` says it in one short entry a service.

``arxiv = "2026-11-21"`` gave all that no other entry names; ``crossref = "2026-11-22: doi, pages"`` gave these alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from mllmtune.model.facts import Facts
from mllmtune.sources.merging import TRUST

# What no service gives: it is the user's, or came with a file.
NEVER_GIVEN = frozenset((
    "key", "paradigm", "category", "method", "topic", "also", "alt_titles", "tags", "keywords", "status", "related",
    "aliases", "waive", "note", "notes", "links", "fields", "sources", "howpublished", "url",
))  # fmt: skip
_ARXIV_GIVES = frozenset((
    "type", "title", "authors", "year", "posted", "venue", "arxiv", "arxiv_class", "abstract",
))  # fmt: skip


HAND = "hand"  # stands where a service would, for what was changed after one had given it


class Origin(NamedTuple):
    """The service that gave a value, or `HAND`; and the day."""

    service: str
    day: str


def origin_of(facts: Facts, attribute: str) -> Origin | None:
    """Return where a value is from; None: it was written by hand, or came with a file."""
    if attribute.partition(".")[0] in NEVER_GIVEN or attribute not in facts:
        return None
    entries = {service: _read(text) for service, text in facts.get("sources", {}).items()}
    for service, (day, names) in entries.items():
        if attribute in names:
            return Origin(service, day)
    whole = [service for service, (_, names) in entries.items() if not names and _may_give(service, attribute)]
    best = min(whole, key=_rank, default=None)
    return Origin(best, entries[best][0]) if best else None


def with_origins(sources: Mapping[str, str], given: Mapping[str, str], day: str) -> dict[str, str]:
    """Return the entries after services have given values: `given` is attribute -> service."""
    entries = dict(sources)
    for service in dict.fromkeys(given.values()):
        new = [attribute for attribute, giver in given.items() if giver == service]
        old = _read(entries[service])[1] if service in entries else []
        is_whole = service in entries and not old
        entries[service] = day if is_whole else _written(day, dict.fromkeys([*old, *new]))
    return {service: _less(service, text, given) for service, text in entries.items()}


def with_hand(before: Facts, after: Facts, day: str) -> Facts:
    """Return `after`, in which no service is said to have given what somebody has written in its place."""
    changed = [name for name, value in after.items() if value != before.get(name) and origin_of(after, name)]
    if not changed:
        return after
    sources = with_origins(after.get("sources", {}), dict.fromkeys(changed, HAND), day)
    return {**after, "sources": sources}


def _less(service: str, text: str, given: Mapping[str, str]) -> str:
    """Return an entry without the attributes that another service has given since."""
    day, names = _read(text)
    left = [name for name in names if given.get(name, service) == service]
    return _written(day, left) if left else text


def _read(text: str) -> tuple[str, Sequence[str]]:
    day, _, names = text.partition(": ")
    return day, [name.strip() for name in names.split(",") if name.strip()]


def _written(day: str, names: Iterable[str]) -> str:
    return f"{day}: {', '.join(names)}"


def _may_give(service: str, attribute: str) -> bool:
    return service != "arxiv" or attribute in _ARXIV_GIVES


def _rank(service: str) -> int:
    return TRUST.index(service) if service in TRUST else len(TRUST)
