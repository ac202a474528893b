"""How is a file written that is made from the library?"""

from pathlib import Path

from mllmtune.store.replacing import replace


def write_text(path: Path, text: str) -> None:
    """Put `text` in the place of a file in one step; a file that holds it already is not touched.

    Raises:
        UnreadableFileError: it cannot be written.

    """
    data = text.encode()
    if not (path.is_file() and path.read_bytes() == data):
        replace(path, data, was=None)
