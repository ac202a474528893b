"""Which entries stand in the blocks of a list, and under which headings?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mllmtune.formats.awesome_blocks import Block, Code, Heading, Item, Paragraph, Table, TooLong
from mllmtune.formats.awesome_cards import Card, cite, found_on, is_alike, is_entry
from mllmtune.formats.awesome_items import Found, found_in, is_paper, take_links
from mllmtune.formats.awesome_links import kind_of, links_of
from mllmtune.formats.awesome_runs import Run, plain_text
from mllmtune.formats.awesome_sections import is_aside
from mllmtune.formats.awesome_tables import papers_in
from mllmtune.formats.awesome_titles import title_of
from mllmtune.formats.awesome_venues import day_of
from mllmtune.formats.reading import Problem

_PSEUDO = 7  # the level of a paragraph that is a heading in all but name
_LONGEST_LABEL = 60  # signs of an item that only names what stands under it


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

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.path)


def gathered_from(found: Sequence[Block]) -> Gathered:
    """Return the entries that stand in the blocks of a list."""
    reader = _Reader(Gathered(), _name_of(found))
    for block in found:
        _read(block, reader)
    _close(reader)
    return reader.gathered


def _name_of(found: Sequence[Block]) -> Heading | None:
    headings = [block for block in found if isinstance(block, Heading)]
    first = headings[0] if headings else None
    if first is None or len(headings) == 1 or any(heading.level <= first.level for heading in headings[1:]):
        return None
    return first


def _read(block: Block, reader: _Reader) -> None:
    last, reader.last = reader.last, None
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
            _read_paragraph(block, reader, last)
    elif not is_aside(reader.headings):
        _read_many(block, reader)


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
    if card is None or not (card.paragraphs or card.codes) or is_aside(reader.headings):
        return
    found = found_on(card)
    if found is None:
        return
    problems = cite(found, card.codes)
    if found.cited or found.papers or (found.has_paper_label and found.links):
        reader.gathered.problems += problems
        reader.gathered.entries.append((found, reader.headings[:-1]))


def _add(found: Found, reader: _Reader, labels: tuple[str, ...] = ()) -> None:
    reader.gathered.entries.append((found, (*reader.headings, *labels)))


def _read_code(code: Code, reader: _Reader) -> None:
    if not is_entry(code) or is_aside(reader.headings):
        return
    if reader.card is not None:
        reader.card.codes.append(code)
    elif reader.gathered.entries:
        reader.gathered.problems += cite(reader.gathered.entries[-1][0], [code])


def _read_many(block: Table | Item, reader: _Reader) -> None:
    before = len(reader.gathered.entries)
    if isinstance(block, Table):
        _read_table(block, reader)
    else:
        for entry, labels in _entries_of(block):
            _add(entry, reader, labels)
    if len(reader.gathered.entries) > before:
        reader.card = None


def _read_table(table: Table, reader: _Reader) -> None:
    for number, found in enumerate(papers_in(table)):
        if found is None:
            reader.gathered.placeholders.append(table.rows[min(number + 1, len(table.rows) - 1)].line)
        else:
            _add(found, reader)


def _is_heading(block: Paragraph) -> bool:
    runs = [run for run in block.runs if run.text.strip() or run.image]
    return all(run.bold and not run.href and not run.image for run in runs)


def _read_paragraph(block: Paragraph, reader: _Reader, last: Found | None) -> None:
    entries = [found for found in _lines_of(block.line, block.runs) if _is_entry_of_text(found)]
    for found in entries:
        _add(found, reader)
        reader.card, reader.last = None, found
    if entries:
        return
    if last is not None and title_of(block.runs) is None:
        take_links(last, block.runs)
        reader.last = last
    elif reader.card is not None:
        reader.card.paragraphs.append(block.runs)


def _is_entry_of_text(found: Found) -> bool:
    """Tell whether a paragraph is an entry: it begins with the title, and does not go on as a sentence would."""
    if not (found.papers or found.has_paper_label) or not is_paper(found):
        return False
    text = " ".join(found.raw.split())
    at = text.find(found.title[:30])
    before = re.sub(r"[\[(【][^\])】]*[\])】]|[^\w]", " ", text[: max(at, 0)]) if at >= 0 else ""
    after = text[at + len(found.title) :] if at >= 0 else ""
    return len(before.split()) <= 2 and not re.match(r"\W?\s+(?:[a-z]{2,}|has|is)\s", after)  # noqa: PLR2004


def _entries_of(item: Item) -> Iterator[tuple[Found, tuple[str, ...]]]:
    """Give the entries of an item and of those under it, with the labels that stand over them in the list."""
    own = _lines_of(item.line, item.runs)
    papers = [found for found in own if is_paper(found)]
    below = [pair for under in item.items for pair in _entries_of(under)]
    if papers:
        yield from ((found, ()) for found in papers)
        known = {href for found in papers for href in (*found.papers, found.title_href)}
        yield from (pair for pair in below if not known & {*pair[0].papers, pair[0].title_href} and pair[0].papers)
        return
    if item.items and own and own[0].title:
        runs = [run for part in (item, *item.items) for run in (*part.runs, Run("\n"))]
        whole = found_in(item.line, runs)
        titles = [found for found, _ in below if not is_alike(found.title, own[0].title)]
        if is_paper(whole) and whole.title == own[0].title and (whole.papers or whole.has_paper_label) and not titles:
            yield whole, ()
            return
    label = _label(item)
    yield from ((found, (*label, *labels)) for found, labels in below)


def _label(item: Item) -> tuple[str, ...]:
    text = " ".join(plain_text(item.runs).split())
    return (text,) if text and len(text) <= _LONGEST_LABEL and not day_of(text) else ()


def _lines_of(line: int, runs: Sequence[Run]) -> list[Found]:
    """Return what the runs say: of one paper, or of several, if each line is one of its own."""
    whole = found_in(line, runs)
    links = links_of(runs)
    if "\n" not in plain_text(runs) or sum(kind_of(link) == "paper" for link in links) < 2:  # noqa: PLR2004
        return [whole]
    singles = [found_in(line + number, part) for number, part in enumerate(_split(runs)) if part]
    singles = [found for found in singles if is_paper(found) and found.papers]
    addresses = {href for found in singles for href in found.papers[:1]}
    return singles if len(singles) > 1 and len(addresses) == len(singles) else [whole]


def _split(runs: Sequence[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, piece in enumerate(run.text.split("\n") if not run.image else [run.text]):
            if number:
                lines.append([])
            if piece or run.image:
                lines[-1].append(run._replace(text=piece))
    return lines
