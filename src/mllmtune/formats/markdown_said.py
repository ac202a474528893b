"""What do the rows and items of a list say, as it is typed? Each is read, and written anew as we would write it.

So a row may have a remark, badges, or its own way to write a venue, and stays as it was typed as long as what we read
in it is what the library says.
"""

from collections.abc import Iterator, Sequence

from mllmtune.formats.awesome import read
from mllmtune.formats.markdown import shape_of
from mllmtune.formats.markdown_items import lists
from mllmtune.formats.markdown_layout import Layout
from mllmtune.model.facts import Facts


def typed_by_line(lines: Sequence[str], layout: Layout) -> dict[str, str]:
    """Return the rows and items as they are typed, each by the line that is written of the one paper it names."""
    papers: dict[int, list[Facts]] = {}
    for entry in read("\n".join(lines)).entries:
        papers.setdefault(entry.line - 1, []).append(entry.paper.facts())
    found: dict[str, str] = {}
    for start, end in _pieces(lines):
        named = [facts for line in range(start, end) for facts in papers.get(line, ())]
        if len(named) == 1:
            found.setdefault(written(named[0], layout), "\n".join(lines[start:end]))
    return found


def written(facts: Facts, layout: Layout) -> str:
    """Return the line of a table or a list of items that is written of a paper."""
    return shape_of(layout).body([facts], layout, layout.heading_level).splitlines()[-1]


def _pieces(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    yield from ((number, number + 1) for number, line in enumerate(lines) if "|" in line)
    yield from (item for one in lists(lines) for item in one)
