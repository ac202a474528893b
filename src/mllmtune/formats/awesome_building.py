"""How do the elements of Markdown and of HTML, begun and ended, become the parts of a list?"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from mllmtune.formats.awesome_parts import Block, Code, Heading, Item, Paragraph, Row, Table
from mllmtune.formats.awesome_runs import Inline, Run, mended, plain_text

_DEEPEST = 12  # lists in lists
_WIDEST = 20  # columns in which one cell stands
_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 6}
# What a summary says that is no section of the list but only unfolds what is said of one paper, or all of a section.
_ABSTRACT = re.compile(r"abstract|tl;?dr|summary|摘要", re.IGNORECASE)
_UNFOLDS = re.compile(
    rf"\W*(?:(?:click|tap)\s+(?:here\s+)?(?:to\s+|for\s+)?.*|(?:show|see|view|read|expand|unfold)(?:\s+(?:the\s+)?(?:more|all|details?|full\s+list|abstract|bibtex))?"
    rf"|(?:more\s+)?details?|more|bibtex|citation|cite|{_ABSTRACT.pattern})\W*",
    re.IGNORECASE,
)
STRUCTURE = frozenset(("table", "tr", "td", "th", "ul", "ol", "li", "p", "div", "details", *_HEADINGS))


class Building:
    """Blocks as they are built: begun and ended by Markdown's tokens and by HTML's tags alike."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.inline = Inline()
        self._links = 0
        self.line = 1
        self._began = 1
        self._items: list[Item] = []
        self._depths: list[int] = []  # the list in which each of them stands
        self._lists = 0
        self._heading = 0
        self._rows: list[Row] | None = None
        self._cells: list[tuple[Run, ...]] | None = None
        self._in_cell = False
        self._rowspan = self._colspan = 1
        self._spanned: dict[int, tuple[int, tuple[Run, ...]]] = {}  # column -> rows to go, cell
        self._is_unfolded = False  # an abstract, or the like

    def begin(self, name: str, attributes: Mapping[str, str] = MappingProxyType({})) -> None:
        """Begin an element; a cell of HTML may stand in several rows and columns."""
        if name in ("td", "th"):
            self._cell()
            self._taken()
            self._in_cell = self._cells is not None
            self._rowspan, self._colspan = (_span(attributes.get(name, "")) for name in ("rowspan", "colspan"))
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
        runs = self._taken()
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

    def _taken(self) -> tuple[Run, ...]:
        """Return the runs that are open, and begin others; no number of a link is given twice."""
        if not self.inline.runs:
            return ()
        runs = tuple(mended(self.inline.runs))
        self._links = max((self._links, *(run.link for run in runs)))
        self.inline = Inline(self._links)
        return runs

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
            self._take_cell(self._taken(), self._rowspan)
            for _ in range(self._colspan - 1):
                self._take_cell((), self._rowspan)
        if self._rows is not None:
            self._taken()
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


def _span(said: str) -> int:
    """Return in how many rows or columns a cell stands, as its attribute says."""
    return min(int(said), _WIDEST) if re.fullmatch(r"[1-9][0-9]{0,3}", said) else 1
