"""What is the program? The global options, the commands, and how errors end it."""

import errno
import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from mllmtune import __version__
from mllmtune.cli.lazy import LazyGroup
from mllmtune.cli.output import let_go
from mllmtune.errors import BadOptionError, MllmtuneError, UnreadableFileError, UnwritableOutputError
from mllmtune.text.printable import one_line

app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


def main() -> None:
    """Run the command line and leave with its exit code."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]  # a TextIOWrapper
    gc.disable()  # a short life of many small objects, none of them in a circle: the collector would only walk them
    try:
        app(prog_name="mllmtune")
    except MllmtuneError as error:
        _tell(error)
    except BrokenPipeError:
        _end_quietly()
    except OSError as error:  # help and version are written by typer, at once under PYTHONUNBUFFERED
        if error.errno != errno.ENOSPC or error.filename:
            raise
        _tell(UnwritableOutputError(error.strerror or str(error)))
    finally:
        _flush()


def _open_what_is_closed() -> None:
    """Let a stream that whoever started the program has closed lead nowhere: Python has None for it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end


def _tell(error: MllmtuneError) -> None:
    if isinstance(error, UnwritableOutputError):
        let_go(sys.stdout)
    sys.stderr.write(f"mllmtune: {one_line(str(error))}{_why_that_file(error)}\n")
    sys.exit(error.exit_code)


def _why_that_file(error: MllmtuneError) -> str:
    """Return who named a file that cannot be read, if it is nobody who sees it in the command."""
    named = os.environ.get("MLLMTUNE_LIBRARY")
    is_named = named and isinstance(error, UnreadableFileError) and error.path == str(Path(named).expanduser())
    return " (MLLMTUNE_LIBRARY names this file)" if is_named else ""


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _end_quietly()
    except OSError as error:
        _tell(UnwritableOutputError(error.strerror or str(error)))


def _end_quietly() -> None:
    """Let the interpreter's last flush go nowhere: whoever read the pipe has seen enough."""
    let_go(sys.stdout)
    sys.exit(0)


def _print_version(value: bool) -> None:  # noqa: FBT001 - called by typer
    if value:
        typer.echo(f"mllmtune {__version__}")
        raise typer.Exit


@app.callback()
def mllmtune(
    ctx: typer.Context,
    library: Annotated[
        str | None, typer.Option("--library", "-l", metavar="FILE", help="Use this library file.")
    ] = None,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep a field's bibliography in one text file: search it, cite from it, and make .bib files and tables of it.

    Answers at once from a curated library on tuning multimodal large language models: try `mllmtune search lora`.
    """
    if library == "":
        raise BadOptionError("--library names no file; say which, or leave it out")
    ctx.obj = None if library is None else Path(library)
