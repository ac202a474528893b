"""How are papers written for a list in Markdown? Headings, and below each its papers in one of three shapes.

As it comes: a table for each place, with the columns that the field's lists have. Only the shape that is asked for is
loaded; one of them writes BibTeX.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Protocol, cast

from mllmtune.formats.markdown_cells import heading
from mllmtune.formats.markdown_groups import groups
from mllmtune.formats.markdown_layout import USUAL, Layout, Shape
from mllmtune.model.facts import Facts

_SHAPES = {shape: f"mllmtune.formats.markdown_{shape}" for shape in Shape}
_DEEPEST = 6


class Body(Protocol):
    """A module that writes the papers below a heading."""

    def body(self, papers: Sequence[Facts], layout: Layout, level: int) -> str:
        """Return the papers as Markdown that ends with a newline; headings in it have `level` and more."""


def write(papers: Iterable[Facts], layout: Layout = USUAL) -> str:
    """Return the list; the same papers in the same layout give the same text, and no papers give none."""
    shape = shape_of(layout)
    parts = []
    for name, depth, members in groups(papers, layout):
        level = layout.heading_level + depth
        if name:
            parts.append(heading(name, min(level, _DEEPEST)))
        if members:
            parts.append(shape.body(members, layout, min(level + bool(name), _DEEPEST)))
    return "\n".join(parts)


def shape_of(layout: Layout) -> Body:
    """Return the module that writes papers in the shape of a layout."""
    return cast("Body", import_module(_SHAPES[layout.shape]))
