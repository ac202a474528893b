"""What does a name in biblatex's extended form say? ``family=Smith, given=Ann, prefix=von``.

biblatex manual, section 3.3.14 (extended name format): the parts stand between commas; one that has a comma of its
own stands in quotes with its label (``"family={Robert and Sons, Inc.}"``). A comma in braces, or in quotes behind the
label, cannot be meant to part anything and does not.
"""

import re
from collections.abc import Iterator

_LABEL = re.compile(r"(?:^|[\s,\"])(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_MARKS = re.compile(r"\\.|[{},\"]", re.DOTALL)


def is_labelled(name: str) -> bool:
    """Tell whether a name is in the extended form: a part of it has a label."""
    return "=" in name and _LABEL.search(name) is not None


def labelled_parts(name: str) -> dict[str, str]:
    """Return what stands behind each label, which is in small letters: BibTeX text without the quotes around it."""
    pairs = (_unquoted(item).partition("=") for item in _items(name))
    return {label.strip().lower(): _unquoted(text) for label, equals, text in pairs if equals}


def _items(name: str) -> Iterator[str]:
    """Give what stands between the commas outside braces and quotes; a quote opens behind a comma or an equals sign."""
    start = depth = 0
    quoted = False
    for mark in _MARKS.finditer(name):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] == '"':
            quoted = not quoted and name[start : mark.start()].rstrip()[-1:] in {"", "="}
        elif depth == 0 and mark[0] == "," and not quoted:
            yield name[start : mark.start()]
            start = mark.end()
    yield name[start:]


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1].strip() if len(text) > 1 and text[0] == text[-1] == '"' else text
