"""Which part of a file has changed? All before it and behind it is the same, byte for byte and paper for paper.

The part begins and ends with a paper that has not changed, where there is one, so that whoever looks at it sees between
which papers the change was made; and it begins and ends where no string can reach over, because papers begin there.
"""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from mllmtune.store.blocks import Blocks, Span, split

_PIECE = 1 << 20


class Window(NamedTuple):
    """The part before and after the change, and where it begins."""

    before: Blocks
    after: Blocks
    start: int = 0


def window(before: Blocks, data: bytes) -> Window:
    """Return what has changed between a file and the same file that holds `data` now."""
    papers = before.paper_spans
    same = same_start(before.data, data)
    first = bisect_right([paper.end for paper in papers], same) - 2  # one more: what follows the last may be its own
    start = papers[first].start if first > 0 else 0
    tail = same_end(before.data, data, min(len(before.data), len(data)) - same)
    last = bisect_left([paper.start for paper in papers], len(before.data) - tail) + 1
    if last + 1 < len(papers):
        end = papers[last + 1].start
        after = split(data[start : end + len(data) - len(before.data)])
        if _ends_with(after, papers[last], len(before.data) - len(data) + start):
            return Window(_cut(before, start, end), after, start)
    return Window(before.without_start(start), split(data[start:]), start)


def after(before: Blocks, done: Window) -> Blocks:
    """Return the whole file after the change."""
    end = done.start + len(done.before.data)
    grown = len(done.after.data) - len(done.before.data)
    data = b"".join((before.data[: done.start], done.after.data, before.data[end:]))
    inside = done.after.spans[1:] if done.start else done.after.spans  # it begins with a paper, before which is nothing
    spans = [
        *(span for span in before.spans if done.start and span.end <= done.start),
        *(Span(a + done.start, z + done.start, is_paper) for a, z, is_paper in inside),
        *(Span(a + grown, z + grown, is_paper) for a, z, is_paper in before.spans if a >= end and z > end),
    ]
    return Blocks(data, tuple(spans))


def same_start(one: bytes, other: bytes) -> int:
    """Return how many bytes at the start are the same."""
    place, most = 0, min(len(one), len(other))
    while place < most and one[place : place + _PIECE] == other[place : place + _PIECE]:
        place += _PIECE
    step = _PIECE
    while step := step // 2:
        if one[place : place + step] == other[place : place + step]:
            place += step
    return min(place, most)


def same_end(one: bytes, other: bytes, most: int) -> int:
    """Return how many bytes at the end are the same, `most` at most."""
    place = 0

    def same(length: int) -> bool:
        return one[len(one) - length : len(one) - place] == other[len(other) - length : len(other) - place]

    while place < most and same(min(place + _PIECE, most)):
        place = min(place + _PIECE, most)
    step = _PIECE
    while step := step // 2:
        if place + step <= most and same(place + step):
            place += step
    return place


def _ends_with(after: Blocks, paper: Span, shift: int) -> bool:
    """Tell whether the last paper is the one that stands at the same distance from the end of the file."""
    papers = after.paper_spans
    return bool(papers) and (papers[-1].start + shift, papers[-1].end + shift) == (paper.start, paper.end)


def _cut(blocks: Blocks, start: int, end: int) -> Blocks:
    spans = (one for one in blocks.spans if start <= one.start and one.end <= end)
    return Blocks(blocks.data[start:end], tuple(Span(a - start, z - start, is_paper) for a, z, is_paper in spans))
