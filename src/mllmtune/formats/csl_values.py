"""How are names, dates and texts written in CSL-JSON?

The JSON schema for input data of CSL 1.0.2, definitions ``name-variable`` and ``date-variable``:
https://github.com/citation-style-language/schema.
"""

import re
from collections.abc import Mapping, Sequence

from mllmtune.formats.bibtex_values import folded
from mllmtune.text.edtf import Date, Day, is_day, read_date
from mllmtune.text.months import MONTHS
from mllmtune.text.people import Person, bibtex_name, person

_SEASON = 20  # EDTF's seasons are 21 to 24, CSL's are 1 to 4
_SEASONS = range(1, 5)
_MONTH_AND_YEAR = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2}),\s*)?(\d{4})", re.ASCII)
_NUMBERS = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:T.*)?", re.ASCII)


def line_of(value: object) -> str:
    """Return a text or a number as one line of text, "" for anything else."""
    if isinstance(value, str):
        return folded(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def names_to_csl(names: Sequence[str]) -> list[dict[str, str]]:
    """Return names of BibTeX as CSL's."""
    return [_name_to_csl(person(name)) for name in names]


def names_from_csl(value: object) -> list[str] | None:
    """Return CSL's names as those of BibTeX; None if that is no list of names."""
    if not isinstance(value, list):
        return None
    names = [_name_from_csl(each) for each in value]
    return None if None in names else [name for name in names if name]


def date_to_csl(date: Date) -> dict[str, object]:
    """Return a date as CSL has it: ``{"date-parts": [[2024, 2]]}``."""
    (first, *_), season = date.days, {}
    days = [[_without_year_0(day[0]), *day[1:]] if day else [0] for day in date.days]
    if len(first) == 2 and first[1] > _SEASON:  # noqa: PLR2004 - year and season
        season, days = {"season": first[1] - _SEASON}, [day[:1] for day in days]
    return {"date-parts": days, **season, **({"circa": True} if date.about else {})}


def date_from_csl(value: object) -> Date | str | None:
    """Return what a date of CSL says, in words if it says no more than words; None if it is no date."""
    if isinstance(value, str):
        return _date_in_words(value)
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    days = [_day(day) for day in parts] if isinstance(parts, list) else []
    if len(days) == 2 and isinstance(parts, list) and parts[1] in ([0], [0, 0, 0]):  # noqa: PLR2004 - from and to
        days[1] = ()  # as pandoc writes an interval that is open
    if days and None not in days and len(days) <= 2:  # noqa: PLR2004 - from and to
        return Date(tuple(_with_season(day, value) if day else () for day in days), about=bool(value.get("circa")))
    words = next((value[name] for name in ("raw", "literal", "edtf") if isinstance(value.get(name), str)), None)
    return _date_in_words(words) if words else None


def _without_year_0(year: int) -> int:
    """Return a year of EDTF, which counts 1 BC as 0, as CSL counts it: -1."""
    return year if year > 0 else year - 1


def _name_to_csl(one: Person) -> dict[str, str]:
    parts = {
        "literal": one.whole,
        "family": one.family,
        "given": one.given,
        "non-dropping-particle": one.particle,
        "dropping-particle": one.dropping,
        "suffix": one.suffix,
    }
    return {name: text for name, text in parts.items() if text}


def _name_from_csl(value: object) -> str | None:
    """Return the name, "" if it is empty, None if it is none."""
    if isinstance(value, str):
        return bibtex_name(Person(whole=_line(value)))
    if not isinstance(value, dict):
        return None
    said = {name: _line(text) for name, text in value.items() if isinstance(text, str)}
    if whole := said.get("literal") or said.get("name"):  # "name" is what Crossref calls an organisation's
        return bibtex_name(Person(whole=whole))
    name = bibtex_name(
        Person(
            said.get("family", ""),
            said.get("given", ""),
            said.get("non-dropping-particle", ""),
            said.get("dropping-particle", ""),
            said.get("suffix", ""),
        )
    )
    return name if name or not any(value.values()) else None


def _line(text: str) -> str:
    return " ".join(text.split())


def _day(value: object) -> Day | None:
    """Return year, month and day, which may be written as texts, as far as they are given."""
    if not isinstance(value, list):
        return None
    numbers = [int(part) for part in value if isinstance(part, int) or re.fullmatch(r"-?\d{1,4}", str(part), re.ASCII)]
    if numbers and numbers[0] < 0:
        numbers[0] += 1
    return tuple(numbers) if len(numbers) == len(value) and is_day(tuple(numbers)) else None


def _with_season(day: Day, value: Mapping[str, object]) -> Day:
    season = str(value.get("season", ""))
    return (*day, _SEASON + int(season)) if len(day) == 1 and season.isdecimal() and int(season) in _SEASONS else day


def _date_in_words(words: str) -> Date | str | None:
    """Return the date that words say in one of the few ways that leave no doubt, else the words."""
    words = _line(words)
    if found := read_date(words):
        return found
    day: Day = ()
    if match := _NUMBERS.fullmatch(words):
        day = tuple(int(part) for part in match.groups() if part)
    elif match := _MONTH_AND_YEAR.fullmatch(words):
        months = [number for name, number in MONTHS.items() if name.startswith(match[2].lower())]
        number = match[1] or match[3]
        day = (int(match[4]), months[0], *([int(number)] if number else [])) if months else ()
    return Date((day,)) if day and is_day(day) else words or None
