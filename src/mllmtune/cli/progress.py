"""How far has long work come? Shown on stderr; loaded only where that is a terminal."""

from collections.abc import Iterable
from typing import TypeVar

from rich.console import Console
from rich.progress import track

T = TypeVar("T")


def shown(items: Iterable[T], total: int, what: str) -> Iterable[T]:
    """Return the items, and show which part of `total` has been taken."""
    return track(items, description=what, total=total, console=Console(stderr=True), transient=True)
