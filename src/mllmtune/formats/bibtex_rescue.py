"""What can still be read of an entry that the parser gave up on? A second reading, by BibTeX's own rules.

BibTeX counts every brace, escaped or not, and lets quotes stand in braces in quotes (bibtex.web, the part that reads a
field's value). A missing comma is put in its place, and a closing brace too many left out. An entry that does not end
stays unread: who knows what is missing?
"""

import re
from dataclasses import dataclass

from mllmtune.formats.bibtex_values import pieces_from

_OPENING = re.compile(r"@\s*([^\s@{}(),=\"#%]+)\s*([{(])")
_HEAD = re.compile(r"@\s*[^\s@{}(),=\"#%]+\s*[{(]\s*[^\s,{}()=\"]*\s*,")
_KEY = re.compile(r"\s*([^,={}\"]*),")
_KEY_WITHOUT_COMMA = re.compile(r"\s*([^\s,={}\"]+)\s+(?=[^\s,={}\"]+\s*=)")
_FIELD = re.compile(r"([\s,]*)([^\s\"#%'(),={}]+)\s*=\s*")
_BLANK = re.compile(r"[\s,]*")
_GOES_ON = re.compile(r"\s*,\s*([^\s\"#%'(),={}]+)\s*=")


@dataclass(frozen=True, slots=True)
class Rescued:
    """An entry that could be read after all: its parts, what had to be mended, and what follows it.

    `fields` are name, value and line, `faults` line and sentence; the lines count from 0 at the beginning of the entry.
    """

    type: str
    key: str
    fields: tuple[tuple[str, str, int], ...]
    faults: tuple[tuple[int, str], ...]
    rest: str


def rescued(text: str) -> Rescued | None:
    """Return the entry that `text` begins with, or None if it does not come to an end."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    closing = {"{": "}", "(": ")"}[opening[2]]
    faults: list[tuple[int, str]] = []
    key, at = _key(text, opening.end(), faults)
    fields: list[tuple[str, str, int]] = []
    line = counted = 0
    while True:
        while name := _FIELD.match(text, at):
            pieces, end = pieces_from(text, name.end())
            if not pieces:
                return None
            line += text.count("\n", counted, name.start(2))
            counted = name.start(2)
            if fields and "," not in name[1]:
                faults.append((line, f'a comma is missing before "{name[2]}"; it was put in'))
            fields.append((name[2], text[name.end() : end], line))
            at = end
        at = _BLANK.match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere
        if text[at : at + 1] != closing:
            return None
        more = _GOES_ON.match(text, at + 1)
        if more is None:
            return Rescued(opening[1], key, tuple(fields), tuple(faults), text[at + 1 :])
        faults.append((line, f'a closing brace too many before "{more[1]}"; it was left out'))
        at += 1


def _key(text: str, at: int, faults: list[tuple[int, str]]) -> tuple[str, int]:
    """Return the citation key and where the fields begin."""
    if match := _KEY.match(text, at):
        return match[1].strip(), match.end()
    if match := _KEY_WITHOUT_COMMA.match(text, at):
        faults.append((0, f'a comma is missing after the key "{match[1]}"; it was put in'))
        return match[1], match.end()
    return "", at


def entry_heads(text: str) -> list[int]:
    """Return where entries begin in text that could not be read."""
    return [match.start() for match in _HEAD.finditer(text)]
