"""Does a file hold what would be written? Loaded where that is asked, for what shows differences is large."""

import difflib
import sys
from pathlib import Path

from mllmtune.cli.files import read_text
from mllmtune.errors import NotUpToDateError


def compare(text: str, path: Path) -> None:
    """Compare a file with `text`; the difference is printed on stderr.

    Raises:
        NotUpToDateError: they differ, or there is no such file.

    """
    there = read_text(path).text if path.exists() else ""
    if there != text:
        old, new = there.splitlines(keepends=True), text.splitlines(keepends=True)
        sys.stderr.writelines(difflib.unified_diff(old, new, str(path), f"{path} (as it would be written)"))
        raise NotUpToDateError(str(path))
