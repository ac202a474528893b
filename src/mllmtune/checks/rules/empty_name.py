"""A name is missing between two "and", or behind the last one.

BibTeX takes it for a person without a name and prints a comma for him; some styles stop.

Found:
    @misc{a, title = {A Paper}, year = 2024,
      author = {Doe, Jane and and Roe, John}}

Found:
    @misc{a, title = {A Paper}, year = 2024,
      author = {Doe, Jane and Roe, John and},
    }

Not found:
    # a name that is no word of this language
    @misc{a, title = {A Paper}, year = 2024,
      author = {Anderson, Andy and Sand, Ann}}

Fix: none in the file; whatever reads it here leaves the gap out.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_BIBLIOGRAPHIES, Finding, View, across

_GAP = re.compile(
    r"\b(?:author|editor)\s*=\s*[{\"](?:\s*and\s|.*\sand\s+and\s|[^{}\"]*(?:\{[^{}]*\}[^{}\"]*)*\sand\s*[}\"]\s*,?\s*\}?\s*$)",
    re.IGNORECASE,
)


@across("MT336", kinds=ONLY_BIBLIOGRAPHIES)
def check(view: View) -> Iterator[Finding]:
    for number, line in enumerate(view.text.split("\n"), start=1) if view.is_bibtex else ():
        if " and" in line and _GAP.search(line):
            yield Finding(number, "", 'a name is missing beside an "and"')
