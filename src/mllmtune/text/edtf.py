"""What does a date of the Extended Date/Time Format say? As much of its levels 0 and 1 as bibliographies use.

https://www.loc.gov/standards/datetime/: years, months, days, seasons (21 to 24), intervals, ``~`` and ``?``. biblatex
reads the same in its date fields (manual, section 2.3.8).
"""

import re
from calendar import monthrange
from typing import NamedTuple

_DAY = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)
_SEASONS = range(21, 25)
_MONTHS = range(1, 13)
_YEARS = range(-9999, 10000)

Day = tuple[int, ...]
"""Year, of which 0 is 1 BC; year and month (21 to 24: a season); or year, month and day. Empty: open."""


class Date(NamedTuple):
    """A day, or the first and the last of an interval, which may be open; `about` says whether that is uncertain."""

    days: tuple[Day, ...]
    about: bool = False


def read_date(text: str) -> Date | None:
    """Return what a date says; None: it says nothing here, or more than can be held."""
    first, slash, last = text.strip().partition("/")
    is_open = bool(slash) and last in ("", "..")
    found = [_DAY.fullmatch(part) for part in ((first, last) if slash and not is_open else (first,))]
    days = [tuple(int(part) for part in match.groups()[:3] if part) for match in found if match]
    if len(days) != len(found) or not all(map(is_day, days)):
        return None
    return Date((*days, ()) if is_open else tuple(days), about=any(match and match[4] for match in found))


def write_date(date: Date) -> str:
    """Return the date as EDTF."""
    return "/".join(_written(day) + ("~" if date.about else "") if day else "" for day in date.days)


def is_day(day: Day) -> bool:
    """Tell whether a calendar has this year, month or day."""
    if not day or day[0] not in _YEARS:
        return False
    if len(day) == 1:
        return True
    if len(day) == 2:  # noqa: PLR2004 - year and month
        return day[1] in _MONTHS or day[1] in _SEASONS
    # The calendar of Python begins with the year 1; every fourth before it is as long as the year 4.
    return day[1] in _MONTHS and 1 <= day[2] <= monthrange(day[0] if day[0] > 0 else 4 + day[0] % 4, day[1])[1]


def _written(day: Day) -> str:
    sign = "-" if day[0] < 0 else ""
    return "-".join([f"{sign}{abs(day[0]):04}", *(f"{part:02}" for part in day[1:])])
