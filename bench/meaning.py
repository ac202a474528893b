# ruff: noqa: RUF001 - letters that look alike are what the tables are about
r"""Do two BibTeX entries say the same? What another reader (pybtex) reads of both is compared, field by field.

Nothing here uses mllmtune's own reading of LaTeX. Two values say the same if they are

* equal after white space is folded and each accent written as a command is a letter (``spelling``);
* equal after that but for a backslash before a character at which LaTeX would stop (``escaped``);
* equal after that but for braces *added* in a title, each closed and at the outermost level, which keep capitals as
  they were typed (``protected``).

Whatever else differs is a difference. Fields of BibTeX that biblatex calls otherwise are compared under the name that
the biblatex manual (section 2.2.5) gives them; ``year`` and ``month`` with what ``date`` says of them.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pybtex.bibtex.exceptions import BibTeXError
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.database.input.bibtex import LowLevelParser
from pybtex.exceptions import PybtexError
from pybtex.scanner import Pattern

ALIASES = {
    "journal": "journaltitle", "address": "location", "school": "institution", "annote": "annotation",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass", "key": "sortkey", "pdf": "file",
}  # fmt: skip
NAMES = frozenset(("author", "editor"))
TITLES = frozenset(("title",))
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTHS = {spelling: str(number) for number, name in enumerate(_MONTH_NAMES, 1) for spelling in (name, name[:3])}
MONTHS |= {"sept": "9"}
COMBINING = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328",
    "r": "\u030a", "textcommabelow": "\u0326",
}  # fmt: skip
LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å",
    "dj": "đ", "DJ": "Đ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "i": "ı", "j": "ȷ",
}  # fmt: skip
_BASE = r"(?:[^\W\d_][\u0300-\u036f]*|\\[ij](?![A-Za-z])|\{\s*(?:[^\W\d_][\u0300-\u036f]*|\\[ij])\s*\})"
_ACCENTED = rf"\\(?P<accent>[`'^~\"=.]|(?:[uvHcdbkr]|textcommabelow)(?![A-Za-z]))\s*(?P<base>{_BASE})"
_LETTER = rf"\\(?P<letter>{'|'.join(sorted(LETTERS, key=len, reverse=True))})(?![A-Za-z])"
_COMMAND = re.compile(rf"{_ACCENTED}|{_LETTER}(?:\{{\}}|\s+)?")
# BibTeX's special character: the brace goes with the accent, if the command follows it directly. The brace of the
# argument of another command stays.
_ACCENT_NAMES = rf"(?:[uvHcdbkr]|textcommabelow|{'|'.join(LETTERS)})(?![A-Za-z])"
_IN_BRACES = re.compile(rf"(?P<argument>\\(?!{_ACCENT_NAMES})[A-Za-z]+\*?\{{)|\{{(?:{_ACCENTED}|{_LETTER})\s*\}}")
# Some readers take away the dot and leave the accent beside the letter.
_DOTLESS = re.compile(r"[ıȷ][\u0300-\u036f]")
_DOTTED = str.maketrans("ıȷ", "ij")
_SPECIAL = "&%#_$^"
_ARXIV = re.compile(
    r"(?:arxiv:)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)(?:\s*\[([\w.-]+)\])?", re.IGNORECASE
)


class Entry(NamedTuple):
    """An entry as the other reader sees it: fields under the names that are compared, and the names as they stand."""

    key: str
    type: str
    fields: dict[str, str]
    names: frozenset[str] = frozenset()


class _Macros(dict[str, str]):
    """The macros of a file, in any case; one that it does not define stands for its own name."""

    def __getitem__(self, name: str) -> str:
        return self.get(name.lower(), f"<macro {name.lower()}>")

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(name.lower(), value)


class _Parser(LowLevelParser):  # type: ignore[misc]  # pybtex has no types
    """pybtex's parser, taught that an entry can lack a key: JabRef writes such entries."""

    KEY_PAREN = Pattern(r"[^\s,]*", "entry key")
    KEY_BRACE = Pattern(r"[^\s,}]*", "entry key")


class Seen(NamedTuple):
    """What the other reader sees in a file, and what it says of it."""

    entries: list[Entry]
    preambles: list[str]
    complaints: list[str]


def seen(text: str) -> Seen:
    """Return every entry of the file, those of one key too, as pybtex reads them."""
    found = Seen([], [], [])
    complain = lambda error: found.complaints.append(str(error))  # noqa: E731 - the parser wants a function
    parser = _Parser(text.removeprefix("\ufeff"), macros=_Macros(), handle_error=complain)
    for kind, content in parser:
        if kind.lower() == "preamble":
            found.preambles.append(folded("".join(content[0])))
        elif kind.lower() != "string":
            key, fields = content
            found.entries.append(
                Entry(key or "", kind.lower(), _compared(fields), frozenset(name.lower() for name, _ in fields))
            )
    return found


def _compared(fields: list[tuple[str, list[str]]]) -> dict[str, str]:
    """Return the fields, the first of each name, under the names and in the parts that are compared."""
    given: dict[str, str] = {}
    for name, pieces in fields:
        given.setdefault(name.lower(), "".join(pieces).strip())
    named = {ALIASES[name] if _renamed(name, given) else name: value for name, value in given.items()}
    return _dated(identified(named))


def _renamed(name: str, given: Mapping[str, str]) -> bool:
    return name in ALIASES and ALIASES[name] not in given


def _dated(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields with year and month for a date that says only these, and the year for any other."""
    month = fields.get("month", "").lower().rstrip(".").removeprefix("<macro ").removesuffix(">")
    if month in MONTHS:
        fields["month"] = MONTHS[month]
    elif month.isdecimal():
        fields["month"] = str(int(month))
    date = re.match(r"(\d{4})(?:-(\d\d))?", fields.get("date", ""))
    if date and "year" not in fields:
        fields["year"] = date[1]
    if date and date[0] == fields["date"] and fields["year"] == date[1] and not (date[2] and "month" in fields):
        del fields["date"]
        if date[2]:
            fields["month"] = str(int(date[2]))
    return fields


def identified(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields with DOI and arXiv number bare, whatever their field is called in capitals."""
    return {name: _bare_doi(value) if name.lower() == "doi" else value for name, value in _arxiv_bare(fields).items()}


def _arxiv_bare(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields with the number of an arXiv paper bare, its class in a field, and what it is said."""
    number = _ARXIV.fullmatch(fields.get("eprint", ""))
    if not number or fields.get("eprinttype", "arxiv").lower() != "arxiv":
        return fields
    bare = fields | {"eprint": number[1], "eprinttype": "arxiv"}
    return bare | {"eprintclass": number[2]} if number[2] and "eprintclass" not in fields else bare


def _bare_doi(text: str) -> str:
    """Return the DOI without the address of a resolver or the word DOI before it."""
    return re.sub(r"^\S*[:/]\s*(?=10\.\d{4,9}/)|^DOI\s+", "", text, flags=re.IGNORECASE)


def kind(name: str, before: str, after: str) -> str:
    """Return how two values of the field agree: same, spelling, escaped, protected; "" if they differ."""
    if before == after:
        return "same"
    if folded(before) == folded(after):
        return "spelling"
    if name in NAMES:
        return _kind_of_names(before, after)
    if name == "ids":
        return "spelling" if re.split(r"\s*,\s*", before) == re.split(r"\s*,\s*", after) else ""
    return _kind_of_texts(name, letters(before), letters(after))


def _kind_of_texts(name: str, one: str, two: str) -> str:
    if one == two:
        return "spelling"
    if one == _without_added(_SPECIAL, one, two):
        return "escaped"
    return "protected" if name in TITLES and _only_braced(one, two) else ""


def _kind_of_names(before: str, after: str) -> str:
    one, two = list(map(_name, _names(before))), list(map(_name, _names(after)))
    if len(one) != len(two):
        return ""
    kinds = {_kind_of_texts("", *pair) for each in zip(one, two, strict=True) for pair in zip(*each, strict=True)}
    return "" if "" in kinds else "escaped" if "escaped" in kinds else "spelling"


def _names(field: str) -> list[str]:
    return [folded(name) for name in split_name_list(folded(field))]


def _name(text: str) -> tuple[str, ...]:
    """Return first, von, last and junior part as pybtex tells them apart."""
    try:
        person = Person(text)
    except (PybtexError, BibTeXError):
        return ("", "", letters(text), "")
    each = (person.first_names + person.middle_names, person.prelast_names, person.last_names, person.lineage_names)
    return tuple(letters(" ".join(part)) for part in each)


def folded(text: str) -> str:
    """Return `text` with each run of white space as one blank."""
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()


def letters(text: str) -> str:
    r"""Return `text`, folded, with accents as letters: ``{\"u}``, ``\"{u}`` and ``ü`` are all ``ü``."""
    text = folded(text)
    for _ in range(3):
        text = _IN_BRACES.sub(lambda match: match[0] if match["argument"] else _letter(match), text)
        text = _COMMAND.sub(_letter, text)
    return unicodedata.normalize("NFC", _DOTLESS.sub(lambda match: match[0].translate(_DOTTED), text))


def _letter(match: re.Match[str]) -> str:
    if match["letter"]:
        return LETTERS[match["letter"]]
    base = match["base"].strip("{} ")
    base = base.removeprefix("\\").translate(_DOTTED)
    return unicodedata.normalize("NFC", base + COMBINING[match["accent"]])


def _without_added(special: str, one: str, two: str) -> str:
    """Return `two` without each backslash before a special character where `one` has none."""
    out, at = [], 0
    two = two.replace("\\^{}", "\\^")
    for place, sign in enumerate(two):
        if sign == "\\" and two[place + 1 : place + 2] in tuple(special) and one[at : at + 1] == two[place + 1]:
            continue
        out.append(sign)
        at += 1
    return "".join(out)


def _only_braced(one: str, two: str) -> bool:
    """Tell whether `two` is `one` with braces added outside of those that `one` has, and perhaps backslashes."""
    at = depth = added = 0
    for place, sign in enumerate(two):
        if sign in "{}" and two[place - 1 : place] == "\\" and sign == one[at : at + 1]:
            at += 1
        elif sign == one[at : at + 1] and not (sign == "}" and depth == 0 and added):
            depth += {"{": 1, "}": -1}.get(sign, 0)
            at += 1
        elif sign == "{" and depth == 0 and not added:
            added = 1
        elif sign == "}" and depth == 0 and added:
            added = 0
        elif not (sign == "\\" and two[place + 1 : place + 2] in tuple(_SPECIAL)):
            return False
    return at == len(one) and not added


def pairs(before: list[Entry], after: list[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    """Give each entry with the one of its key on the other side: of entries of one key, the second with the second.

    An entry without a key got one: it goes with the next entry whose key is not on this side.
    """
    waiting: dict[str, list[Entry]] = {}
    keys = {entry.key for entry in before}
    for entry in after:
        waiting.setdefault(entry.key if entry.key in keys else "", []).append(entry)
    for entry in before:
        found = waiting.get(entry.key)
        yield entry, found.pop(0) if found else None
