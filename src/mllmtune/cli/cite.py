"""`mllmtune cite`: how is it cited in a manuscript?"""

import json
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.listing import chosen, nothing_found
from mllmtune.cli.options import AsJson, AsKeys, Selection, selecting
from mllmtune.cli.output import show_lines
from mllmtune.errors import BadOptionError
from mllmtune.select.query import EVERYTHING, Node
from mllmtune.store.index import Index


@selecting
def run(
    ctx: typer.Context,
    selection: Selection,
    command: Annotated[
        str, typer.Option("--command", metavar="NAME", help="LaTeX command: parencite, citet.")
    ] = "cite",
    typst: Annotated[bool, typer.Option("--typst", help="As Typst cites: @key @key.")] = False,
    pandoc: Annotated[bool, typer.Option("--pandoc", help="As pandoc cites: [@key; @key].")] = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Print the command that cites papers, named by their keys or found by a query.

    \b
    Examples:
      mllmtune cite liu2024dora hu2021lora
      mllmtune cite liu2024dora --command parencite
      mllmtune cite lora --year 2024 --pandoc
      mllmtune cite method:dora --typst
    """
    if typst and pandoc:
        raise BadOptionError("--typst and --pandoc are two ways to cite; name one")
    node = chosen(workspace_of(ctx), selection)
    if not selection.query and not selection.aux and node == EVERYTHING:
        raise BadOptionError("say what to cite, such as `mllmtune cite liu2024dora` or `mllmtune cite method:dora`")
    keys = ask(workspace_of(ctx), lambda index: _keys(index, selection, node))
    if as_keys or as_json:
        show_lines(keys if as_keys else [json.dumps(keys, ensure_ascii=False)])
    else:
        show_lines([_citation(keys, command, typst=typst, pandoc=pandoc)])


def _keys(index: Index, selection: Selection, node: Node) -> list[str]:
    """Return the keys to cite: those given, if all are keys, else those that the query finds."""
    words = selection.query or []
    known = index.facts_of(words)
    if words and all(word in known for word in words):
        return list(dict.fromkeys(json.loads(known[word])["key"] for word in words))
    keys = index.keys(node)
    if not keys:
        raise nothing_found(index, selection)
    return keys


def _citation(keys: list[str], command: str, *, typst: bool, pandoc: bool) -> str:
    if typst:
        return " ".join(f"@{key}" for key in keys)
    if pandoc:
        return f"[{'; '.join(f'@{key}' for key in keys)}]"
    return f"\\{command.removeprefix(chr(92))}{{{','.join(keys)}}}"
