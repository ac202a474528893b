r"""Which commands of its own does a LaTeX source cite with, and which of their arguments are the keys?

``\newcommand{\see}[2][]{(see~\citep[#1]{#2})}`` defines one; ``\def``, ``\let`` and the commands of *LaTeX for
authors*, section 2, do, too. A command that another file defines is not known here.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

BLANK = r"[ \t]*+(?:\n[ \t]*+)?+"
BRACES = r"\{(?:[^{}]++|\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\})*+\}"
_NAME = r"\{?[ \t]*+\\(?P<name>[A-Za-z@]++)[ \t]*+\}?"
_DEFINITION = re.compile(
    rf"\\(?:(?:new|renew|provide)(?:robust)?(?:command|cmd)\*?|DeclareRobustCommand\*?){BLANK}{_NAME}"
    rf"{BLANK}\[\d\]{BLANK}(?P<optional>\[[^\[\]]*+\])?{BLANK}(?P<body>{BRACES})"
    rf"|\\(?:New|Renew|Provide|Declare)(?:Expandable)?DocumentCommand{BLANK}{_NAME.replace('name', 'xname')}"
    rf"{BLANK}(?P<spec>{BRACES}){BLANK}(?P<xbody>{BRACES})"
    rf"|\\[gex]?def[ \t]*+\\(?P<dname>[A-Za-z@]++)(?:[ \t]*+#\d)++{BLANK}(?P<dbody>{BRACES})"
    r"|\\let[ \t]*+\\(?P<lname>[A-Za-z@]++)[ \t]*+=?[ \t]*+\\(?P<same>[A-Za-z@]++)"
)
_CALL = re.compile(rf"\\([A-Za-z@]++)\*?(?:{BLANK}\[[^\[\]]*+\])*+((?:{BLANK}{BRACES})++)")
_ARGUMENT = re.compile(rf"{BLANK}({BRACES})")
_NUMBER = re.compile(r"#(\d)")
# Arguments of xparse that a call may lack; each stands for one number.
_SPEC = re.compile(r"\s*[+!]*(?P<kind>[a-zA-Z])(?:\{[^{}]*+\}|[^\sa-zA-Z]{1,2}(?:\{[^{}]*+\})?)?")
_DEEPEST = 5  # of one by another, which may stand below it
_MANDATORY = frozenset("mrRv")


class _Macro(NamedTuple):
    """A definition: which numbers its mandatory arguments have, in their order, and what it does."""

    name: str
    mandatory: tuple[int, ...]
    body: str
    same: str = ""


def citing_macros(text: str, cites: Callable[[str], bool]) -> dict[str, int]:
    """Return the commands that the text defines and that cite: how many arguments in braces stand before the keys.

    `cites` tells of other commands, by their names, whether they do.
    """
    macros = list(_macros(text))
    found: dict[str, int] = {}
    for _ in range(_DEEPEST):
        new = {
            macro.name: before
            for macro in macros
            if macro.name not in found and (before := _before_keys(macro, found, cites)) is not None
        }
        if not new:
            break
        found |= new
    return found


def _macros(text: str) -> Iterator[_Macro]:
    for match in _DEFINITION.finditer(text):
        if match["name"]:
            number = int(match[0][match[0].index("[") + 1])
            yield _Macro(match["name"], tuple(range(2 if match["optional"] else 1, number + 1)), match["body"])
        elif match["xname"]:
            kinds = [each["kind"] for each in _SPEC.finditer(match["spec"][1:-1])]
            mandatory = tuple(number for number, kind in enumerate(kinds, 1) if kind in _MANDATORY)
            yield _Macro(match["xname"], mandatory, match["xbody"])
        elif match["dname"]:
            yield _Macro(match["dname"], tuple(range(1, 10)), match["dbody"])
        else:
            yield _Macro(match["lname"], (), "", match["same"])


def _before_keys(macro: _Macro, found: dict[str, int], cites: Callable[[str], bool]) -> int | None:
    """Return how many mandatory arguments of a macro stand before the one that it cites; None if it cites none."""
    if macro.same:
        return found.get(macro.same, 0 if cites(macro.same) else None)
    for call in _CALL.finditer(macro.body):
        before = found.get(call[1], 0 if cites(call[1]) else None)
        arguments = _ARGUMENT.findall(call[2])
        if before is None or before >= len(arguments):
            continue
        number = _NUMBER.search(arguments[before])
        if number and int(number[1]) in macro.mandatory:
            return macro.mandatory.index(int(number[1]))
    return None
