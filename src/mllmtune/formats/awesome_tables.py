"""Which papers do the rows of a table hold?"""

import re
from collections.abc import Iterator, Sequence

from mllmtune.formats.awesome_columns import Column, columns_of, holds_headlines, own_words
from mllmtune.formats.awesome_items import (
    Found,
    found_in,
    is_long_title,
    is_paper,
    is_titled_work,
    take_links,
    take_venue_beside,
)
from mllmtune.formats.awesome_labels import kind_of_host, kind_of_label
from mllmtune.formats.awesome_links import badge_text, is_web
from mllmtune.formats.awesome_parts import Row, Table
from mllmtune.formats.awesome_people import people
from mllmtune.formats.awesome_runs import Run, lines_of, plain_text
from mllmtune.formats.awesome_sentences import clean, with_colon
from mllmtune.formats.awesome_venues import Venue, day_of, venue_of, year_in

_SOFTWARE = re.compile(r"\W*(?:git\s*(?:hub|lab)|hugging\s*face|software|library|toolkit|tool|code)\W*", re.IGNORECASE)
_FIGURE = re.compile(r"[-+±]?\d+(?:\.\d+)?\s*(?:%|[xX]|[BMKbmk])?(?:\s*[±(]\s*[\d.]+\)?)?")
# A break that stands in a title, not behind it.
_BROKEN = re.compile(
    r"(?<=[:\u2013-])[^\S\n]*+\n\s*+(?=\w)|(?<=\s(?:of|in|on|to|or|by|at|as|is))[^\S\n]*+\n\s*+"
    r"|(?<=\s(?:for|and|the|via))[^\S\n]*+\n\s*+|(?<=\swith)[^\S\n]*+\n\s*+"
    r"|(?<!\s)[^\S\n]*+\n\s*+(?=[a-z](?!\w*rxiv\b|ode\b|aper\b|df\b|ttps?\b|t al))"
)
_PAPERS = re.compile(r"\b(?:papers?|articles?|publications?)\b|论文|文章|論文|논문", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:n/a|none|tb[ad])?", re.IGNORECASE)
_DASH = re.compile(r"\s[-\u2013\u2014]\s")
_LABEL = 2  # words of what may be one, and no title
_NAME = 3  # words of what is no title
_RESULTS = 0.3  # of all cells are bare figures: a table of results


def papers_in(table: Table) -> Iterator[Found | int]:
    """Give the papers of a table, in its order, and the line of each row that only keeps a place."""
    if any(kind_of_host(run.href) == "paper" for cell in table.rows[0].cells for run in cell):
        table = Table(
            (Row(table.rows[0].line, tuple(() for _ in table.rows[0].cells)), *table.rows)
        )  # HTML need not head it
    columns = columns_of(table)
    if Column.TITLE not in columns:
        yield from _papers_anywhere(table)
        return
    if _is_results(table) and not holds_headlines(table.rows[1:], columns.index(Column.TITLE)):
        return
    rows = [single for row in _joined(table.rows[1:], columns) for single in _singles(row, columns)]
    at = columns.index(Column.TITLE)
    are_papers = _PAPERS.search(plain_text(table.rows[0].cells[at])) is not None
    each = [(row, _found(row, columns)) for row in rows]
    papers = sum(found is not None and _is_paper(found, columns) for _, found in each)
    is_list = papers > 1 and papers * 3 >= len(rows) * 2
    for row, found in each:
        if found is None:
            yield row.line
        elif (
            _is_paper(found, columns)
            or (is_list and (is_titled_work(found) or _is_placed(found, columns)))
            or (are_papers and is_long_title(found) and _says_something_else(row, at))
        ):
            yield found


def _says_something_else(row: Row, at: int) -> bool:
    return any(plain_text(cell).strip() for number, cell in enumerate(row.cells) if number != at)


def _is_results(table: Table) -> bool:
    """Tell whether a table is one of results: bare figures in several columns, and in many of all cells."""
    cells = [(number, plain_text(cell).strip()) for row in table.rows[1:] for number, cell in enumerate(row.cells)]
    figures = [number for number, text in cells if _FIGURE.fullmatch(text) and year_in(text) is None]
    return len(set(figures)) > 1 and len(figures) > _RESULTS * len(cells)


def _joined(rows: Sequence[Row], columns: Sequence[str]) -> list[Row]:
    """Return the rows, those that only say more of the paper above, in further cells beside its title, joined to it."""
    at = columns.index(Column.TITLE)
    out: list[Row] = []
    for row in rows:
        above = out[-1] if out else None
        if above and len(above.cells) == len(row.cells) and _says_more(row, above, at):
            cells = zip(above.cells, row.cells, strict=True)
            out[-1] = Row(above.line, tuple(old if old == new else (*old, Run("\n"), *new) for old, new in cells))
        else:
            out.append(row)
    return out


def _says_more(row: Row, above: Row, at: int) -> bool:
    """Tell whether a row without a title of its own, or with that of the row above, leads to no paper of its own."""
    links = [run.href for cell in row.cells for run in cell if run.href]
    if at >= len(row.cells) or any(kind_of_host(href) == "paper" for href in links):
        return False
    title = plain_text(row.cells[at]).strip()
    is_same = title == plain_text(above.cells[at]).strip() or not (title or any(run.href for run in row.cells[at]))
    return is_same and (bool(title) or any(map(is_web, links)))


def _singles(row: Row, columns: Sequence[str]) -> list[Row]:
    """Return a row as it is, or one for each of its papers, if it names several with a page of its own each."""
    named = row.cells[columns.index(Column.TITLE) :][:1]
    titles = [line for cell in named for line in lines_of(cell) if plain_text(line).strip()]
    pages = [
        line
        for column, cell in zip(columns, row.cells, strict=False)
        if column == Column.PAPER
        for line in lines_of(cell)
        if any(is_web(run.href) for run in line)
    ]
    count = len(titles)
    if count <= 1 or count != len(pages) or not all(len(plain_text(title).split()) > 1 for title in titles):
        return [row]
    return [Row(row.line, tuple(_line(cell, number, count) for cell in row.cells)) for number in range(count)]


def _line(cell: tuple[Run, ...], number: int, count: int) -> tuple[Run, ...]:
    """Return one line of a cell that has as many as there are papers, else the whole cell."""
    lines = [line for line in lines_of(cell) if any(run.text.strip() or run.image for run in line)]
    return tuple(lines[number]) if len(lines) == count else cell


def _on_one_line(cell: Sequence[Run]) -> list[Run]:
    """Return the runs of a title with a break in the midst of it taken out."""
    out: list[Run] = []
    for number, run in enumerate(cell):
        before, behind = (out[-1] if out else None), (cell[number + 1] if number + 1 < len(cell) else None)
        if before and behind and not run.text.strip() and "\n" in run.text and _goes_on(before, behind):
            out.append(before._replace(text=" "))
        else:
            out.append(run if run.image else run._replace(text=_BROKEN.sub(" ", run.text)))
    return out


def _goes_on(before: Run, behind: Run) -> bool:
    if before._replace(text="") != behind._replace(text="") or before.image:
        return False
    return (before.bold and len(before.text.split()) > 1) or _BROKEN.search(f"{before.text}\n{behind.text}") is not None


def _found(row: Row, columns: Sequence[str]) -> Found | None:
    """Return what a row says, None if it only keeps a place."""
    title = row.cells[columns.index(Column.TITLE)] if columns.index(Column.TITLE) < len(row.cells) else ()
    found = found_in(row.line, _on_one_line(title))
    found.raw = " | ".join(plain_text(cell).strip() for cell in row.cells)
    first = next((line for line in lines_of(title) if clean(own_words(line))), title)
    found.title = found.title or clean(own_words(first))
    if whole := _dashed(title):
        found.title, found.authors = whole, []
    if not found.title and not any(is_web(run.href) for cell in row.cells for run in cell):
        return None
    for column, cell in zip(columns, row.cells, strict=False):
        if column != Column.TITLE:
            _take(found, column, cell)
    if not found.title:
        found.title, found.method = found.method, ""
    return found


def _dashed(cell: Sequence[Run]) -> str:
    """Return a title with a dash in it, behind which it goes on in capitals; "" if the cell holds more than that."""
    text = cell[0].text.strip() if len(cell) == 1 and not cell[0].href and not cell[0].image else ""
    behind = _DASH.split(text, maxsplit=1)[-1]
    capitals = sum(word[0].isupper() for word in behind.split())
    is_title = behind != text and 1 < len(behind.split()) <= 2 * capitals and not re.search(r"[,\n\d]|\bet al", behind)
    return clean(with_colon(text)) if is_title else ""


def _take(found: Found, column: str, cell: Sequence[Run]) -> None:
    text = plain_text(cell).strip()
    if column == Column.VENUE:
        text = text or " ".join(badge_text(run) for run in cell if run.image)
        venue = venue_of(text)
        if venue.name:
            found.venue = venue
        found.year = venue.year or found.year
        found.posted = found.posted or day_of(text)
        take_links(found, cell)
    elif column == Column.DATE:
        found.posted = day_of(text) or found.posted or (str(year) if (year := year_in(text)) else "")
        take_links(found, cell)
    elif column == Column.YEAR:
        found.year = year_in(text) or found.year
    elif column == Column.AUTHORS:
        found.authors = people(text) or found.authors
    elif column == Column.AFFILIATION:
        found.affiliation = " ".join(text.split())
    elif column == Column.NAME:
        name = clean(own_words(cell))
        found.method = found.method if _NO_NAME.fullmatch(name) else name
        take_links(found, cell, "project")
    elif column == Column.OTHER:
        is_text = bool(clean(own_words([run for run in cell if not run.href])))
        is_code = {run.href for run in cell if not is_text and kind_of_host(run.href) == "code"}
        take_links(found, [run for run in cell if kind_of_label(run.text) or run.href in is_code])
    else:
        take_links(found, cell, "" if column in (Column.LINKS, Column.STATUS) else column)
        if column in (Column.PAPER, Column.LINKS):
            take_venue_beside(found, cell)


def _is_paper(found: Found, columns: Sequence[str]) -> bool:
    """Tell whether a row is a paper: it has one's page, or what only a paper has."""
    if not found.title:
        return False
    if is_paper(found) or found.papers:
        return True
    if _SOFTWARE.fullmatch(found.venue.name or "-"):
        return False
    words = len(found.title.split())
    return _counts(columns) and (_is_placed(found, columns) if 1 < words <= _NAME else words > _NAME)


def _is_placed(found: Found, columns: Sequence[str]) -> bool:
    """Tell whether a row of a table of papers says when or where something appeared, and leads to it."""
    dated = found.venue != Venue() or found.posted or found.year or found.authors
    linked = is_web(found.title_href) or any(is_web(href) for _, href in found.links)
    return bool(found.title and dated and (linked or len(found.title.split()) >= _NAME)) and _counts(columns)


def _counts(columns: Sequence[str]) -> bool:
    """Tell whether a table has a column that only one of papers has."""
    return not {Column.VENUE, Column.DATE, Column.YEAR, Column.AUTHORS}.isdisjoint(columns)


def _papers_anywhere(table: Table) -> Iterator[Found]:
    """Give the papers of a table whose columns have no names, as of one that only lays out the page."""
    if _is_results(table):
        return
    for row in table.rows:
        runs = [run for cell in row.cells for run in (*cell, Run("\n"))]
        found = found_in(row.line, runs)
        if is_paper(found) and (found.papers or found.has_paper_label) and len(found.title.split()) > _LABEL:
            yield found
