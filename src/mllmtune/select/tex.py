r"""Which papers does a LaTeX source cite, before it has been compiled?

Every command whose name speaks of citing is read with the arguments that natbib, biblatex (manual, section 3.9) and
apacite know; so are the names that a document makes up, and the commands that it defines
(`mllmtune.select.tex_macros`). A macro that names a paper itself cites it where it is defined, and ``\includeonly``
leaves nothing out, as it does not in the ``.aux`` file: what only LaTeX can know stands there.
"""

import re
from collections.abc import Iterator, Mapping

from mllmtune.select.cited import Cited, Reads, cited, listed
from mllmtune.select.tex_macros import BLANK, BRACES, citing_macros
from mllmtune.select.tex_visible import commands, masked, visible

_NOTE = rf"\[(?:[^\[\]{{}}]++|{BRACES})*+\]"
_NOTES = rf"(?:{BLANK}(?:{_NOTE}|<[^<>{{}}]*+>))*+"
_KEYS = re.compile(rf"{_NOTES}{BLANK}\{{([^{{}}\\#]*+)\}}")
_KEY = re.compile(r"[^\s,](?:[^,\n]*[^\s,])?")
_NOTES_OF_ALL = re.compile(rf"(?:{BLANK}\((?:[^(){{}}]++|{BRACES})*+\)){{0,2}}")
_FIRST = re.compile(rf"{_NOTES}{BLANK}{BRACES}")
_MEMBERS = re.compile(rf"{BLANK}\{{[^{{}}\\]*+\}}{BLANK}\{{([^{{}}\\]*+)\}}")

_ANY_FILE = re.compile(rf"{BLANK}(?:\{{(?P<file>[^{{}}]*+)\}}|(?P<bare>[^\s{{}}\\%#\[]++))")
_FILE = re.compile(rf"(?:{BLANK}{_NOTE})?{BLANK}\{{(?P<file>[^{{}}]*+)\}}")
_FOLDER_AND_FILE = re.compile(rf"{BLANK}\{{(?P<folder>[^{{}}]*+)\}}{BLANK}\{{(?P<file>[^{{}}]*+)\}}")
_READING = {
    **dict.fromkeys(("input", "@input", "@@input"), _ANY_FILE),
    **dict.fromkeys(("include", "InputIfFileExists", "subfile", "subfileinclude", "includestandalone"), _FILE),
    **dict.fromkeys(
        ("import", "subimport", "inputfrom", "subinputfrom", "includefrom", "subincludefrom"), _FOLDER_AND_FILE
    ),
}
_MOVING = frozenset(("subfile", "subfileinclude"))
_OPTIONAL = frozenset(("InputIfFileExists", "@input"))
# What documents read that comes with TeX, and what holds no text of the document.
_OF_TEX = frozenset(("glyphtounicode", "xy", "tikz", "pgf", "epsf", "ushyphex", "insbox", "pst-all"))
_NO_TEXT = (".bbl", ".sty", ".cls", ".def", ".cfg", ".clo", ".fd", ".ldf", ".pdf_tex", ".eps_tex", ".aux")

_NOT_FIRST = ("if", "at", "declare", "set", "def", "mk", "use", "bib", "renew", "provide", "reset", "print", "newcites")
_NOT_LAST = (
    "style", "setup", "punct", "left", "right", "mid", "dash", "form", "format", "reset", "tracker", "index", "delim",
    "sep", "margin", "true", "false", "wrapper", "font", "citetext",
)  # fmt: skip
_ALL_THE_SAME = frozenset(("bibentry", "footcitetext", "footfullcitetext"))
# Quotations that cite (csquotes manual, section 5); those that begin so take a language first.
_QUOTING = re.compile(r"(?P<language>foreign|hyphen|hybrid)?(?:text|block|display)cquote")
_QUOTATION = re.compile(r"\{((?:foreign|hyphen)?displaycquote)\}")


def read(text: str) -> Cited:
    """Return what the text of a LaTeX source cites, and the files that it reads."""
    return cited(_found(visible(text)))


def renamed(text: str, names: Mapping[str, str]) -> str:
    r"""Return the text of a LaTeX source with other keys in what cites: ``\cite{old}`` becomes ``\cite{new}``.

    `names` gives the new key of each old one. Comments, verbatim text and everything else stay as they are.
    """
    parts: list[str] = []
    done = 0
    for start, end in _key_places(masked(text).replace("\r\n", " \n")):
        if (new := names.get(text[start:end])) is not None and start >= done:
            parts += [text[done:start], new]
            done = end
    return "".join((*parts, text[done:]))


def _key_places(text: str) -> Iterator[tuple[int, int]]:
    """Give where each key that is cited begins and ends."""
    macros = citing_macros(text, _cites)
    for name, end in _calls(text):
        if name == "defbibentryset" and (members := _MEMBERS.match(text, end)):
            lists = [members.span(1)]
        elif name in macros or _cites(name):
            lists = list(_key_lists(name, text, end, macros))
        elif name == "defcitealias" and (keys := _KEYS.match(text, end)):  # natbib: names a paper, and cites none
            lists = [keys.span(1)]
        else:
            continue
        for start, stop in lists:
            yield from (key.span() for key in _KEY.finditer(text, start, stop))


def _found(text: str) -> Iterator[str | Reads]:
    sets = set()
    found: list[str | Reads] = []
    macros = citing_macros(text, _cites)
    for name, end in _calls(text):
        if name in _READING:
            found += _file(name, text, end)
        elif name == "defbibentryset" and (members := _MEMBERS.match(text, end)):
            sets.add(text[end : members.start(1)].strip(" \t\n{}"))
            found += listed(members[1])
        elif name in macros or _cites(name):
            found += (key for start, stop in _key_lists(name, text, end, macros) for key in listed(text[start:stop]))
    return (item for item in found if item not in sets)


def _calls(text: str) -> Iterator[tuple[str, int]]:
    """Give each command, and each environment for a quotation, with where its arguments begin."""
    for name, end in commands(text):
        quotation = _QUOTATION.match(text, end) if name == "begin" else None
        yield (quotation[1], quotation.end()) if quotation else (name, end)


def _cites(name: str) -> bool:
    if _QUOTING.fullmatch(name):
        return True
    lowered = name.lower()
    if "cite" not in lowered or "@" in name or lowered.startswith(_NOT_FIRST):
        return name in _ALL_THE_SAME
    return not lowered.endswith(_NOT_LAST) or name in _ALL_THE_SAME


def _key_lists(name: str, text: str, end: int, macros: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Give where each list of keys begins and ends that a command cites, whose arguments begin at `end`."""
    for _ in range(macros.get(name, 0)):
        if first := _FIRST.match(text, end):
            end = first.end()
    several = name.endswith(("cites", "citetexts"))
    if several and (notes := _NOTES_OF_ALL.match(text, end)):
        end = notes.end()
    while True:
        if _begins_otherwise(name) and (first := _FIRST.match(text, end)):
            end = first.end()
        keys = _KEYS.match(text, end)
        if keys is None:
            return
        yield keys.span(1)
        if not several:
            return
        end = keys.end()


def _begins_otherwise(name: str) -> bool:
    """Tell whether the first argument is the volume or the language, not the keys."""
    quoting = _QUOTING.fullmatch(name)
    return "volcite" in name.lower() or (quoting is not None and quoting["language"] is not None)


def _file(command: str, text: str, end: int) -> Iterator[Reads]:
    found = _READING[command].match(text, end)
    if found is None:
        return
    parts = found.groupdict()
    file = (parts["file"] or parts.get("bare") or "").strip().strip('"')
    if not file or "#" in file or file.lower().endswith(_NO_TEXT) or file in _OF_TEX:
        return
    folder = (parts.get("folder") or "").strip().rstrip("/")
    path = f"{folder}/{file}" if folder else file
    names = (path,) if path.endswith(".tex") else (f"{path}.tex", path)
    yield Reads(names, moves=bool(folder) or command in _MOVING, optional=command in _OPTIONAL)
