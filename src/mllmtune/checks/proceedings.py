"""Of which conference and which year are proceedings, by their name, number, volume, DOI, id or address?"""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from mllmtune.checks.subject import Subject
from mllmtune.text.latex import plain


class Told(NamedTuple):
    """Where a paper tells of which year its proceedings are, what it says there, and the year."""

    path: tuple[str, ...]
    said: str
    year: int


# The year of a series less the number of its meeting, and the first number from which that holds.
_COUNTED = (
    (re.compile(r"international conference on machine learning(?! (?:and|for|in|technolog))", re.IGNORECASE), 1983, 10),
    (re.compile(r"annual meeting of the association for computational linguistics", re.IGNORECASE), 1962, 1),
    (re.compile(r"international conference on learning representations", re.IGNORECASE), 2012, 1),
    (re.compile(r"\baaai conference on artificial intelligence(?! and inter)", re.IGNORECASE), 1986, 24),
    (re.compile(r"international joint conference on artificial intelligence", re.IGNORECASE), 1991, 25),
)
_NEURIPS = re.compile(r"advances in neural information processing systems(?:\s+(?P<number>\d\d))?", re.IGNORECASE)
_NEURIPS_BEGAN, _FIRST_EXACT = 1987, 24  # older volumes came out in the year after the conference
_PMLR_OF_ICML = {
    37: 2015, 48: 2016, 70: 2017, 80: 2018, 97: 2019, 119: 2020, 139: 2021, 162: 2022, 202: 2023, 235: 2024, 267: 2025,
}  # fmt: skip
_PMLR = re.compile(r"proceedings\.mlr\.press/v(?P<volume>\d{1,4})/", re.IGNORECASE)
_COUNT = re.compile(r"\d{1,4}")  # of a volume; "²" is a digit and no number
_LONG_NAMES = {
    "cvpr": "computer vision and pattern recognition", "iccv": "international conference on computer vision",
    "eccv": "european conference on computer vision", "icml": "international conference on machine learning",
    "iclr": "international conference on learning representations", "neurips": "neural information processing systems",
    "acl": "annual meeting of the association for computational linguistics",
    "emnlp": "empirical methods in natural language processing",
}  # fmt: skip
_UNITS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905
_TENS = {"twenty": 20, "thirty": 30, "forty": 40}
_NUMBER = re.compile(
    rf"\b(?P<digits>\d{{1,2}})(?:st|nd|rd|th)\b|\b(?:(?P<tens>{'|'.join(_TENS)})[- ])?(?P<unit>{'|'.join(_UNITS)})\b",
    re.IGNORECASE,
)
# Nothing else is counted or known here.
_TELLS = re.compile(r"\d|achine|earning|inguistics|ntelligence")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_KNOWN = re.compile(
    r"\b(?:ICLR|ICML|NeurIPS|NIPS|CVPR|ICCV|ECCV|ACL|EMNLP|NAACL|AAAI|IJCAI|KDD|SIGIR)\b|neural information processing"
    r"|learning representations|conference on machine learning|computer vision and pattern recognition"
    r"|meeting of the association for computational|empirical methods in natural",
)
_BESIDE = re.compile(r"workshop|tutorial|challenge|competition|extended abstract", re.IGNORECASE)
# What the year stands in: the ACL Anthology's ids, IEEE's DOIs of conferences, and CVF's addresses.
_ANTHOLOGY = re.compile(r"(?:10\.18653/v1/|^|/)(?P<year>20\d\d)\.(?P<venue>[a-z]+)-[a-z]+\.\d+", re.IGNORECASE)
_OLD_ANTHOLOGY = re.compile(r"(?:10\.18653/v1/|^|/)(?P<venue>[DNPE])(?P<year>\d\d)-[1-9]\d{3}(?!\d)")
_IEEE = re.compile(r"10\.1109/(?P<venue>CVPR|ICCV|WACV|ICASSP|ICRA|IROS)\d+\.(?P<year>20\d\d)\.", re.IGNORECASE)
_CVF = re.compile(r"openaccess\.thecvf\.com/content(?:_|/)?(?P<venue>CVPR|ICCV|WACV)_?(?P<year>20\d\d)/", re.IGNORECASE)
_IN_IDENTIFIERS = (_ANTHOLOGY, _OLD_ANTHOLOGY, _IEEE, _CVF)
_HAS_YEAR = re.compile(r"20\d\d|(?:^|/)[DNPE]\d\d-", re.IGNORECASE)
_OLD_NAMES = {"d": "emnlp", "n": "naacl", "p": "acl", "e": "eacl"}
_CENTURY, _LATEST_OLD = 2000, 20  # ids of that kind were given until 2020


def told_years(subject: Subject) -> Iterator[Told]:
    """Give the years that the proceedings of a paper are said to be of, each with the place where it says so."""
    yield from _in_titles(subject)
    yield from _in_volume(subject)
    yield from (Told(path, said, year) for path, said, _, year in told_conferences(subject))


def told_conferences(subject: Subject) -> Iterator[tuple[tuple[str, ...], str, str, int]]:
    """Give place, text, conference in small letters, and year of what names both: DOI, Anthology id and address."""
    places: list[tuple[tuple[str, ...], str]] = [
        ((name,), text) for name in ("doi", "anthology") if (text := cast("dict[str, str]", subject.facts).get(name))
    ]
    for path, text in (*places, *subject.addresses):
        for sign in _IN_IDENTIFIERS if _HAS_YEAR.search(text) else ():
            if match := sign.search(text):
                year = int(match["year"])
                year = year if year >= _CENTURY else _CENTURY + year - (0 if year <= _LATEST_OLD else 100)
                venue = match["venue"].lower()
                yield path, text, _OLD_NAMES.get(venue, venue), year
                break


def named_conference(title: str) -> str:
    """Return the short name, in small letters, of the one conference that a title of proceedings names; "" for none."""
    folded = title.lower()
    named = [short for short, name in _LONG_NAMES.items() if name in folded]
    return named[0] if len(named) == 1 and not _BESIDE.search(title) else ""


def _in_titles(subject: Subject) -> Iterator[Told]:
    for name in ("booktitle", "journal"):
        typed = cast("dict[str, str]", subject.facts).get(name, "")
        if not _TELLS.search(typed) or _BESIDE.search(typed):
            continue
        text = plain(typed)
        years = {int(year) for year in _YEAR.findall(text)} if _KNOWN.search(text) else set()
        if len(years) == 1:
            yield Told((name,), text, years.pop())
        number = _number(text)
        for series, before, since in _COUNTED if number else ():
            if series.search(text) and number >= since:
                yield Told((name,), text, before + number)


def _in_volume(subject: Subject) -> Iterator[Told]:
    facts = subject.facts
    book = facts.get("booktitle") or facts.get("journal") or facts.get("venue") or ""
    volume = facts.get("volume", "")
    match = _NEURIPS.search(book) if "eural" in book else None
    number = (match and match["number"]) or volume
    if match and _COUNT.fullmatch(number) and int(number) >= _FIRST_EXACT:
        yield Told(("volume",) if volume else ("booktitle",), f"volume {number}", _NEURIPS_BEGAN + int(number))
    for path, address in subject.addresses:
        match = _PMLR.search(address)
        if match and int(match["volume"]) in _PMLR_OF_ICML:
            yield Told(path, address, _PMLR_OF_ICML[int(match["volume"])])
    is_icml = book == "ICML" or _COUNTED[0][0].search(book)
    if is_icml and _COUNT.fullmatch(volume) and int(volume) in _PMLR_OF_ICML:
        yield Told(("volume",), f"volume {volume}", _PMLR_OF_ICML[int(volume)])


def _number(text: str) -> int:
    match = _NUMBER.search(text)
    if match is None:
        return 0
    if match["digits"]:
        return int(match["digits"])
    return _TENS.get((match["tens"] or "").lower(), 0) + _UNITS.index(match["unit"].lower()) + 1
