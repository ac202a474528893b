"""A text holds letters or signs in a form made for print or for another script.

The ligatures of a PDF (`\ufb01` for fi) and the wide letters, colons and parentheses of a Chinese keyboard: the word is
found by no search, and LaTeX has no such sign in its font.

Found:
    title = "Parameter-E\ufb03cient Fine-Tuning"

Found:
    title = "RoFormer\uff1aEnhanced Transformer"

Not found:
    # wide signs among the letters that they are made for
    title = "\u5927\u6a21\u578b\uff1a\u7efc\u8ff0"

Fix: the usual letters and signs, which is safe.
"""

import re
import unicodedata
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject

_LIGATURE = re.compile("[\ufb00-\ufb06]")
# Fullwidth forms: letters and digits anywhere, signs between Latin letters alone.
_WIDE = re.compile(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|(?<=[A-Za-z0-9)\\]])\\s?[\uff08\uff09\uff0c\uff1a\uff1b\uff1f\uff01](?=\\s?[A-Za-z0-9(]|$)"
)
_WITH_BLANK = ":;,?!"


@rule("MT606")
def check(subject: Subject) -> Iterator[Finding]:
    told = set()
    for path, text in subject.texts:
        if path[0] in {"notes", "abstract"} or text.isascii() or path in told:
            continue
        if match := _LIGATURE.search(text) or _WIDE.search(text):
            told.add(path)
            old = subject.value(path)
            new = [_usual(name) for name in old] if isinstance(old, list) else _usual(text)
            sign = match[0].strip()
            told_of = f"{sign} (U+{ord(sign):04X}) stands for {unicodedata.normalize('NFKC', sign)} in {path[-1]}"
            yield found(subject, told_of, *path, edits=edit(subject, path, new, safe=True))


def _usual(text: str) -> str:
    return _WIDE.sub(_narrow, _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text))


def _narrow(match: re.Match[str]) -> str:
    sign = unicodedata.normalize("NFKC", match[0].strip())
    if sign == "(":
        return " ("
    behind = match.string[match.end() : match.end() + 1]
    return sign + " " if sign in _WITH_BLANK and behind and not behind.isspace() else sign
