"""When is a conference held? The month in which it ends at the latest, and the years in which there is none.

From the pages of the series; where the month moves, the latest of the years since 2015.
"""

import re
from collections.abc import Callable
from typing import NamedTuple


class Conference(NamedTuple):
    """The last month of a series, and whether it is held in a year."""

    name: str
    month: int
    is_held: Callable[[int], bool]


def _every_year(year: int) -> bool:  # noqa: ARG001 - it says so of any
    return True


def _even(year: int) -> bool:
    return year % 2 == 0


def _odd(year: int) -> bool:
    return year % 2 == 1


_CONFERENCES = {
    one.name.lower(): one
    for one in (
        Conference("AAAI", 3, _every_year),
        Conference("WACV", 3, _every_year),
        Conference("ICASSP", 6, _every_year),
        Conference("ICLR", 5, _every_year),
        Conference("WWW", 5, _every_year),
        Conference("CVPR", 6, _every_year),
        Conference("ICML", 8, _every_year),
        Conference("IJCAI", 8, _every_year),
        Conference("SIGIR", 7, _every_year),
        Conference("KDD", 8, _every_year),
        Conference("ACL", 8, _every_year),
        Conference("Interspeech", 10, _every_year),
        Conference("ECCV", 10, _even),
        Conference("ICCV", 11, _odd),
        Conference("COLM", 10, lambda year: year >= 2024),  # noqa: PLR2004 - the first
        Conference("ACM MM", 11, _every_year),
        Conference("NeurIPS", 12, _every_year),
        Conference("NIPS", 12, _every_year),
        Conference("EMNLP", 12, _every_year),
        Conference("CoRL", 12, _every_year),
    )
}
_YEAR = re.compile(r"\s*(?:[’'‘`]\s*\d\d|(?:19|20)\d\d)\s*$")  # noqa: RUF001 - apostrophes as people type them
_FINDINGS = re.compile(r"^findings\s+(?:of\s+)?(?:the\s+)?", re.IGNORECASE)


def conference(venue: str) -> Conference | None:
    """Return the conference that a venue names in short: ``ICML``, ``ICML'24``, ``Findings of ACL``."""
    return _CONFERENCES.get(_FINDINGS.sub("", _YEAR.sub("", venue)).strip().lower())
