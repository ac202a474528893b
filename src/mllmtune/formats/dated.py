"""When was a paper published, as fully as its attributes say, and which attributes say a date?

The model holds year and month. A fuller date (a day, an interval, a season, an uncertain one) stands in the field
``date``, as biblatex has it, beside year and month; see `mllmtune.formats.bibtex_entry`.
"""

import re
from collections.abc import Mapping

from mllmtune.model.facts import Facts
from mllmtune.text.edtf import Date, is_day, read_date, write_date
from mllmtune.text.latex import plain
from mllmtune.text.months import MONTHS

_NUMBERS = range(1, 13)  # of months; greater ones are seasons
_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)


def issued(facts: Facts) -> Date | None:
    """Return the date of publication; None if there is none, or only one in words."""
    year, month, fields = facts.get("year"), facts.get("month"), facts.get("fields", {})
    fuller = read_date(fields.get("date", ""))
    if fuller is not None and year in (None, fuller.days[0][0]):
        return fuller
    if year is None and _YEAR.fullmatch(words := plain(fields.get("year", ""))):
        year = int(words)  # \noopsort{1973b}1973
    if year is None:
        return None
    if month is None:
        month = _month_within(fields.get("month", ""))
    day = fields.get("day", "")
    days = [(year, month, int(day))] if month is not None and day.isascii() and day.isdecimal() else []
    return Date(((year,) if month is None else next(filter(is_day, days), (year, month)),))


def _month_within(text: str) -> int | None:
    """Return the one month that is named in words that say more: ``09--15 Jun``, ``JAN 15``; None if there are more."""
    found = {MONTHS[word.lower()] for word in _MONTH.findall(text)}
    return found.pop() if len(found) == 1 else None


def date_attributes(date: Date) -> tuple[Facts, Mapping[str, str]]:
    """Return the attributes and the fields that say `date`."""
    first = date.days[0]
    facts: Facts = {"year": first[0]}
    if len(first) > 1 and first[1] in _NUMBERS:
        facts["month"] = first[1]
    if len(date.days) > 1 or date.about or len(first) > 2 or (len(first) == 2 and first[1] not in _NUMBERS):  # noqa: PLR2004 - year, month and day
        return facts, {"date": write_date(date)}
    return facts, {}
