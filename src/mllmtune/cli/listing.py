"""How does a command list the papers that are meant?"""

import sys

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.lazy import load
from mllmtune.cli.options import Selection
from mllmtune.cli.output import say, show_json, show_lines, show_papers
from mllmtune.errors import NothingFoundError, UnknownAttributeError
from mllmtune.model.facts import Facts
from mllmtune.model.links import LABELS
from mllmtune.select.query import Node, both, names_asked
from mllmtune.store.index import Index
from mllmtune.store.workspace import Workspace

_NEAR = 3
# Names that papers can have, whether one has them or not: the attributes, and links that lists usually have.
_KNOWN = frozenset((*Facts.__annotations__, *LABELS))


def list_papers(ctx: typer.Context, selection: Selection, *, as_json: bool, as_keys: bool) -> None:
    """Print the papers that the selection means.

    Raises:
        NothingFoundError: there are none; the nearest words of the library are named.

    """
    space = workspace_of(ctx)
    node = chosen(space, selection)
    question, show = (
        (Index.facts, show_json) if as_json else (Index.keys, show_lines) if as_keys else (Index.lines, show_papers)
    )
    answer = ask(space, lambda index: question(index, node))
    if not answer:
        if as_json:
            show_json([])
            sys.stdout.flush()
        raise ask(space, lambda index: nothing_found(index, selection))
    show(answer)


def chosen(space: Workspace, selection: Selection) -> Node:
    """Return everything that a selection means, the keys that documents cite among it.

    Raises:
        MllmtuneError: the selection cannot be understood, or the library or a document cannot be read.

    """
    node = meant(space, selection)
    if not selection.aux:
        return node
    documents = load("cli.documents").read_documents(selection.aux)
    for note in documents.notes:
        say(note)
    return both([node, documents.node])


def meant(space: Workspace, selection: Selection) -> Node:
    """Return what a selection means but for the documents that it names.

    Raises:
        UnknownAttributeError: a name behind ``has:`` or ``missing:`` is misspelt.
        MllmtuneError: the selection cannot be understood, or the library cannot be read.

    """
    node = selection.node()
    if names_asked(node) - _KNOWN:
        ask(space, lambda index: refuse_misspelt(index, node))
    return node


def refuse_misspelt(index: Index, node: Node) -> None:
    """Refuse a name behind ``has:`` or ``missing:`` that no paper has and that is nearly one that papers can have.

    All papers would lack it. A name that is like no other may be a link or a field that nobody has used yet.

    Raises:
        UnknownAttributeError: there is one.

    """
    there = index.values("has")
    for name in sorted(names_asked(node) - _KNOWN - {*there}):
        if near := load("select.near").near([name], sorted({*there, *Facts.__annotations__})):
            raise UnknownAttributeError(name, near)


def some_papers(space: Workspace, selection: Selection) -> list[Facts]:
    """Return the papers that a selection means, of which there is at least one.

    Raises:
        NothingFoundError: there are none; the nearest words of the library are named.

    """
    node = chosen(space, selection)
    papers = ask(space, lambda index: index.papers(node))
    if not papers:
        raise ask(space, lambda index: nothing_found(index, selection))
    return papers


def nothing_found(index: Index, selection: Selection) -> NothingFoundError:
    """Return what there is to say of a selection that means no paper; the nearest words of the library are named."""
    return NothingFoundError(selection.said(), _near_words(index, selection))


def _near_words(index: Index, selection: Selection) -> list[str]:
    """Return words of the library like those that were looked for."""
    near = load("select.near").near
    words = [word for text in (*(selection.query or []), *(selection.author or [])) for word in text.split()]
    found: list[str] = near(words, index.vocabulary()) if words else []
    for kind, asked in (("venue", [selection.venue]), ("topic", [selection.topic]), ("tag", selection.tag or [])):
        found += near([value for value in asked if value], index.values(kind))
    return found[:_NEAR]
