r"""Which parts of LaTeX text are set apart, and how is text without any markup written as LaTeX?

A group in braces keeps its case in a title (BibTeXing, Oren Patashnik, 1988, section 4); ``\textit{}`` and its like
choose a font (Leslie Lamport, *LaTeX: A Document Preparation System*, section 3.1). What other commands mean is left to
`mllmtune.text.latex.plain`.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from mllmtune.text.latex import decoded, in_dollars, plain


class Style(StrEnum):
    """What sets a part of a text apart."""

    CASE = "case"  # letters keep their case
    ITALIC = "italic"
    BOLD = "bold"
    CAPS = "caps"  # small capitals
    RAISED = "raised"
    LOWERED = "lowered"
    MATH = "math"


class Run(NamedTuple):
    """A part of LaTeX text in one style; `styles` are those around it, the outermost first."""

    text: str
    styles: tuple[Style, ...]


# Command -> what its argument is.
_STYLES = {
    "textit": Style.ITALIC, "emph": Style.ITALIC, "textsl": Style.ITALIC, "mkbibemph": Style.ITALIC,
    "mkbibitalic": Style.ITALIC, "textbf": Style.BOLD, "mkbibbold": Style.BOLD, "textsc": Style.CAPS,
    "textsuperscript": Style.RAISED, "mkbibsuperscript": Style.RAISED, "textsubscript": Style.LOWERED,
    "mkbibsubscript": Style.LOWERED,
}  # fmt: skip
# LaTeX 2.09's declarations, which a group holds together: {\em text}
_DECLARATIONS = {
    "em": Style.ITALIC, "it": Style.ITALIC, "itshape": Style.ITALIC, "sl": Style.ITALIC, "bf": Style.BOLD,
    "bfseries": Style.BOLD, "sc": Style.CAPS, "scshape": Style.CAPS,
}  # fmt: skip
_TOKEN = re.compile(
    r"(?P<math>\$(?:\\.|[^$\\])*+\$)"
    rf"|\{{\s*\\(?P<declared>{'|'.join(_DECLARATIONS)})(?![A-Za-z])\s*"
    rf"|\\(?P<style>{'|'.join(_STYLES)})\s*\{{"
    r"|(?P<command>\\[A-Za-z]+\*?\s*\{)"
    r"|(?P<escaped>\\.)|(?P<open>\{)|(?P<close>\})",
    re.DOTALL,
)
_MARKUP = re.compile(r"[\\{}$~]|(?<=-)-|(?<=`)`|(?<=')'")
_COMMAND = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$",
    "~": r"\textasciitilde{}",
}  # fmt: skip
# A sign that no text holds, to keep the blanks at the ends of a run: from the private use area of Unicode.
_EDGE = "\ue002"


def literal(text: str) -> str:
    r"""Return LaTeX text that says `text`, sign by sign: ``{a}`` as ``\textbraceleft{}a\textbraceright{}``.

    `plain` gives `text` back. ``&%#_^``, which stop LaTeX but mean nothing else, are left to who writes BibTeX.
    """
    return _MARKUP.sub(lambda match: _COMMAND.get(match[0], f"{{}}{match[0]}"), text)


def runs(text: str) -> Iterator[Run]:
    """Give the parts of LaTeX text in their order, accents as letters; groups without a partner hold to the end."""
    text = in_dollars(decoded(text))
    styles: tuple[Style, ...] = ()
    outer: list[tuple[Style, ...] | None] = []  # the styles around each open group; None: one of a command's
    held: list[str] = []
    at = 0
    for match in _TOKEN.finditer(text):
        held.append(text[at : match.start()])
        at = match.end()
        style = _opened(match)
        if match["escaped"] or match["command"] or (match["close"] and outer and outer[-1] is None):
            held.append(match[0])  # `plain` knows what it means
        else:
            yield from _run(held, styles)
        if match["math"]:
            yield Run(match[0], (*styles, Style.MATH))
        elif match["command"]:
            outer.append(None)
        elif style is not None:
            outer.append(styles)
            styles = styles if style in styles else (*styles, style)
        elif match["close"] and outer:
            before = outer.pop()
            styles = styles if before is None else before
    held.append(text[at:])
    yield from _run(held, styles)


def said(run: Run) -> str:
    """Return what people read of a run, with the blanks at its ends."""
    return plain(f"{_EDGE}{run.text}{_EDGE}").replace(_EDGE, "")


def _opened(match: re.Match[str]) -> Style | None:
    if match["declared"]:
        return _DECLARATIONS[match["declared"]]
    if match["style"]:
        return _STYLES[match["style"]]
    return Style.CASE if match["open"] else None


def _run(held: list[str], styles: tuple[Style, ...]) -> Iterator[Run]:
    """Give what was held as a run, and hold nothing any more."""
    if text := "".join(held):
        yield Run(text, styles)
    held.clear()
