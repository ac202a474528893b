"""How many pages of one host are looked for at once, and for how long is a host waited for that is asked too often?"""

from threading import Lock, Semaphore

_AT_ONCE = 2  # pages
_LONGEST_WAIT = 120.0  # seconds, in all


class Hosts:
    """The hosts that are asked. It can be used by several threads."""

    def __init__(self) -> None:
        """Know none yet."""
        self._rooms: dict[str, Semaphore] = {}
        self._waited: dict[str, float] = {}  # host -> seconds for which it has been waited for
        self._lock = Lock()

    def room(self, host: str) -> Semaphore:
        """Return what is held while a host is asked."""
        with self._lock:
            return self._rooms.setdefault(host, Semaphore(_AT_ONCE))

    def may_wait(self, host: str, seconds: float) -> bool:
        """Tell whether a host may be waited for that long, and take it as done."""
        with self._lock:
            all_of_it = self._waited.get(host, 0.0) + seconds
            if all_of_it > _LONGEST_WAIT:
                return False
            self._waited[host] = all_of_it
            return True
