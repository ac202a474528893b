"""Which papers does a list in Markdown hold? Its tables, its items, and headings with text under them.

Nobody declares how such a list is laid out, so an entry is known by what it has: a title, and a paper's page, or what
only a paper has. What is about the list itself (contents, news, how to cite it) is passed over.
"""

import gc
from collections.abc import Callable, Container, Iterator, Sequence
from typing import cast

from pydantic import ValidationError

from mllmtune.formats.awesome_blocks import blocks
from mllmtune.formats.awesome_facts import facts_of
from mllmtune.formats.awesome_gather import Gathered, gathered_from
from mllmtune.formats.awesome_items import Found
from mllmtune.formats.awesome_sections import Place, place_of
from mllmtune.formats.reading import Entry, Problem, Reading
from mllmtune.model.facts import Facts
from mllmtune.model.keys import proposer
from mllmtune.model.paper import Paper
from mllmtune.text.mojibake import Repair, repaired


def read(text: str, taken: Sequence[str] = ()) -> Reading:
    """Return the papers of a list; their keys are proposed, but for those of BibTeX entries beside them.

    Every entry that is known for a paper is a paper, or a problem that says ``lost``. Rows that only keep a place, and
    text that was decoded wrongly and is mended, are the other problems.
    """
    collecting = gc.isenabled()
    gc.disable()  # a million small objects, hardly one in a circle: the collector would only walk them
    try:
        mended = repaired(text.replace("\r\n", "\n").replace("\r", "\n"))
        gathered = gathered_from(blocks(mended.text))
        return _reading(gathered, mended.repairs, taken)
    finally:
        if collecting:
            gc.enable()


def _reading(gathered: Gathered, repairs: Sequence[Repair], taken: Sequence[str]) -> Reading:
    problems = [*_mended(repairs), *gathered.problems, *_kept_places(gathered)]
    entries: list[Entry] = []
    used = {*taken}
    propose = proposer(used)
    places: dict[tuple[str, ...], Place] = {}
    for found, path in gathered.entries:
        if path not in places:
            places[path] = place_of(path)
        entry, doubts = _entry(found, places[path], used, propose)
        problems += doubts
        if entry is not None:
            used.add(entry.paper.key)
            entries.append(entry)
    return Reading(tuple(entries), tuple(sorted(problems, key=lambda problem: problem.line)))


def _entry(
    found: Found, place: Place, used: Container[str], propose: Callable[[Facts], str]
) -> tuple[Entry | None, list[Problem]]:
    facts = facts_of(found, place)
    proposed = not facts.get("key") or facts["key"] in used
    if proposed:
        facts.pop("key", None)
        facts = {"key": propose(facts), **facts}
    try:
        return Entry(found.line, Paper.of(facts), key_proposed=proposed), []
    except ValidationError as error:
        return _without(facts, error, found, proposed=proposed)


def _without(
    facts: Facts, error: ValidationError, found: Found, *, proposed: bool
) -> tuple[Entry | None, list[Problem]]:
    """Return the entry without the values that the model refuses, each of them named."""
    table = {name: dict(value) if isinstance(value, dict) else value for name, value in facts.items()}
    doubts = []
    for fault in error.errors(include_url=False):
        name, *inner = fault["loc"]
        held = table.get(str(name))
        if inner and isinstance(held, dict):
            name = f"{name}.{inner[0]}"
            held.pop(inner[0], None)
        else:
            table.pop(str(name), None)
        told = f'{facts["key"]}: "{fault["input"]}" cannot be the {name} of a paper; it is left out'
        doubts.append(Problem(found.line, told, found.raw, lost=False))
    try:
        return Entry(found.line, Paper.of(cast("Facts", table)), key_proposed=proposed), doubts
    except ValidationError:
        return None, [Problem(found.line, "this entry was not taken", found.raw)]


def _mended(repairs: Sequence[Repair]) -> Iterator[Problem]:
    """Give the lines that were decoded wrongly: those that are whole again, and those that are not."""
    for whole, told in ((True, ""), (False, " in part")):
        lines = [repair for repair in repairs if repair.whole == whole]
        if not lines:
            continue
        first = lines[0]
        more = f", and so were lines {_ranges([repair.line for repair in lines[1:]])}" if len(lines) > 1 else ""
        said = f"decoded with the wrong code page and mended{told}{more}; this line is read as: {first.after.strip()}"
        yield Problem(first.line, said, first.before, lost=False)


def _ranges(lines: Sequence[int]) -> str:
    """Return numbers of lines as people write them: ``29-45, 50``."""
    parts: list[list[int]] = []
    for line in lines:
        if parts and line == parts[-1][1] + 1:
            parts[-1][1] = line
        else:
            parts.append([line, line])
    return ", ".join(f"{first}-{last}" if first != last else str(first) for first, last in parts)


def _kept_places(gathered: Gathered) -> Iterator[Problem]:
    if lines := gathered.placeholders:
        rows = "row only keeps a place" if len(lines) == 1 else "rows only keep a place"
        yield Problem(lines[0], f"{len(lines)} {rows}, without a title and a link; passed over", "", lost=False)
