"""`mllmtune cited`: which papers does a document cite, and what differs between the two?"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.differing import JSON, KEYS, LINES, Answer, in_bib, in_library
from mllmtune.cli.documents import read_documents
from mllmtune.cli.exporting import Missing
from mllmtune.cli.lazy import load
from mllmtune.cli.options import AsJson, AsKeys
from mllmtune.cli.output import say, show_json, show_lines, show_papers
from mllmtune.errors import AnswerIsNoError, BadDataError, BadOptionError
from mllmtune.text.printable import one_line

_COLUMNS = ("Key", "Cited in", "Nearest")


def run(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(readable=False, metavar="FILE...", help="The document: .aux, .bcf, .tex, .typ or .md."),
    ],
    missing: Annotated[
        bool, typer.Option("--missing", help="List cited keys that no paper has; exit 1 if any.")
    ] = False,
    unused: Annotated[bool, typer.Option("--unused", help="List the papers that are not cited.")] = False,
    bib: Annotated[
        Path | None, typer.Option("--bib", metavar="FILE", help="Compare with this .bib file, not with the library.")
    ] = None,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """List the papers that a document cites, in the order of the library.

    Files that the document reads are read, too. Keys that no paper has, as its key or as an alias, are named, and the
    exit code is 1. With --missing they are the answer, a line each: the key, the file that cites it and the nearest
    keys there are, with tabs between; nothing and exit code 0 if all are there. --unused lists the papers that the
    document does not need and ends with 0 whether there are any or not: what is not cited does no harm.

    \b
    Examples:
      mllmtune cited paper.aux
      mllmtune cited paper.tex --missing
      mllmtune cited paper.aux --unused --bib refs.bib --keys
      test -z "$(mllmtune cited paper.aux --unused --bib refs.bib --keys)"
    """
    if missing and unused:
        raise BadOptionError("--missing and --unused are two answers; ask for one")
    documents = read_documents(files)
    for note in documents.notes:
        say(note)
    form = JSON if as_json else KEYS if as_keys else LINES
    if bib is None:
        answer = ask(workspace_of(ctx), lambda index: in_library(index, documents, form, unused=unused))
    else:
        answer = in_bib(bib, documents, form, unused=unused)
    for told in (*answer.problems, *(() if missing or unused else answer.missing)):
        say(str(told))
    if missing:
        _show_missing(answer.missing, as_json=as_json, as_keys=as_keys)
    else:
        (show_json if as_json else show_lines if as_keys else show_papers)(answer.papers)
    if code := _exit_code(answer, missing=missing, unused=unused):
        raise typer.Exit(code)


def _exit_code(answer: Answer, *, missing: bool, unused: bool) -> int:
    if answer.problems:
        return BadDataError.exit_code
    found_all = answer.papers or missing
    return 0 if unused or (found_all and not answer.missing) else AnswerIsNoError.exit_code


def _show_missing(missing: Sequence[Missing], *, as_json: bool, as_keys: bool) -> None:
    if as_json:
        show_json([json.dumps(one._asdict(), ensure_ascii=False) for one in missing])
    elif as_keys:
        show_lines([one_line(one.key) for one in missing])
    else:
        rows = [(one_line(one.key), one_line(one.where), ", ".join(one.near)) for one in missing]
        if sys.stdout.isatty():
            load("cli.screen").show_table(_COLUMNS, rows)
        else:
            show_lines(["\t".join(row) for row in rows])
