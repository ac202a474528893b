r"""A character stands bare that LaTeX takes for a command.

`&` ends a column, `%` hides the rest of the line, `#` and `_` stop the run. In a library they may stand bare: they are
escaped when BibTeX is written. In a `.bib` file they go to LaTeX as they are.

Found:
    @misc{a, title = {Research & Development}, year = 2024}

Found:
    @misc{a, title = {100% of the Tokens}, year = 2024}

Not found:
    # they are escaped
    @misc{a, title = {Research \& Development of 100\% of it}, year = 2024}

Not found:
    # mathematics, and an address, which is printed as it stands
    @misc{a, title = {The $x_1$ of It}, howpublished = {\url{https://example.org/a_b%20c}}, year = 2024}

Fix: none here; `mllmtune convert` writes the file anew with every character escaped.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_BIBLIOGRAPHIES, Finding, View, across, found

# Not typeset as they stand: nobody escapes there, and nothing breaks.
_NOT_TYPESET = frozenset(("abstract", "keywords", "notes", "method"))
_HARMLESS = re.compile(
    r"\\(?:url|href|path|doi|nolinkurl)\s*\{[^{}]*\}|\\\(.*?\\\)|\\ensuremath\s*\{[^{}]*\}|\\.|\$[^$]*\$|&\#?\w+;|https?://\S+",
    re.DOTALL,
)
_ACTIVE = re.compile(r"[&%#_^]")


@across("MT504", kinds=ONLY_BIBLIOGRAPHIES)
def check(view: View) -> Iterator[Finding]:
    for subject in view.subjects if view.is_bibtex else ():
        for path, text in subject.texts:
            if path[0] not in _NOT_TYPESET and (signs := dict.fromkeys(_ACTIVE.findall(_HARMLESS.sub("", text)))):
                taken = "a command" if len(signs) == 1 else "commands"
                yield found(subject, f'LaTeX takes the bare {" ".join(signs)} in "{text}" for {taken}', *path)
