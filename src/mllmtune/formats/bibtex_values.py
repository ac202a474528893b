r"""What does the value of a BibTeX field say? Text, or an expression that only a bibliography style can work out.

A value is one or more pieces joined by ``#``: ``{text}``, ``"text"``, a number, or the name of a macro (BibTeXing,
section 2; *Tame the BeaST*, section 4). Macros that the file defines are put in their place; the months and whatever a
style or another file defines stay names. A value that still holds a name is an *expression*. It is kept as text of this
form, so that it can be told from text on the way out: at least two pieces, of which one is a name and one is in braces
or quotes. A lone name gets an empty piece for that: ``neurips`` is kept as ``neurips # ""``, the same value to BibTeX.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

# BibTeXing, section 2: every style defines these names.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# What BibTeX allows in the name of a macro; a number is a word here too.
_WORD = re.compile(r"[^\s\"#%'(),={}]+")
# BibTeXing, section 2, and bibtex.web: what cannot stand in the name of a field. An @ and a backslash confuse parsers.
_NOT_IN_NAMES = re.compile(r"[\s\"#%'(),={}\\@\x00-\x1f\x7f]+")
# TeX's blanks; a no-break space is a letter to BibTeX.
BLANKS = " \t\n\r\f\v"
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_PARAGRAPH = re.compile(r"\n[ \t\r\f\v]*\n")
_JOINT = re.compile(r"\s*#\s*")
# What follows a value when the comma between two fields is missing: the next name and its sign.
NEXT_FIELD = re.compile(r"\s*([^\s\"#%'(),={}]+)\s*=\s*")
# BibTeX counts every brace, and a quote outside braces always ends a string; bibtexparser skips escaped ones.
STRICT = re.compile(r"[{}\"]")
LENIENT = re.compile(r"(?<!\\)[{}\"]")
_DEPTH = {"{": 1, "}": -1, '"': 0}

# Nearly every value: one piece, with braces in braces at most; worth a pattern because reading spends its time here.
_ONE_PIECE = re.compile(r"""\{((?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}|"((?:[^{}"]++|\{[^{}]*+\})*+)"|(\d++)""")

_LONGEST = 10_000_000

Macros = Mapping[str, Sequence[str]]
"""Name of a macro in small letters -> the pieces it stands for."""


class Value(NamedTuple):
    """`content` is text, or an expression if `names`, the macros nobody has defined, are not empty.

    `end` is where the value ends, and a comma or the end of the field should stand.
    """

    content: str
    names: tuple[str, ...] = ()
    end: int = 0


def field_name(name: str) -> str:
    """Return a name that a field can have: Web of Science has ``Usage-Count-(Last-180-days)``."""
    return _NOT_IN_NAMES.sub("-", name).lower()


def simple_text(raw: str) -> str | None:
    """Return the text of a value that is a single piece of an ordinary kind; None: `value_of` must look closer."""
    match = _ONE_PIECE.fullmatch(raw)
    return match[match.lastindex or 0].strip(BLANKS) if match else None


def value_of(raw: str, macros: Macros, at: int = 0) -> Value:
    """Return what the value that begins at `at` of `raw` says, in the file where `macros` are defined."""
    pieces, end = pieces_from(raw, at)
    if end < len(raw) and not NEXT_FIELD.match(raw, end):
        pieces, end = pieces_from(raw, at, marks=LENIENT)
    resolved = resolved_pieces(pieces, macros)
    names = tuple(piece for piece in resolved if _is_name(piece))
    return Value(_expression(resolved) if names else text_of(resolved), names, end)


def pieces_from(raw: str, at: int = 0, *, marks: re.Pattern[str] = STRICT) -> tuple[list[str], int]:
    """Return the pieces of the value that begins at `at`, delimiters included, and where it ends."""
    pieces: list[str] = []
    while (end := _piece_end(raw, at, marks)) > at:
        pieces.append(raw[at:end])
        joint = _JOINT.match(raw, end)
        if joint is None:
            return pieces, end
        at = joint.end()
    return pieces, at


def _piece_end(raw: str, at: int, marks: re.Pattern[str]) -> int:
    """Return where the piece that begins at `at` ends; `at` itself if none does."""
    opening = raw[at : at + 1]
    if opening not in ("{", '"'):
        word = _WORD.match(raw, at)
        return word.end() if word else at
    closing = "}" if opening == "{" else '"'
    depth = _DEPTH[opening]
    for match in marks.finditer(raw, at + 1):
        depth += _DEPTH[match[0]]
        if depth == 0 and match[0] == closing:
            return match.end()
    return at


def resolved_pieces(pieces: Sequence[str], macros: Macros) -> list[str]:
    """Return `pieces` with every macro that is defined replaced by what it stands for, and texts side by side as one.

    Names stay where the text would be longer than any bibliography: thirty macros that double each other fill a disk.
    """
    resolved = [
        part for piece in pieces for part in (macros.get(piece.lower(), (piece,)) if _is_name(piece) else (piece,))
    ]
    if sum(map(len, resolved)) > _LONGEST:
        return list(pieces)
    if len(resolved) > 1 and not any(map(_is_name, resolved)):
        return ["{" + "".join(map(_inside, resolved)) + "}"]
    return resolved


def text_of(pieces: Sequence[str]) -> str:
    """Return the text of pieces that hold no name."""
    return "".join(map(_inside, pieces)).strip(BLANKS)


def expression(text: str) -> str | None:
    """Return the expression that `text` is, in the one spelling it is written in; None if it is text."""
    if "#" not in text:
        return None
    pieces, end = pieces_from(text)
    if end < len(text) or not any(map(_is_name, pieces)) or not any(map(_is_delimited, pieces)):
        return None
    return _expression(pieces)


def kept(text: str) -> str:
    """Return `text` so that it is not taken for an expression on the way out: braces make it one piece."""
    return text if expression(text) is None else f"{{{text}}}"


def _expression(pieces: Sequence[str]) -> str:
    return " # ".join(pieces if any(map(_is_delimited, pieces)) else [*pieces, '""'])


def _inside(piece: str) -> str:
    return piece[1:-1] if _is_delimited(piece) else piece


def _is_delimited(piece: str) -> bool:
    return piece[0] in '{"'


def _is_name(piece: str) -> bool:
    return piece[0] not in '{"0123456789'


def folded(text: str, *, paragraphs: bool = False) -> str:
    """Return `text` with each run of white space as one blank, as BibTeX reads it; `paragraphs` keeps blank lines."""
    if paragraphs and "\n" in text:
        return "\n\n".join(filter(None, map(folded, _PARAGRAPH.split(text))))
    text = text.strip(BLANKS)
    return _SPACE.sub(" ", text) if "  " in text or not text.isprintable() else text
