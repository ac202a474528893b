"""In which month is a conference over, and in which years is there none?

The latest month in which one of its series has ended since 2015. From the pages of the series.
"""

import re

_LAST_MONTH = {
    "aaai": 3, "wacv": 3, "icassp": 6, "iclr": 5, "www": 5, "cvpr": 6, "icml": 8, "ijcai": 8, "sigir": 7, "kdd": 8,
    "acl": 8, "interspeech": 10, "eccv": 10, "iccv": 11, "colm": 10, "acm mm": 11, "neurips": 12, "nips": 12,
    "emnlp": 12, "corl": 12,
}  # fmt: skip
_EVERY_OTHER_YEAR = {"eccv": 0, "iccv": 1}  # in even years, in odd ones
_SINCE = {"colm": 2024}
_YEAR = re.compile(r"(?<!\s)\s*(?:[’'‘`]\s*\d\d|(?:19|20)\d\d)\s*$")  # noqa: RUF001 - apostrophes as people type them
_FINDINGS = re.compile(r"^findings\s+(?:of\s+)?(?:the\s+)?", re.IGNORECASE)


def last_month(venue: str) -> int | None:
    """Return the month of the conference that a venue names in short: ``ICML``, ``ICML'24``, ``Findings of ACL``.

    None: it names none, or one that is not known here.
    """
    return _LAST_MONTH.get(_short(venue))


def is_held(venue: str, year: int) -> bool:
    """Tell whether a conference is held in a year, as far as is known here."""
    name = _short(venue)
    return year % 2 == _EVERY_OTHER_YEAR.get(name, year % 2) and year >= _SINCE.get(name, year)


def _short(venue: str) -> str:
    return _FINDINGS.sub("", _YEAR.sub("", venue)).strip().lower()
