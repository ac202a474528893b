"""How does a polite program introduce itself, and for how long does it leave alone whoever asks for that?"""

from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime

from mllmtune import __version__


def user_agent(contact: str) -> str:
    """Return who we are; services ask for an address to which they can complain."""
    line = "".join(sign for sign in contact if sign.isascii() and sign.isprintable()).strip()
    return f"mllmtune/{__version__}" + (f" (mailto:{line})" if line else "")


def retry_after(value: str, now: Callable[[], float]) -> float:
    """Return how many seconds a service wants to be left alone: RFC 9110, section 10.2.3; 0 if it does not say."""
    if value.strip().isdecimal():
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, aware.timestamp() - now())
