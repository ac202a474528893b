"""How is a file written that is made from the library?"""

from pathlib import Path

from mllmtune.cli.lazy import load


def write_text(path: Path, text: str) -> bool:
    """Put `text` in the place of a file in one step; False if it held that already and was not touched.

    Raises:
        UnreadableFileError: it cannot be written.

    """
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    replaced: bool = load("store.replacing").replace(path, data, was=None)
    return replaced
