"""`mllmtune merge`: how do several entries of one paper become one?"""

from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.completing import complete_key
from mllmtune.cli.merging import merge_of, planner
from mllmtune.cli.revising import Manner, revise, with_manner
from mllmtune.cli.show import KeyArguments
from mllmtune.cli.standing import named_in
from mllmtune.errors import BadOptionError
from mllmtune.store.reading import read_snapshot


@with_manner
def run(
    ctx: typer.Context,
    keys: KeyArguments,
    manner: Manner,
    prefer: Annotated[
        str | None,
        typer.Option(
            "--prefer", metavar="KEY", help="Whose value stays where they disagree.", autocompletion=complete_key
        ),
    ] = None,
) -> None:
    """Make one paper of several entries: the first keeps its key, all other keys become aliases.

    What they say alike, or one of them alone, is kept; lists are joined, and comments stay. Where they disagree, it is
    asked on a terminal; elsewhere --prefer says whose value stays (the first's, where that one says nothing).

    \b
    Examples:
      mllmtune merge liu2024dora dora24
      mllmtune merge liu2024dora dora24 --prefer dora24 --dry-run
    """
    space = workspace_of(ctx)
    known = read_snapshot(space.library)
    named = [*keys, prefer] if prefer else keys
    found = [one.facts for one in named_in(space, named, known)]
    papers = {paper["key"]: paper for paper in found[: len(keys)]}
    if len(papers) < 2:  # noqa: PLR2004 - several
        raise BadOptionError("say which papers become one, such as `mllmtune merge liu2024dora dora24`")
    preferred = found[-1]["key"] if prefer else None
    if preferred and preferred not in papers:
        raise BadOptionError(f"--prefer names one of the papers that become one, not {preferred}")
    merge = merge_of(list(papers.values()), preferred)
    revise(space, planner([merge]), manner, known)
