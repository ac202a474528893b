"""Which entries stand in the blocks of a list, and under which headings?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from mllmtune.formats.awesome_bylines import with_plain_names
from mllmtune.formats.awesome_cards import (
    Card,
    are_facts,
    are_labelled,
    are_of_one,
    cite,
    found_on,
    is_entry,
    says_who_or_where,
)
from mllmtune.formats.awesome_entries import entries_among, entries_of_lines, is_entry_of_text, is_placed
from mllmtune.formats.awesome_items import Found, found_in, take_facts, take_links
from mllmtune.formats.awesome_labels import kind_of_host
from mllmtune.formats.awesome_parts import Block, Code, Heading, Item, Paragraph, Table, TooLong
from mllmtune.formats.awesome_runs import Run, lines_of, plain_text
from mllmtune.formats.awesome_sections import is_aside
from mllmtune.formats.awesome_sentences import are_several_people, clean, has_capitals
from mllmtune.formats.awesome_tables import papers_in
from mllmtune.formats.awesome_titles import title_of
from mllmtune.formats.reading import Problem

_LONGEST_TOPIC = 3  # words of a heading that is no title
_PSEUDO = 7  # the level of a paragraph that is a heading in all but name


@dataclass(slots=True)
class Gathered:
    """What was found: entries with the headings over them, lines that only keep a place, problems."""

    entries: list[tuple[Found, tuple[str, ...]]] = field(default_factory=list)
    placeholders: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Where the reading of the blocks stands."""

    gathered: Gathered
    name: Heading | None  # the heading that names the list itself
    path: list[tuple[int, str]] = field(default_factory=list)
    card: Card | None = None
    last: Found | None = None  # the entry of the paragraph right before
    text: Paragraph | None = None  # the paragraph right before, without an entry and without a link

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.path)


def gathered_from(found: Sequence[Block]) -> Gathered:
    """Return the entries that stand in the blocks of a list."""
    reader = _Reader(Gathered(), _name_of(found))
    for are_items, together in groupby(found, key=lambda block: isinstance(block, Item)):
        if are_items:
            _read_items([block for block in together if isinstance(block, Item)], reader)
            reader.last = None
        else:
            for block in together:
                _read(block, reader)
    _close(reader)
    return reader.gathered


def _name_of(found: Sequence[Block]) -> Heading | None:
    headings = [block for block in found if isinstance(block, Heading)]
    if not headings or any(heading.level <= headings[0].level for heading in headings[1:]):
        return None
    is_list = "awesome" in plain_text(headings[0].runs).lower()
    return headings[0] if len(headings) > 1 or is_list else None


def _read(block: Block, reader: _Reader) -> None:
    last, reader.last = reader.last, None
    text, reader.text = reader.text, None
    if isinstance(block, Heading):
        _open(block, reader)
    elif isinstance(block, TooLong):
        told = "this line is too long to be one of a list; it was not read"
        reader.gathered.problems.append(Problem(block.line, told, block.text))
    elif isinstance(block, Code):
        _read_code(block, reader)
    elif isinstance(block, Paragraph):
        if _is_heading(block):
            _open(Heading(block.line, _PSEUDO, block.runs), reader)
        elif not is_aside(reader.headings):
            _read_paragraph(block, reader, last or _take_entry_over(text, block, reader))
    elif isinstance(block, Table) and not is_aside(reader.headings):
        _read_table(block, reader)


def _open(heading: Heading, reader: _Reader) -> None:
    _close(reader)
    while reader.path and reader.path[-1][0] >= heading.level:
        reader.path.pop()
    reader.card = None if heading is reader.name else Card(heading.line, heading.runs)
    if heading is not reader.name:
        reader.path.append((heading.level, " ".join(plain_text(heading.runs).split())))


def _close(reader: _Reader) -> None:
    """Take the heading that is open for a paper, if what stood under it says so."""
    card, reader.card = reader.card, None
    if card is None or not (card.paragraphs or card.codes or _is_linked(card)) or is_aside(reader.headings):
        return
    found = found_on(card)
    if found is None:
        return
    problems = cite(found, card.codes)
    if found.cited or found.papers or (found.has_paper_label and found.links):
        reader.gathered.problems += problems
        reader.gathered.entries.append((found, reader.headings[:-1]))


def _is_linked(card: Card) -> bool:
    """Tell whether a heading is the title of a paper by itself, as it leads to its page."""
    return any(kind_of_host(run.href) == "paper" for run in card.heading)


def _add(found: Found, reader: _Reader, labels: tuple[str, ...] = ()) -> None:
    reader.gathered.entries.append((found, (*reader.headings, *labels)))


def _read_code(code: Code, reader: _Reader) -> None:
    if not is_entry(code) or is_aside(reader.headings):
        return
    if reader.card is not None:
        reader.card.codes.append(code)
    elif reader.gathered.entries:
        reader.gathered.problems += cite(reader.gathered.entries[-1][0], [code])


def _read_items(items: Sequence[Item], reader: _Reader) -> None:
    if is_aside(reader.headings):
        return
    if reader.card is not None and (are_of_one(items) or (_is_linked(reader.card) and are_labelled(items))):
        _open_over(items, reader)
        reader.card.paragraphs += [tuple(runs) for item in items for runs in _runs_of(item)]
        return
    found = list(entries_among(items))
    for entry, labels in found:
        _add(entry, reader, labels)
    if found:
        reader.card = None
    elif reader.last is not None:
        for item in items:
            take_facts(reader.last, item.runs)
    elif reader.card is not None and are_facts(items):
        reader.card.paragraphs += [tuple(runs) for item in items for runs in _runs_of(item)]
    if not found:
        reader.text = _without_links(Paragraph(items[-1].line, items[-1].runs))


def _open_over(items: Sequence[Item], reader: _Reader) -> None:
    """Take the line right before the facts of a paper for its title, if the heading over both is none."""
    if reader.text is None or reader.card is None or len(plain_text(reader.card.heading).split()) > _LONGEST_TOPIC:
        return
    title = clean(plain_text(reader.text.runs))
    if reader.text.line < items[0].line and has_capitals(title) and not says_who_or_where(title):
        _open(Heading(reader.text.line, _PSEUDO, reader.text.runs), reader)


def _runs_of(item: Item) -> Iterator[tuple[Run, ...]]:
    yield item.runs
    for under in item.items:
        yield from _runs_of(under)


def _read_table(table: Table, reader: _Reader) -> None:
    for found in papers_in(table):
        if isinstance(found, int):
            reader.gathered.placeholders.append(found)
        else:
            _add(found, reader)
            reader.card = None


def _is_heading(block: Paragraph) -> bool:
    runs = [run for run in block.runs if run.text.strip() or run.image]
    return all(run.bold and not run.href and not run.image for run in runs) and not says_who_or_where(plain_text(runs))


def _take_entry_over(text: Paragraph | None, links: Paragraph, reader: _Reader) -> Found | None:
    """Take the entry whose title is the paragraph right before, and all of it, and whose page is among `links`."""
    if text is None or title_of(links.runs) is not None:
        return None
    found = found_in(text.line, (*text.runs, Run("\n"), *links.runs))
    title, *rest = [clean(plain_text(line)) for line in lines_of(text.runs)]
    is_title = (
        title == found.title
        and all(map(says_who_or_where, rest))
        and has_capitals(found.title)
        and not are_several_people(found.title)
    )
    if not (is_title and is_entry_of_text(found)):
        return None
    _add(found, reader)
    reader.card = None
    return found


def _read_paragraph(block: Paragraph, reader: _Reader, last: Found | None) -> None:
    lines = entries_of_lines(block.line, block.runs)
    entries = lines if len(lines) > 1 else [found for found in lines if is_entry_of_text(found) or is_placed(found)]
    for found in entries:
        _add(found, reader)
        reader.card, reader.last = None, found
    if entries:
        return
    if last is not None and title_of(block.runs) is None:
        take_links(last, with_plain_names(block.runs))
        reader.last = last
    elif reader.card is not None:
        reader.card.paragraphs.append(block.runs)
    reader.text = _without_links(block)


def _without_links(block: Paragraph) -> Paragraph | None:
    return None if any(run.href for run in block.runs) else block
