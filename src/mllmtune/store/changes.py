"""What does a change make of the bytes of a file? Only the blocks that it names become others; all else stays."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from mllmtune.model.paper import Paper
from mllmtune.store.blocks import Blocks
from mllmtune.store.placing import Piece, spliced
from mllmtune.store.toml import write_paper
from mllmtune.store.windows import after, window

NO_PAPERS = b"[library]\nschema = 1\n"  # what a file holds that has lost all it had


class Edited(NamedTuple):
    """A block as it is to stand in the file, and the paper that it must read back as."""

    block: bytes
    paper: Paper


class Change(NamedTuple):
    """What is to be done: blocks taken out and blocks edited in their place, by digest; papers put in at the end.

    `rest` gives what is to stand in the place of a part that is no paper, such as that with the ``[library]`` table.
    What is no such change is said in bytes: `pieces` of the file, with the digests of all papers that stand in them,
    `meant`; nothing else is done then. `undoes` and `redoes` are the numbers of entries of the journal.
    """

    removed: frozenset[bytes] = frozenset()
    edited: Mapping[bytes, Edited] = MappingProxyType({})
    rest: Mapping[bytes, bytes] = MappingProxyType({})
    added: tuple[Paper, ...] = ()
    pieces: tuple[Piece, ...] = ()
    meant: tuple[bytes, ...] = ()
    undoes: tuple[int, ...] = ()
    redoes: tuple[int, ...] = ()


def changed(blocks: Blocks, change: Change) -> bytes:
    """Return the bytes of the file after the change; every byte that is not asked to change is as it was."""
    if change.pieces:
        return spliced(blocks.data, change.pieces)
    edits = _edits(blocks, change) if change.edited or change.rest else []
    if change.removed and change.rest:  # what stands behind a paper that goes may change, too: one after the other
        blocks, edits = after(blocks, window(blocks, spliced(blocks.data, edits))), []
    if change.removed:
        kept = _without(blocks, change.removed, edits)
    else:
        kept = spliced(blocks.data, edits) if edits else blocks.data
    kept = NO_PAPERS if not kept or kept.isspace() else kept
    if not change.added:
        return kept
    newline = blocks.newline
    added = newline.join(write_paper(paper.facts()).encode().replace(b"\n", newline) for paper in change.added)
    if kept.endswith(b"\n"):
        return b"".join((kept, newline, added))
    # The file had no newline at its end: nor has it now.
    return b"".join((kept, newline, newline, added.removesuffix(newline)))


def _edits(blocks: Blocks, change: Change) -> list[Piece]:
    named = zip(blocks.paper_spans, blocks.digests, strict=True) if change.edited else ()
    found = [Piece(*span[:2], change.edited[name].block) for span, name in named if name in change.edited]
    if change.rest:
        between = (span for span in blocks.spans if not span.is_paper)
        found += [Piece(*span[:2], change.rest[part]) for span in between if (part := blocks.of(span)) in change.rest]
    return sorted(found)


def _without(blocks: Blocks, removed: frozenset[bytes], edits: Sequence[Piece]) -> bytes:
    """Return the file without these blocks and the empty lines behind them, others edited; comments of their own stay.

    With the last paper goes what came with it when it was added: the empty line before it.
    """
    kept: list[tuple[int, int]] = []  # stretches, as long as they can be: a file has hundreds of thousands of parts
    dropped = False
    names = iter(blocks.digests)
    for span in blocks.spans:
        start, end = span.start, span.end
        if span.is_paper and next(names) in removed:
            dropped = True
            continue
        part = blocks.of(span) if dropped else b""
        if dropped and end == len(blocks.data) and not part.strip():
            return (
                _without_gap(_joined(blocks.data, kept, edits), ends_a_line=bool(part)) + part[part.find(b"\n") + 1 :]
            )
        if dropped:  # a paper is always followed by a part that is none, if only an empty one
            start = start + part.find(b"\n") + 1 if part.strip() else end
        dropped = False
        kept[-1:] = [(kept[-1][0], end)] if kept and kept[-1][1] == start else [*kept[-1:], (start, end)]
    return _joined(blocks.data, kept, edits)


def _joined(data: bytes, stretches: Sequence[tuple[int, int]], edits: Sequence[Piece]) -> bytes:
    """Return stretches of a file, with pieces in their places, each of which lies within one of them."""
    parts: list[bytes] = []
    waiting = iter(edits)
    piece = next(waiting, None)
    for start, end in stretches:
        place = start
        while piece is not None and piece.start < end:
            parts += [data[place : piece.start], piece.data]
            place, piece = piece.end, next(waiting, None)
        parts.append(data[place:end])
    return b"".join(parts)


def _without_gap(data: bytes, *, ends_a_line: bool) -> bytes:
    """Return `data` without the empty line at its end; without its last newline too, unless the file ends a line."""
    if data.endswith((b"\n\n", b"\n\r\n")):
        data = _without_newline(data)
    return data if ends_a_line else _without_newline(data)


def _without_newline(data: bytes) -> bytes:
    return data.removesuffix(b"\r\n") if data.endswith(b"\r\n") else data.removesuffix(b"\n")
