"""What has a change done to the papers of a file?

A hunk is a stretch of the file before and after: papers, and what stands before, between and behind them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mllmtune.store.blocks import Blocks
from mllmtune.store.toml import FaultError, read_table
from mllmtune.store.windows import Window, same_end, same_start

# What stands before the first paper, that paper, what stands behind it, the next paper ...: always an odd number.
Parts = tuple[bytes, ...]
# A block that begins as nearly all do is not read for its key: no attribute can be set twice.
_KEY_FIRST = re.compile(rb'\[\[papers\]\]\nkey = "([A-Za-z0-9_:/.+-]++)"\n')
_MOST_PARTS = 21  # of a stretch in which keys are compared: each block is read for its own


class Hunk(NamedTuple):
    """A stretch before and after a change, and where it stands.

    `above` and `below` are the keys of the papers that enclose it ("" where there is none), `lead` and `trail` what
    stands between these papers and the stretch.
    """

    old: Parts
    new: Parts
    above: str = ""
    below: str = ""
    lead: bytes = b""
    trail: bytes = b""

    def turned(self) -> "Hunk":
        """Return the hunk of the change that takes this one back."""
        return self._replace(old=self.new, new=self.old)


def papers_of(parts: Parts) -> Parts:
    """Return the blocks of the papers of a stretch."""
    return parts[1::2]


def key_of(block: bytes) -> str:
    """Return the key that a block has, "" if it says none."""
    if first := _KEY_FIRST.match(block):
        return first[1].decode()
    try:
        papers = read_table(block).get("papers")
    except FaultError:
        return ""
    table = papers[0] if isinstance(papers, list) and papers else {}
    key = table.get("key") if isinstance(table, dict) else ""
    return key if isinstance(key, str) else ""


def keys_in(changes: Sequence[Hunk]) -> tuple[str, ...]:
    """Return the keys of the papers that these changes are about, once each."""
    blocks = (block for one in changes for block in (*papers_of(one.old), *papers_of(one.new)))
    return tuple(dict.fromkeys(filter(None, map(key_of, blocks))))


def hunks(change: Window) -> tuple[Hunk, ...]:
    """Return what a change has done, in the order of the file."""
    if (in_place := _in_place(change.before, change.after)) is not None:
        return in_place
    old, new = _parts(change.before), _parts(change.after)
    found: list[Hunk] = []
    last = (-1, -1)  # places, among the parts, of the papers that are the same in both
    for place in [*_same_papers(old, new), (len(old), len(new))]:
        before, after = old[last[0] + 1 : place[0]], new[last[1] + 1 : place[1]]
        if before != after:
            above = old[last[0]] if last[0] >= 0 else b""
            below = old[place[0]] if place[0] < len(old) else b""
            found += _between(before, after, above, below)
        last = place
    return tuple(found)


def _in_place(before: Blocks, after: Blocks) -> tuple[Hunk, ...] | None:
    """Return what has changed, if nothing has but papers in their places; None if that is not so.

    Looked at is each paper and each gap, once and for itself: of a hundred thousand papers no second copy is made.
    """
    if len(before.paper_spans) != len(after.paper_spans):
        return None
    pairs: list[tuple[bytes, bytes]] = []
    old_end = new_end = 0
    for (old_start, old_stop, _), (new_start, new_stop, _) in zip(before.paper_spans, after.paper_spans, strict=True):
        if before.data[old_end:old_start] != after.data[new_end:new_start]:
            return None
        one, other = before.data[old_start:old_stop], after.data[new_start:new_stop]
        pairs += [(one, other)] if one != other else []
        old_end, new_end = old_stop, new_stop
    moved = {one for one, _ in pairs}.intersection(other for _, other in pairs)
    if moved or before.data[old_end:] != after.data[new_end:]:
        return None
    return tuple(Hunk((b"", one, b""), (b"", other, b"")) for one, other in pairs)


def _parts(blocks: Blocks) -> Parts:
    parts: list[bytes] = []
    end = 0
    for paper in blocks.paper_spans:
        parts += [blocks.data[end : paper.start], blocks.data[paper.start : paper.end]]
        end = paper.end
    return (*parts, blocks.data[end:])


def _same_papers(old: Parts, new: Parts) -> Iterator[tuple[int, int]]:
    """Give the places of papers that are in both, as many as stand in the same order."""
    places = {block: 2 * number + 1 for number, block in enumerate(papers_of(new))}
    pairs = [(number, places[block]) for number in range(1, len(old), 2) if (block := old[number]) in places]
    tops: list[int] = []  # patience sorting: the longest rising sequence
    chains: list[tuple[tuple[int, int], int]] = []
    heads: list[int] = []
    for pair in pairs:
        pile = bisect_left(tops, pair[1])
        chains.append((pair, heads[pile - 1] if pile else -1))
        tops[pile : pile + 1] = [pair[1]]
        heads[pile : pile + 1] = [len(chains) - 1]
    chosen: list[tuple[int, int]] = []
    place = heads[-1] if heads else -1
    while place >= 0:
        pair, place = chains[place]
        chosen.append(pair)
    yield from reversed(chosen)


def _between(old: Parts, new: Parts, above: bytes, below: bytes) -> Iterator[Hunk]:
    """Give the hunks of a stretch between two papers that are the same: one for each paper that keeps its key."""
    if old == new:
        return
    if len(old) == len(new) and old[::2] == new[::2]:
        pairs = zip(papers_of(old), papers_of(new), strict=True)
        yield from (Hunk((b"", one, b""), (b"", other, b"")) for one, other in pairs if one != other)
        return
    if kept := _kept_key(old, new):
        here, there = kept
        yield from _between(old[:here], new[:there], above, old[here])
        yield Hunk((b"", old[here], b""), (b"", new[there], b""))
        yield from _between(old[here + 1 :], new[there + 1 :], old[here], below)
        return
    names = (key_of(above) if above else "", key_of(below) if below else "")
    if len(old) == len(new) == 1:
        yield Hunk(old, new, *names)
        return
    start = same_start(old[0], new[0])
    lead, old, new = old[0][:start], (old[0][start:], *old[1:]), (new[0][start:], *new[1:])
    end = same_end(old[-1], new[-1], min(len(old[-1]), len(new[-1])))
    trail = old[-1][len(old[-1]) - end :]
    old, new = (*old[:-1], old[-1].removesuffix(trail)), (*new[:-1], new[-1].removesuffix(trail))
    yield Hunk(old, new, *names, lead, trail)


def _kept_key(old: Parts, new: Parts) -> tuple[int, int] | None:
    """Return the places of the first paper that stays under its key where others come or go."""
    if len(old) == len(new) or min(len(old), len(new)) == 1 or max(len(old), len(new)) > _MOST_PARTS:
        return None
    places = {key_of(block): 2 * number + 1 for number, block in enumerate(papers_of(new))}
    found = ((2 * number + 1, places.get(key_of(block))) for number, block in enumerate(papers_of(old)))
    return next(((here, there) for here, there in found if there is not None), None)
