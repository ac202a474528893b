"""How is a change made, or taken back, in a file to which other things have been done since?

A hunk is found again by its papers, byte for byte; where it has none, by the papers above and below it and by the lines
that it stood at.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mllmtune.errors import ChangedSinceError
from mllmtune.store.blocks import Blocks, Span, digest, split
from mllmtune.store.hunks import Hunk, Parts, hunks, key_of, keys_in, papers_of
from mllmtune.store.windows import window

_SETTINGS = "[library]"
_SETS_KEY = rb"""key["']?[ \t]*=[ \t]*["']{1,3}%b["']"""
_FEW = 10  # papers; it takes as long to search for so many as to make the digests of all


class Piece(NamedTuple):
    """Bytes that are to stand in the place of those from `start` to `end` of a file."""

    start: int
    end: int
    data: bytes


def pieces(blocks: Blocks, changes: Sequence[Hunk]) -> list[Piece]:
    """Return what makes these changes in a file, in its order.

    Raises:
        ChangedSinceError: a paper that is to be changed is not there as it was before; it is named.

    """
    spans = blocks.paper_spans
    number_of = _finder(blocks, sum(len(papers_of(one.old)) for one in changes))
    found = sorted(
        (piece for one in changes for piece in _pieces(blocks, spans, number_of, one)), key=lambda one: one[:2]
    )
    for one, other in pairwise(found):
        if other.start < one.end:
            raise ChangedSinceError(next(iter(keys_in(changes)), _SETTINGS))
    return found


def was_made(changes: Sequence[Hunk], blocks: Blocks) -> bool:
    """Tell whether a file is as these changes left it, not as it was before; if it is neither, they have been made."""
    old = {digest(block) for one in changes for block in papers_of(one.old)}
    new = {digest(block) for one in changes for block in papers_of(one.new)}
    there = set(blocks.digests)
    if old == new:
        made, unmade = _leads_here(blocks, changes), _leads_away(blocks, changes)
        return made if made != unmade else _likeness(blocks, changes)
    if there & (new - old):
        return True
    return bool(old - new) and not old - new <= there


def spliced(data: bytes, changes: Sequence[Piece]) -> bytes:
    """Return the bytes of a file with the pieces in their places."""
    ends = [0, *(piece.end for piece in changes)]
    starts = [*(piece.start for piece in changes), len(data)]
    kept = [data[end:start] for end, start in zip(ends, starts, strict=True)]
    return b"".join(part for pair in zip(kept, [*(piece.data for piece in changes), b""], strict=True) for part in pair)


def _leads_here(blocks: Blocks, changes: Sequence[Hunk]) -> bool:
    """Tell whether a file is as these changes leave it: taken back and made again, they tell of themselves."""
    try:
        before = spliced(blocks.data, pieces(blocks, [one.turned() for one in changes]))
    except ChangedSinceError:
        return False
    return hunks(window(split(before), blocks.data)) == tuple(changes)


def _leads_away(blocks: Blocks, changes: Sequence[Hunk]) -> bool:
    """Tell whether a file is as it was before these changes: once they are made, they tell of themselves."""
    try:
        data = spliced(blocks.data, pieces(blocks, changes))
    except ChangedSinceError:
        return False
    return hunks(window(blocks, data)) == tuple(changes)


def _likeness(blocks: Blocks, changes: Sequence[Hunk]) -> bool:
    """Tell whether more of what these changes have put in stands in a file than of what they have taken out."""
    new, old = [b"".join(one.new) for one in changes], [b"".join(one.old) for one in changes]
    there = [sum(len(text) for text in texts if text in blocks.data) for texts in (new, old)]
    return there[0] >= there[1]


def _finder(blocks: Blocks, wanted: int) -> Callable[[bytes], int]:
    """Return what gives the number of the paper with a block, -1 if there is none, where so many are looked for."""
    if wanted <= _FEW:
        return blocks.number_of
    places = {name: number for number, name in enumerate(blocks.digests)}
    return lambda block: places.get(digest(block), -1)


def _pieces(blocks: Blocks, spans: Sequence[Span], number_of: Callable[[bytes], int], one: Hunk) -> Iterator[Piece]:
    gone = papers_of(one.old)
    if not gone:
        yield _put_in(blocks, spans, one)
        return
    numbers = [number_of(block) for block in gone]
    if -1 in numbers:
        raise ChangedSinceError(key_of(gone[numbers.index(-1)]))
    if (found := _as_it_was(blocks, spans, numbers, one)) is not None:
        yield found
    elif len(papers_of(one.new)) == len(gone):
        pairs = zip(numbers, papers_of(one.new), strict=True)
        yield from (Piece(*spans[number][:2], block) for number, block in pairs)
    elif not papers_of(one.new):
        yield from (Piece(*_with_line_ends(blocks.data, spans[number]), b"") for number in numbers)
    else:
        raise ChangedSinceError(key_of(gone[0]))


def _as_it_was(blocks: Blocks, spans: Sequence[Span], numbers: Sequence[int], one: Hunk) -> Piece | None:
    """Return the piece that is the whole stretch, if that stands there byte for byte."""
    first, last = numbers[0], numbers[-1]
    floor = spans[first - 1].end if first else 0
    ceiling = spans[last + 1].start if last + 1 < len(spans) else len(blocks.data)
    start, end = spans[first].start - len(one.old[0]), spans[last].end + len(one.old[-1])
    inside = floor <= start and end <= ceiling and last - first + 1 == len(numbers)
    return Piece(start, end, b"".join(one.new)) if inside and blocks.data[start:end] == b"".join(one.old) else None


def _with_line_ends(data: bytes, span: Span) -> tuple[int, int]:
    """Return from where to where a paper reaches with the empty line that came with it."""
    start, end, _ = span
    newline = b"\r\n" if data.startswith(b"\r\n", end) else b"\n"
    if data.startswith(newline * 2, end):
        return start, end + 2 * len(newline)
    if data[end:].isspace() or end == len(data):
        return start - len(newline) * data[:start].endswith(newline * 2), end + len(newline)
    return start, end + len(newline) * data.startswith(newline, end)


def _put_in(blocks: Blocks, spans: Sequence[Span], one: Hunk) -> Piece:
    """Return the piece that puts papers in between those that enclosed them, or changes what stands there."""
    data, text = blocks.data, one.old[0]
    above, below = _paper(blocks, spans, one.above), _paper(blocks, spans, one.below)
    start = spans[above].end if above >= 0 else 0
    if above >= 0 or not one.above:
        end = spans[above + 1].start if above + 1 < len(spans) else len(data)
        if _holds(data[start:end], one.lead, text, one):
            return Piece(start + len(one.lead), start + len(one.lead) + len(text), b"".join(one.new))
    if below >= 0 or not one.below:
        end = spans[below].start if below >= 0 else len(data)
        if data[:end].endswith(text + one.trail) and papers_of(one.new):
            end -= len(one.trail)
            return Piece(end - len(text), end, b"".join(one.new))
    if not papers_of(one.new):
        raise ChangedSinceError(_called(one))
    before = above if above >= 0 else below - 1 if below >= 0 else -1
    floor = spans[before].end if before >= 0 else 0
    ceiling = spans[before + 1].start if before + 1 < len(spans) else len(data)
    if (place := _between_known_lines(data[floor:ceiling], one)) >= 0:
        return Piece(floor + place, floor + place + len(text), b"".join(one.new))
    return _between_lines(blocks, spans, above, below, papers_of(one.new))


def _between_known_lines(gap: bytes, one: Hunk) -> int:
    """Return where in a gap a stretch stands by the lines next to it, both or one of them; -1 if that is not plain."""
    above, below = re.search(rb"[^\n]*\S[^\n]*\n\s*\Z", one.lead), re.match(rb"\s*\S[^\n]*\n?", one.trail)
    before, behind = above[0] if above else b"", below[0] if below else b""
    text = one.old[0]
    for lead, trail in ((before, behind), (before, b""), (b"", behind)):
        if (lead or trail) and gap.count(lead + text + trail) == 1:
            return gap.index(lead + text + trail) + len(lead)
    return -1


def _called(one: Hunk) -> str:
    """Return what a stretch without papers is called in a sentence: the settings, or by the paper that it stands at."""
    if any(b"[library]" in part for part in (*one.old, *one.new)) or not (one.above or one.below):
        return _SETTINGS
    return f"what stands behind {one.above}" if one.above else f"what stands above {one.below}"


def _holds(gap: bytes, lead: bytes, text: bytes, one: Hunk) -> bool:
    """Tell whether the stretch stands in what is between two papers; all of it, where it is text alone."""
    if not papers_of(one.new):
        return gap == text
    return gap.startswith(lead + text)


def _between_lines(blocks: Blocks, spans: Sequence[Span], above: int, below: int, papers: Parts) -> Piece:
    """Return the piece that puts papers in with an empty line between, where nothing is as it was."""
    data, newline = blocks.data, blocks.newline
    blank = newline * 2
    if above >= 0:
        return Piece(spans[above].end, spans[above].end, b"".join(blank + paper for paper in papers))
    if below >= 0:
        return Piece(spans[below].start, spans[below].start, b"".join(paper + blank for paper in papers))
    before = newline if data.endswith(newline) else blank
    return Piece(len(data), len(data), before + blank.join(papers) + newline * data.endswith(newline))


def _paper(blocks: Blocks, spans: Sequence[Span], key: str) -> int:
    """Return the number of the paper with this key, -1 if there is none. Only blocks that seem to set it are read."""
    if not key:
        return -1
    starts = [span.start for span in spans]
    for found in re.finditer(_SETS_KEY % re.escape(key.encode()), blocks.data):
        number = bisect_right(starts, found.start()) - 1
        if number >= 0 and key_of(blocks.of(spans[number])) == key:
            return number
    return -1
