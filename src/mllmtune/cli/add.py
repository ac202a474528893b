"""`mllmtune add`: how does a paper come into the library?"""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from mllmtune.cli.adding import Outcome, add_to, would_add_to
from mllmtune.cli.answers import workspace_of
from mllmtune.cli.asked import asked_for
from mllmtune.cli.completing import complete_category, complete_paradigm, complete_tag, complete_topic
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.gathering import Batch, Given, both, from_options, from_sources
from mllmtune.cli.lazy import load
from mllmtune.cli.options import AsJson, AsKeys, Offline
from mllmtune.cli.output import say, show_json, show_lines, show_papers
from mllmtune.errors import BadOptionError, BadPaperError
from mllmtune.store.workspace import Workspace

_TABLE_ROWS = 20  # on a terminal; more papers are counted, not listed


def run(
    ctx: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHAT]...",
            help="arXiv ids, DOIs, pages of papers, .pdf files, .txt files of identifiers, .bib files, or - for stdin, "
            "which may hold BibTeX, RIS, JSON or identifiers.",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Title.")] = None,
    author: Annotated[
        list[str] | None, typer.Option("--author", metavar="NAME", help="An author; may be repeated.")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="Year of publication.")] = None,
    venue: Annotated[str | None, typer.Option("--venue", help="Short name of the venue.")] = None,
    entry_type: Annotated[str | None, typer.Option("--type", help="BibTeX's entry type.")] = None,
    method: Annotated[str | None, typer.Option("--method", help="Name of the method.")] = None,
    arxiv: Annotated[str | None, typer.Option("--arxiv", help="arXiv id or address.")] = None,
    doi: Annotated[str | None, typer.Option("--doi", help="DOI or its address.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="The paper's page.")] = None,
    link: Annotated[list[str] | None, typer.Option("--link", metavar="LABEL=URL", help="code=https://...")] = None,
    key: Annotated[str | None, typer.Option("--key", help="Citation key, if not the one proposed.")] = None,
    paradigm: Annotated[
        str | None, typer.Option("--paradigm", help="Paradigm.", autocompletion=complete_paradigm)
    ] = None,
    category: Annotated[
        str | None, typer.Option("--category", help="Category.", autocompletion=complete_category)
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Topic.", autocompletion=complete_topic)] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="Tag; may be repeated.", autocompletion=complete_tag)
    ] = None,
    attach: Annotated[bool, typer.Option("--attach", help="Keep a copy of each PDF beside the library.")] = False,
    yes: Yes = False,  # noqa: ARG001 - it asks nothing: what is to be added has been said, and `undo` is the way back
    dry_run: DryRun = False,
    offline: Offline = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Add papers by arXiv id, DOI or page, from a PDF or a .bib file, from standard input, or from options.

    The facts of a paper that is named come from arXiv, Crossref, DataCite, OpenReview, the ACL Anthology or DBLP. Only
    commands that have --offline ever use the network.

    A paper that is there already (by key, arXiv id, DOI, OpenReview or ACL Anthology id) is refused before anybody is
    asked, and the others are added. Whatever was not found or understood is named, and nothing is left out in silence.
    Exit code 1 if a paper was not found, 3 if something could not be read, 4 if one was refused, 5 if a service did not
    answer.

    \b
    Examples:
      mllmtune add 2402.09353
      mllmtune add 10.18653/v1/2024.acl-long.226 https://openreview.net/forum?id=3d5CIRG1n2 --tag peft
      mllmtune add paper.pdf --attach
      mllmtune add ids.txt --category structure
      mllmtune add refs.bib --tag thesis
      pbpaste | mllmtune add - --paradigm reparameterization --category structure
      mllmtune add --title "DoRA: Weight-Decomposed Low-Rank Adaptation" --author "Liu, Shih-Yang" --arxiv 2402.09353
    """
    given = Given(
        title, author, year, venue, entry_type, method, arxiv, doi, url, link, key, paradigm, category, topic, tag
    )
    if sources and given.describes_one():
        raise BadOptionError("a file and --title do not go together; add the file, then the paper")
    if not sources and not given.describes_one():
        raise BadOptionError("say what to add: an arXiv id, a DOI, a page, a file, - for standard input, or --title")
    space = workspace_of(ctx)
    batch = _gathered(space, sources, given, offline=offline) if sources else from_options(given)
    if attach and not dry_run:
        batch = load("cli.keeping").with_files(space, batch)
    outcome = would_add_to(space, batch) if dry_run else add_to(space, batch)
    _report(outcome, dry_run=dry_run, as_json=as_json, as_keys=as_keys)


def _gathered(space: Workspace, words: Sequence[str], given: Given, *, offline: bool) -> Batch:
    """Return the papers that the words name."""
    files, wanted, complaints = asked_for(words)
    if given.key and wanted and len(words) > 1:
        raise BadPaperError(f"--key names one paper; {len(words)} are to be added")
    batch = Batch((), complaints, lost=len(complaints))
    if files:
        batch = both(batch, from_sources(files, given))
    if wanted:
        batch = both(batch, load("cli.fetching").fetched(space, wanted, given, offline=offline))
    return batch


def _report(outcome: Outcome, *, dry_run: bool, as_json: bool, as_keys: bool) -> None:
    for complaint in outcome.complaints:
        say(complaint)
    if as_json:
        show_json(outcome.as_json())
    elif as_keys:
        show_lines(outcome.keys)
    elif not sys.stdout.isatty() or len(outcome.added) <= _TABLE_ROWS:
        show_papers(outcome.lines)
    if outcome.exit_code or len(outcome.added) != 1:
        say(outcome.summary())
    if dry_run:
        say("nothing was changed")
    if outcome.exit_code:
        raise typer.Exit(outcome.exit_code)
