"""`mllmtune render`: how do the parts of a README that are made from the library keep up with it?"""

import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.files import KEEPING, STANDARD_INPUT, read_bytes
from mllmtune.cli.lazy import load
from mllmtune.cli.listing import nothing_found
from mllmtune.cli.output import say, show_lines
from mllmtune.cli.rendering import Rendered, read_page, rendered, stale_lines
from mllmtune.errors import BadOptionError, NotUpToDateError, PageChangedError
from mllmtune.store.workspace import Workspace


class Report(StrEnum):
    """The forms in which --check says what is stale: the difference alone, or annotations of GitHub beside it."""

    TEXT = "text"
    GITHUB = "github"


def run(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(readable=False, metavar="FILE...", help="Markdown files, or - for a filter.")
    ],
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 and show the difference.")] = False,
    output_format: Annotated[
        Report, typer.Option("--output-format", help="With --check: text, or github for annotations.")
    ] = Report.TEXT,
) -> None:
    """Rewrite the regions of Markdown files, and nothing else in them.

    A region stands between two lines, each a comment that readers do not see:

    \b
      <!-- mllmtune: --paradigm additive --layout bullets --sort year -->
      <!-- /mllmtune -->

    Its options are those of `mllmtune export --markdown`, which choose papers (QUERY words, --paradigm, --tag ...) and
    say how they look (--layout, --group-by, --columns, --sort, --badges, --heading-level). A row of a table that says
    the same as before stays as it was typed. If anything is wrong with one region, no file is written.

    \b
    Examples:
      mllmtune render README.md
      mllmtune render README.md docs/*.md --check
    """
    if output_format is not Report.TEXT and not check:
        raise BadOptionError("--output-format is for --check")
    pages = [read_page(path, read_bytes(path)) for path in dict.fromkeys(files)]
    space = workspace_of(ctx)
    results = ask(space, lambda index: [rendered(page, index) for page in pages])
    for result in results:
        _tell(result, space)
    if check:
        _compare(results, output_format)
    else:
        for result in results:
            _put(result)


def _tell(result: Rendered, space: Workspace) -> None:
    for told in result.told:
        say(f"{result.path}:{told}")
    for line, selection in result.empty:
        why = ask(space, partial(nothing_found, selection=selection))
        say(f"{result.path}:{line}: the region is empty: {why}")


def _compare(results: list[Rendered], form: Report) -> None:
    stale = [result for result in results if result.old != result.new]
    for result in stale:
        path = str(result.path)
        load("cli.comparing").show_difference(result.old, result.new, path)
        say(str(NotUpToDateError(path)))
        if form is Report.GITHUB:
            show_lines(list(_annotations(result)))
    if stale:
        raise typer.Exit(NotUpToDateError.exit_code)


def _annotations(result: Rendered) -> Iterator[str]:
    path = load("cli.annotations").shown(result.path)
    told = f"the library makes something else of this; run `mllmtune render {path}`"
    for line in stale_lines(result):
        yield load("cli.annotations").annotation("error", path, line, "not up to date", told)


def _put(result: Rendered) -> None:
    old, new = (text.encode("utf-8", KEEPING) for text in (result.old, result.new))
    if result.path == STANDARD_INPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(new)
    elif old != new and not load("store.replacing").replace(result.path, new, was=old):
        raise PageChangedError(str(result.path))
