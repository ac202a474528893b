"""Is it to be done? Asked on a terminal; elsewhere only --yes says so."""

import sys
from typing import Annotated

import typer

from mllmtune.cli.choosing import is_asked
from mllmtune.errors import NoAnswerError

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Show what would be done and change nothing.")]


def confirmed(question: str, *, yes: bool) -> bool:
    """Return whether the user wants it.

    Raises:
        NoAnswerError: there is nobody to ask.
        KeyboardInterrupt: the user wants to leave.

    """
    if yes:
        return True
    if not is_asked():
        raise NoAnswerError
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:  # Ctrl-C: whoever started us is to know, as of any other program
        sys.stderr.write("\n")
        raise KeyboardInterrupt from None
