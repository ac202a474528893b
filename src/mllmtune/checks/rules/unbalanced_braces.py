r"""Braces or dollar signs of a text do not close.

LaTeX reads on to the next one, far away, and stops with "Missing }" or "Missing $". In a `.bib` file BibTeX loses
everything behind it; there the entry is also MT001.

Found:
    title = "A {Paper of Something"

Found:
    title = "Learning in $L_1 and Beyond"

Not found:
    # they close, and the one with a backslash is a sign
    title = "A {Paper} of \\{Something"

Not found:
    # money, and mathematics
    title = "A \\$5 Paper on $L_1$"

Fix: none; close what is open.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import WITH_FIELDS, Finding, found, rule
from mllmtune.checks.subject import Subject

_ESCAPED = re.compile(r"\\.", re.DOTALL)
_PRINTED_ELSEWHERE = ("abstract", "notes", "keywords")  # never typeset as they stand


@rule("MT501", kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    for path, text in subject.texts:
        if path[0] in _PRINTED_ELSEWHERE or ("{" not in text and "}" not in text and "$" not in text):
            continue
        bare = _ESCAPED.sub("", text)
        if not _closes(bare):
            yield found(subject, f'braces do not close: "{text}"', *path)
        elif bare.count("$") % 2:
            yield found(subject, f'a $ that does not close: "{text}"', *path)


def _closes(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0
