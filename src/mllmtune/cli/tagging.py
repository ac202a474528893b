"""Which words of `tag` and `untag` name a paper, and which are tags?"""

from typing import Annotated

import typer

from mllmtune.cli.answers import ask
from mllmtune.cli.assigning import assign
from mllmtune.cli.completing import complete_key, complete_tag
from mllmtune.cli.options import Selection
from mllmtune.cli.revising import Manner
from mllmtune.errors import BadOptionError
from mllmtune.model.assigning import Assignment, Way
from mllmtune.store.reading import read_snapshot
from mllmtune.store.workspace import Workspace


def complete_key_or_tag(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the keys that go on from what is typed; behind the first word, the tags."""
    return complete_tag(ctx, incomplete) if ctx.params.get("words") else complete_key(ctx, incomplete)


TagWords = Annotated[
    list[str],
    typer.Argument(metavar="[KEY] TAG...", help="A paper and tags.", autocompletion=complete_key_or_tag),
]


def assign_tags(space: Workspace, words: list[str], selection: Selection, way: Way, manner: Manner) -> None:
    """Add tags, or take them off. The first word is a key, unless options choose the papers.

    Raises:
        BadOptionError: a word is missing, or a tag is the key of a paper.
        MllmtuneError: see `mllmtune.cli.assigning.assign`.

    """
    keys, tags = ([], words) if any(selection) else (words[:1], words[1:])
    if not tags:
        raise BadOptionError("say which tag, behind the key or behind the options that choose papers")
    known = read_snapshot(space.library) if keys and way is Way.ADD else None
    if known and (papers := ask(space, lambda index: index.facts_of(tags), known)):
        raise BadOptionError(
            f'"{next(iter(papers))}" is a paper, and would be a tag; several papers are tagged by '
            "`mllmtune set KEY KEY tags+=TAG`"
        )
    assign(space, keys, selection, [Assignment("tags", way, tag) for tag in tags], manner, known)
