"""What is a paper to be called in a manuscript?"""

import re
from collections.abc import Callable, Container, Iterator
from itertools import count

from mllmtune.model.facts import Facts, people, year_of
from mllmtune.text.latex import plain
from mllmtune.text.names import family_name
from mllmtune.text.slugs import slug

# What a key is made of: nothing that ends one in LaTeX, BibTeX or a list of keys.
KEY = r"[^\s,{}\\%#~\"\x00-\x1f\x7f]+"
# Words that say nothing of what a paper is about, as in the keys that Google Scholar gives.
EMPTY_WORDS = frozenset((
    "a", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "how", "in", "into", "is", "it",
    "its", "of", "on", "or", "over", "that", "the", "their", "this", "to", "toward", "towards", "under", "using",
    "via", "we", "what", "when", "where", "which", "why", "with", "within", "without", "you", "your",
))  # fmt: skip


def propose_key(facts: Facts, taken: Container[str] = frozenset()) -> str:
    """Return a key such as ``liu2024dora`` that is not in `taken`: family name, year, method or first title word.

    The same facts give the same key; a key that is taken gets the first free letter: ``liu2024dorab``.
    """
    return proposer(taken)(facts)


def proposer(taken: Container[str]) -> Callable[[Facts], str]:
    """Return what proposes keys for papers one after another, as `propose_key` does, and never one twice.

    It remembers which letters it has given, so that a thousand papers of one name and year do not take a million looks.
    """
    candidates: dict[str, Iterator[str]] = {}

    def propose(facts: Facts) -> str:
        stem = _who(facts) + _when(facts) + _what(facts) or "paper"
        return next(key for key in candidates.setdefault(stem, lettered(stem)) if key not in taken)

    return propose


def lettered(stem: str) -> Iterator[str]:
    """Give the keys that tell papers of one stem apart, without an end: the stem, then with b, c, ... z, aa, ab ..."""
    yield stem
    yield from (stem + _letters(number) for number in count(1))


def key_parts(facts: Facts) -> dict[str, str]:
    """Return what keys are made of, each as a key can hold it: ``author``, ``year``, ``word`` ..."""
    venue = facts.get("venue") or facts.get("journal") or facts.get("booktitle") or ""
    return {
        "author": _who(facts),
        "year": _when(facts),
        "yy": _when(facts)[-2:],
        "word": _what(facts),
        "venue": slug(plain(venue)),
        "key": facts["key"],
    }


def _who(facts: Facts) -> str:
    names = people(facts)
    return slug(plain(family_name(names[0]))) if names else ""


def _when(facts: Facts) -> str:
    date = re.match(r"\d{4}", facts.get("fields", {}).get("date", ""))
    return str(year_of(facts) or (date[0] if date else ""))


def _what(facts: Facts) -> str:
    if method := slug(plain(facts.get("method", ""))):
        return method
    words = re.split(r"[^\w'+-]+", plain(facts.get("title", "")))
    slugs = [(word.lower(), slug(word)) for word in words]
    return next((short for word, short in slugs if short and word not in EMPTY_WORDS), "")


def _letters(number: int) -> str:
    """Return b for 1, c for 2, ... z, aa, ab ...: the first paper has no letter, so a is not used alone."""
    letters = ""
    while number >= 0:
        number, digit = divmod(number, 26)
        letters = chr(ord("a") + digit) + letters
        number -= 1
    return letters
