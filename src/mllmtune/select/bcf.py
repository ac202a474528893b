"""Which papers does a ``.bcf`` file cite, which biblatex writes for biber?

Source: biblatex.sty, which writes it, and the biber manual, section "The control file". It is XML, of which the
elements ``bcf:citekey`` are all that is asked for: one a citation, and one with its members for a set.
"""

import re
from collections.abc import Iterator

from mllmtune.select.cited import Cited, cited, listed

_KEY = re.compile(r"<bcf:citekey(?P<attributes>[^<>]*)>(?P<key>[^<]*)</bcf:citekey>")
_MEMBERS = re.compile(r"""\bmembers=(?:"([^"]*)"|'([^']*)')""")
_ENTITY = re.compile(r"&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_LAST = 0x10FFFF  # of Unicode


def read(text: str) -> Cited:
    """Return what the text of a ``.bcf`` file cites, in all its sections; a set stands for its members."""
    keys = list(_keys(text))
    sets = {name for name, members in keys if members}
    found = (key for name, members in keys for key in (members or [name]) if key not in sets or members)
    return cited(found, ended="</bcf:controlfile>" in text)


def _keys(text: str) -> Iterator[tuple[str, list[str]]]:
    for element in _KEY.finditer(text):
        members = _MEMBERS.search(element["attributes"])
        inside = list(listed(_plain(members[1] or members[2] or ""))) if members else []
        for key in listed(_plain(element["key"])):
            yield key, inside


def _plain(text: str) -> str:
    """Return XML text with its entities (XML 1.0, sections 4.1 and 4.6) as the signs that they mean."""
    return _ENTITY.sub(_sign, text)


def _sign(entity: re.Match[str]) -> str:
    if entity[1]:
        return _ENTITIES[entity[1]]
    number = int(entity[2]) if entity[2] else int(entity[3], 16)
    return chr(number) if 0 < number <= _LAST else entity[0]
