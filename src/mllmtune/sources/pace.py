"""When may a service be asked again? Its pause is kept by all programs of this user together."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

_LONGEST_TURN = 60.0  # seconds for which others are waited for; each of them takes three


class Clock(NamedTuple):
    """What time it is in seconds since 1970, how to wait for some, and a number from 0 to 1 that nobody foresees."""

    now: Callable[[], float]
    sleep: Callable[[float], None]
    chance: Callable[[], float]


class Pace:
    """The door to one service: at most `at_once` are inside, and `pause` seconds lie between two who enter."""

    def __init__(self, note: Path, *, pause: float, at_once: int, clock: Clock) -> None:
        """Keep the time of the last request in the file `note`."""
        self._note = note
        self._pause = pause
        self._clock = clock
        self._room = threading.Semaphore(at_once)
        self._turn = threading.Lock()
        self._last = float("-inf")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until a request may be made, and hold the place of it."""
        with self._room:
            if self._pause:
                with self._turn:
                    self._wait()
            yield

    def _wait(self) -> None:
        try:
            self._note.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._note.with_suffix(".lock"), timeout=_LONGEST_TURN):
                self._last = max(self._last, _time_in(self._note))
                self._sleep()
                self._note.write_text(f"{self._last}\n")
        except OSError:  # nowhere to write, or somebody stopped while it was its turn: only this program is minded
            self._sleep()

    def _sleep(self) -> None:
        now = self._clock.now()
        left = self._last + self._pause - now
        if 0 < left <= self._pause:  # a clock that was set back does not make anybody wait for hours
            self._clock.sleep(left)
            now += left
        self._last = now


def _time_in(note: Path) -> float:
    try:
        return float(note.read_text())
    except (OSError, ValueError):
        return float("-inf")
