"""`mllmtune export`: how do papers become a file that others read?"""

from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.exporting import Entries, entries, entries_for
from mllmtune.cli.files import STANDARD_INPUT
from mllmtune.cli.layouts import LayoutOptions, laid_out, laying_out, refuse_for
from mllmtune.cli.lazy import load
from mllmtune.cli.listing import meant, nothing_found
from mllmtune.cli.options import AsKeys, Selection, selecting
from mllmtune.cli.output import emit, say, show_lines
from mllmtune.errors import AnswerIsNoError, BadOptionError
from mllmtune.formats import Format, format_of, written


@selecting
@laying_out
def run(
    ctx: typer.Context,
    selection: Selection,
    options: LayoutOptions,
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
    """Write papers as BibTeX, CSL-JSON, RIS, Hayagriva, Markdown, CSV or JSON, to standard output or into a file.

    Without a format, the suffix of FILE names it (.bib, .csl.json, .ris, .yml, .md, .csv, .json). The file is replaced
    in one step, and not touched if it would not change.

    With --aux only what a document cites is written, under the keys that it uses, and the entries that these need
    (crossref, xdata ...). Keys that no paper has are named and end it with exit code 1; the others are written.

    \b
    Examples:
      mllmtune export --bib -o refs.bib
      mllmtune export --bib --aux paper.aux -o refs.bib
      mllmtune export lora --year 2024.. --markdown
      mllmtune export --bib -o refs.bib --check
      mllmtune export --to csl -o refs.csl.json
    """
    flags = {
        Format.BIBTEX: bib,
        Format.BIBLATEX: biblatex,
        Format.MARKDOWN: markdown,
        Format.CSV: as_csv,
        Format.JSON: as_json,
    }
    if as_keys and (check or (output and output != STANDARD_INPUT)):
        raise BadOptionError("--keys prints keys, and writes and compares no file; leave it out, or -o and --check")
    form = format_named([form for form, flag in flags.items() if flag] + ([to] if to else []), output)
    if check and output is None:
        raise BadOptionError("--check compares with a file; name it with -o FILE")
    if form is not Format.MARKDOWN:
        refuse_for(form, options)
    found = _entries(ctx, selection, form)
    for told in (*found.notes, *found.missing):
        say(str(told))
    if as_keys:
        show_lines([facts["key"] for facts in found.papers])
    elif form is Format.MARKDOWN:
        layout = ask(workspace_of(ctx), lambda index: options.chosen(selection.node(), index))
        _put(laid_out(found.papers, layout), output, check=check)
    else:
        _put(written(form, found.papers, found.preambles), output, check=check)
    if found.missing:
        raise typer.Exit(AnswerIsNoError.exit_code)


def format_named(named: list[Format], output: Path | None) -> Format:
    """Return the format that is named, by an option or by the suffix of the file.

    Raises:
        BadOptionError: there is none, or there are two.

    """
    if len(set(named)) > 1:
        raise BadOptionError(f"{' and '.join(named)} cannot both be the format; name one")
    if named:
        return named[0]
    form = format_of(output.name) if output else None
    if form is None:
        where = f"; the suffix of {output} names none" if output else ""
        raise BadOptionError(f"name a format: --bib, --biblatex, --markdown, --csv, --json or --to FORMAT{where}")
    return form


def _entries(ctx: typer.Context, selection: Selection, form: Format) -> Entries:
    space = workspace_of(ctx)
    node = meant(space, selection)
    if selection.aux:
        documents = load("cli.documents").read_documents(selection.aux)
        for note in documents.notes:
            say(note)
        return ask(space, lambda index: entries_for(index, node, form, documents))
    found = ask(space, lambda index: entries(index, node, form))
    if not found.papers and selection != Selection():
        raise ask(space, lambda index: nothing_found(index, selection))
    return found


def _put(text: str, output: Path | None, *, check: bool) -> None:
    if output is None or output == STANDARD_INPUT:
        emit(text)
    elif check:
        load("cli.comparing").compare(text, output)
    else:
        load("cli.writing").write_text(output, text)
