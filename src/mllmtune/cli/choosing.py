"""Which one is it? Shown on a terminal, and chosen with one key."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

import typer

from mllmtune.text.printable import one_line


class Choice(NamedTuple):
    """The key that chooses, and what it means."""

    sign: str
    label: str


def is_asked() -> bool:
    """Tell whether there is somebody to ask: a terminal on both sides."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def choose(question: str, choices: Sequence[Choice], *, enter: str = "") -> str:
    """Show the choices, a line each, and return the sign of the one whose key is pressed; Enter means `enter`.

    Raises:
        KeyboardInterrupt: the user wants to leave.

    """
    lines = [f"  {one.sign}  {one_line(one.label)}\n" for one in choices]
    sys.stderr.write(f"{one_line(question)}\n{''.join(lines)}")
    return press([one.sign for one in choices], enter=enter)


def press(signs: Sequence[str], *, enter: str = "") -> str:
    """Return which of the keys is pressed; every other is answered with those there are.

    Raises:
        KeyboardInterrupt: the user wants to leave.

    """
    sys.stderr.write(f"[{'/'.join(signs)}] ")
    while True:
        sys.stderr.flush()
        try:
            pressed = typer.getchar()
        except (EOFError, KeyboardInterrupt):  # Ctrl-D: there will be no answer
            sys.stderr.write("\n")  # what the shell writes next stands on a line of its own
            raise KeyboardInterrupt from None
        sign = enter if pressed in ("\r", "\n") and enter else pressed
        if sign in signs:
            sys.stderr.write(f"{sign}\n")
            return sign
        sys.stderr.write(f"\npress one of {' '.join(signs)}: ")
