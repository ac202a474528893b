"""Which papers does a BibTeX or biblatex file hold? One reader for both dialects.

BibTeX has no version and no declaration of its dialect, so each field is understood by its name.
"""

import gc
from collections.abc import Callable, Sequence
from operator import attrgetter

from pydantic import ValidationError

from mllmtune.formats.bibtex_blocks import RawEntry, RawPreamble, raw_entries
from mllmtune.formats.bibtex_doubts import doubts
from mllmtune.formats.bibtex_entry import SOURCES, facts_of
from mllmtune.formats.reading import Entry, Problem, Reading
from mllmtune.formats.repeated import repeated_keys
from mllmtune.model.facts import Facts
from mllmtune.model.keys import proposer
from mllmtune.model.paper import Paper


def read(text: str, taken: Sequence[str] = ()) -> Reading:
    """Return the papers of a BibTeX file.

    An entry without a key, or with one that no document can cite, gets one that is neither in the file nor `taken`.

    Every entry of the file is a paper or a problem that says ``lost``. What else the file holds, and what had to be
    mended, are the other problems.
    """
    collecting = gc.isenabled()
    gc.disable()  # a million small objects, hardly one in a circle: the collector would only walk them
    try:
        return _read(text, taken)
    finally:
        if collecting:
            gc.enable()


def _read(text: str, taken: Sequence[str]) -> Reading:
    found = list(raw_entries(text))
    used = {*taken, *(item.key for item in found if isinstance(item, RawEntry))}
    propose = proposer(used)
    entries: list[Entry] = []
    problems: list[Problem] = []
    preambles: list[str] = []
    for item in found:
        if isinstance(item, Problem):
            problems.append(item)
            continue
        if isinstance(item, RawPreamble):
            preambles.append(item.text)
            continue
        try:
            paper = _paper(item, propose)
        except ValidationError:
            problems.append(_refused(item))
            continue
        used.add(paper.key)
        entries.append(Entry(item.line, paper, key_proposed=paper.key != item.key))
        problems += doubts(item, paper)
    problems += repeated_keys(entries)
    problems.sort(key=attrgetter("line"))
    return Reading(tuple(entries), tuple(problems), tuple(preambles))


def _paper(entry: RawEntry, propose: Callable[[Facts], str]) -> Paper:
    """Return the paper; a value that the model refuses is kept as a field, and in the place of a key there is another.

    Raises:
        pydantic.ValidationError: the type is refused, which cannot be kept elsewhere.

    """
    facts = facts_of(entry)
    if not entry.key:
        facts["key"] = propose(facts)
    try:
        return Paper.of(facts)
    except ValidationError as error:
        refused = {str(each["loc"][0]) for each in error.errors()}
        if "type" in refused:
            raise
        if "key" in refused:
            facts["key"] = propose(facts)
        untyped = {name for attribute in refused for name in SOURCES.get(attribute, (attribute,))}
        return Paper.of(facts_of(entry, untyped=untyped) | {"key": facts["key"]})


def _refused(entry: RawEntry) -> Problem:
    return Problem(entry.line, f'this entry was not taken: "{entry.type}" cannot be the type of an entry', entry.raw)
