r"""Which papers does a LaTeX document cite? Read from what LaTeX and biblatex write beside it.

Sources: the ``.aux`` file of LaTeX (``\citation``, ``\@input``) and of biblatex 3 (``\abx@aux@cite``), and the control
file ``.bcf`` of biblatex (biber manual, section "The control file").
"""

import re
from typing import NamedTuple

_COMMAND = re.compile(
    r"^\\(?:citation\{(?P<keys>[^{}]*)\}"
    r"|abx@aux@cite\{\d+\}\{(?P<key>[^{}]*)\}"
    r"|@input\{(?P<file>[^{}]*)\})",
    re.MULTILINE,
)
_OLD_BIBLATEX = re.compile(r"^\\abx@aux@cite\{(?P<key>[^{}]*)\}\s*$", re.MULTILINE)
_BCF_KEY = re.compile(r"<bcf:citekey[^>]*>([^<]*)</bcf:citekey>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


class Cited(NamedTuple):
    """The keys that a file cites, in order and once each; whether it cites all; the files that it reads."""

    keys: tuple[str, ...]
    everything: bool
    files: tuple[str, ...]


def cited_keys(text: str) -> Cited:
    """Return what the text of an ``.aux`` or ``.bcf`` file cites."""
    if "<bcf:" in text:
        return _cited([_without_entities(key) for key in _BCF_KEY.findall(text)], [])
    commands = list(_COMMAND.finditer(text))
    named = [key for command in commands for key in (command["keys"] or command["key"] or "").split(",")]
    named += [match["key"] for match in _OLD_BIBLATEX.finditer(text)]
    return _cited(named, [command["file"] for command in commands if command["file"]])


def _cited(named: list[str], files: list[str]) -> Cited:
    keys = dict.fromkeys(key.strip() for key in named if key.strip())
    return Cited(tuple(key for key in keys if key != "*"), "*" in keys, tuple(files))


def _without_entities(text: str) -> str:
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return text
