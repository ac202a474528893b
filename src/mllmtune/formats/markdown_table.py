"""How do papers become a table? As it comes, with Time, Title, Venue, Paper and Code.

GitHub Flavored Markdown 0.29, section 4.10.
"""

from collections.abc import Sequence

from mllmtune.formats.markdown_cells import Anchor, anchors, badge, escaped, link, text, venue
from mllmtune.formats.markdown_layout import Column, Layout, columns
from mllmtune.model.facts import Facts
from mllmtune.model.links import is_safe, list_link

USUAL_COLUMNS = columns("Time,Title,Venue,Paper,Code")
_LEFT = frozenset(("time", "title", "authors", "abstract", "notes", "note", "key", "method", "tags", "keywords"))
_NOTHING = "-"


def body(papers: Sequence[Facts], layout: Layout, _: int = 0) -> str:
    """Return a table with a row for each paper."""
    chosen = layout.columns or USUAL_COLUMNS
    head = (escaped(column.header) for column in chosen)
    sides = ("---" if column.what in _LEFT else ":---:" for column in chosen)
    rows = ([_cell(facts, column, chosen, badges=layout.badges) for column in chosen] for facts in papers)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, sides, *rows))


def _cell(facts: Facts, column: Column, beside: Sequence[Column], *, badges: bool) -> str:
    if column.what == "title":
        return _title(facts, column, beside)
    if column.what == "venue":
        return _venue(facts, beside) or _NOTHING
    found = [_anchored(anchor, badges=badges) for anchor in anchors(facts, column)]
    return " ".join(found) or text(facts, column) or _NOTHING


def _title(facts: Facts, column: Column, beside: Sequence[Column]) -> str:
    """Return the title, which leads to the paper where no other column does."""
    address = list_link(facts) or ""
    alone = not {"paper", "page", "links"} & {other.what for other in beside}
    return link(text(facts, column), address) if alone and is_safe(address) else text(facts, column)


def _venue(facts: Facts, beside: Sequence[Column]) -> str:
    """Return the venue with the year behind it, as in ICML'24; alone where the year has a column of its own.

    Without a venue it is the whole year, unless the time beside it says that already.
    """
    name, year = venue(facts), str(facts.get("year", ""))
    if any(other.what == "year" for other in beside):
        return name
    if name:
        return f"{name}'{year[-2:]}" if year else name
    said = any(other.what == "time" and text(facts, other).startswith(year) for other in beside)
    return "" if said else year


def _anchored(anchor: Anchor, *, badges: bool) -> str:
    return (badge(anchor) if badges else None) or link(anchor.text or "link", anchor.address)
