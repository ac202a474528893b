"""Was a text decoded with the wrong code page, and what did it say before?

UTF-8 that was read as Mac Roman, Windows-1252 or another code page has left traces (``üôå`` for 🙌) that ftfy knows.
"""

from typing import NamedTuple

from ftfy import fix_encoding
from ftfy.badness import is_bad


class Repair(NamedTuple):
    """A line, counted from 1, as it stood and as it was meant; `whole` says whether all of it could be mended."""

    line: int
    before: str
    after: str
    whole: bool = True


class Repaired(NamedTuple):
    """A text and the lines that are no more as they stood."""

    text: str
    repairs: tuple[Repair, ...]


def repaired(text: str) -> Repaired:
    """Return the text with the lines mended that were decoded wrongly; each line is judged by itself."""
    if text.isascii():
        return Repaired(text, ())
    lines = text.split("\n")
    repairs = []
    for number, line in enumerate(lines):
        if not line.isascii() and is_bad(line) and (after := fix_encoding(line)) != line and "\n" not in after:
            repairs.append(Repair(number + 1, line, after, not is_bad(after)))
            lines[number] = after
    return Repaired("\n".join(lines), tuple(repairs))
