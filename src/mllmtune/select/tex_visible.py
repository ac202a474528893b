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
      \{[^{}\n]*+\}
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


def _without_false(text: str) -> str:
    if "\\iffalse" not in text:
        return text
    conditions = _CONDITIONS.union(_NEW_CONDITION.findall(text))
    kept, start, depth, hidden = [], 0, 0, 0
    for name, end in commands(text):
        if not depth:
            hidden = end
            depth = int(name == "iffalse")
        elif name in conditions:
            depth += 1
        elif name == "fi" or (name == "else" and depth == 1):
            depth -= 1
            if not depth:
                kept.append(text[start:hidden])
                start = end
    return " ".join([*kept, text[start:]])  # what is never closed is not hidden: LaTeX would not end, either
