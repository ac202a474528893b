"""What does a file say whose encoding is not known?"""

import codecs
import re
from typing import NamedTuple

# The mark of UTF-32 begins with that of UTF-16.
_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_STRAY = re.compile(r"[\udc80-\udcff]")  # how a byte that is no part of a letter is passed on (PEP 383)


class Decoded(NamedTuple):
    """A text, the encoding it was read in, whether that is a guess, and of how much: from which line on, or of all."""

    text: str
    encoding: str
    guessed: bool
    stray_line: int = 0


def decoded(data: bytes) -> Decoded:
    """Return the text of `data`: by its byte order mark, as UTF-8, as UTF-16 if it looks so, else as Windows-1252.

    A file that is mostly UTF-8, into which somebody has pasted an entry that is not, is read as both.
    """
    if wide := next((encoding for mark, encoding in _WIDE_MARKS.items() if data.startswith(mark)), ""):
        return Decoded(data.decode(wide, errors="replace"), wide, guessed=False)
    if data[:2].count(0) == 1 and len(data) % 2 == 0:
        encoding = "utf-16-be" if data[0] == 0 else "utf-16-le"
        return Decoded(data.decode(encoding, errors="replace"), encoding, guessed=True)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode(), "utf-8", guessed=False)
    except UnicodeDecodeError:
        return _mixed(data) or Decoded(_western(data), "Windows-1252", guessed=True)


def _mixed(data: bytes) -> Decoded | None:
    """Return the text of `data` if it has as many letters in UTF-8 as bytes that are no part of one."""
    text = data.decode(errors="surrogateescape")
    strays = _STRAY.findall(text)
    if 2 * len(strays) > len(_NOT_ASCII.findall(text)):
        return None
    line = len(re.split(r"\r\n|[\r\n]", text[: text.index(strays[0])]))
    text = _STRAY.sub(lambda stray: _western(stray[0].encode(errors="surrogateescape")), text)
    return Decoded(text, "Windows-1252", guessed=True, stray_line=line)


def _western(data: bytes) -> str:
    # Five bytes mean nothing in Windows-1252; in ISO-8859-1, which it extends, they are controls.
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
