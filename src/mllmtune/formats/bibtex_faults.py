"""Why could an entry not be read? The place that people have to mend, and how."""

import re

from mllmtune.formats.bibtex_values import pieces_from

_HEAD = re.compile(r"@\s*[^\s@{}(),=\"#%]+\s*[{(]\s*(?:[^,={}\"]*,)?")
_FIELD = re.compile(r"[\s,]*([^\s\"#%'(),={}]+)\s*(=?)\s*")
# The beginning of a field on a line of its own: in a value it tells that the value should have ended before.
_WITHIN = re.compile(r"\n[ \t]*([A-Za-z][\w-]*)\s*=\s*[{\"\w]")
_OPENS = {"{": "brace", '"': "quote"}


def why_not(text: str, line: int, otherwise: str) -> str:
    """Return what is wrong with the entry that `text` begins with, on line `line`; `otherwise` if nothing is found."""
    head = _HEAD.match(text)
    if head is None:
        return otherwise
    at = counted = head.end()
    line += text.count("\n", 0, at)
    while field := _FIELD.match(text, at):
        line += text.count("\n", counted, field.start(1))
        counted = field.start(1)
        if not field[2]:
            return f'"=" is missing after "{field[1]}" on line {line}'
        pieces, end = pieces_from(text, field.end())
        opening = _OPENS.get(text[field.end() : field.end() + 1])
        over = _WITHIN.search(text, field.end(), end if pieces else len(text))
        if opening and (over or not pieces):
            where = f' before "{over[1]}"' if over else f"; {otherwise}"
            return f'the {opening} that opens "{field[1]}" on line {line} is not closed{where}'
        if not pieces:
            return f'"{field[1]}" on line {line} has no value'
        at = end
    left = text[at:].strip(" \t\n,")
    if left:
        line += text.count("\n", counted, text.index(left, at))
        return f'"{left.splitlines()[0][:40]}" on line {line} is neither a field nor the end of the entry'
    line += text.rstrip().count("\n", counted)
    return f"its closing brace is missing on line {line}; {otherwise}"
