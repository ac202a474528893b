"""What do the rows and items of a list say, as it is typed? Each is read, and written anew as we would write it.

So a row may have a remark, badges, or its own way to write a venue, and stays as it was typed as long as what we read
in it is what the library says; if one cell says something else, the others stay.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from mllmtune.formats.awesome import read
from mllmtune.formats.markdown import shape_of
from mllmtune.formats.markdown_items import lists
from mllmtune.formats.markdown_layout import BY_HAND, Layout
from mllmtune.formats.markdown_rows import cells, is_below_head
from mllmtune.formats.markdown_table import USUAL_COLUMNS
from mllmtune.model.facts import Facts
from mllmtune.model.forms import title_form
from mllmtune.model.identifiers import identifiers

# Takes what a column shows, the cell as it is typed, what that says, and what it is to say; gives the cell.
_Choose = Callable[[str, str, str, str], str]


def typed_by_line(lines: Sequence[str], layout: Layout, papers: Sequence[Facts]) -> dict[str, str]:
    """Return the rows and items as they are typed, each by the line that is written of the one paper it names.

    For those of `papers` of which a row says something else there is that row with other cells.
    """
    named = _named(lines)
    found = {written(facts, layout): text for facts, text in reversed(named)}
    others = [facts for facts in papers if written(facts, layout) not in found]
    mended = dict(_mended(named, layout, others, _kept_where_said))
    by_hand = dict(_mended(named, layout, others, _kept_by_hand)) if BY_HAND in _shown(layout) else {}
    return found | by_hand | _that_read_so(mended, lines, layout)


def written(facts: Facts, layout: Layout) -> str:
    """Return the line of a table or a list of items that is written of a paper."""
    return shape_of(layout).body([facts], layout, layout.heading_level).splitlines()[-1]


def _named(lines: Sequence[str]) -> list[tuple[Facts, str]]:
    """Return the paper of each row and item that names one, and what is typed of it."""
    papers: dict[int, list[Facts]] = {}
    for entry in read("\n".join(lines)).entries:
        papers.setdefault(entry.line - 1, []).append(entry.paper.facts())
    found = []
    for start, end in _pieces(lines):
        of_it = [facts for line in range(start, end) for facts in papers.get(line, ())]
        found += [(of_it[0], "\n".join(lines[start:end]))] if len(of_it) == 1 else []
    return found


def _pieces(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    yield from ((number, number + 1) for number, line in enumerate(lines) if "|" in line)
    yield from (item for one in lists(lines) for item in one)


def _mended(
    named: Sequence[tuple[Facts, str]], layout: Layout, papers: Sequence[Facts], choose: _Choose
) -> Iterator[tuple[str, str]]:
    """Give, by the line that is written of a paper, its row with those cells that `choose` takes."""
    rows = {name: (facts, text) for facts, text in reversed(named) for name in _names(facts)}
    for paper in papers:
        if (name := next((name for name in _names(paper) if name in rows), None)) is None:
            continue
        facts, text = rows[name]
        line = written(paper, layout)
        row = [cells(text), cells(written(facts, layout)), cells(line)]
        if row[0] and len({*map(len, row)}) == 1:
            kept = [choose(*cell) for cell in zip(_shown(layout), *row, strict=True)]
            yield line, f"{text[: text.index('|')]}|{'|'.join(kept)}|"


def _kept_where_said(_: str, typed: str, said: str, new: str) -> str:
    return typed if said == new else new


def _kept_by_hand(what: str, typed: str, _: str, new: str) -> str:
    return typed if what == BY_HAND else new


def _shown(layout: Layout) -> list[str]:
    return [column.what for column in layout.columns or USUAL_COLUMNS]


def _names(facts: Facts) -> list[str]:
    title = title_form(facts)
    return [*sorted(identifiers(facts)), *([title] if title else [])]


def _that_read_so(mended: Mapping[str, str], lines: Sequence[str], layout: Layout) -> dict[str, str]:
    """Return those rows that read as the line they stand for."""
    below = next((number for number, line in enumerate(lines) if is_below_head(cells(line))), 0)
    if not mended or not below:
        return {}
    read_back = {text: facts for facts, text in _named([*lines[below - 1 : below + 1], *mended.values()])}
    return {
        line: text for line, text in mended.items() if text in read_back and written(read_back[text], layout) == line
    }
