"""How are papers written for biblatex? In Unicode, with biblatex's own fields.

The biblatex manual, section 2.2 (fields) and section 2.2.5 (older names that it still reads).
"""

from collections.abc import Iterable

from mllmtune.formats.bibtex_writer import Dialect, written
from mllmtune.model.facts import Facts
from mllmtune.text.ascii import escaped

_NAMES = {
    "authors": "author",
    "editors": "editor",
    "journal": "journaltitle",
    "address": "location",
    "school": "institution",
    "aliases": "ids",
    "archive": "eprinttype",
    "arXiv": "arxiv",
    "arxiv_class": "eprintclass",
}
_FOUR_DIGITS = range(1000, 10000)
_APART = {"date", "day", "month", "crossref"}


def write(papers: Iterable[Facts]) -> str:
    """Return `papers` as entries for biblatex; the same papers always give the same text."""
    return written(papers, Dialect(_NAMES, escaped, _date, str))


def _date(facts: Facts) -> dict[str, str]:
    """Return the date; where the paper has a fuller one among its fields, only what that does not say.

    Year and month stay apart beside a ``day`` or a month that is no number, which are read only where there is no date;
    and in an entry that inherits, because biber gives it the month of its parent only there.
    """
    year, month, fields = facts.get("year"), facts.get("month"), facts.get("fields", {})
    fuller = fields.get("date", "")
    if year in _FOUR_DIGITS and _APART.isdisjoint(fields):
        return {"date": f"{{{year}}}" if month is None else f"{{{year}-{month:02}}}"}
    dates = {}
    if year is not None and not fuller.startswith(str(year)):
        dates["year"] = f"{{{year}}}"
    if month is not None and not fuller.startswith(f"{year}-{month:02}"):
        dates["month"] = f"{{{month}}}"
    return dates
