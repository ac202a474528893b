"""Which papers does a file of CSL-JSON hold? Zotero, pandoc, Mendeley and most citation tools write it."""

from collections.abc import Sequence

from mllmtune.formats.csl_facts import facts_of
from mllmtune.formats.json_records import Record, records
from mllmtune.formats.reading import Problem, Reading
from mllmtune.formats.taking import Found, reading_of


def read(text: str, taken: Sequence[str] = ()) -> Reading:
    """Return the papers; an item without an id, or with an address for one, gets a key that is not `taken`."""
    return reading_of(map(found, records(text)), taken)


def found(record: Record | Problem) -> Found | Problem:
    """Return what an item says."""
    return record if isinstance(record, Problem) else Found(record.line, facts_of(record.table), record.raw)
