"""In which order do the items of two lists stand in one?"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def woven(first: Sequence[T], second: Sequence[T]) -> Iterator[T]:
    """Give the items of both, once each, in the order of the first.

    What only the second has stands behind what it stands behind there, and behind what only the first has put in at
    that place.
    """
    ours, theirs = set(first), set(second)
    behind: dict[T | None, list[T]] = {}
    anchor: T | None = None
    for item in second:
        if item in ours:
            anchor = item
        else:
            behind.setdefault(anchor, []).append(item)
    waiting = behind.get(None, [])
    for item in first:
        if item in theirs:
            yield from waiting
            waiting = []
        yield item
        waiting = [*waiting, *behind.get(item, ())]
    yield from waiting
