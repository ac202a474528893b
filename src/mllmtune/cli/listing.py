"""How does a command list the papers that are meant?"""

import sys

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.lazy import load
from mllmtune.cli.options import Selection
from mllmtune.cli.output import say, show_json, show_lines, show_papers
from mllmtune.errors import NothingFoundError
from mllmtune.model.facts import Facts
from mllmtune.select.query import Node, both
from mllmtune.store.index import Index
from mllmtune.store.workspace import Workspace


def list_papers(ctx: typer.Context, selection: Selection, *, as_json: bool, as_keys: bool) -> None:
    """Print the papers that the selection means.

    Raises:
        NothingFoundError: there are none; the nearest words of the library are named.

    """
    space = workspace_of(ctx)
    node = chosen(selection)
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


def chosen(selection: Selection) -> Node:
    """Return everything that a selection means, the keys that documents cite among it."""
    if not selection.aux:
        return selection.node()
    documents = load("cli.documents").read_documents(selection.aux)
    for note in documents.notes:
        say(note)
    return both([selection.node(), documents.node])


def papers_of(index: Index, selection: Selection, node: Node) -> list[Facts]:
    """Return the papers that a selection means.

    Raises:
        NothingFoundError: it was to choose some, and there are none; the nearest words of the library are named.

    """
    papers = index.papers(node)
    if not papers and selection != Selection():
        raise nothing_found(index, selection)
    return papers


def some_papers(space: Workspace, selection: Selection) -> list[Facts]:
    """Return the papers that a selection means, of which there is at least one.

    Raises:
        NothingFoundError: there are none; the nearest words of the library are named.

    """
    node = chosen(selection)
    papers = ask(space, lambda index: index.papers(node))
    if not papers:
        raise ask(space, lambda index: nothing_found(index, selection))
    return papers


def nothing_found(index: Index, selection: Selection) -> NothingFoundError:
    """Return what there is to say of a selection that means no paper; the nearest words of the library are named."""
    words = [word for text in selection.query or [] for word in text.split()]
    return NothingFoundError(selection.said(), load("select.near").near(words, index.vocabulary()))
