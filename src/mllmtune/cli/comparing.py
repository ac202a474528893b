"""Does a file hold what would be written? Loaded where that is asked, for what shows differences is large."""

import sys
from difflib import unified_diff
from pathlib import Path

from mllmtune.cli.files import read_text
from mllmtune.errors import NotUpToDateError
from mllmtune.store.presence import is_there


def compare(text: str, path: Path) -> None:
    """Compare a file with `text`; the difference is printed on stderr.

    Raises:
        NotUpToDateError: they differ, or there is no such file.

    """
    there = read_text(path).text if is_there(path) else ""
    if there != text:
        show_difference(there, text, str(path))
        raise NotUpToDateError(str(path))


def show_difference(old: str, new: str, name: str, then: str = "as it would be written") -> None:
    """Print on stderr, as a unified diff, what would change in the file of this name; `then` says by what."""
    sys.stderr.write(difference(old, new, name, then))


def difference(old: str, new: str, name: str, then: str = "") -> str:
    """Return what changes in the file of this name, as a unified diff; `then` says by what."""
    lines = (old.splitlines(keepends=True), new.splitlines(keepends=True))
    found = unified_diff(*lines, name, f"{name} ({then})" if then else name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in found)
