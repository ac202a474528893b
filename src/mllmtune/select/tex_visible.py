r"""What of a LaTeX source does LaTeX read?

Neither comments nor verbatim text, nothing behind the end of the document, nothing from ``\iffalse`` to its ``\fi``.
"""

import re
from collections.abc import Iterator

_HIDDEN = re.compile(
    r"""
      \\begin\s*+\{(?P<name>
          (?:[BL]?Verbatim|SaveVerbatim|verbatim(?:tab|write)?|spverbatim|lstlisting|minted|comment|filecontents
          |tcblisting|luacode|pycode|sagesilent)\*?)\}
      (?P<options>\[(?:[^\[\]{}]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+\])?+
      .*?(?:\\end\s*+\{(?P=name)\}|\Z)
    | \\(?:verb|Verb|spverb|lstinline(?:\[[^\]\n]{0,500}\])?|mintinline(?:\[[^\]\n]{0,500}\])?\{\w{1,50}\})
      \*?(?P<bar>[^A-Za-z\s*{\[])[^\n]{0,1000}?(?P=bar)
    | \\(?:(?:url|nolinkurl|path|href)\s*+|(?:lstinline|mintinline|Verb)(?:\[[^\]\n]{0,500}\])?(?:\{\w{1,50}\})?)
      \{(?:[^{}\n]++|\{[^{}\n]*+\})*+\}
    | (?:\\end\s*+\{document\}|(?<=\n)[ \t]*+\\endinput(?![A-Za-z@])).*\Z
    | %[^\n]*+(?:\n[ \t]*+)?
    | (?P<kept>\\(?:[A-Za-z@]+|.))
    """,
    re.VERBOSE | re.DOTALL,
)
_CONTROL = re.compile(r"\\(?:([A-Za-z@]++)\*?|.)", re.DOTALL)

# The name that one of these defines stands right behind it, and does nothing there; \let takes two names.
_DEFINING = frozenset(
    f"{how}{what}" for how in ("new", "renew", "provide") for what in ("command", "robustcmd", "if")
) | frozenset(
    f"{how}{what}" for how in ("New", "Renew", "Provide", "Declare") for what in ("DocumentCommand", "RobustCommand")
) | frozenset(
    ("def", "gdef", "edef", "xdef", "let", "string", "DeclareCiteCommand", "DeclareMultiCiteCommand", "pretocmd",
     "apptocmd", "patchcmd", "NewCommandCopy")
)  # fmt: skip
_DEFINED = re.compile(r"\s*+\{?\s*+\\[A-Za-z@]++\*?(?:\}?\s*+=?\s*+(?P<second>\\[A-Za-z@]++))?")
_TWO_NAMES = frozenset(("let", "NewCommandCopy"))

_CONDITIONS = frozenset(
    ("if", "ifcase", "ifcat", "ifcsname", "ifdefined", "ifdim", "ifeof", "iffalse", "iffontchar", "ifhbox", "ifhmode",
     "ifinner", "ifmmode", "ifnum", "ifodd", "iftrue", "ifvbox", "ifvmode", "ifvoid", "ifx")
)  # fmt: skip
_NEW_CONDITION = re.compile(r"\\newif\s*+\\(if[A-Za-z@]++)")


def visible(text: str) -> str:
    """Return the source without what LaTeX skips; a blank stands for each part left out."""
    return _without_false(_HIDDEN.sub(lambda part: part["kept"] or part["options"] or " ", text))


def masked(text: str) -> str:
    """Return the source with blanks in the place of what LaTeX skips: what is left stands where it stood."""
    shown = _HIDDEN.sub(_blanked, text)
    for start, end in reversed(_false_parts(shown)):
        shown = shown[:start] + " " * (end - start) + shown[end:]
    return shown


def commands(text: str) -> Iterator[tuple[str, int]]:
    """Give the name of each command that is called, and where its arguments begin; not those that are defined."""
    behind = 0
    for control in _CONTROL.finditer(text):
        name = control[1]
        if name is None or control.start() < behind:
            continue
        if name in _DEFINING and (defined := _DEFINED.match(text, control.end())):
            behind = defined.end() if name in _TWO_NAMES or not defined["second"] else defined.start("second")
        yield name, control.end()


def _blanked(part: re.Match[str]) -> str:
    if part["kept"]:
        return part["kept"]
    options = part["options"] or ""
    before = part.start("options") - part.start() if options else len(part[0])
    return " " * before + options + " " * (len(part[0]) - before - len(options))


def _without_false(text: str) -> str:
    parts = _false_parts(text)
    if not parts:
        return text
    starts, ends = [0, *(end for _, end in parts)], [*(start for start, _ in parts), len(text)]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _false_parts(text: str) -> list[tuple[int, int]]:
    r"""Return where LaTeX skips from ``\iffalse`` on, and to where."""
    if "\\iffalse" not in text:
        return []
    conditions = _CONDITIONS.union(_NEW_CONDITION.findall(text))
    parts: list[tuple[int, int]] = []
    depth, hidden = 0, 0
    for name, end in commands(text):
        if not depth:
            hidden = end
            depth = int(name == "iffalse")
        elif name in conditions:
            depth += 1
        elif name == "fi" or (name == "else" and depth == 1):
            depth -= 1
            if not depth:
                parts.append((hidden, end))
    return parts  # what is never closed is not hidden: LaTeX would not end, either
