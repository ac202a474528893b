r"""Text was decoded with the wrong code page.

UTF-8 that was read as Windows-1252, Mac Roman or another code page leaves `CafÃ©` behind; ftfy knows which one it was.
The sign � stands for a letter that was lost on the way. A list is mended while it is read, and that is said (MT002).

Found:
    title = "The CafÃ© Dataset"

Found:
    authors = ["MÃ¼ller, JÃ¼rgen"]

Found:
    title = "Schr\ufffddinger's Adapter"

Not found:
    # letters of a language
    authors = ["Ångström, Ærø"]
    title = "Ñandú und Äpfel"

Fix: the text as it was meant, which is safe; none for a letter that is lost.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Edit, Finding, edit, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.text.mojibake import repaired

_LOST = "\N{REPLACEMENT CHARACTER}"
_LONGEST = 200


@rule("MT601")
def check(subject: Subject) -> Iterator[Finding]:
    told = set()
    for path, text in subject.texts:
        if not text.isascii() and (right := repaired(text).text) != text and path not in told:
            told.add(path)
            excerpt = text if len(text) < _LONGEST else text[:_LONGEST] + "..."
            yield found(subject, f'wrong code page: "{excerpt}"', *path, edits=_edits(subject, path, right))
        elif _LOST in text and path not in told:
            told.add(path)
            yield found(subject, f'a letter was lost: "{text[:_LONGEST]}"', *path)


def _edits(subject: Subject, path: tuple[str, ...], right: str) -> tuple[Edit, ...]:
    old = subject.value(path)
    new = [repaired(name).text for name in old] if isinstance(old, list) else right
    return edit(subject, path, new, safe=True)
