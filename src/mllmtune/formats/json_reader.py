"""Which papers does a file of JSON hold? Our own objects have a ``key``, those of CSL-JSON none."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from pydantic import ValidationError

from mllmtune.formats import csl_reader
from mllmtune.formats.json_records import Record, records
from mllmtune.formats.reading import Entry, Problem, Reading
from mllmtune.model.faults import fault_of
from mllmtune.model.paper import Paper

if TYPE_CHECKING:
    from mllmtune.model.facts import Facts

# What objects of CSL-JSON have and ours do not; Crossref answers with objects that have no id.
_CSL = frozenset(("id", "DOI", "author", "issued", "container-title"))


def read(text: str, taken: Sequence[str] = ()) -> Reading:
    """Return the papers of what ``--json`` prints, word for word, or of CSL-JSON, which is known by its objects."""
    found = list(records(text))
    tables = [record.table for record in found if isinstance(record, Record)]
    if any(_CSL & table.keys() for table in tables) and not any("key" in table for table in tables):
        return csl_reader.read(text, taken)
    parts = list(_parts(found))
    entries = tuple(part for part in parts if isinstance(part, Entry))
    return Reading(entries, tuple(part for part in parts if isinstance(part, Problem)))


def _parts(found: Sequence[Record | Problem]) -> Iterator[Entry | Problem]:
    for record in found:
        if isinstance(record, Problem):
            yield record
            continue
        if "key" not in record.table:
            yield Problem(record.line, 'this is no paper: its "key" is missing (CSL-JSON has an "id")', record.raw)
            continue
        try:
            yield Entry(record.line, Paper.of(cast("Facts", record.table)))
        except ValidationError as error:
            yield Problem(record.line, f"this is no paper: {fault_of(error, Paper).text}", record.raw)
