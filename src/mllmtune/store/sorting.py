"""In which places do papers stand once they are sorted? A comment of its own is a border that no paper crosses."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mllmtune.store.blocks import Blocks, Span
from mllmtune.store.placing import Piece


def sorted_pieces(blocks: Blocks, ranks: Sequence[int]) -> list[Piece]:
    """Return what puts the papers in the order of their ranks, one for each paper of the file.

    Only papers move; what stands between their places stays.
    """
    spans = blocks.paper_spans
    return [
        Piece(place.start, place.end, blocks.data[spans[number].start : spans[number].end])
        for section in _sections(blocks, spans)
        for place, number in zip(
            (spans[number] for number in section), sorted(section, key=lambda number: ranks[number]), strict=True
        )
        if place != spans[number]
    ]


def _sections(blocks: Blocks, spans: Sequence[Span]) -> Iterator[list[int]]:
    """Give the numbers of the papers between which there is nothing but blanks."""
    section = [0] if spans else []
    for number, (one, other) in enumerate(pairwise(spans), 1):
        if blocks.data[one.end : other.start].strip():
            yield section
            section = []
        section.append(number)
    yield section
