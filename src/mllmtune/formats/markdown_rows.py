"""What are the cells of a table's row? GitHub Flavored Markdown 0.29, section 4.10."""

import re
from collections.abc import Sequence
from itertools import pairwise

_BETWEEN = re.compile(r"(?<!\\)(?:\\\\)*+\|")
_BEGINS_ANOTHER = re.compile(
    r"\s*$| {0,3}(?:#{1,6}[ \t]|<|`{3}|~{3}|>|[-+*][ \t]|\d{1,9}[.)][ \t]|(?:[-*_][ \t]*){3,}$)"
)
_SIDE = re.compile(r"[ \t]*:?-+:?[ \t]*")


def cells(line: str) -> list[str]:
    """Return the cells of a line that begins with a pipe, as they are typed; of another line none."""
    stripped = line.strip()
    if not stripped.startswith("|"):
        return []
    places = [match.end() for match in _BETWEEN.finditer(stripped)]
    pieces = [stripped[start : end - 1] for start, end in pairwise(places)]
    return [*pieces, rest] if (rest := stripped[places[-1] :]) else pieces


def is_below_head(row: Sequence[str]) -> bool:
    """Tell whether these cells are the dashes that stand below the head of a table."""
    return bool(row) and all(map(_SIDE.fullmatch, row))


def ends_table(line: str) -> bool:
    """Tell whether a table ends above this line: a blank one, or the first of another block."""
    return _BEGINS_ANOTHER.match(line) is not None
