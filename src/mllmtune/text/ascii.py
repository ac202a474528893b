# ruff: noqa: RUF001 - letters and signs that look alike are what these tables are about
r"""How is Unicode text written for BibTeX and LaTeX? As ASCII (`encoded`), safe to typeset (`escaped`, `protected`).

Stored text is LaTeX already, so a backslash, a brace and mathematics mean what they mean there; only what would stop
LaTeX is escaped. The tables are short on purpose: every command in them is known to LaTeX without a package, which the
long tables of converters (pylatexenc's for one) do not promise.
"""

import re
import unicodedata

from mllmtune.text.latex import ACCENTS, LETTERS, MATHEMATICS, SYMBOLS

_ACCENT_OF = {combining: command for command, combining in ACCENTS.items()}
_PUNCTUATION = {
    "\u00a0": "~", "–": "--", "—": "---", "‐": "-", "‑": "-", "−": "{$-$}", "“": "``", "”": "''", "‘": "`", "’": "'",
    "„": "{,,}", "‚": ",", "«": "{$\\ll$}", "»": "{$\\gg$}", "\u2009": "\\,", "\u202f": "\\,", "\u2002": " ",
    "\u2003": " ", "\u00ad": "\\-", "\u200b": "", "\ufeff": "", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
}  # fmt: skip
_DIGITS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True))
_LOW_DIGITS = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", strict=True))
# The same content with and without the dollars around: the second is for text that is mathematics already.
_MATH_OF = (
    {char: f"\\{name}" for name, char in MATHEMATICS.items()}
    | {char: f"^{digit}" for char, digit in _DIGITS.items()}
    | {char: f"_{digit}" for char, digit in _LOW_DIGITS.items()}
    | {"µ": "\\mu", "′": "'", "⊥": "\\perp", "½": "\\frac{1}{2}", "¼": "\\frac{1}{4}", "¾": "\\frac{3}{4}"}
)
_TEXT_OF = (
    {char: f"{{${math}$}}" for char, math in _MATH_OF.items()}
    | {char: f"{{\\{name}}}" for name, char in (SYMBOLS | LETTERS).items()}
    | _PUNCTUATION
)

# In this order: mathematics; an argument that LaTeX reads verbatim or as mathematics; a command; an escaped character.
_KEPT = (
    r"(?P<math>\$\$(?:\\.|[^$\\])*+\$\$|\$(?:\\.|[^$\\])*+\$|\\\((?:(?!\\[()]).)*+\\\)|\\ensuremath\{[^{}]*\})"
    r"|(?P<kept>\\verb\*?(?P<bar>[!-)+-/:-@\[-`|~])(?:(?!(?P=bar)).)*+(?P=bar)"
    r"|\\(?:url|path|href|cite[a-z]*|ref|label)\{[^{}]*\}|\\.)"
)
# The canonical combining class of marks above a letter, which take the dot of i and j away.
_ABOVE = 230
# LaTeX has these in every font encoding (ot1enc.def, t1enc.def), and biber and pandoc misread them with a dotless i.
_DOT_GONE = {"i`", "i'", "i^", 'i"'}
_UNSAFE = re.compile(r"[&%#_$^]")
_SPECIAL = re.compile(rf"{_KEPT}|(?P<special>[&%#_$^])", re.DOTALL)
_FOREIGN = re.compile(
    rf"(?P<command>\\[A-Za-z]+(?=[^\x00-\x7f]))|{_KEPT}|(?P<foreign>[A-Za-z][\u0300-\u036f]+|[^\x00-\x7f][\u0300-\u036f]*)",
    re.DOTALL,
)
_BEFORE_FOREIGN = re.compile(r"\\[A-Za-z]+(?=[^\x00-\x7f])")
_WORD = re.compile(r"\w+(?:[-/.+]\w+)*")
_PART = re.compile(r"\w+")
# Words in which no letter but the first of a part is large, and no digit stands beside it.
_ORDINARY = re.compile(r"(?:[(\"'`]*+(?:[A-Z]?[a-z]*+|\d++)(?:[-/'][A-Z]?[a-z]*+)*+[)\"',:;.!?]*+(?:\s++|$))*+")


def escaped(text: str) -> str:
    r"""Return `text` with a backslash before what would stop LaTeX: a bare ``&%#_^`` or a lone ``$``."""
    return _SPECIAL.sub(_with_backslash, text) if _UNSAFE.search(text) else text


def _with_backslash(match: re.Match[str]) -> str:
    special = match["special"]
    if special is None:
        return match[0]
    return r"\^{}" if special == "^" else "\\" + special


def encoded(text: str) -> str:
    r"""Return `text`, escaped, in ASCII: ``ü`` as ``{\"u}``, ``≤`` as ``{$\leq$}``; what has no ASCII form stays."""
    text = escaped(text)
    return text if text.isascii() else _FOREIGN.sub(_as_command, unicodedata.normalize("NFC", text))


def _as_command(match: re.Match[str]) -> str:
    if math := match["math"]:
        return "".join(f"{{{_MATH_OF[char]}}}" if char in _MATH_OF else char for char in math)
    if match["command"]:
        return match[0] + " "  # else the brace that follows would become its argument
    return match[0] if match["kept"] else _letter(match["foreign"])


def _letter(char: str) -> str:
    if known := _TEXT_OF.get(char):
        return known
    apart = unicodedata.normalize("NFD", char)
    base, marks = apart[0], apart[1:]
    commands = [_ACCENT_OF.get(mark) for mark in marks]
    if not marks or not (base.isascii() and base.isalpha()) or None in commands:
        return char
    dotless = base in "ij" and unicodedata.combining(marks[0]) == _ABOVE and f"{base}{commands[0]}" not in _DOT_GONE
    spelling = f"\\{base}" if dotless else base
    for command in commands:
        spelling = _accented(str(command), spelling)
    return f"{{{spelling}}}"


def _accented(command: str, base: str) -> str:
    simple = len(base) == 1
    if command.isalpha():
        return f"\\{command}{{{base}}}"
    return f"\\{command}{base}" if simple or base in ("\\i", "\\j") else f"\\{command}{{{base}}}"


def protected(title: str) -> str:
    """Return `title` with braces around words whose capitals BibTeX styles would take away: ``{LoRA}``, ``{GPT-4}``.

    BibTeX's ``change.case$`` lowers every letter but the first of a title and of what follows a colon (BibTeXing,
    Oren Patashnik, 1988, section 4). A word that was typed with a brace, a command or mathematics is left alone.
    """
    if "\\" in title and not title.isascii():
        title = _BEFORE_FOREIGN.sub(r"\g<0> ", title)  # where a command ends in ASCII, so that it ends there now
    if _ORDINARY.fullmatch(title):
        return title  # most titles: no closer look
    depth, in_math, out = 0, False, []
    dollars = re.sub(r"\\.", "", title).count("$")
    for chunk in re.split(r"(\s+)", title):
        if _ORDINARY.fullmatch(chunk):
            out.append(chunk)
            continue
        bare = re.sub(r"\\.", "", chunk)
        touched = depth > 0 or in_math or bare != chunk or any(char in chunk for char in "{}$")
        out.append(chunk if touched else _WORD.sub(_protected_word, chunk))
        depth += bare.count("{") - bare.count("}")
        dollars -= bare.count("$")
        in_math ^= bare.count("$") % 2 == 1 and (in_math or dollars > 0)  # a lone dollar opens nothing
    return "".join(out)


def _protected_word(match: re.Match[str]) -> str:
    """Wrap from the first part that needs it to the last: ``GPT-4`` whole, but only ``LoRA`` of ``LoRA-based``."""
    word = match[0]
    parts = list(_PART.finditer(word))
    firm = [number for number, part in enumerate(parts) if _loses_capitals(part[0])]
    if not firm:
        return word
    start, end = firm[0], firm[-1]
    while end + 1 < len(parts) and _goes_along(parts[end + 1][0]):
        end += 1
    while start > 0 and _goes_along(parts[start - 1][0]):
        start -= 1
    begin, stop = parts[start].start(), parts[end].end()
    return f"{word[:begin]}{{{word[begin:stop]}}}{word[stop:]}"


def _loses_capitals(part: str) -> bool:
    rest_has_capital = any(char.isupper() for char in part[1:])
    return rest_has_capital or (part[0].isupper() and any(char.isdigit() for char in part))


def _goes_along(part: str) -> bool:
    """Tell whether it belongs to the name beside it, as a number or a single capital does: ``ViT-L/14``."""
    return part.isdigit() or (len(part) == 1 and part.isupper())
