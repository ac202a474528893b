"""How does an answer reach its reader? stdout is data, stderr is talk; a terminal gets tables, a pipe gets lines."""

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from mllmtune.cli.lazy import load
from mllmtune.errors import UnwritableOutputError
from mllmtune.text.printable import json_list, one_line, without_controls

COLUMNS = ("Key", "Year", "Place", "Venue", "Authors", "Title")


def show_papers(lines: Sequence[str]) -> None:
    """Print papers given one tab-separated line each: as a table on a terminal, else as they are."""
    if sys.stdout.isatty():
        load("cli.screen").show_table(COLUMNS, [line.split("\t") for line in lines])
    else:
        show_lines(lines)


def show_lines(lines: Sequence[str]) -> None:
    """Print one line each."""
    emit("".join(f"{line}\n" for line in lines))


def show_json(objects: Sequence[str]) -> None:
    """Print JSON objects as one list, an object a line."""
    emit(json_list(objects))


def show_details(papers: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Print the (label, value) pairs of papers: laid out on a terminal, else a tab between and an empty line after."""
    if sys.stdout.isatty():
        load("cli.screen").show_details(papers)
    else:
        emit("\n".join("".join(f"{label}\t{one_line(value)}\n" for label, value in pairs) for pairs in papers))


def emit(text: str) -> None:
    """Print text as it is; on a terminal, without anything that would steer it.

    Whoever reads a pipe may have seen enough (``import --yes | head``): what was asked for is done all the same.

    Raises:
        UnwritableOutputError: standard output takes no more, such as a file on a full disk.

    """
    try:
        sys.stdout.write(without_controls(text) if sys.stdout.isatty() else text)
    except BrokenPipeError:
        let_go(sys.stdout)
    except OSError as error:
        raise UnwritableOutputError(error.strerror or str(error)) from None


def let_go(stream: TextIO) -> None:
    """Let everything that is still to be written to a stream go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(text: str) -> None:
    """Tell the user something that is no data."""
    try:
        sys.stderr.write(f"mllmtune: {one_line(text)}\n")
    except BrokenPipeError:
        let_go(sys.stderr)
