"""`mllmtune log`: what has been done to the library?"""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.completing import complete_key
from mllmtune.cli.lazy import load
from mllmtune.cli.options import AsJson
from mllmtune.cli.output import show_json, show_lines
from mllmtune.cli.past import command_of, journal_now
from mllmtune.errors import NothingLoggedError
from mllmtune.model.facts import all_keys
from mllmtune.select.query import Keys
from mllmtune.store.journal import Entry
from mllmtune.store.undoing import standing
from mllmtune.store.workspace import Workspace
from mllmtune.text.printable import one_line

_COLUMNS = ("No.", "When (UTC)", "State", "Keys", "Command")
_KEYS = 3  # on a terminal; more are counted


def run(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", autocompletion=complete_key)] = None,
    as_json: AsJson = False,
) -> None:
    """List the changes that commands have made in the library, the last one first, or those of one paper.

    Edits by hand are not among them. Piped, a change is one line, with tabs between its number, its time (UTC), its
    state (done or undone), the keys of its papers and the command.

    \b
    Examples:
      mllmtune log
      mllmtune log liu2024dora
    """
    space = workspace_of(ctx)
    entries = journal_now(space).entries
    names = _named(space, key) if key else set()
    found = [one for one in reversed(entries) if not key or names & set(one.keys)]
    if not found:
        raise NothingLoggedError(str(space.library), key or "")
    states = _states(entries)
    if as_json:
        show_json([json.dumps(_as_json(one, states), ensure_ascii=False) for one in found])
    elif sys.stdout.isatty():
        rows = [(str(one.number), _when(one), states[one.number], _few(one.keys), _command(one)) for one in found]
        load("cli.screen").show_table(_COLUMNS, rows)
    else:
        show_lines(
            [
                "\t".join((str(one.number), one.time, states[one.number], " ".join(one.keys), _command(one)))
                for one in found
            ]
        )


def _named(space: Workspace, key: str) -> set[str]:
    """Return the keys that a paper has or had."""
    found = ask(space, lambda index: index.papers(Keys((key,))))
    return {key, *(name for facts in found for name in all_keys(facts))}


def _states(entries: Sequence[Entry]) -> dict[int, str]:
    done = {one.number for one in standing(entries).done}
    return {one.number: _state(one, is_done=one.number in done) for one in entries}


def _state(entry: Entry, *, is_done: bool) -> str:
    if entry.undoes or entry.redoes:
        verb = "undoes" if entry.undoes else "redoes"
        return f"{verb} {', '.join(map(str, entry.undoes or entry.redoes))}"
    return "done" if is_done else "undone"


def _when(entry: Entry) -> str:
    return entry.time[: len("2026-01-01T12:00")].replace("T", " ")


def _few(keys: Sequence[str]) -> str:
    more = len(keys) - _KEYS
    return " ".join(keys[:_KEYS]) + (f" and {more} more" if more > 0 else "")


def _command(entry: Entry) -> str:
    return one_line(command_of(entry))


def _as_json(entry: Entry, states: Mapping[int, str]) -> dict[str, object]:
    return {
        "number": entry.number,
        "time": entry.time,
        "state": states[entry.number],
        "keys": entry.keys,
        "command": entry.command,
    }
