"""The list of authors is cut off.

"and others" stands where names should: search engines give no more than a few. Styles cut long lists by themselves;
what is missing here nobody can print.

Found:
    authors = ["Radford, Alec", "Kim, Jong Wook", "others"]

Found:
    authors = ["Radford, Alec", "others et al."]

Not found:
    # all of them
    authors = ["Radford, Alec", "Kim, Jong Wook"]

Not found:
    # hundreds of names
    authors = ["A, A", "B, B", "C, C", "D, D", "E, E", "F, F", "G, G", "H, H", "I, I", "J, J", "K, K", "L, L", "M, M",
               "N, N", "O, O", "P, P", "Q, Q", "R, R", "S, S", "T, T", "U, U", "V, V", "W, W", "X, X", "Y, Y", "others"]

Fix: none; take the authors from the page of the paper.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, found, rule
from mllmtune.checks.subject import Subject

_MANY = 25  # names; whoever typed so many has cut the list on purpose
_ET_AL = re.compile(r"\bet\.?\s*al\b|^others\b", re.IGNORECASE)


@rule("MT313", level=Level.WARNING, kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    names = subject.facts.get("authors", [])
    if names and len(names) <= _MANY and _ET_AL.search(names[-1]):
        number = len(names) - 1
        after = f" after {number} of them" if number else ""
        yield found(subject, f"the list of authors is cut off{after}", "authors")
