"""Which papers does a file of RIS hold? EndNote, Mendeley, Zotero and the sites of most publishers write it."""

from collections.abc import Iterator, Sequence

from mllmtune.formats.reading import Problem, Reading
from mllmtune.formats.ris_facts import facts_of
from mllmtune.formats.ris_people import PEOPLE, names_of
from mllmtune.formats.ris_records import Record, records
from mllmtune.formats.taking import Found, reading_of


def read(text: str, taken: Sequence[str] = ()) -> Reading:
    """Return the papers; a record without ID gets a key that is not `taken`."""
    return reading_of(map(_found, records(text)), taken)


def _found(record: Record | Problem) -> Found | Problem:
    if isinstance(record, Problem):
        return record
    problems = (*record.problems, *_several_names(record))
    return Found(record.line, facts_of(record.values), record.raw, problems)


def _several_names(record: Record) -> Iterator[Problem]:
    for tag in PEOPLE:
        for text in record.values.get(tag, []):
            if len(names := names_of(text)) > 1:
                told = f"{tag} holds several names; it was taken for: {' and '.join(names)}"
                yield Problem(record.line, told, text, lost=False)
