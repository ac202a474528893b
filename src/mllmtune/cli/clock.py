"""Which day is it?"""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the day in UTC, so that one that is written down means the same everywhere."""
    return datetime.now(tz=UTC).date()
