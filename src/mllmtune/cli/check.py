"""`mllmtune check`: what is wrong in the library or in a file, and what of it can be mended?"""

from pathlib import Path
from typing import Annotated

import typer

from mllmtune.checks.all_rules import all_rules, chosen, named
from mllmtune.checks.checking import findings
from mllmtune.checks.manual import manual_page, table
from mllmtune.checks.rule import Setting
from mllmtune.cli.answers import workspace_of
from mllmtune.cli.checking import curated_subjects, file_view, library_view
from mllmtune.cli.clock import today
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.counting import counted
from mllmtune.cli.findings import OutputFormat, show_findings, summary, summary_of_file
from mllmtune.cli.incoming import FromOption, form_read
from mllmtune.cli.mending import diff, mend
from mllmtune.cli.output import emit, say, show_lines
from mllmtune.errors import AnswerIsNoError, BadOptionError
from mllmtune.store.reading import read_snapshot
from mllmtune.store.workspace import Reason, Workspace


def run(
    ctx: typer.Context,
    source: Annotated[
        Path | None,
        typer.Argument(readable=False, metavar="[FILE]", help="A .bib, a README or a library; else the one in force."),
    ] = None,
    read_as: FromOption = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="RULE", help="Only these rules: MT101, MT1, missing-year.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="Not these rules.")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend the library where no meaning changes.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Mend also where it is only likely right; look at it afterwards.")
    ] = False,
    show_diff: Annotated[bool, typer.Option("--diff", help="Show what would be mended, and change nothing.")] = False,
    yes: Yes = False,  # noqa: ARG001 - it asks nothing: --fix says it, and `undo` is the way back
    dry_run: DryRun = False,
    output_format: Annotated[
        OutputFormat, typer.Option("--output-format", help="text, json, github or sarif.")
    ] = OutputFormat.TEXT,
    arxiv_months: Annotated[
        int, typer.Option("--arxiv-months", metavar="N", min=1, help="How long a paper may be only at arXiv (MT316).")
    ] = 18,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List the rules.")] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="RULE", help="Print the manual of a rule, or of all: MT.")
    ] = None,
) -> None:
    """Find faults in the library, or in a README or .bib before it is imported, and mend them.

    Every finding has its line, its rule and, where there is one, a fix: safe, or unsafe and to be looked at. Fixes are
    made in the library alone; import a file first. A paper waives a rule with `waive = ["MT310: the reason"]`, a
    comment in a README or .bib for its line and the next: `<!-- waive MT310: the reason -->`. RULE is a code, the
    beginning of one, or the name of a fault, several with commas. Exit code 1 if findings are left.

    \b
    Examples:
      mllmtune check
      mllmtune check README.md --ignore MT316
      mllmtune check --fix --diff
      mllmtune check refs.bib --output-format github
      mllmtune check --explain MT310
    """
    if list_rules or explain:
        _tell(explain)
        return
    rules = chosen(_words(select), _words(ignore))
    setting = Setting(today(), curated_subjects(), arxiv_months)
    space = workspace_of(ctx)
    if source and source.suffix == ".toml":  # a library, named as any other file is
        space, source = Workspace(source, Reason.OPTION), None
    mends = fix or unsafe_fixes
    show_diff |= mends and dry_run
    if source and (mends or show_diff):
        raise BadOptionError("fixes are made in the library alone: import the file, then mend what came of it")
    if show_diff:
        emit(shown := diff(space, rules, setting, unsafe=unsafe_fixes))
        raise typer.Exit(AnswerIsNoError.exit_code if shown else 0)
    if mends:
        space, made = mend(space, rules, setting, unsafe=unsafe_fixes)
        say(f"{counted(made, 'value')} mended in {space.library}")
    view = (
        file_view(source, form_read(source, read_as), setting)
        if source
        else library_view(read_snapshot(space.library).blocks, setting).view
    )
    left = findings(view, rules)
    show_findings(output_format, left, source or space.library, rules)
    say((summary_of_file if source else summary)(left, len(view.subjects)))
    if left:
        raise typer.Exit(AnswerIsNoError.exit_code)


def _tell(explain: str | None) -> None:
    if explain:
        emit("\n".join(map(manual_page, named(explain, all_rules()))))
    else:
        show_lines(table(all_rules()))


def _words(options: list[str] | None) -> list[str]:
    return [word.strip() for option in options or [] for word in option.split(",") if word.strip()]
