"""What does an answer look like on a terminal? Loaded only where there is one."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from mllmtune.text.printable import one_line, without_controls

_WIDE = 130  # columns from which there is room for authors and place beside the title
_WIDE_ONLY = ("Place", "Authors")
_NARROW_WIDTHS = {"Key": 22, "Venue": 8}
_FOLDED = ("Key", "Title", "Keys", "Command")  # a key is folded, never cut: it is there to be copied
_STYLES = {"Key": "cyan", "Keys": "cyan", "Year": "green", "Venue": "yellow", "Title": "bold"}
_CHANGES = {"+": "green", "~": "yellow", "!": "red", "-": "red"}
_BAR = 30


def show_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows, if any, under their headings; a narrow screen leaves out what it has no room for."""
    if not rows:
        return
    console = Console()
    narrow = console.width < _WIDE
    chosen = [number for number, name in enumerate(columns) if not (narrow and name in _WIDE_ONLY)]
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="underline")
    for number in chosen:
        name = columns[number]
        folded = name in _FOLDED
        width = _NARROW_WIDTHS.get(name) if narrow else None
        table.add_column(
            name,
            style=_STYLES.get(name),
            no_wrap=not folded,
            overflow="fold" if folded else "ellipsis",
            max_width=width,
        )
    for row in rows:
        table.add_row(*(Text(row[number]) for number in chosen))
    console.print(table)


def show_details(papers: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Print what is known of each paper, labels left and values right; addresses can be clicked."""
    console = Console()
    for number, pairs in enumerate(papers):
        if number:
            console.print()
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="green", no_wrap=True)
        grid.add_column(overflow="fold")
        for label, value in pairs:
            grid.add_row(Text(label), _value(label, value))
        console.print(grid)


def show_changes(rows: Iterable[tuple[str, str, str]]) -> None:
    """Print rows of sign, name and text: what is added in green, changed in yellow, in the way in red."""
    console = Console()
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold", max_width=console.width // 3)
    grid.add_column(overflow="fold")
    for sign, name, text in rows:
        style = _CHANGES.get(sign, "")
        grid.add_row(Text(sign, style=style), Text(name, style=style), Text(text))
    console.print(grid)


def show_bars(groups: Iterable[tuple[str, Sequence[tuple[str, int]]]]) -> None:
    """Print counts as bars, a group under its heading."""
    console = Console()
    for heading, counts in groups:
        most = max(count for _, count in counts)
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True, min_width=20, max_width=36, overflow="ellipsis")
        grid.add_column(justify="right", style="green", min_width=4)
        grid.add_column(style="cyan")
        for name, count in counts:
            grid.add_row(Text(one_line(name)), str(count), "█" * max(1, round(_BAR * count / most)))
        console.print(Text(f"\n{heading}", style="bold"))
        console.print(grid)


def _value(label: str, value: str) -> Text:
    if value.startswith(("https://", "http://")):
        return Text(one_line(value), style=f"link {one_line(value)}")
    style = {"key": "cyan", "title": "bold"}.get(label, "")
    return Text(without_controls(value), style=style)
