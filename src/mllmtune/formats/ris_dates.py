"""When was the paper of a record of RIS published and seen?

The RIS format has ``YYYY/MM/DD/other``; Web of Science and EndNote write ``MAR 15`` beside the year.
"""

import re
from collections.abc import Mapping, Sequence

from mllmtune.formats.csl_values import date_from_csl
from mllmtune.formats.dated import date_attributes
from mllmtune.formats.kept import field_text
from mllmtune.text.edtf import Date, Day, is_day, write_date
from mllmtune.text.markup import literal

_DATE = re.compile(r"\s*(-?\d{1,4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?(?:[/-](.*)|\s*)")
_MONTH_AND_DAY = re.compile(r"([A-Za-z]{3,9})\.?(?:\s+(\d{1,2}))?", re.ASCII)


def dates_of(left: Mapping[str, Sequence[str]]) -> tuple[dict[str, object], dict[str, str], set[str]]:
    """Return the attributes and the fields that the dates of a record say, and the tags that say nothing more.

    PY, Y1 and DA say the same thing more or less fully: the fullest of those that agree counts.
    """
    first = {tag: left[tag][0] for tag in ("PY", "Y1", "DA") if tag in left}
    table, fields, done = _published(first)
    if "Y2" in left and (day := _day(left["Y2"][0])):
        fields["urldate"] = write_date(Date((day,)))
        done |= _without_more({"Y2": left["Y2"][0]})
    return table, fields, done


def _published(first: Mapping[str, str]) -> tuple[dict[str, object], dict[str, str], set[str]]:
    days = {tag: day for tag, text in first.items() if (day := _day(text))}
    if not days:
        tag = next(iter(first), "")
        return {}, {"year": field_text(literal(first[tag]))} if tag else {}, {tag} & first.keys()
    year = next(iter(days.values()))[0]
    if "DA" in first and "DA" not in days and (day := _in_words(first["DA"], year)):
        days["DA"] = day
    agreeing = {tag: day for tag, day in days.items() if day[0] == year}
    facts, fields = date_attributes(Date((max(agreeing.values(), key=len),)))
    return dict(facts), dict(fields), _without_more({tag: first[tag] for tag in agreeing})


def _without_more(texts: Mapping[str, str]) -> set[str]:
    """Return the tags whose dates have no words behind them."""
    return {tag for tag, text in texts.items() if not (match := _DATE.fullmatch(text)) or not _more(match)}


def _more(match: re.Match[str]) -> str:
    return (match[4] or "").strip(" /")


def _day(text: str) -> Day | None:
    """Return year, month and day of ``YYYY/MM/DD/other``, as far as they are there."""
    match = _DATE.fullmatch(text)
    day = tuple(int(part) for part in match.groups()[:3] if part) if match else ()
    return day if is_day(day) else None


def _in_words(text: str, year: int) -> Day | None:
    """Return the day of a year that ``MAR 15`` or ``MAR`` says."""
    match = _MONTH_AND_DAY.fullmatch(text)
    date = date_from_csl(f"{match[2] or ''} {match[1]} {year:04}".strip()) if match else None
    return date.days[0] if isinstance(date, Date) else None
