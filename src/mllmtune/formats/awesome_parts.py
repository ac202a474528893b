"""What can stand in a list in Markdown? Headings, tables, items, paragraphs and code, each with its line."""

from dataclasses import dataclass, field

from mllmtune.formats.awesome_runs import Run


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
