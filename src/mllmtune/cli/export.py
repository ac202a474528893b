"""`mllmtune export`: how do papers become a file that others read?"""

import difflib
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.files import STANDARD_INPUT, read_text
from mllmtune.cli.lazy import load
from mllmtune.cli.listing import chosen, near_words
from mllmtune.cli.options import AsKeys, Selection, selecting
from mllmtune.cli.output import emit, say, show_lines
from mllmtune.errors import BadOptionError, NothingFoundError, NotUpToDateError
from mllmtune.formats import TEX_FORMATS, Format, format_of, writer
from mllmtune.model.facts import Facts
from mllmtune.select.query import Keys, Node
from mllmtune.store.index import Index


@selecting
def run(
    ctx: typer.Context,
    selection: Selection,
    bib: Annotated[bool, typer.Option("--bib", help="Classic BibTeX, in ASCII.")] = False,
    biblatex: Annotated[bool, typer.Option("--biblatex", help="BibTeX for biber and biblatex, in Unicode.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Tables, one a paradigm and category.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A table for spreadsheets.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list.")] = False,
    to: Annotated[Format | None, typer.Option("--to", help="Format by its name.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write this file.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 and show the difference.")] = False,
    as_keys: AsKeys = False,
) -> None:
    """Write papers as BibTeX, Markdown, CSV or JSON, to standard output or into a file.

    Without a format, the suffix of FILE names it (.bib, .md, .csv, .json). The file is replaced in one step.

    \b
    Examples:
      mllmtune export --bib -o refs.bib
      mllmtune export --bib --aux paper.aux -o refs.bib
      mllmtune export lora --year 2024.. --markdown
      mllmtune export --bib -o refs.bib --check
    """
    flags = {
        Format.BIBTEX: bib,
        Format.BIBLATEX: biblatex,
        Format.MARKDOWN: markdown,
        Format.CSV: as_csv,
        Format.JSON: as_json,
    }
    form = _format([form for form, flag in flags.items() if flag] + ([to] if to else []), output)
    if check and output is None:
        raise BadOptionError("--check compares with a file; name it with -o FILE")
    node = chosen(selection)
    papers = _papers(ctx, selection, node)
    if as_keys:
        show_lines([facts["key"] for facts in papers])
    else:
        _put(_head(ctx, form) + writer(form).write(papers), output, check=check)
    missing = _missing(node, papers)
    if missing:
        say(f"not in the library: {', '.join(missing)}")
        raise typer.Exit(1)


def _format(named: list[Format], output: Path | None) -> Format:
    if len(set(named)) > 1:
        raise BadOptionError(f"{' and '.join(named)} cannot both be the format; name one")
    if named:
        return named[0]
    form = format_of(output.name) if output else None
    if form is None:
        where = f"; the suffix of {output} names none" if output else ""
        raise BadOptionError(f"name a format: --bib, --biblatex, --markdown, --csv or --json{where}")
    return form


def _papers(ctx: typer.Context, selection: Selection, node: Node) -> list[Facts]:
    space = workspace_of(ctx)
    found: list[Facts] = [json.loads(facts) for facts in ask(space, lambda index: index.facts(node))]
    if not found and not selection.aux and selection != Selection():
        raise NothingFoundError(selection.said(), ask(space, lambda index: near_words(index, selection)))
    return found


def _head(ctx: typer.Context, form: Format) -> str:
    if form not in TEX_FORMATS:
        return ""
    preambles = ask(workspace_of(ctx), Index.preambles)
    return load("formats.bibtex_preamble").preamble_text(preambles) if preambles else ""


def _missing(node: Node, papers: list[Facts]) -> list[str]:
    """Return the keys that a document cites and no paper has."""
    if not isinstance(node, Keys):
        return []
    known = {name for facts in papers for name in (facts["key"], *facts.get("aliases", []))}
    return [key for key in node.keys if key not in known]


def _put(text: str, output: Path | None, *, check: bool) -> None:
    if output is None or output == STANDARD_INPUT:
        emit(text)
    elif check:
        _compare(text, output)
    else:
        load("cli.writing").write_text(output, text)


def _compare(text: str, path: Path) -> None:
    there = read_text(path).text if path.exists() else ""
    if there != text:
        old, new = there.splitlines(keepends=True), text.splitlines(keepends=True)
        sys.stderr.writelines(difflib.unified_diff(old, new, str(path), f"{path} (as it would be written)"))
        raise NotUpToDateError(str(path))
