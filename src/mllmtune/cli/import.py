"""`mllmtune import`: how do the papers of a file join a library that has some of them already?"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.completing import complete_category, complete_paradigm, complete_tag, complete_topic
from mllmtune.cli.confirming import DryRun, Yes, confirmed
from mllmtune.cli.gathering import Given, from_sources
from mllmtune.cli.importing import carry_out, new_preambles, planned
from mllmtune.cli.incoming import FromOption, KeepGoing, form_read
from mllmtune.cli.options import AsJson, AsKeys
from mllmtune.cli.output import say, show_lines
from mllmtune.cli.plans import changed_keys, complain_of_clashes, show_plan, show_plan_json, summary
from mllmtune.errors import AnswerIsNoError, BadDataError, RefusedError


class Side(StrEnum):
    """Whose value stays where both say something."""

    LIBRARY = "library"
    FILE = "file"


def run(
    ctx: typer.Context,
    sources: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to read, or - for standard input.")],
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
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Import the papers of files: add what is new, and fill in what the library does not know yet.

    The plan is shown first. A paper is known by its identifiers, its key, or its title with author and year; the key it
    has in the file becomes an alias. A value of the library is only replaced with --prefer file. Whatever was not
    understood is named with its line: exit code 3, unless --keep-going; 4 if a key belongs to another paper.

    \b
    Examples:
      mllmtune import refs.bib --dry-run
      mllmtune import zotero.ris old.bib --yes
      pbpaste | mllmtune import - --from bibtex --yes --tag thesis
    """
    given = Given(paradigm=paradigm, category=category, topic=topic, tag=tag)
    batch = from_sources([(source, form_read(source, read_as)) for source in sources], given)
    for complaint in batch.complaints:
        say(complaint)
    space, prefer_theirs = workspace_of(ctx), prefer is Side.FILE
    plan = planned(space, batch, prefer_theirs=prefer_theirs)
    if as_json:
        show_plan_json(plan)
    elif as_keys:
        show_lines(changed_keys(plan))
    else:
        show_plan(plan)
    clashes = complain_of_clashes(plan)
    say(summary(plan))
    preambles = new_preambles(space, batch)
    for text in preambles:
        say(f"a @preamble goes into [library]: {text}")
    if (preambles or changed_keys(plan)) and not dry_run:
        if not confirmed(f"Change {space.library}?", yes=yes):
            say("nothing was changed")
            raise typer.Exit(AnswerIsNoError.exit_code)
        carry_out(space, batch, plan, prefer_theirs=prefer_theirs)
    if batch.lost and not keep_going:
        raise typer.Exit(BadDataError.exit_code)
    if clashes:
        raise typer.Exit(RefusedError.exit_code)
