"""`mllmtune import`: how do the papers of a file join a library that has some of them already?"""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.completing import complete_category, complete_paradigm, complete_tag, complete_topic
from mllmtune.cli.confirming import DryRun, Yes, confirmed
from mllmtune.cli.files import STANDARD_INPUT
from mllmtune.cli.gathering import Given, from_sources
from mllmtune.cli.importing import Planned, carry_out, foreseen, looked
from mllmtune.cli.incoming import FromOption, KeepGoing, form_read
from mllmtune.cli.lazy import load
from mllmtune.cli.options import AsJson, AsKeys
from mllmtune.cli.output import say, show_lines
from mllmtune.cli.plans import changed_keys, complain_of_clashes, show_plan, show_plan_json, summary
from mllmtune.errors import AnswerIsNoError, BadDataError, BadOptionError, RefusedError
from mllmtune.formats import LISTS, Format


class Side(StrEnum):
    """Whose value stays where both say something."""

    LIBRARY = "library"
    FILE = "file"


def run(
    ctx: typer.Context,
    sources: Annotated[
        list[Path], typer.Argument(readable=False, metavar="FILE...", help="Files to read, or - for standard input.")
    ],
    read_as: FromOption = None,
    prefer: Annotated[
        Side, typer.Option("--prefer", help="Whose value stays where the library and the file both have one.")
    ] = Side.LIBRARY,
    paradigm: Annotated[
        str | None, typer.Option("--paradigm", help="Paradigm of all of them.", autocompletion=complete_paradigm)
    ] = None,
    category: Annotated[
        str | None, typer.Option("--category", help="Category of all of them.", autocompletion=complete_category)
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", help="Topic of all of them.", autocompletion=complete_topic)
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="Tag for all; may be repeated.", autocompletion=complete_tag)
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
    mark: Annotated[
        bool, typer.Option("--mark", help="Put markers around the tables and lists of a README, for `render`.")
    ] = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Import the papers of files: add what is new, and fill in what the library does not know yet.

    The plan is shown first. A paper is known by its identifiers, its key, or its title with author and year; the key it
    has in the file becomes an alias. A value of the library is only replaced with --prefer file. Whatever was not
    understood is named with its line: exit code 3, unless --keep-going; 4 if a key belongs to another paper.

    With --mark, the tables and lists of a README that the library can make are put between markers, and it is said what
    `mllmtune render` would change in them; what it could not make again is left as it is, with the reason.

    \b
    Examples:
      mllmtune import refs.bib --dry-run
      mllmtune import zotero.ris old.bib --yes
      mllmtune import README.md --mark
      pbpaste | mllmtune import - --from bibtex --yes --tag thesis
    """
    forms = [(source, form_read(source, read_as)) for source in sources]
    _refuse_to_mark(forms if mark else [])
    given = Given(paradigm=paradigm, category=category, topic=topic, tag=tag)
    batch = from_sources(forms, given)
    for complaint in batch.complaints:
        say(complaint)
    space, prefer_theirs = workspace_of(ctx), prefer is Side.FILE
    look = looked(space, batch, prefer_theirs=prefer_theirs)
    plan, preambles, _ = look
    _show(plan, as_json=as_json, as_keys=as_keys)
    clashes = complain_of_clashes(plan)
    say(summary(plan))
    for text in preambles:
        say(f"a @preamble goes into [library]: {text}")
    marks = foreseen(space, batch, look, partial(load("cli.marking").markings_of, sources, plan)) if mark else []
    for one in marks:
        one.show(dry_run=dry_run)
    changing = [space.library] * bool(preambles or changed_keys(plan)) + [one.path for one in marks if one.is_change]
    if changing and not dry_run:
        _ask(changing, yes=yes)
        if space.library in changing:
            carry_out(space, batch, look, prefer_theirs=prefer_theirs)
        for one in marks:
            one.write()
    if batch.lost and not keep_going:
        raise typer.Exit(BadDataError.exit_code)
    if clashes:
        raise typer.Exit(RefusedError.exit_code)


def _show(plan: Sequence[Planned], *, as_json: bool, as_keys: bool) -> None:
    if as_json:
        show_plan_json(plan)
    elif as_keys:
        show_lines(changed_keys(plan))
    else:
        show_plan(plan)


def _ask(files: Sequence[Path], *, yes: bool) -> None:
    if not confirmed(f"Change {' and '.join(map(str, files))}?", yes=yes):
        say("nothing was changed")
        raise typer.Exit(AnswerIsNoError.exit_code)


def _refuse_to_mark(forms: Sequence[tuple[Path, Format]]) -> None:
    for source, form in forms:
        if form not in LISTS or source == STANDARD_INPUT:
            raise BadOptionError(f"--mark is for files with lists in Markdown; {source} is none")
