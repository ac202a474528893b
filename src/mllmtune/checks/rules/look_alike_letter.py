r"""A letter of another alphabet stands where a Latin one looks the same.

The Cyrillic a and the Greek O come along from a page, a keyboard or a PDF. The word is found by no search, sorts behind
all others, and LaTeX has no such letter in its font.

Found:
    title = "Sp\u0430rse Adapters for Everyone"

Found:
    authors = ["Li, J\u043ehn"]

Found:
    authors = ["\u041c\u043ee, Max"]

Not found:
    # letters with a meaning of their own
    title = "β-VAE, μTransfer and ΔLoRA"

Not found:
    # words of another alphabet
    title = "Обзор LoRA-адаптеров"
    authors = ["Иванов, Иван"]

Fix: the Latin letter, which is safe; none for a word that is mostly of the other alphabet.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject

# Unicode's confusables (UTS 39): what looks like a Latin letter in every font.
_LATIN = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb"  # Cyrillic a e o p c y x i j s d h
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405"  # A B E ... J S
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",  # Greek
    "aeopcyxijsdhABEKMHOPCTXIJSABEZHIKMNOPTYXo",
)
_WORD = re.compile(r"[^\W\d_]+")


@rule("MT605")
def check(subject: Subject) -> Iterator[Finding]:
    told = set()
    for path, text in subject.texts:
        mixed = None if text.isascii() or path in told else next(filter(_is_mixed, _WORD.findall(text)), None)
        if mixed is None:
            continue
        told.add(path)
        old = subject.value(path)
        new = [_in_latin(name) for name in old] if isinstance(old, list) else _in_latin(text)
        sign = next(letter for letter in mixed if not letter.isascii())
        told_of = f'U+{ord(sign):04X} looks like the Latin {sign.translate(_LATIN)} in "{mixed}"'
        yield found(subject, told_of, *path, edits=edit(subject, path, new, safe=True) if new != old else ())


def _is_mixed(word: str) -> bool:
    """Tell whether some letters of a word are Latin, and all others look so."""
    return not word.isascii() and word.translate(_LATIN).isascii() and any(map(str.isascii, word))


def _in_latin(text: str) -> str:
    return _WORD.sub(lambda match: match[0].translate(_LATIN) if _is_mostly_latin(match[0]) else match[0], text)


def _is_mostly_latin(word: str) -> bool:
    return _is_mixed(word) and 2 * sum(map(str.isascii, word)) >= len(word)
