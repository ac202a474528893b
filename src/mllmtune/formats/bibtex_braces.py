r"""How is any text at all put between braces without breaking the file? With its braces in pairs.

BibTeX counts every brace, escaped or not; bibtexparser and others skip escaped ones. Text is safe when both counts come
out even. If they do not, every brace that is escaped or has no partner is written as ``\textbraceleft{}`` or
``\textbraceright{}``: it is printed as it was typed, and closes nothing.
"""

import re

from mllmtune.formats.bibtex_values import BLANKS, expression

# C0 and C1 but tab and newline, and surrogates, which no encoding writes. White space and joiners of all scripts stay.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_EVERY = re.compile(r"[{}]")
_UNESCAPED = re.compile(r"(?<!\\)[{}]")
_AFTER_BACKSLASH = re.compile(r"(\\+)([{}])")
_COMMAND = {"{": "\\textbraceleft{}", "}": "\\textbraceright{}"}
_PERCENT = {"{": "%7B", "}": "%7D"}
# Parsers that recover from broken entries take an @ at the beginning of a line for the next one.
_AT_LINE_START = re.compile(r"\n\s*@")


def balanced(text: str) -> str:
    """Return `text` without control characters and with its braces in pairs, however they are counted."""
    text = without_controls(text)
    if _is_even(text):
        return text
    text = _AFTER_BACKSLASH.sub(_plain_or_command, text)
    lone = _lone(_EVERY, text)
    return "".join(_COMMAND[char] if at in lone else char for at, char in enumerate(text))


def _plain_or_command(match: re.Match[str]) -> str:
    r"""Return an escaped brace as its command; after an even number of backslashes (line breaks) it is a plain one."""
    slashes, brace = match[1], match[2]
    return slashes[:-1] + _COMMAND[brace] if len(slashes) % 2 else f"{slashes} {brace}"


def balanced_address(text: str) -> str:
    """Return a verbatim `text` such as an address, its braces percent-encoded if they are not in pairs."""
    text = without_controls(text)
    return text if _is_even(text) else _EVERY.sub(lambda match: _PERCENT[match[0]], text)


def in_braces(text: str) -> str:
    """Return balanced `text` as the value of a field; a backslash at its end must not escape the closing brace."""
    if "@" in text:
        text = _AT_LINE_START.sub(" @", text)
    return f"{{{text} }}" if text.endswith("\\") else f"{{{text}}}"


def without_controls(text: str) -> str:
    """Return `text` without what no encoding or editor shows."""
    return text if text.isprintable() else _CONTROL.sub("", text)


def unchanged(text: str) -> str:
    """Return a value that is kept word for word, set out: an expression bare, anything else in braces."""
    ready = balanced(text).strip(BLANKS)
    bare = expression(ready)
    return bare if bare is not None else in_braces(ready)


def _is_even(text: str) -> bool:
    if "{" not in text and "}" not in text:
        return True
    return not any(_lone(pattern, text) for pattern in (_EVERY, _UNESCAPED))


def _lone(pattern: re.Pattern[str], text: str) -> set[int]:
    """Return where the braces without a partner stand."""
    lone: set[int] = set()
    open_at: list[int] = []
    for match in pattern.finditer(text):
        if match[0] == "{":
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        else:
            lone.add(match.start())
    return lone.union(open_at)
