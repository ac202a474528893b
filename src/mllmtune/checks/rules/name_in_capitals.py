"""A name is written in capitals.

Some databases give them so. BibTeX prints them as they are, among names that have theirs in the usual form.

Found:
    authors = ["SHINN, NOAH", "CASSANO, FEDERICO"]

Not found:
    # initials, short names, and a team in braces
    authors = ["LI, J. H.", "YU, XI", "{NASA ADS}", "O'Brien, JP"]

Fix: the first letter of each part large, the others small; unsafe, because of McDonald and van der Berg.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, edit, found, rule
from mllmtune.checks.subject import Subject

_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST = 4  # letters of a family name that is no abbreviation


@rule("MT328", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    for attribute in ("authors", "editors"):
        names = subject.value((attribute,))
        if isinstance(names, list) and (loud := next(filter(_is_loud, names), None)):
            right = [_usual(name) if _is_loud(name) else name for name in names]
            edits = edit(subject, (attribute,), right, safe=False)
            yield found(subject, f'"{loud}" is written in capitals', attribute, edits=edits)


def _is_loud(name: str) -> bool:
    if not name.isupper() or "{" in name:
        return False
    family, comma, given = name.partition(",")
    return bool(comma) and len(family.strip()) >= _SHORTEST and bool(re.search(r"[^\W\d_]{3}", given))


def _usual(name: str) -> str:
    return _LETTERS.sub(lambda match: match[0].capitalize(), name)
