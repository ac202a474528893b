"""How do papers become the items of a list? `- **Title**, Authors, *Venue* 2024. [[Paper](...)] [[Code](...)]`."""

from collections.abc import Iterable, Sequence

from mllmtune.formats.markdown_cells import Anchor, anchors, badge, escaped, link, paragraph, text, venue
from mllmtune.formats.markdown_layout import Column, Layout, columns
from mllmtune.model.facts import Facts

_USUAL = columns("Title,Authors,Venue,Links")


def body(papers: Sequence[Facts], layout: Layout, _: int = 0) -> str:
    """Return an item for each paper."""
    return "".join(f"- {line(facts, layout.columns or _USUAL, badges=layout.badges)}\n" for facts in papers)


def line(facts: Facts, chosen: Iterable[Column], *, badges: bool) -> str:
    """Return the texts of the columns with commas between, then their links; what is not known is left out."""
    texts: list[str] = []
    links: list[str] = []
    for column in chosen:
        found = anchors(facts, column)
        links += [_anchored(anchor, column, badges=badges) for anchor in found]
        texts += [] if found else filter(None, [_text(facts, column)])
    said = paragraph(", ".join(texts))
    return " ".join(filter(None, (said and said.removesuffix(".") + ".", *links)))


def _text(facts: Facts, column: Column) -> str:
    if column.what != "venue":
        return text(facts, column)
    name, year = venue(facts), str(facts.get("year", ""))
    return " ".join(filter(None, (name and f"*{name}*", year)))


def _anchored(anchor: Anchor, column: Column, *, badges: bool) -> str:
    shown = badge(anchor) if badges else None
    return shown or f"[{link(anchor.text or escaped(column.header), anchor.address)}]"
