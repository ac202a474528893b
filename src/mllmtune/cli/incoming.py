"""What does a file from elsewhere hold? Its papers, and a sentence for every place that was not understood."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from mllmtune.cli.files import STANDARD_INPUT, read_text
from mllmtune.errors import BadOptionError, UnreadableFileError
from mllmtune.formats import READABLE, Format, form_in, format_of, reader
from mllmtune.formats.reading import Problem, Reading
from mllmtune.store.presence import is_folder
from mllmtune.text.decoding import Decoded
from mllmtune.text.printable import one_line

FromOption = Annotated[
    Format | None, typer.Option("--from", metavar="FORMAT", help="Format to read, if the suffix does not say it.")
]
KeepGoing = Annotated[
    bool,
    typer.Option("--keep-going", help="Leave with 0 even if an entry was not understood; it is named all the same."),
]

_SHOWN = 300  # characters of an entry that was not understood


class Incoming(NamedTuple):
    """A file that was read: where from, what is in it, and what is to be said of it."""

    source: Path
    reading: Reading
    complaints: tuple[str, ...]

    @property
    def lost(self) -> int:
        """How many entries of the file are no paper."""
        return sum(problem.lost for problem in self.reading.problems)


def incoming(source: Path, form: Format) -> Incoming:
    """Return what a file, or standard input for ``-``, holds.

    Raises:
        UnreadableFileError: it cannot be read.
        BadOptionError: the format cannot be read.

    """
    file = read_text(source)
    reading = reader(form).read(file.text)
    return Incoming(source, reading, tuple(_complaints(source, file, reading)))


def form_read(source: Path, named: Format | None) -> Format:
    """Return the format to read `source` in: the one that is named, else that of its suffix, or of what a pipe holds.

    Raises:
        BadOptionError: neither says it.
        UnreadableFileError: the pipe cannot be read.

    """
    if named is None and source == STANDARD_INPUT:
        return form_in(read_text(source).text) or Format.BIBTEX
    return named or form_of(source, "--from", READABLE)


def form_of(path: Path, option: str, formats: Iterable[Format]) -> Format:
    """Return the format that the suffix of a file names.

    Raises:
        UnreadableFileError: it is a directory.
        BadOptionError: it names none; `option` names it as one of `formats`.

    """
    form = format_of(path.name)
    if is_folder(path):
        raise UnreadableFileError(str(path), "this is a directory; name a file in it")
    if form is None and path.suffix == ".toml" and option == "--from":
        raise BadOptionError(
            f"{path}: a library is written by `mllmtune --library {path} export`; read what that writes"
        )
    if form is None:
        raise BadOptionError(f"{path}: the suffix names no format; say {option} {'|'.join(formats)}")
    return form


def _complaints(source: Path, file: Decoded, reading: Reading) -> Iterator[str]:
    if file.stray_line:
        told = f"this is not UTF-8, as the rest is; here and below it, what is not was read as {file.encoding}"
        yield f"{source}:{file.stray_line}: {told}"
    elif file.guessed:
        yield f"{source}: this is not UTF-8; it was read as {file.encoding}"
    yield from (f"{source}:{problem.line}: {_told(problem)}" for problem in reading.problems)
    if not reading.entries:
        yield f"{source}: there is no entry in it"


def _told(problem: Problem) -> str:
    """Return what is to be said; of an entry that is lost, what stands there too."""
    if not problem.lost:
        return problem.text
    raw = one_line(problem.raw[: _SHOWN + 1])
    return f"{problem.text}: {raw if len(raw) <= _SHOWN else raw[:_SHOWN] + '...'}"
