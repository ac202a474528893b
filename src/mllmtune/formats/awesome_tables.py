"""Which papers do the rows of a table hold? What each column is, by its heading and by what stands in it."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from mllmtune.formats.awesome_blocks import Row, Table
from mllmtune.formats.awesome_items import Found, found_in, is_paper, is_titled_work, take_links, take_venue_beside
from mllmtune.formats.awesome_labels import is_pointer, kind_of_host, kind_of_label
from mllmtune.formats.awesome_links import badge_text, is_web
from mllmtune.formats.awesome_people import people
from mllmtune.formats.awesome_runs import Run, lines_of, plain_text
from mllmtune.formats.awesome_sentences import clean, has_capitals
from mllmtune.formats.awesome_venues import Venue, day_of, venue_of, year_in


class Column(StrEnum):
    """What a column holds; columns of links have the name of their kind instead."""

    TITLE = "title"
    PAPER = "paper"
    LINKS = "links"
    VENUE = "venue"
    DATE = "date"
    YEAR = "year"
    AUTHORS = "authors"
    AFFILIATION = "affiliation"
    NAME = "name"
    STATUS = "status"
    OTHER = ""


# Column -> the words of its heading, the narrow before the wide.
_NAMES = {
    Column.TITLE: r"title.*|paper\s*(?:title|name)s?|articles?|(?:论文)?(?:标题|题目|名称)|name\s+of\s+paper",
    Column.DATE: r"""
        (?:publi\w+\s+|released?\s+|posted\s+|arxiv\s+)?(?:date|time)s?|when|month|(?:initial\s+)?released?|posted|日期|(?:发布)?时间
    """,
    Column.YEAR: r"years?|年份?",
    Column.VENUE: r"""
        venues?|conf(?:erence|\.)?s?(?:\s*[/&]\s*journals?)?|journals?(?:\s*[/&]\s*conf\w*)?|publi(?:cation|sh(?:ed)?(?:\s+(?:in|at))?)
        |pub\.?|where|accepted(?:\s+(?:by|at|to))?|publisher|source|会议|期刊|来源|会议/期刊|发表\w*
    """,
    Column.AUTHORS: r"authors?(?:\s+list)?|first\s+author|作者",
    Column.AFFILIATION: r"institut\w*|affiliations?|org(?:ani[sz]ation)?s?|compan(?:y|ies)|teams?|labs?|机构|单位|团队",
    Column.PAPER: r"""
        papers?(?:\s*(?:links?|urls?|&\s*code))?|pdf|arxiv(?:\s+link)?|论文(?:链接)?|references?|ref\.?|publication\s+link|preprint|doi|abs
    """,
    Column.LINKS: r"links?|urls?|resources?|materials?|info\w*|details?|链接|地址|misc|extra|others?|supplements?|more",
    Column.NAME: r"""
        names?|methods?(?:\s+name)?|models?(?:\s+name)?|abbr\w*\.?|short(?:\s*name)?|acronyms?|algorithms?|works?|frameworks?
        |approach(?:es)?|benchmarks?|datasets?|名称|方法|模型|项目
    """,
    Column.STATUS: r"status|read\??",
}
_COLUMNS = {column: re.compile(names, re.IGNORECASE | re.VERBOSE) for column, names in _NAMES.items()}
_SOFTWARE = re.compile(r"\W*(?:git\s*(?:hub|lab)|hugging\s*face|software|library|toolkit|tool|code)\W*", re.IGNORECASE)
_FIGURE = re.compile(r"[-+±]?\d+(?:\.\d+)?\s*(?:%|[xX]|[BMKbmk])?(?:\s*[±(]\s*[\d.]+\)?)?")
# A break that stands in a title, not behind it.
_BROKEN = re.compile(
    r"(?<=[:\u2013-])\s*\n\s*(?=\w)|(?<=\s(?:of|in|on|to|or|by|at|as|is))\s*\n\s*|(?<=\s(?:for|and|the|via))\s*\n\s*|(?<=\swith)\s*\n\s*"
    r"|\s*\n\s*(?=[a-z](?!\w*rxiv\b|ode\b|aper\b|df\b|ttps?\b|t al))"
)
_NAME = 3  # words of what is no title
_DISTINCT = 0.9  # of the names in a column: a few papers may stand twice
_RESULTS = 0.3  # of all cells are bare figures: a table of results


def papers_in(table: Table) -> Iterator[Found | int]:
    """Give the papers of a table, in its order, and the line of each row that only keeps a place."""
    columns = _columns(table)
    if Column.TITLE not in columns:
        yield from _papers_anywhere(table)
        return
    if _is_results(table):
        return
    rows = [single for row in table.rows[1:] for single in _singles(row, columns)]
    each = [(row, _found(row, columns)) for row in rows]
    papers = sum(found is not None and _is_paper(found, columns) for _, found in each)
    is_list = papers > 1 and papers * 3 >= len(rows) * 2
    for row, found in each:
        if found is None:
            yield row.line
        elif _is_paper(found, columns) or (is_list and (is_titled_work(found) or _is_placed(found, columns))):
            yield found


def _columns(table: Table) -> list[str]:
    """Return what each column is; the one that holds the titles is found by what stands in it."""
    body = table.rows[1:]
    named = [_column_of(plain_text(cell), body, number) for number, cell in enumerate(table.rows[0].cells)]
    if not body or Column.TITLE in named:
        return _without_repeated_names(_only_first(named, Column.TITLE), body)
    if not any(named):
        return named
    headlines = (number for number, name in enumerate(named) if not name and _holds_headlines(body, number))
    if (headline := next(headlines, None)) is not None and {Column.PAPER, Column.LINKS} & {*named}:
        return _without_repeated_names([*named[:headline], Column.TITLE, *named[headline + 1 :]], body)
    for column in (Column.PAPER, Column.NAME, Column.LINKS):
        for number in (number for number, name in enumerate(named) if name == column):
            if _holds_titles(body, number, least=1 if column == Column.NAME else 2):
                return _without_repeated_names([*named[:number], Column.TITLE, *named[number + 1 :]], body)
    return named


def _without_repeated_names(named: list[str], rows: Sequence[Row]) -> list[str]:
    """Return the columns without those of names that several rows share: a data set or a model they were tried on."""
    return [
        Column.OTHER if name == Column.NAME and _repeats(rows, number) else name for number, name in enumerate(named)
    ]


def _repeats(rows: Sequence[Row], number: int) -> bool:
    names = [clean(_own_words(row.cells[number])) for row in rows if number < len(row.cells)]
    names = [name for name in names if re.search(r"\w", name)]
    return len({*names}) < len(names) * _DISTINCT


def _column_of(heading: str, rows: Sequence[Row], number: int) -> str:
    """Return what a column is; one of names that holds only links is of their kind: "Dataset" over ``[link](...)``."""
    column = _column(heading)
    is_links = column == Column.NAME and not _holds_titles(rows, number, least=1)
    return kind_of_label(heading) or column if is_links else column


def _column(heading: str) -> str:
    words = re.sub(r"\s+", " ", re.sub(r"[^\w\s./&()?-]+", " ", heading)).strip(" .-")
    for name in (words, re.split(r"[/&,(]", words)[0].strip()):
        for column, names in _COLUMNS.items():
            if name and names.fullmatch(name):
                return column
    return kind_of_label(words)


def _only_first(named: list[str], column: str) -> list[str]:
    first = named.index(column) if column in named else -1
    return [name if name != column or number == first else Column.OTHER for number, name in enumerate(named)]


def _holds_titles(rows: Sequence[Row], number: int, least: int) -> bool:
    """Tell whether half of a column's cells, those that say anything, hold words of their own and not only pointers."""
    texts = [clean(_own_words(row.cells[number])) for row in rows if number < len(row.cells)]
    texts = [text for text in texts if text]
    return sum(len(text.split()) >= least for text in texts) * 2 > len(texts)


def _holds_headlines(rows: Sequence[Row], number: int) -> bool:
    """Tell whether a column that nobody named holds titles: words of their own with capitals, none the same."""
    texts = [clean(_own_words(row.cells[number])) for row in rows if number < len(row.cells)]
    long = {text for text in texts if len(text.split()) > _NAME and has_capitals(text)}
    return len(long) * 2 > len(rows)


def _own_words(cell: Sequence[Run]) -> str:
    shown = (run for run in cell if not run.image)
    return "".join(run.text for run in shown if not (is_pointer(run.text) or (run.href and kind_of_label(run.text))))


def _is_results(table: Table) -> bool:
    """Tell whether a table is one of results: bare figures in several columns, and in many of all cells."""
    cells = [(number, plain_text(cell).strip()) for row in table.rows[1:] for number, cell in enumerate(row.cells)]
    figures = [number for number, text in cells if _FIGURE.fullmatch(text) and year_in(text) is None]
    return len(set(figures)) > 1 and len(figures) > _RESULTS * len(cells)


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
    if count < 2 or count != len(pages) or not all(len(plain_text(title).split()) > 1 for title in titles):  # noqa: PLR2004
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
    found.title = found.title or clean(_own_words(title))
    if not found.title and not any(is_web(run.href) for cell in row.cells for run in cell):
        return None
    for column, cell in zip(columns, row.cells, strict=False):
        if column != Column.TITLE:
            _take(found, column, cell)
    if not found.title:
        found.title, found.method = found.method, ""
    return found


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
        found.method = clean(_own_words(cell)) or found.method
        take_links(found, cell, "project")
    elif column == Column.OTHER:
        take_links(found, [run for run in cell if kind_of_label(run.text) or kind_of_host(run.href) == "code"])
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
        if is_paper(found) and (found.papers or found.has_paper_label) and len(found.title.split()) > 2:  # noqa: PLR2004
            yield found
