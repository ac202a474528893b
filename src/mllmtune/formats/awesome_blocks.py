"""What stands in a list in Markdown? Its headings, tables, items, paragraphs and code, each with its line.

GitHub Flavored Markdown, sections 4 and 5. HTML stands between Markdown and can hold it, so both feed one building.
"""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mllmtune.formats.awesome_runs import Inline, Run, html_parts, inline_runs, mended, plain_text

LONGEST = 20_000  # signs of a line or paragraph: a parser's time for one can grow with the square of its length
_DEEPEST = 12  # lists in lists
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline").disable("text_join")
setattr(_PARSER, "normalizeLink", str)  # noqa: B010 - an address stays as it was typed; a method to mypy


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, of level 1 to 6."""

    line: int
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    line: int
    cells: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its first row names the columns."""

    rows: tuple[Row, ...]


@dataclass(slots=True)
class Item:
    """An item of a list, with the items under it."""

    line: int
    runs: tuple[Run, ...] = ()
    items: list["Item"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside lists."""

    line: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A fenced block of code and the line of its first line."""

    line: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class TooLong:
    """A line or paragraph that is not read, because it is longer than any of a list."""

    line: int
    text: str


Block = Heading | Table | Item | Paragraph | Code | TooLong


def blocks(text: str) -> list[Block]:
    """Return the blocks of a document, in their order."""
    environment: dict[str, object] = {}
    tokens = _PARSER.parse(text, environment)
    building = _Building()
    for token in tokens:
        _take(token, building, environment)
    building.flush()
    return building.blocks


def _take(token: Token, building: "_Building", environment: dict[str, object]) -> None:
    line = token.map[0] + 1 if token.map else building.line
    building.line = line
    if token.type == "inline":
        if len(token.content) > LONGEST:
            building.blocks.append(TooLong(line, token.content))
            return
        children: list[Token] = []
        _PARSER.inline.parse(token.content, _PARSER, environment, children)
        inline_runs(children, building.inline)
    elif token.type == "html_block":
        _take_html(token.content, line, building)
    elif token.type in ("fence", "code_block"):
        words = token.info.split()
        building.code(Code(line + (token.type == "fence"), words[0].lower() if words else "", token.content))
    else:
        _take_structure(token, building)


def _take_structure(token: Token, building: "_Building") -> None:
    if token.type == "heading_open":
        building.flush()  # a table of HTML that nobody closed ends here
    if token.nesting > 0:
        building.begin(token.tag)
    elif token.nesting < 0:
        building.end(token.tag)


def _take_html(html: str, line: int, building: "_Building") -> None:
    for part in html_parts(html):
        building.line = line
        if isinstance(part, str):
            building.inline.text(part if part.strip() else " ")
            line += part.count("\n")
        elif part.name in _STRUCTURE:
            building.end(part.name) if part.closes else building.begin(part.name, part.attributes.get("rowspan", ""))
        else:
            building.inline.tag(part)


_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 6}
# What a summary says that is no section of the list but only unfolds what is said of one paper, or all of a section.
_ABSTRACT = re.compile(r"abstract|tl;?dr|summary|摘要", re.IGNORECASE)
_UNFOLDS = re.compile(
    rf"\W*(?:(?:click|tap)\s+(?:here\s+)?(?:to\s+|for\s+)?.*|(?:show|see|view|read|expand|unfold)(?:\s+(?:the\s+)?(?:more|all|details?|full\s+list|abstract|bibtex))?"
    rf"|(?:more\s+)?details?|more|bibtex|citation|cite|{_ABSTRACT.pattern})\W*",
    re.IGNORECASE,
)
_STRUCTURE = frozenset(("table", "tr", "td", "th", "ul", "ol", "li", "p", "div", "details", *_HEADINGS))


class _Building:
    """Blocks as they are built: begun and ended by Markdown's tokens and by HTML's tags alike."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.inline = Inline()
        self.line = 1
        self._began = 1
        self._items: list[Item] = []
        self._depths: list[int] = []  # the list in which each of them stands
        self._lists = 0
        self._heading = 0
        self._rows: list[Row] | None = None
        self._cells: list[tuple[Run, ...]] | None = None
        self._in_cell = False
        self._rowspan = 1
        self._spanned: dict[int, tuple[int, tuple[Run, ...]]] = {}  # column -> rows to go, cell
        self._is_unfolded = False  # an abstract, or the like

    def begin(self, name: str, rowspan: str = "") -> None:
        """Begin an element; a cell of HTML may stand in several rows."""
        if name in ("td", "th"):
            self._cell()
            self._in_cell, self.inline = self._cells is not None, Inline()
            self._rowspan = int(rowspan) if re.fullmatch(r"[0-9]{1,4}", rowspan) else 1
        elif name == "tr":
            self._row()
            self._cells, self._began = [], self.line
            self._take_spanned()
        elif name == "table":
            self._end_table()
            self.flush_text()
            self._rows, self._spanned = [], {}
        elif self._rows is not None:
            self._break_line()
        elif name in _HEADINGS:
            self.flush()
            self._heading, self._began = _HEADINGS[name], self.line
        elif name == "li":
            self._begin_item()
        elif name in ("ul", "ol"):
            self._lists += 1
        else:
            self.flush_text()
            self._began = self.line

    def end(self, name: str) -> None:
        """End an element; one that was not begun is nothing."""
        if name in ("td", "th"):
            self._cell()
        elif name == "tr":
            self._row()
        elif name == "table":
            self._end_table()
        elif self._rows is not None:
            self._break_line()
        elif name == "li":
            self._end_item()
        elif name == "details":
            self.flush_text()
            self._is_unfolded = False
        elif name in ("ul", "ol"):
            while self._depths and self._depths[-1] >= self._lists:
                self._end_item()
            self._lists = max(0, self._lists - 1)
            if not self._lists:
                self._end_items()
        else:
            self.flush_text()

    def code(self, code: Code) -> None:
        """Take a block of code."""
        self.flush_text()
        self.blocks.append(code)

    def flush_text(self) -> None:
        """End the text that is open: it belongs to the item, to the heading, or to nobody."""
        runs, self.inline = tuple(mended(self.inline.runs)), Inline()
        heading, self._heading = self._heading, 0
        if not any(run.text.strip() or run.image for run in runs):
            return
        if self._items:
            item = self._items[-1]
            item.runs = (*item.runs, *((Run("\n"),) if item.runs else ()), *runs)
        elif heading == _HEADINGS["summary"] and _UNFOLDS.fullmatch(plain_text(runs).strip()):
            self._is_unfolded = _ABSTRACT.search(plain_text(runs)) is not None
        elif heading:
            self._is_unfolded = False
            self.blocks.append(Heading(self._began, heading, runs))
        elif not self._is_unfolded:
            self.blocks.append(Paragraph(self._began, runs))

    def flush(self) -> None:
        """End all that is open."""
        self._end_table()
        self.flush_text()
        self._end_items()

    def _begin_item(self) -> None:
        self.flush_text()
        while self._depths and self._depths[-1] >= self._lists:
            self._end_item()  # HTML need not say where an item ends
        item = Item(self.line)
        if len(self._items) >= _DEEPEST:
            self._end_item()
        if self._items:
            self._items[-1].items.append(item)
        else:
            self.blocks.append(item)
        self._items.append(item)
        self._depths.append(self._lists)

    def _end_item(self) -> None:
        self.flush_text()
        if self._items:
            self._items.pop()
            self._depths.pop()

    def _end_items(self) -> None:
        self.flush_text()
        self._items.clear()
        self._depths.clear()
        self._lists = 0

    def _break_line(self) -> None:
        if self._in_cell:
            self.inline.text("\n")

    def _cell(self) -> None:
        if self._in_cell and self._cells is not None:
            self._take_cell(tuple(mended(self.inline.runs)), self._rowspan)
        if self._rows is not None:
            self.inline = Inline()
        self._in_cell = False

    def _take_cell(self, cell: tuple[Run, ...], rows: int) -> None:
        """Take a cell that stands in so many rows; what leads somewhere is said of the first of them only."""
        if self._cells is not None:
            below = () if any(run.href for run in cell) else cell
            self._spanned[len(self._cells)] = (rows - 1, below)
            self._cells.append(cell)
            self._take_spanned()

    def _take_spanned(self) -> None:
        """Give the row the cells, next to those it has, that go on from the row above."""
        while self._cells is not None and self._spanned.get(len(self._cells), (0, ()))[0]:
            rows, cell = self._spanned[len(self._cells)]
            self._spanned[len(self._cells)] = (rows - 1, cell)
            self._cells.append(cell)

    def _row(self) -> None:
        if self._cells is not None and self._rows is not None:
            self._cell()
            if self._cells:
                self._rows.append(Row(self._began, tuple(self._cells)))
        self._cells = None

    def _end_table(self) -> None:
        self._row()
        if self._rows:
            self.blocks.append(Table(tuple(self._rows)))
        self._rows = None
