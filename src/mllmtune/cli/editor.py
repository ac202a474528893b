"""How does a user edit a text? In the editor that is theirs; what is wrong with it is shown above it."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import FrameType
from typing import NamedTuple, TypeVar

from mllmtune.errors import AbandonedError, EditorFailedError, NoEditorError
from mllmtune.text.printable import one_line

T = TypeVar("T")

_COMMON = ("sensible-editor", "editor", "nano", "vim", "vi")
_NOTE = "# mllmtune: "
_REMEDY = "mend it and save; to leave everything as it was, save it as it is now, or empty"


class Mistake(Exception):  # noqa: N818 - it is shown in the editor and ends no program
    """A text is not what it has to be; `line` counts from 1."""

    def __init__(self, line: int, what: str) -> None:
        """Say what is wrong on which line."""
        super().__init__(what)
        self.line = line


class Draft(NamedTuple):
    """A text to edit, the name that its file is to have, and the folder where it stays if it is abandoned."""

    text: str
    name: str
    folder: Path


def edited_text(draft: Draft, accept: Callable[[str], T]) -> T | None:
    """Return what `accept` makes of the text that the user saves; None if it is saved unchanged.

    What `accept` finds wrong is shown above the text, on a terminal, as often as the user goes on mending.

    Raises:
        NoEditorError: none is known, or it does not start.
        EditorFailedError: it leaves with an exit code that says so.
        AbandonedError: the text is wrong and is not mended; it is kept.

    """
    with tempfile.TemporaryDirectory(prefix="mllmtune-") as folder:
        path = Path(folder, draft.name)
        text, wrong = draft.text, None
        while True:
            editor, code, saved = _edit(path, text, wrong)
            if code:
                kept = "" if saved in (text, "") else str(keep(draft, saved))
                raise EditorFailedError(editor, code, kept)
            if saved == draft.text or (wrong is None and not saved.strip()):
                return None
            if wrong and (saved == text or not saved.strip()):
                raise AbandonedError(wrong.line, str(wrong), str(keep(draft, text)))
            try:
                return accept(saved)
            except Mistake as error:
                text, wrong = saved, error
                if not (sys.stdin.isatty() and sys.stdout.isatty()):
                    raise AbandonedError(wrong.line, str(wrong), str(keep(draft, text))) from None


def keep(draft: Draft, text: str) -> Path:
    """Return where a text is kept now that could not be saved; another that is kept under its name stays."""
    draft.folder.mkdir(parents=True, exist_ok=True)
    data, name = text.encode(errors="surrogateescape"), Path(draft.name)
    paths = (draft.folder / f"{name.stem}{f'-{number}' if number > 1 else ''}{name.suffix}" for number in count(1))
    return next(path for path in paths if _is_kept(path, data))


def _is_kept(path: Path, data: bytes) -> bool:
    """Put a text into a new file, and tell whether it is there; another editor may have kept one under this name."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return path.read_bytes() == data
    return True


def _edit(path: Path, text: str, wrong: Mistake | None) -> tuple[str, int, str]:
    """Return the editor, its exit code, and what the user has made of a text, without what was told above it."""
    head = f"{_NOTE}line {wrong.line + 2}: {one_line(str(wrong))}\n{_NOTE}{_REMEDY}\n" if wrong else ""
    path.write_bytes((head + text).encode(errors="surrogateescape"))
    editor, code = _open(path)
    try:
        saved = path.read_bytes().decode(errors="surrogateescape")
    except OSError:  # the file is gone: nothing was saved
        saved = ""
    while wrong and saved.startswith(_NOTE):
        saved = saved.partition("\n")[2]
    return editor, code, saved


def _open(path: Path) -> tuple[str, int]:
    """Open the editor, and return it and the code that it left with. Ctrl-C is the editor's until then, as with git."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _common()
    ours = signal.signal(signal.SIGINT, _leave_to_the_editor)  # no SIG_IGN: that would be the editor's, too
    try:
        command = shlex.split(editor)
        done = subprocess.run([*command, path], check=False)  # noqa: S603 - the user's own editor
    except (OSError, ValueError, IndexError) as error:
        raise NoEditorError(editor, (getattr(error, "strerror", None) or str(error)).lower()) from None
    finally:
        signal.signal(signal.SIGINT, ours)
    return editor, done.returncode


def _leave_to_the_editor(_number: int, _frame: FrameType | None) -> None:
    """Do nothing."""


def _common() -> str:
    """Return an editor that is installed, where there is a terminal for it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NoEditorError("", "")
    found = next((name for name in _COMMON if shutil.which(name)), None)
    if found is None:
        raise NoEditorError("", "")
    return found
