"""Which papers does a file of CSL-JSON hold? Zotero, pandoc, Mendeley and most citation tools write it."""

from collections.abc import Sequence

from mllmtune.formats.csl_crossref import notes_in
from mllmtune.formats.csl_facts import facts_of
from mllmtune.formats.json_records import Record, records
from mllmtune.formats.reading import Problem, Reading
from mllmtune.formats.taking import Found, reading_of


def read(text: str, taken: Sequence[str] = ()) -> Reading:
    """Return the papers; an item without an id, or with an address for one, gets a key that is not `taken`.

    What Crossref notes about its own records is left out and named.
    """
    return reading_of(map(found, records(text)), taken)


def found(record: Record | Problem) -> Found | Problem:
    """Return what an item says."""
    if isinstance(record, Problem):
        return record
    notes = notes_in(record.table)
    told = f"what Crossref notes about its record was left out: {', '.join(notes)}"
    problems = (Problem(record.line, told, record.raw, lost=False),) if notes else ()
    facts = facts_of({name: value for name, value in record.table.items() if name not in notes})
    return Found(record.line, facts, record.raw, problems)
