"""What is a paper to be called in a manuscript?"""

import re
from collections.abc import Container
from itertools import count

from mllmtune.model.facts import Facts
from mllmtune.text.latex import plain
from mllmtune.text.names import family_name
from mllmtune.text.slugs import slug

# Words that say nothing of what a paper is about, as in the keys that Google Scholar gives.
_EMPTY_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "can",
        "do",
        "does",
        "for",
        "from",
        "how",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "over",
        "that",
        "the",
        "their",
        "this",
        "to",
        "toward",
        "towards",
        "under",
        "using",
        "via",
        "we",
        "what",
        "when",
        "where",
        "which",
        "why",
        "with",
        "within",
        "without",
        "you",
        "your",
    ]
)


def propose_key(facts: Facts, taken: Container[str] = frozenset()) -> str:
    """Return a key such as ``liu2024dora`` that is not in `taken`: family name, year, method or first title word.

    The same facts give the same key; a key that is taken gets the first free letter: ``liu2024dorab``.
    """
    stem = _who(facts) + _when(facts) + _what(facts) or "paper"
    return (
        stem if stem not in taken else next(key for key in (stem + _letters(n) for n in count(1)) if key not in taken)
    )


def _who(facts: Facts) -> str:
    names = facts.get("authors") or facts.get("editors") or []
    return slug(plain(family_name(names[0]))) if names else ""


def _when(facts: Facts) -> str:
    if year := facts.get("year"):
        return str(year)
    match = re.match(r"\d{4}", facts.get("posted", "") or facts.get("fields", {}).get("date", ""))
    return match[0] if match else ""


def _what(facts: Facts) -> str:
    if method := slug(plain(facts.get("method", ""))):
        return method
    words = re.split(r"[^\w'+-]+", plain(facts.get("title", "")))
    slugs = [(word.lower(), slug(word)) for word in words]
    return next((short for word, short in slugs if short and word not in _EMPTY_WORDS), "")


def _letters(number: int) -> str:
    """Return b for 1, c for 2, ... z, aa, ab ...: the first paper has no letter, so a is not used alone."""
    letters = ""
    while number >= 0:
        number, digit = divmod(number, 26)
        letters = chr(ord("a") + digit) + letters
        number -= 1
    return letters
