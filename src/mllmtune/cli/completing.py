"""What may come next when Tab is pressed? Keys, paradigms, categories, venues, tags and topics of the library."""

from pathlib import Path

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.lazy import load
from mllmtune.errors import MllmtuneError
from mllmtune.text.slugs import fold


def complete_key(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the keys and aliases that go on from what is typed."""
    return _known(ctx, "name", incomplete)


def complete_venue(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the venues that go on from what is typed, in capitals if that is."""
    venues = _known(ctx, "venue", fold(incomplete))
    return [venue.upper() for venue in venues] if incomplete.isupper() else venues


def complete_tag(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the tags that go on from what is typed."""
    return _known(ctx, "tag", incomplete)


def complete_topic(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the topics that go on from what is typed."""
    return _known(ctx, "topic", incomplete)


def complete_paradigm(incomplete: str) -> list[str]:
    """Return the paradigms that go on from what is typed."""
    return [paradigm for paradigm in load("model.taxonomy").Paradigm if paradigm.startswith(incomplete.lower())]


def complete_category(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the categories that go on from what is typed, of the paradigm that is given."""
    taxonomy = load("model.taxonomy")
    paradigm = ctx.params.get("paradigm")
    categories = taxonomy.categories_of(paradigm) if paradigm else list(taxonomy.Category)
    return [category for category in categories if category.startswith(incomplete.lower())]


def _known(ctx: typer.Context, kind: str, incomplete: str) -> list[str]:
    named = ctx.find_root().params.get("library")  # the program itself, which would keep it, is not run
    ctx.obj = Path(named) if named else None
    try:
        return ask(workspace_of(ctx), lambda index: index.values(kind, incomplete))
    except MllmtuneError:
        return []  # a shell that completes has no place for messages; the command itself will say it
