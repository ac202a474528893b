"""What does each column of a table hold? By its heading, and by what stands in it."""

import re
from collections.abc import Sequence
from enum import StrEnum

from mllmtune.formats.awesome_labels import is_label, is_pointer, kind_of_label
from mllmtune.formats.awesome_marks import is_only_venue
from mllmtune.formats.awesome_parts import Row, Table
from mllmtune.formats.awesome_runs import Run, plain_text
from mllmtune.formats.awesome_sentences import clean, has_capitals


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
    Column.TITLE: r"""
        title.*|paper\s*(?:title|name)s?|articles?|name\s+of\s+paper
        |(?:论文|文章)?(?:标题|题目|名称)|论文名|文章|(?:論文)?タイトル|(?:논문\s*)?제목|논문명
    """,
    Column.DATE: r"""
        (?:publi\w+\s+|released?\s+|posted\s+|arxiv\s+)?(?:date|time)s?|when|month|(?:initial\s+)?released?|posted
        |日期|(?:发布)?时间|日付|公開日|날짜
    """,
    Column.YEAR: r"years?|年份?|年度|연도",
    Column.VENUE: r"""
        venues?|conf(?:erence|\.)?s?(?:\s*[/&]\s*journals?)?|journals?(?:\s*[/&]\s*conf\w*)?|publi(?:cation|sh(?:ed)?(?:\s+(?:in|at))?)
        |pub\.?|where|accepted(?:\s+(?:by|at|to))?|publisher|source|会议|期刊|来源|收录|会议/期刊|发表\w*|会議|学会|학회
    """,
    Column.AUTHORS: r"authors?(?:\s+list)?|first\s+author|作者|著者|저자",
    Column.AFFILIATION: r"""
        institut\w*|affiliations?|org(?:ani[sz]ation)?s?|compan(?:y|ies)|teams?|labs?|机构|单位|团队|所属|소속
    """,
    Column.PAPER: r"""
        papers?(?:\s*(?:links?|urls?|&\s*code))?|pdf|arxiv(?:\s+link)?|references?|ref\.?|publication\s+link|preprint|doi|abs
        |论文(?:链接)?|論文|논문
    """,
    Column.LINKS: r"""
        links?|urls?|files?|resources?|materials?|info\w*|details?|misc|extra|others?|supplements?|more|链接|地址|リンク|링크
    """,
    Column.NAME: r"""
        names?|methods?(?:\s+name)?|models?(?:\s+name)?|abbr\w*\.?|short(?:\s*name)?|acronyms?|algorithms?|works?|frameworks?
        |approach(?:es)?|benchmarks?|datasets?|名称|方法|模型|项目
    """,
    Column.STATUS: r"status|read\??",
}
_COLUMNS = {column: re.compile(names, re.IGNORECASE | re.VERBOSE) for column, names in _NAMES.items()}
_NAME = 3  # words of what is no title
_WORDS = re.compile(r"[^\W\d_]{2}")
_DISTINCT = 0.9  # of the names in a column: a few papers may stand twice


def columns_of(table: Table) -> list[str]:
    """Return what each column is; the one that holds the titles is found by what stands in it."""
    body = table.rows[1:]
    cells = table.rows[0].cells
    named = _with_venues([_column_of(plain_text(cell), body, number) for number, cell in enumerate(cells)], body)
    if not body or Column.TITLE in named:
        return _without_repeated_names(_only_first(named, Column.TITLE), body)
    if not any(named):
        named = [Column.LINKS if _holds_links(body, number) else name for number, name in enumerate(named)]
    at = _titles_among(named, body)
    return named if at is None else _without_repeated_names([*named[:at], Column.TITLE, *named[at + 1 :]], body)


def _with_venues(named: list[str], rows: Sequence[Row]) -> list[str]:
    """Return the columns; where none is called so, the first with another name that holds venues is one of venues."""
    if Column.VENUE in named:
        return named
    others = (number for number, name in enumerate(named) if name == Column.OTHER)
    at = next((number for number in others if _holds_venues(rows, number)), None)
    return named if at is None else [*named[:at], Column.VENUE, *named[at + 1 :]]


def _holds_venues(rows: Sequence[Row], number: int) -> bool:
    texts = [plain_text(row.cells[number]).strip() for row in rows if number < len(row.cells)]
    texts = [text for text in texts if _WORDS.search(text)]
    return sum(map(is_only_venue, texts)) * 2 > len(texts)


def _titles_among(named: Sequence[str], body: Sequence[Row]) -> int | None:
    """Return the column of the titles, none of whose names says so: headlines rather than short names."""
    leads = {Column.PAPER, Column.LINKS} & {*named}
    steps = (
        (Column.PAPER, holds_headlines),
        (Column.NAME, holds_headlines),
        (Column.PAPER, _holds_plain_words),
        *([(Column.OTHER, holds_headlines)] if leads else []),
        (Column.PAPER, _holds_titles),
        (Column.NAME, _holds_words),
        (Column.LINKS, _holds_titles),
        (Column.PAPER, _holds_words),
    )
    for column, holds in steps:
        for number in (number for number, name in enumerate(named) if name == column):
            if holds(body, number):
                return number
    return None


def _without_repeated_names(named: list[str], rows: Sequence[Row]) -> list[str]:
    """Return the columns without those of names that several rows share: a data set or a model they were tried on."""
    return [
        Column.OTHER if name == Column.NAME and _repeats(rows, number) else name for number, name in enumerate(named)
    ]


def _repeats(rows: Sequence[Row], number: int) -> bool:
    names = [clean(own_words(row.cells[number])) for row in rows if number < len(row.cells)]
    names = [name for name in names if re.search(r"\w", name)]
    return len({*names}) < len(names) * _DISTINCT


def _column_of(heading: str, rows: Sequence[Row], number: int) -> str:
    """Return what a column is; one of names that holds only links is of their kind: "Dataset" over ``[link](...)``."""
    column = _column(heading)
    is_links = column == Column.NAME and not _holds_words(rows, number)
    return kind_of_label(heading) or column if is_links else column


def _column(heading: str) -> str:
    words = re.sub(r"\s+", " ", re.sub(r"[^\w\s./&(),?-]+", " ", heading)).strip(" .-")
    for name in (words, re.split(r"[/&,(]|\band\b", words)[0].strip()):
        for column, names in _COLUMNS.items():
            if name and names.fullmatch(name):
                return column
    return kind_of_label(words)


def _only_first(named: list[str], column: str) -> list[str]:
    first = named.index(column) if column in named else -1
    return [name if name != column or number == first else Column.OTHER for number, name in enumerate(named)]


def _holds_words(rows: Sequence[Row], number: int, least: int = 1) -> bool:
    """Tell whether half of a column's cells, those that say anything, hold words of their own and not only pointers."""
    texts = [clean(own_words(row.cells[number])) for row in rows if number < len(row.cells)]
    texts = [text for text in texts if text]
    return sum(len(text.split()) >= least for text in texts) * 2 > len(texts)


def _holds_titles(rows: Sequence[Row], number: int) -> bool:
    return _holds_words(rows, number, least=2)


def _holds_plain_words(rows: Sequence[Row], number: int) -> bool:
    """Tell whether most of a column's cells hold words that lead nowhere."""
    cells = [row.cells[number] for row in rows if number < len(row.cells)]
    plain = [cell for cell in cells if _WORDS.search(plain_text(cell)) and not any(run.href for run in cell)]
    return len(plain) * 2 > len(rows)


def holds_headlines(rows: Sequence[Row], number: int) -> bool:
    """Tell whether a column that nobody named holds titles: words of their own with capitals, none the same."""
    texts = [clean(own_words(row.cells[number])) for row in rows if number < len(row.cells)]
    long = {text for text in texts if len(text.split()) > _NAME and has_capitals(text)}
    return len(long) * 2 > len(rows)


def _holds_links(rows: Sequence[Row], number: int) -> bool:
    """Tell whether a column holds links, most of them with a label and no words beside it."""
    cells = [row.cells[number] for row in rows if number < len(row.cells)]
    linked = [cell for cell in cells if any(run.href for run in cell) and not clean(own_words(cell))]
    return len(linked) * 2 > len(cells)


def own_words(cell: Sequence[Run]) -> str:
    """Return the words of a cell that do not only point somewhere."""
    shown = (run for run in cell if not run.image)
    return "".join(
        run.text for run in shown if not (is_pointer(run.text) or (run.href and is_label(run.text, run.href)))
    )
