"""How is a file written that is made from the library?"""

from pathlib import Path

from mllmtune.cli.files import read_bytes
from mllmtune.cli.lazy import load
from mllmtune.errors import UnreadableFileError
from mllmtune.store.presence import is_file, is_folder, is_there


def write_text(path: Path, text: str) -> bool:
    """Put `text` in the place of a file in one step; False if it held that already and was not touched.

    What is no file, such as ``/dev/stdout`` or a named pipe, takes the text and stays what it is.

    Raises:
        UnreadableFileError: it cannot be written.

    """
    data = text.encode()
    if is_file(path) and read_bytes(path) == data:
        return False
    if is_there(path) and not is_file(path) and not is_folder(path):
        return _poured(path, data)
    replaced: bool = load("store.replacing").replace(path, data, was=None)
    return replaced


def _poured(path: Path, data: bytes) -> bool:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from None
    return True
