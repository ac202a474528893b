"""How is a file written that is made from the library?"""

from pathlib import Path

from mllmtune.cli.lazy import load
from mllmtune.errors import UnreadableFileError


def write_text(path: Path, text: str) -> bool:
    """Put `text` in the place of a file in one step; False if it held that already and was not touched.

    A pipe and a device (``/dev/null``, ``>(less)``) are written to, and not replaced.

    Raises:
        UnreadableFileError: it cannot be written.

    """
    data = text.encode()
    if path.is_fifo() or path.is_char_device():
        return _written_to(path, data)
    if path.is_file() and path.read_bytes() == data:
        return False
    replaced: bool = load("store.replacing").replace(path, data, was=None)
    return replaced


def _written_to(path: Path, data: bytes) -> bool:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from None
    return True
