"""What does a file say whose encoding is not known?"""

import codecs
from typing import NamedTuple

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Decoded(NamedTuple):
    """A text, the encoding it was read in, and whether that is a guess."""

    text: str
    encoding: str
    guessed: bool


def decoded(data: bytes) -> Decoded:
    """Return the text of `data`: by its byte order mark, as UTF-8, as UTF-16 if it looks so, else as Windows-1252."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return Decoded(data.decode(encoding, errors="replace"), encoding, guessed=False)
    if data[:2].count(0) == 1 and len(data) % 2 == 0:
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
        return Decoded(data.decode(encoding, errors="replace"), encoding, guessed=True)
    try:
        return Decoded(data.decode(), "utf-8", guessed=False)
    except UnicodeDecodeError:
        return Decoded(_western(data), "Windows-1252", guessed=True)


def _western(data: bytes) -> str:
    # Five bytes mean nothing in Windows-1252; in ISO-8859-1, which it extends, they are controls.
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
