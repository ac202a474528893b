"""`mllmtune git`: how do several people keep one library in git?"""

import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import workspace_of
from mllmtune.cli.confirming import DryRun, Yes
from mllmtune.cli.files import KEEPING, read_bytes
from mllmtune.cli.output import emit, say, show_lines
from mllmtune.cli.values import shown_value
from mllmtune.errors import AnswerIsNoError, NoRepositoryError, OverruledError
from mllmtune.store.attribute_lines import attribute_line, has_lines, with_line, without_line
from mllmtune.store.diffable import diffable
from mllmtune.store.merging import merged
from mllmtune.store.merging_papers import Conflict, Marks
from mllmtune.store.replacing import replace
from mllmtune.store.repository import Repository, attributes_of, configure, forget, merged_by_line, repository_of
from mllmtune.store.toml import FaultError
from mllmtune.store.workspace import Reason
from mllmtune.text.printable import json_text

_SECTIONS = ("merge.mllmtune", "diff.mllmtune")

group = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Let git merge and show a library by paper and attribute.",
)


@group.command()
def setup(
    ctx: typer.Context,
    remove: Annotated[bool, typer.Option("--remove", help="Take it out again.")] = False,
    yes: Yes = False,  # noqa: ARG001 - nothing is asked: `--remove` is the way back
    dry_run: DryRun = False,
) -> None:
    """Set git up to know papers, in this clone.

    In the repository of the library in force, two people who add different papers, or change different attributes of
    one, never get a conflict; where both change one attribute, marks stand around that alone. `git diff` and
    `git log -p` show papers and attributes.

    It puts a line into .gitattributes, which you commit, and settings into this clone's own configuration, so that
    everybody runs it once. Whoever does not is served by git as ever, line by line.

    \b
    Examples:
      mllmtune git setup
      mllmtune git setup --dry-run
      mllmtune git setup --remove
    """
    space = workspace_of(ctx)
    if space.reason in (Reason.OWN, Reason.CURATED):
        raise NoRepositoryError(
            str(space.library), "it is not kept in git; run this where papers.toml is, or name it with -l"
        )
    repository = repository_of(space.library)
    if dry_run:
        show_lines(_to_be_taken_out(repository) if remove else _to_be_put_in(repository))
        say("nothing was changed")
    elif remove:
        _remove(repository)
    else:
        _set_up(repository)


@group.command()
def merge(
    base: Annotated[Path, typer.Argument(help="The file as it was before both: %O.")],
    ours: Annotated[Path, typer.Argument(help="The file as we have it, which is replaced: %A.")],
    theirs: Annotated[Path, typer.Argument(help="The file as they have it: %B.")],
    size: Annotated[int, typer.Argument(help="How many signs mark a conflict: %L.")] = 7,
    name: Annotated[str, typer.Argument(help="What the file is called: %P.")] = "",
) -> None:
    """Merge two copies of a library, for git.

    git calls it: gitattributes(5), "Defining a custom merge driver". OURS is replaced by what both together make. Exit
    code 1 if there are conflicts, which are named on stderr.
    """
    called = name or str(ours)
    try:
        result = merged(read_bytes(base), read_bytes(ours), read_bytes(theirs), Marks(size))
    except FaultError as error:
        say(f"{called}: merged line by line, as it cannot be merged by papers: {error.fault.text}")
        raise typer.Exit(0 if merged_by_line(base, ours, theirs, size) else AnswerIsNoError.exit_code) from None
    replace(ours, result.data, was=None)
    for conflict in result.conflicts:
        say(f"{called}: {_told(conflict)}")
    for clash in result.clashes:
        first, second = clash.keys
        say(f'{called}: "{clash.name}" is now a name of two papers, {first} and {second}; rename or merge one of them')
    if result.conflicts or result.clashes:
        raise typer.Exit(AnswerIsNoError.exit_code)


@group.command()
def textconv(file: Annotated[Path, typer.Argument(help="The library file.")]) -> None:
    """Print a library line by line, for git.

    Each attribute is a line, with its paper's key before it: gitattributes(5), "Performing text diffs".
    """
    emit(json_text(diffable(read_bytes(file))))  # of what would steer a terminal, the code is shown


def _to_be_put_in(repository: Repository) -> list[str]:
    settings = [f"git config --local {name} {shlex.quote(value)}" for name, value in _settings().items()]
    return [f"{repository.attributes}: {attribute_line(repository.library)}", *settings]


def _to_be_taken_out(repository: Repository) -> list[str]:
    left = without_line(_attributes(repository), repository.library)
    gone = [line for line in _attributes(repository).splitlines() if line not in left.splitlines()]
    sections = () if has_lines(left) else _SECTIONS
    return [
        *(f"{repository.attributes}: without {line}" for line in gone),
        *(f"git config --local --remove-section {name}" for name in sections),
    ]


def _set_up(repository: Repository) -> None:
    done = configure(repository, _settings())
    if not _is_in_force(repository):
        _put_line(repository)
        if not _is_in_force(repository):
            raise OverruledError(repository.library, str(repository.attributes))
        say(
            f"git now merges and shows {repository.library} by paper and attribute; commit {repository.attributes.name}"
        )
    elif done:
        say(f"git now merges and shows {repository.library} by paper and attribute in this clone")
    else:
        say(f"git merges and shows {repository.library} by paper and attribute already")


def _is_in_force(repository: Repository) -> bool:
    return attributes_of(repository, ("merge", "diff")) == ["mllmtune", "mllmtune"]


def _put_line(repository: Repository) -> None:
    text, line = _attributes(repository), attribute_line(repository.library)
    if text.splitlines()[-1:] != [line]:
        replace(repository.attributes, with_line(text, line).encode("utf-8", KEEPING), was=None)


def _remove(repository: Repository) -> None:
    before = _attributes(repository)
    left = without_line(before, repository.library)
    is_used = has_lines(left)  # by another library of this repository, which needs the settings
    done = not is_used and bool(forget(repository, _SECTIONS))
    if left != before:
        done = True
        if left:
            replace(repository.attributes, left.encode("utf-8", KEEPING), was=None)
        else:
            repository.attributes.unlink()
    say(
        f"git merges and shows {repository.library} line by line again"
        if done
        else f"git merges and shows {repository.library} line by line; there was nothing to take out"
    )
    if is_used:
        say(f"other lines of {repository.attributes.name} name mllmtune, so the settings of this clone stay")


def _attributes(repository: Repository) -> str:
    return read_bytes(repository.attributes).decode("utf-8", KEEPING) if repository.attributes.exists() else ""


def _settings() -> dict[str, str]:
    """Return what git is to run. Where this program is gone one day, git goes on line by line, and loses nothing."""
    script = shutil.which("mllmtune")
    program = shlex.quote(script) if script else f"{shlex.quote(sys.executable)} -m mllmtune"
    is_there = f"[ -x {shlex.quote(script or sys.executable)} ]"
    by_line = "git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B"
    show = f'if {is_there}; then {program} git textconv "$1"; else cat "$1"; fi'
    return {
        "merge.mllmtune.name": "a library, by paper and attribute",
        "merge.mllmtune.driver": f"if {is_there}; then {program} git merge %O %A %B %L %P; else {by_line}; fi",
        "diff.mllmtune.textconv": f"show() {{ {show}; }}; show",
    }


def _told(conflict: Conflict) -> str:
    if not conflict.attribute:
        sides = ("changed here and removed there", "removed here and changed there")
        return f"{conflict.key}: {sides[conflict.ours is None]}"
    ours, theirs = (shown_value(value) or "nothing" for value in (conflict.ours, conflict.theirs))
    return f"{conflict.key}: {conflict.attribute}: {ours} here, {theirs} there"
