"""`mllmtune show`: what does the library know of a paper?"""

import json
from collections.abc import Iterator
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.completing import complete_key
from mllmtune.cli.named import facts_of
from mllmtune.cli.options import AsJson, AsKeys
from mllmtune.cli.output import emit, show_details, show_json, show_lines
from mllmtune.formats import Format, writer
from mllmtune.model.facts import Facts
from mllmtune.model.links import addresses
from mllmtune.text.latex import plain

_AS_IT_IS = frozenset({"key", "type", "doi", "arxiv", "openreview", "anthology", "isbn", "issn", "notes"})
_SHOWN_ELSEWHERE = frozenset({"url", "links", "fields", "sources"})

KeyArguments = Annotated[list[str], typer.Argument(metavar="KEY...", autocompletion=complete_key)]


def run(
    ctx: typer.Context,
    keys: KeyArguments,
    bib: Annotated[bool, typer.Option("--bib", help="Print the BibTeX entry.")] = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Show everything the library knows of a paper.

    A former key (an alias) finds its paper, too. Piped, an attribute is one line, with a tab behind its name.

    \b
    Examples:
      mllmtune show liu2024dora
      mllmtune show liu2024dora --bib
      mllmtune show liu2024dora hu2021lora --json
    """
    papers = ask(workspace_of(ctx), lambda index: facts_of(index, keys))
    if as_json:
        show_json([json.dumps(facts, ensure_ascii=False) for facts in papers])
    elif as_keys:
        show_lines([facts["key"] for facts in papers])
    elif bib:
        emit(writer(Format.BIBTEX).write(papers))
    else:
        show_details([list(_details(facts)) for facts in papers])


def _details(facts: Facts) -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        if name not in _SHOWN_ELSEWHERE:
            text = "; ".join(value) if isinstance(value, list) else str(value)
            yield name, text if name in _AS_IT_IS else plain(text)
    yield from addresses(facts).items()
    yield from facts.get("fields", {}).items()
