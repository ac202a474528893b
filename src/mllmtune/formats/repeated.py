"""Which keys stand for two entries of one file?"""

from collections.abc import Iterable, Iterator

from mllmtune.formats.reading import Entry, Problem


def repeated_keys(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Give each entry whose key another one above it has, in capitals or not: BibTeX takes them for the same."""
    above: dict[str, Entry] = {}
    for entry in entries:
        key = entry.paper.key
        first = above.setdefault(key.lower(), entry)
        if first is entry:
            continue
        if first.paper.key != key:
            told = f'the key "{key}" is to BibTeX the same as "{first.paper.key}" on line {first.line}'
        elif first.paper == entry.paper:
            told = f'the entry "{key}" stands on line {first.line} already, the same'
        else:
            told = (
                f'the key "{key}" is used twice, on line {first.line} for another entry; give one of them another key'
            )
        yield Problem(entry.line, told, key, lost=False)
