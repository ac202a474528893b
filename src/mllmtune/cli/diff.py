"""`mllmtune diff`: what has a change made of the text of the file?"""

from collections.abc import Iterator
from difflib import unified_diff
from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.output import emit
from mllmtune.cli.past import command_of, journal_now
from mllmtune.cli.restoring import EntryOption, how_many
from mllmtune.errors import NothingLoggedError, NothingToRestoreError
from mllmtune.store.hunks import Hunk, Parts, keys_in
from mllmtune.store.journal import Entry
from mllmtune.text.printable import one_line


def run(
    ctx: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", min=1, help="How many changes to show; without it, the last.")
    ] = None,
    entry: EntryOption = None,
) -> None:
    """Show, as a unified diff, what the last change made of the file, or the last N, the oldest first.

    \b
    Examples:
      mllmtune diff
      mllmtune diff --entry 12
    """
    last = how_many(number, entry)
    space = workspace_of(ctx)
    entries = journal_now(space).entries
    if not entries:
        raise NothingLoggedError(str(space.library))
    found = [one for one in entries if one.number == entry] if entry is not None else entries[-last:]
    if not found:
        raise NothingToRestoreError("show", entry)
    emit("\n".join("".join(_shown(one)) for one in found))


def _shown(entry: Entry) -> Iterator[str]:
    yield f"change {entry.number}, {entry.time}: {one_line(command_of(entry))}\n"
    for hunk in entry.hunks:
        yield from _lines(hunk)


def _lines(hunk: Hunk) -> Iterator[str]:
    name = one_line(" ".join(keys_in([hunk]))) or "between the papers"
    yield from unified_diff(_text(hunk.old), _text(hunk.new), name, name)


def _text(parts: Parts) -> list[str]:
    """Return the lines of a stretch, each with its end: a paper's last has it behind the paper."""
    return [f"{line}\n" for line in b"".join(parts).decode(errors="replace").splitlines()]
