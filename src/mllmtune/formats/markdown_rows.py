"""What are the cells of a table's row? GitHub Flavored Markdown 0.29, section 4.10."""

import re
from collections.abc import Sequence
from itertools import pairwise

_BETWEEN = re.compile(r"(?<!\\)(?:\\\\)*+\|")
# CommonMark 0.31: what interrupts a paragraph, but for items of lists; of HTML (section 4.6) the usual names.
_BLOCK = re.compile(
    r"""
    [ ]{0,3}(?:
        [#]{1,6}(?:[ \t]|$) | `{3} | ~{3} | > | (?:[-*_][ \t]*){3,}$ | <!-- | <[?]
        | </?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figure|figcaption|footer|form
               |h[1-6]|header|hr|iframe|li|main|nav|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead
               |tr|ul)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]")
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


def begins_block(line: str) -> bool:
    """Tell whether a heading, a fence, a quotation, a rule or a block of HTML begins with this line."""
    return _BLOCK.match(line) is not None


def ends_table(line: str) -> bool:
    """Tell whether a table ends above this line: a blank one, or the first of another block."""
    return not line.strip() or begins_block(line) or _ITEM.match(line) is not None
