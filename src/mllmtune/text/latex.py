# ruff: noqa: RUF001 - letters and signs that look alike are what these tables are about
r"""What does LaTeX text say? Accents as letters (`decoded`), and the text as people read it (`plain`).

Accents and special letters: Leslie Lamport, *LaTeX: A Document Preparation System*, tables 3.1 and 3.2, and the
LaTeX kernel's ``ltoutenc.dtx`` for those of T1. Mathematical symbols: the same book, tables 3.3 to 3.8.
Screens use this module at every start, and most text has nothing to decode. So only the standard library is imported,
and patterns are compiled (and kept, by `re`) when the first text needs them.
"""

import re
import unicodedata
from functools import lru_cache

from mllmtune.text.journals import JOURNALS

# Accent command -> combining character of Unicode.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "k": "\u0328",
    "r": "\u030a", "textcommabelow": "\u0326",
}  # fmt: skip
# Letter command -> letter.
LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å",
    "dj": "đ", "DJ": "Đ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "i": "ı", "j": "ȷ",
}  # fmt: skip
# Command of mathematics -> character.
MATHEMATICS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "times": "×", "div": "÷", "pm": "±", "mp": "∓", "cdot": "⋅", "circ": "∘", "bullet": "∙", "ast": "∗", "star": "⋆",
    "oplus": "⊕", "otimes": "⊗", "odot": "⊙", "cap": "∩", "cup": "∪", "wedge": "∧", "vee": "∨", "setminus": "∖",
    "leq": "≤", "geq": "≥", "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼", "simeq": "≃", "cong": "≅",
    "propto": "∝", "ll": "≪", "gg": "≫", "subset": "⊂", "supset": "⊃", "subseteq": "⊆", "supseteq": "⊇", "in": "∈",
    "ni": "∋", "notin": "∉", "perp": "⟂", "parallel": "∥", "mid": "∣", "models": "⊨", "vdash": "⊢",
    "leftarrow": "←", "rightarrow": "→", "uparrow": "↑", "downarrow": "↓", "leftrightarrow": "↔", "mapsto": "↦",
    "Leftarrow": "⇐", "Rightarrow": "⇒", "Leftrightarrow": "⇔", "nearrow": "↗", "searrow": "↘",
    "forall": "∀", "exists": "∃", "neg": "¬", "nabla": "∇", "partial": "∂", "infty": "∞", "emptyset": "∅", "ell": "ℓ",
    "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "sum": "∑", "prod": "∏", "int": "∫", "surd": "√", "prime": "′",
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "diamond": "⋄",
    "spadesuit": "♠", "heartsuit": "♡", "diamondsuit": "♢", "clubsuit": "♣", "flat": "♭", "natural": "♮", "sharp": "♯",
}  # fmt: skip
# Other spellings that are read, though never written.
_SYNONYMS = {
    "to": "→", "gets": "←", "le": "≤", "ge": "≥", "ne": "≠", "sqrt": "√", "cdots": "…", "dots": "…", "colon": ":",
    "leqslant": "≤", "geqslant": "≥", "lesssim": "≲", "gtrsim": "≳", "lt": "<", "gt": ">", "rightleftharpoons": "⇌",
    "longrightarrow": "⟶", "slash": "/", "vert": "|", "Vert": "‖", "backslash": "\\", "lbrace": "\ue000",
    "rbrace": "\ue001", "lbrack": "[", "rbrack": "]", "degree": "°", "copyright": "©", "euro": "€",
}  # fmt: skip
# Signs of text, in the names that Mendeley, Zotero, ADS and the French write.
_SIGNS = {
    "textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_", "textdollar": "$", "textsection": "§",
    "textparagraph": "¶", "textdagger": "†", "textdaggerdbl": "‡", "textellipsis": "…", "textasteriskcentered": "*",
    "textquotedbl": '"', "textquotesingle": "'", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "lq": "‘", "rq": "’", "quotedblbase": "„", "quotesinglbase": "‚", "glqq": "„",
    "grqq": "“", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "og": "« ", "fg": " »", "textendash": "–", "textemdash": "—",
    "ndash": "–", "mdash": "—", "textminus": "−", "texttimes": "×", "textdiv": "÷", "textpm": "±", "textmu": "µ",
    "textohm": "Ω", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾", "textonesuperior": "¹",
    "texttwosuperior": "²", "textthreesuperior": "³", "textperthousand": "‰", "textcelsius": "℃", "textnumero": "№",
    "textsterling": "£", "textyen": "¥", "textcent": "¢", "textlangle": "⟨", "textrangle": "⟩",
}  # fmt: skip
# Command for a symbol in text -> character.
SYMBOLS = {
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "pounds": "£", "textcopyright": "©", "textregistered": "®",
    "texttrademark": "™", "texteuro": "€", "textdegree": "°", "textbullet": "•", "textperiodcentered": "·",
    "textquestiondown": "¿", "textexclamdown": "¡", "ldots": "…", "textordfeminine": "ª", "textordmasculine": "º",
}  # fmt: skip
_NAMED = (
    JOURNALS | SYMBOLS | MATHEMATICS | LETTERS | _SYNONYMS | _SIGNS
    | {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbraceleft": "\ue000",
       "textbraceright": "\ue001", "LaTeX": "LaTeX", "TeX": "TeX", "quad": " ", "qquad": " ", "nobreakspace": " ",
       "space": " ", "thinspace": " "}
)  # fmt: skip

# What is kept as it is: mathematics, an escaped character, and a command with the brace of its argument,
# so that \emph{\"u} keeps its braces, and \href{address}{\"u} both pairs. A letter of any script may carry an accent.
_SIGN = r"[^\W\d_][\u0300-\u036f]*|\\[ij](?![A-Za-z])\s*"
_BASE = rf"(?:{_SIGN}|\{{\s*(?:{_SIGN})\s*\}})"
_NAMES = "|".join(sorted(LETTERS, key=len, reverse=True))
_ACCENTED = rf"\\(?:[`'^~\"=.]\s*|(?:textcommabelow|[uvHcdbkr])(?:\s*(?=[{{\\]|[^\x00-\x7f])|\s+)){_BASE}"
_LETTER = rf"\\(?:{_NAMES})(?![A-Za-z])"
_TOKEN = (
    r"(?s)(?P<kept>\$(?:\\.|[^$\\])*+\$"
    rf"|\\(?!(?:textcommabelow|{_NAMES}|[uvHcdbkr])(?![A-Za-z]))[A-Za-z]+\*?\{{(?:(?:[^{{}}\\]|\\[_%&#~])+\}}\s*\{{)?)"
    rf"|\{{\s*(?P<wrapped>{_ACCENTED}|{_LETTER})\s*\}}"
    rf"|(?P<accented>{_ACCENTED})"
    rf"|(?P<letter>{_LETTER})(?:\{{\}}|\s+)?"
    r"|(?P<escaped>\\.)"
)
_PARTS = r"(?s)\\([`'^~\"=.]|textcommabelow|[uvHcdbkr])(.*)"
# Two accents on one letter is the most that any orthography asks for; the third pass sees that nothing is left.
_PASSES = 3

_MARKS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_TELLTALES = ("\\", "{", "}", "$", "~", "--", "``", "''")
_OTHER_MATH = (
    r"(?s)(?<!\\)\\\(((?:(?!\\[()]).)*+)\\\)|(?<!\\)\\\[((?:(?!\\[\[\]]).)*+)\\\]"
    r"|(?<!\\)\$\$((?:\\.|[^$\\])++)\$\$"
)
_MATH = r"(?s)(?<!\\)\$((?:\\.|[^$\\])*+)\$"
_FRACTION = r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}"
RAISED = r"([_^])(?:\{((?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}|(\\[A-Za-z]++(?:\{[^{}]*+\})?|[^\\\s{}]))"
_RAISED_DIGITS = {
    "_": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
    "^": str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
}
_SHOWN = (
    # The argument of \noopsort is there to be sorted by (BibTeXing, section 4).
    r"(?s)\\(?:url|path)\s*\{(?P<address>[^{}]*)\}|\\(?:href|noopsort|[Ss]ort[Nn]oop|noop)\s*\{[^{}]*\}|\\(?P<name>[A-Za-z]+)\*?\s*|\\(?P<char>.)"
    r"|---|--|``|''|[~{}]"
)
_CHARS = {"{": "\ue000", "}": "\ue001", "\\": " ", ",": " ", ";": " ", ":": " ", " ": " ", "\n": " ", "-": "", "/": ""}


def decoded(text: str) -> str:
    r"""Return `text` with accents that are commands as letters: ``M{\"u}ller`` gives ``Müller``.

    Braces that held nothing but the accent go. Every other brace, mathematics and every other command stay as they are.
    """
    if "\\" not in text:
        return text
    for _ in range(_PASSES):
        before, text = text, re.sub(_TOKEN, _as_letter, text)
        if text == before or "\\" not in text:
            break
    return text


def _as_letter(match: re.Match[str]) -> str:
    command = match["wrapped"] or match["accented"] or match["letter"]
    if command is None:
        return match[0]
    if letter := LETTERS.get(command[1:]):
        return letter
    parts = re.fullmatch(_PARTS, command)
    return _composed(ACCENTS[parts[1]], parts[2].strip(" \t\r\n{}"), match[0]) if parts else match[0]


@lru_cache(maxsize=1000)  # of few letters with accents, many times
def _composed(accent: str, base: str, spelling: str) -> str:
    """Return the letter with its accent; i and j that have lost their dots for it get them back."""
    letter = {"\\i": "i", "ı": "i", "\\j": "j", "ȷ": "j"}.get(base, base)
    if not unicodedata.normalize("NFD", letter)[0].isalpha():
        return spelling
    return unicodedata.normalize("NFC", letter + accent)


def plain(text: str) -> str:
    r"""Return what people read: no braces or commands, letters for accents, signs for mathematics, real dashes."""
    if not any(mark in text for mark in _TELLTALES):
        return text
    text = in_dollars(decoded(text))
    if "$" in text:
        # A command that mathematics ends with ends there: neither a letter nor a blank behind the dollar is its own.
        text = re.sub(_MATH, lambda match: re.sub(RAISED, _raised, on_one_line(match[1])) + "{}", text)
    text = re.sub(_SHOWN, _shown, text)
    return re.sub(r"\s{2,}", " ", text).translate({0xE000: "{", 0xE001: "}"}).strip()


def in_dollars(text: str) -> str:
    r"""Return the text with all its mathematics between single dollars, ``\(x\)``, ``\[x\]`` and ``$$x$$``, too."""
    if "\\(" in text or "\\[" in text or "$$" in text:
        return re.sub(_OTHER_MATH, lambda match: f"${match[1] or match[2] or match[3] or ''}$", text)
    return text


def on_one_line(formula: str) -> str:
    """Return mathematics with its fractions as quotients."""
    return re.sub(_FRACTION, r"{\1}/{\2}", formula) if "frac" in formula else formula


def _raised(match: re.Match[str]) -> str:
    """Return digits and signs as superscripts and subscripts; anything else keeps its mark."""
    content = plain(match[2]) if match[3] is None else match[3]
    small = content.translate(_RAISED_DIGITS[match[1]])
    return small if content and all(old != new for old, new in zip(content, small, strict=True)) else match[1] + content


def _shown(match: re.Match[str]) -> str:
    if (address := match["address"]) is not None:
        return address
    if name := match["name"]:
        return _NAMED.get(name, "")
    if char := match["char"]:
        return _CHARS.get(char, char)
    return _MARKS.get(match[0], "")
