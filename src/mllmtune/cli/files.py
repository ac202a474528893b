"""How are the files read that a user names?"""

import sys
from pathlib import Path

from mllmtune.errors import UnreadableFileError
from mllmtune.text.decoding import Decoded, decoded

STANDARD_INPUT = Path("-")


def read_text(path: Path) -> Decoded:
    """Return the text of a file, or of standard input for ``-``.

    Raises:
        UnreadableFileError: it cannot be read.

    """
    try:
        return decoded(sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes())
    except FileNotFoundError:
        raise UnreadableFileError(str(path), "there is no such file") from None
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from None
