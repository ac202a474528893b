"""How does a list show all of a paper? A heading, its people, venue and links; abstract and BibTeX to be unfolded."""

import re
from collections.abc import Iterator, Sequence

from mllmtune.formats.bibtex import write as bibtex
from mllmtune.formats.markdown_bullets import line
from mllmtune.formats.markdown_cells import escaped, heading, paragraph, title
from mllmtune.formats.markdown_layout import Layout, columns
from mllmtune.model.facts import Facts
from mllmtune.text.latex import plain

_USUAL = columns("Authors,Venue,Links")
_TICKS = re.compile(r"`{3,}")


def body(papers: Sequence[Facts], layout: Layout, level: int) -> str:
    """Return a section with a heading of `level` for each paper."""
    return "\n".join("\n".join(_parts(facts, layout, level)) for facts in papers)


def _parts(facts: Facts, layout: Layout, level: int) -> Iterator[str]:
    yield heading(title(facts), level)
    if said := line(facts, layout.columns or _USUAL, badges=layout.badges):
        yield f"{said}\n"
    if abstract := escaped(plain(facts.get("abstract", ""))):
        yield _folded("Abstract", paragraph(abstract))
    entry = bibtex([facts])
    # CommonMark, section 4.5: a fence ends at one that is as long.
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in _TICKS.findall(entry))])
    yield _folded("BibTeX", f"{fence}bibtex\n{entry}{fence}")


def _folded(name: str, text: str) -> str:
    return f"<details>\n<summary>{name}</summary>\n\n{text}\n\n</details>\n"
