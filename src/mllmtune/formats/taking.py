"""How does what a record of a file says become a paper? What the model refuses is kept as a field; see `Found`."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple, cast

from pydantic import TypeAdapter, ValidationError

from mllmtune.formats.kept import field_text
from mllmtune.formats.reading import Entry, Problem, Reading
from mllmtune.formats.repeated import repeated_keys
from mllmtune.model.facts import Facts
from mllmtune.model.keys import proposer
from mllmtune.model.paper import Key, Paper

_KEY: TypeAdapter[str] = TypeAdapter(Key)
_PLACES = frozenset(("paradigm", "category", "also"))  # what has to agree


class Found(NamedTuple):
    """A record: the line on which it begins, what it says, word for word, and what had to be mended in it.

    Its key, if it has one, may be anything.
    """

    line: int
    facts: Facts
    raw: str
    problems: tuple[Problem, ...] = ()


def reading_of(found: Iterable[Found | Problem], taken: Sequence[str]) -> Reading:
    """Return the papers of records; one without a key gets one that is neither in the file nor `taken`."""
    items = list(found)
    used = {*taken, *(item.facts.get("key", "") for item in items if isinstance(item, Found))}
    propose = proposer(used)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        problems += item.problems
        for part in _taken(item, propose):
            if isinstance(part, Entry):
                used.add(part.paper.key)
                entries.append(part)
            else:
                problems.append(part)
    problems += repeated_keys(entries)
    problems.sort(key=attrgetter("line"))
    return Reading(tuple(entries), tuple(problems))


def _taken(found: Found, propose: Callable[[Facts], str]) -> Iterator[Entry | Problem]:
    facts, key = found.facts, found.facts.get("key", "")
    proposed = not _is_key(key)
    if proposed:
        facts = facts | {"key": propose(facts)}
        told = f'"{key}" cannot be a key' if key else "a record without a key"
        yield Problem(found.line, f"{told}; it is called {facts['key']}", found.raw, lost=False)
    try:
        yield Entry(found.line, _paper(facts), key_proposed=proposed)
    except ValidationError as error:
        what = ".".join(str(step) for step in error.errors()[0]["loc"])
        yield Problem(found.line, f'this record was not taken: its "{what}" cannot be kept', found.raw)


def _is_key(key: str) -> bool:
    try:
        _KEY.validate_python(key)
    except ValidationError:
        return False
    return True


def _paper(facts: Facts) -> Paper:
    """Return the paper, what the model refuses among its fields.

    Raises:
        pydantic.ValidationError: a field is refused.

    """
    try:
        return Paper.of(facts)
    except ValidationError as error:
        refused = {str(each["loc"][0]) for each in error.errors() if each["loc"]} or _PLACES
    table: Mapping[str, object] = facts
    fields = {name: _as_text(table[name]) for name in table if name in refused and name != "fields"}
    left = {name: value for name, value in table.items() if name not in fields} | (
        {"type": "misc"} if "type" in fields else {}
    )
    ready = cast("Facts", left | {"fields": fields | facts.get("fields", {})})
    # Without what was refused, what has to agree may not do so any more.
    return _paper(ready) if fields else Paper.of(facts)


def _as_text(value: object) -> str:
    return field_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
