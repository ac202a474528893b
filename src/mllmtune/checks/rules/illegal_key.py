r"""The key holds a character that a program of LaTeX's takes for its own.

A comma ends a key in `\cite`, and `#`, `%`, `{`, `}`, `~`, a quote or a backslash do so elsewhere; brackets and an
equals sign are refused by biber.

Found:
    @misc{müller(2024), title = {A Paper}, year = 2024}

Not found:
    # a colon, a dot, a dash, a slash and a plus are in use, and harmless
    @misc{DBLP:conf/icml/Doe24.a-b+c_d, title = {A Paper}, year = 2024}

Not found:
    # letters with accents, and of other scripts: biber takes them, and so do the engines of today
    @misc{müller2024, title = {A Paper}, year = 2024}

Fix: none; another key breaks the documents that cite it.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, found, rule
from mllmtune.checks.subject import Subject

_ILLEGAL = re.compile(r"[\x00-\x20\x7f\"#%'(),={}~\\]")


@rule("MT505", level=Level.WARNING, kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    signs = sorted(set(_ILLEGAL.findall(subject.key)))
    if signs:
        yield found(subject, f'the key "{subject.key}" holds {" ".join(signs)}, which programs of LaTeX stumble over')
