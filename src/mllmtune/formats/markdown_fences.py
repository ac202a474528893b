"""Which lines of a Markdown file stand in no code block? CommonMark 0.31, sections 4.4 and 4.5.

Only as much of Markdown is read as that takes: fences, also those in list items and quotations, which end where these
do. Code that is only indented is told by the four blanks that every line of it has.
"""

import re
from collections.abc import Iterable, Iterator

_FENCE = re.compile(
    r"(?P<quoted>(?:[ \t]*+>)*+)(?P<items>(?:[ \t]*+(?:[-+*]|\d{1,9}[.)])(?=[ \t]))*+)(?P<indent>[ \t]*+)"
    r"(?:(?P<ticks>`{3,}+)[^`]*+|(?P<tildes>~{3,}+).*+)",
    re.DOTALL,
)
_ITEM = re.compile(r"[ \t>]*+(?:[-+*]|\d{1,9}[.)])[ \t]")
_CODE = 4  # blanks that make code of a line outside lists


class _Open:
    """A fence that is open, and the container that it stands in."""

    def __init__(self, match: re.Match[str], *, in_list: bool) -> None:
        self._sign = (match["ticks"] or match["tildes"])[0]
        self._length = len(match["ticks"] or match["tildes"])
        self._quoted = bool(match["quoted"])
        self._in_item = bool(match["items"]) or (in_list and bool(match["indent"]))

    def ends_before(self, line: str) -> bool:
        """Tell whether the container of the fence has ended, and with it the fence."""
        if self._quoted:
            return not line.lstrip(" \t").startswith(">")
        return self._in_item and bool(line.strip()) and not line.startswith((" ", "\t"))

    def ends_with(self, line: str) -> bool:
        """Tell whether the line is the fence that closes it."""
        inner = line.lstrip(" \t>") if self._quoted else line.lstrip(" \t") if self._in_item else line
        bare = inner.strip()
        return (
            len(bare) >= self._length and not bare.strip(self._sign) and not inner.expandtabs(_CODE).startswith("    ")
        )


def outside_code(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Give the number (from 1), the place and the text of each line that is in no fence and is none."""
    fence: _Open | None = None
    in_list = False
    for number, (place, line) in enumerate(lines, 1):
        if fence and not fence.ends_before(line):
            fence = None if fence.ends_with(line) else fence
            continue
        in_list = bool(_ITEM.match(line)) or (in_list and (not line.strip() or line.startswith((" ", "\t"))))
        fence = _opened(line, in_list=in_list)
        if fence is None:
            yield number, place, line


def _opened(line: str, *, in_list: bool) -> _Open | None:
    match = _FENCE.fullmatch(line)
    if match is None or (not in_list and len(match["indent"].expandtabs(_CODE)) >= _CODE):
        return None
    return _Open(match, in_list=in_list)
