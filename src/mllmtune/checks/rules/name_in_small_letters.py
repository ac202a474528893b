"""A name begins with a small letter, family name and given name.

BibTeX takes words in small letters for a "von", and sorts the name elsewhere.

Found:
    authors = ["Chen, Xi", "changpinyo, soravit"]

Not found:
    # a von, a team in braces, names of other scripts, and a pen name among the like
    authors = ["van der Berg, Jan", "{bigscience workshop}", "hooks, bell"]

Fix: the first letters large; unsafe, because some people write themselves so.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, edit, found, rule
from mllmtune.checks.subject import Subject

_SMALL = re.compile(r"[a-z]{3,}(?:[ -][a-z]+)*, [a-z]{3,}(?:[ -][a-z.]+)*")
_THEIR_OWN = frozenset(("hooks, bell", "boyd, danah", "cummings, edward estlin"))


@rule("MT335", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    names = subject.facts.get("authors", [])
    if small := next(filter(_is_small, names), None):
        right = [
            re.sub(r"(?<![^\W\d_])[a-z]", lambda match: match[0].upper(), name) if _is_small(name) else name
            for name in names
        ]
        edits = edit(subject, ("authors",), right, safe=False)
        yield found(subject, f'"{small}" is written in small letters', "authors", edits=edits)


def _is_small(name: str) -> bool:
    return _SMALL.fullmatch(name) is not None and name not in _THEIR_OWN
