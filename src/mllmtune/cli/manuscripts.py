"""What becomes of the keys that LaTeX sources cite? Shown as a diff first, then put in the place of the files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mllmtune.cli.comparing import show_difference
from mllmtune.cli.files import KEEPING, read_bytes
from mllmtune.cli.output import say
from mllmtune.errors import PageChangedError
from mllmtune.select.tex import renamed
from mllmtune.store.replacing import replace


class Manuscript(NamedTuple):
    """A LaTeX source, by its path."""

    path: Path
    text: str


def read_manuscripts(paths: Sequence[Path]) -> list[Manuscript]:
    """Return LaTeX sources as they are.

    Raises:
        UnreadableFileError: one cannot be read.

    """
    return [Manuscript(path, read_bytes(path).decode("utf-8", KEEPING)) for path in dict.fromkeys(paths)]


def show_manuscripts(manuscripts: Sequence[Manuscript], names: Mapping[str, str]) -> None:
    """Print on stderr what would change in them if these keys became others."""
    for path, text in manuscripts:
        if (new := renamed(text, names)) != text:
            show_difference(_shown(text), _shown(new), str(path))
        else:
            say(f"{path} cites none of them")


def change_manuscripts(manuscripts: Sequence[Manuscript], names: Mapping[str, str]) -> None:
    """Change the keys that they cite.

    Raises:
        PageChangedError: a file has changed since it was read; those before it are written.
        UnreadableFileError: a file cannot be written.

    """
    for path, text in manuscripts:
        old, new = text.encode("utf-8", KEEPING), renamed(text, names).encode("utf-8", KEEPING)
        if old != new and not replace(path, new, was=old):
            raise PageChangedError(str(path))


def _shown(text: str) -> str:
    return text.encode("utf-8", KEEPING).decode(errors="replace")
