"""What of BibTeX text stands between marks that are outside braces?"""

import re

_COMMA = re.compile(",")


def split_outside(text: str, at: re.Pattern[str]) -> list[str]:
    """Return `text` split where `at` matches outside braces."""
    if "{" not in text:
        return at.split(text)
    out, start, seen, depth = [], 0, 0, 0
    for match in at.finditer(text):
        depth += text.count("{", seen, match.start()) - text.count("}", seen, match.start())
        seen = match.start()
        if depth == 0:
            out.append(text[start:seen])
            start = match.end()
    return [*out, text[start:]]


def comma_parts(name: str) -> list[str]:
    """Return what stands between the commas outside braces."""
    return [piece.strip() for piece in split_outside(name, _COMMA)]
