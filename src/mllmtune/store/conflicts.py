"""Where in a library has git left a conflict, and what is it about?

Marks are those of git-merge(1), "How conflicts are presented", in both of its styles.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_OPENS, _PARTS, _CLOSES = (re.compile(re.escape(sign * 7) + rb"+(?: .*)?$") for sign in (b"<", b"=", b">"))
_HEADER = re.compile(rb"^[ \t]*\[\[[ \t]*[\"']?papers[\"']?[ \t]*\]\]", re.MULTILINE)
_TABLE = re.compile(rb"^[ \t]*\[[ \t]*[\"']?papers[\"']?[ \t]*\.[ \t]*[\"']?(\w+)", re.MULTILINE)
_KEY = re.compile(rb"^[ \t]*key[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']", re.MULTILINE)
_TITLE = re.compile(rb"^[ \t]*title[ \t]*=[ \t]*(.*?)\s*$", re.MULTILINE)
_ATTRIBUTE = re.compile(rb"^[ \t]*[\"']?([A-Za-z_][\w-]*)[\"']?[ \t]*=", re.MULTILINE)


class MarkedConflict(NamedTuple):
    """A place that both sides have changed: its line (from 1), the paper's key and the attributes.

    The key is "" where no paper is near, as in the settings; there are no attributes where it is about a whole paper.
    `added` are the keys of the papers of both sides, where each has put in others: git without us marks those.
    """

    line: int
    key: str
    attributes: tuple[str, ...]
    added: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What it is about and what to do, for a sentence that ends with the marks."""
        if self.added:
            return (
                f"{' and '.join(self.added)}: each side has added papers; keep all, each with [[papers]] above it, and "
                "delete the three lines of marks"
            )
        about = " and ".join(self.attributes) or "the whole paper"
        about = f"{self.key}: {about}" if self.key else about
        return f"{about}: both sides have changed this; keep what is right and delete the three lines of marks"


def marked_conflicts(data: bytes) -> list[MarkedConflict]:
    """Return the conflicts that are marked in a library file, in its order."""
    if b"<<<<<<<" not in data:
        return []
    headers = [one.start() for one in _HEADER.finditer(data)]
    return [_conflict(data, headers, *place) for place in _places(data)]


def _places(data: bytes) -> Iterator[tuple[int, int]]:
    """Give where each conflict begins, and where it ends."""
    start, has_two = -1, False
    place = 0
    for line in data.splitlines(keepends=True):
        text = line.rstrip()
        if _OPENS.fullmatch(text):
            start, has_two = place, False
        elif start >= 0 and _PARTS.fullmatch(text):
            has_two = True
        place += len(line)
        if start >= 0 and has_two and _CLOSES.fullmatch(text):
            yield start, place
            start = -1


def _conflict(data: bytes, headers: Sequence[int], start: int, end: int) -> MarkedConflict:
    line, within = data.count(b"\n", 0, start) + 1, data[start:end]
    if added := _added(within):
        return MarkedConflict(line, "", (), added)
    if _HEADER.search(within):
        key = _KEY.search(within)
        return MarkedConflict(line, key[1].decode(errors="replace") if key else "", ())
    number = bisect_right(headers, start)
    # Above the first paper are the settings.
    first = headers[number - 1] if number else start
    paper = data[first : headers[number] if number < len(headers) else len(data)] if number else b""
    key = _KEY.search(paper)
    tables = _TABLE.findall(paper, 0, start - first)
    table = f"{tables[-1].decode()}." if tables else ""
    names = dict.fromkeys(name.decode() for name in _ATTRIBUTE.findall(within))
    return MarkedConflict(line, key[1].decode(errors="replace") if key else "", tuple(table + name for name in names))


def _added(within: bytes) -> tuple[str, ...]:
    """Return the keys of the papers between the marks, if each side has others: by their keys and their titles."""
    ours, theirs = _sides(within)
    keys = [_KEY.findall(side) for side in (ours, theirs)]
    titles = [_TITLE.findall(side) for side in (ours, theirs)]
    if not (all(keys) and all(titles)) or set(keys[0]) & set(keys[1]) or set(titles[0]) & set(titles[1]):
        return ()
    return tuple(key.decode(errors="replace") for key in (*keys[0], *keys[1]))


def _sides(within: bytes) -> tuple[bytes, bytes]:
    ours, _, theirs = within.partition(b"\n=======")
    return ours.partition(b"\n|||||||")[0], theirs
