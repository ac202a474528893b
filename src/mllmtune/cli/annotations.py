"""How does GitHub show beside a line what is wrong in it? By workflow commands ("Setting an error message")."""

from pathlib import Path

from mllmtune.text.printable import one_line


def annotation(level: str, path: str, line: int, title: str, text: str) -> str:
    """Return the command that shows a sentence beside a line (from 1) of a file."""
    place = f"file={_property(path)},line={line},title={_property(title)}"
    return f"::{level} {place}::{one_line(text).replace('%', '%25')}"


def shown(path: Path) -> str:
    """Return the path as seen from the working folder, if it is below that."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _property(text: str) -> str:
    text = one_line(text).replace("%", "%25")
    return text.replace(":", "%3A").replace(",", "%2C")
