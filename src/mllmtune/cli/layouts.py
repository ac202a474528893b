"""Which options say how a list in Markdown looks? The same for `export` and for the regions of a README."""

from collections.abc import Callable, Iterable
from typing import Annotated, NamedTuple, TypeVar

import typer

from mllmtune.cli.lazy import load
from mllmtune.cli.options import bundled
from mllmtune.errors import BadOptionError
from mllmtune.formats import Format
from mllmtune.formats.markdown_layout import (
    NAMES,
    USUAL,
    Column,
    Grouping,
    Layout,
    Shape,
    Sort,
    columns,
    is_known,
)
from mllmtune.model.facts import Facts
from mllmtune.select.query import Every, Node, Term
from mllmtune.store.index import Index

T = TypeVar("T")


class LayoutOptions(NamedTuple):
    """The options of Markdown; those that are not given leave it as it comes."""

    layout: Annotated[
        Shape | None,
        typer.Option("--layout", help="Markdown: table, bullets, or details: a section each, with abstract, BibTeX."),
    ] = None
    group_by: Annotated[
        Grouping | None,
        typer.Option(
            "--group-by", help="Markdown: headings by paradigm, topic, year, venue or tag; none for no heading."
        ),
    ] = None
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns", metavar="NAMES", help="Markdown: Time,Title,Venue=Conference,Paper,Code,-=Remark ..."
        ),
    ] = None
    sort: Annotated[
        Sort | None, typer.Option("--sort", help="Markdown: by date, title, venue or key, or as the library has them.")
    ] = None
    badges: Annotated[bool, typer.Option("--badges", help="Markdown: badges for arXiv and GitHub stars.")] = False
    heading_level: Annotated[
        int | None,
        typer.Option("--heading-level", metavar="N", min=1, max=6, help="Markdown: level of the first heading."),
    ] = None

    def given(self) -> list[str]:
        """Return the names of the options that are given."""
        return [f"--{name.replace('_', '-')}" for name, value in self._asdict().items() if value]

    def chosen(self, node: Node, index: Index) -> Layout:
        """Return the layout for the papers that `node` means.

        Raises:
            BadOptionError: a column has no name, or no paper has anything of that name.

        """
        return Layout(
            shape=self.layout or USUAL.shape,
            group_by=self.group_by or USUAL.group_by,
            columns=_known(columns(self.columns), index) if self.columns is not None else (),
            sort=self.sort or USUAL.sort,
            badges=self.badges,
            heading_level=self.heading_level or USUAL.heading_level,
            within=_places_asked_for(node),
        )


def laying_out(run: Callable[..., T]) -> Callable[..., T]:
    """Give a command that takes `options` those of `LayoutOptions`, each of its own."""
    return bundled(run, "options", LayoutOptions)


def refuse_for(form: Format, options: LayoutOptions) -> None:
    """Refuse options of a layout for a format that has none.

    Raises:
        BadOptionError: there is one.

    """
    if given := options.given():
        raise BadOptionError(f"{given[0]} is for --markdown; {form} does not take it")


def laid_out(papers: Iterable[Facts], layout: Layout) -> str:
    """Return papers as Markdown."""
    text: str = load("formats.markdown").write(papers, layout)
    return text


def _known(chosen: tuple[Column, ...], index: Index) -> tuple[Column, ...]:
    strange = [column.what for column in chosen if not is_known(column)]
    labels = index.values("has") if strange else []
    if unknown := next((what for what in strange if what not in labels), None):
        near = load("select.near").near_keys(unknown, sorted({*labels, *NAMES}))
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise BadOptionError(f'--columns names "{unknown}", which no paper has{hint}')
    return chosen


def _places_asked_for(node: Node) -> tuple[str, ...]:
    nodes = node.nodes if isinstance(node, Every) else (node,)
    terms = (one for one in nodes if isinstance(one, Term) and one.kind in ("paradigm", "category", "topic"))
    return tuple(term.value for term in terms)
