"""Which links stand in a list as it was typed, and on which lines? Markdown's and HTML's; none inside code."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# CommonMark, section 6.3: an address in parentheses, perhaps in angles, perhaps with a title.
_LINK = re.compile(
    r"\]\(\s*<?(?P<address>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_ANCHOR = re.compile(
    r"<a\s[^<>]*?href\s*=\s*[\"']\s*(?P<address>[^\"'<>]*)[\"'][^<>]*>(?P<label>.{0,1500}?)</a>", re.IGNORECASE
)
_FENCE = re.compile(r" {0,3}(?P<fence>```|~~~)")
_LONGEST_LABEL = 1500  # characters; a badge with its address stands in a label


class Written(NamedTuple):
    """A link: its line, from 1, what it shows (Markdown or HTML), where it leads, and whether it is an image."""

    line: int
    label: str
    address: str
    is_image: bool


def written_links(lines: Iterable[tuple[int, str]]) -> Iterator[Written]:
    """Give the links of numbered lines, in their order; of two that are nested the inner one first."""
    return (link for line, typed in lines for link in _links(line, typed))


def typed_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines of a text with their numbers, from 1, without those of blocks of code."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark["fence"] == fence):
            fence = "" if fence else mark["fence"]
        elif not fence:
            yield number, line


def _links(number: int, line: str) -> Iterator[Written]:
    if "](" in line:
        for match in _LINK.finditer(line):
            start = _label_start(line, match.start())
            if start >= 0:
                is_image = start > 0 and line[start - 1] == "!"
                yield Written(number, line[start + 1 : match.start()], match["address"], is_image)
    if "<a" in line.lower():
        for match in _ANCHOR.finditer(line):
            yield Written(number, match["label"], match["address"].strip(), is_image=False)


def _label_start(line: str, end: int) -> int:
    """Return where the bracket opens that closes at `end`; -1 if there is none near."""
    depth = 0
    for place in range(end - 1, max(-1, end - _LONGEST_LABEL), -1):
        if line[place] == "]":
            depth += 1
        elif line[place] == "[":
            if depth == 0:
                return place
            depth -= 1
    return -1
