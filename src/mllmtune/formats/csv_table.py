"""How are papers written for a spreadsheet? RFC 4180 with a header, a paper a row."""

import csv
from collections.abc import Iterable
from io import StringIO

from mllmtune.model.facts import Facts, venue_of
from mllmtune.model.links import links_of, page
from mllmtune.text.addresses import address_of
from mllmtune.text.latex import plain
from mllmtune.text.names import given_first
from mllmtune.text.printable import one_line

COLUMNS = (
    "key", "type", "title", "authors", "year", "posted", "venue", "paradigm", "category", "topic", "method",
    "doi", "arxiv", "openreview", "anthology", "page", "code", "tags", "status",
)  # fmt: skip
# A cell that begins with one of these is computed by spreadsheets (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(papers: Iterable[Facts]) -> str:
    """Return the papers as CSV with Unix newlines; lists are joined with "; ", formulas are disarmed with a quote."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([_cell(value) for value in _row(facts)] for facts in papers)
    return text.getvalue()


def _row(facts: Facts) -> list[str]:
    made = {
        "title": plain(facts.get("title", "")),
        "authors": "; ".join(given_first(name) for name in facts.get("authors", [])),
        "venue": plain(venue_of(facts)),
        "doi": address_of(facts.get("doi", "")),
        "page": page(facts) or "",
        "code": links_of(facts).get("code", ""),
        "tags": "; ".join(facts.get("tags", [])),
    }
    return [made[name] if name in made else str(facts.get(name, "")) for name in COLUMNS]


def _cell(text: str) -> str:
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA) else line
