"""Which numbers does the tag SN of a record of RIS give? It holds ISSN and ISBN, and some programs say which."""

import re
from collections.abc import Iterable

_JOINT = re.compile(r"\s*;\s*")
_LABEL = re.compile(r"\s*\((?:issn|isbn)\)", re.IGNORECASE)
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx](?![\dXx-])")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx-])")


def serials(texts: Iterable[str], *, in_journal: bool) -> dict[str, str]:
    """Return the numbers by their attributes, each once; one of neither form is what the type of paper has."""
    found: dict[str, dict[str, None]] = {}
    for text in (each for joined in texts for each in _JOINT.split(joined) if each):
        bare = _LABEL.sub("", text)
        told = "issn" if _ISSN.match(bare) else "isbn" if _ISBN.match(bare) else "issn" if in_journal else "isbn"
        found.setdefault(told, {})[bare] = None
    return {attribute: ", ".join(numbers) for attribute, numbers in found.items()}
