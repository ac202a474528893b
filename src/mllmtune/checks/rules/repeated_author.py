"""An author stands twice.

The list was put together from two sources, or a name came twice with and without its middle names. Two people with one
name do write papers together, so this is a warning.

Found:
    authors = ["Li, Junnan", "Tiong, Anthony", "Tiong, Anthony Meng Huat"]

Found:
    authors = ["Li, Junnan", "Zhao, Wei", "Li, Junnan"]

Not found:
    # brothers and sisters
    authors = ["Li, Junnan", "Li, Junjie"]

Not found:
    # initials tell too little
    authors = ["Wang, J.", "Wang, J. H.", "Wang, J."]

Fix: none; look who they are.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.text.latex import plain
from mllmtune.text.slugs import fold

_SHORTEST = 3  # letters of a given name that tells who it is


@rule("MT312", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for name in subject.facts.get("authors", []):
        family, _, given = fold(plain(name)).partition(",")
        words = given.split()
        if not words or len(words[0].rstrip(".")) < _SHORTEST:
            continue
        before, spelling = seen.setdefault((family, words[0]), (given.strip(), name))
        middles = set(before.split()), set(words)
        is_one = before == given.strip() or middles[0] < middles[1] or middles[1] < middles[0]
        if spelling is not name and is_one:
            told = f'"{name}" stands twice' if name == spelling else f'"{name}" and "{spelling}" are likely one person'
            yield found(subject, told, "authors")
