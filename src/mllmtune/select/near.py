"""Which known words are like those that were not found?"""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from mllmtune.text.slugs import fold

_ALIKE = 70  # of 100: one letter wrong or two swapped in a word of six
_MOST_PAIRS = 10_000_000  # of keys that are compared: half a second


def near(words: Iterable[str], known: Sequence[str], limit: int = 3) -> list[str]:
    """Return up to `limit` of the known words most like `words`, the most alike first, without those asked for."""
    asked = {fold(word) for word in words if not word.startswith("-")}
    missing = sorted(asked - set(known))
    found = [
        match
        for word in missing
        for match in process.extract(word, known, scorer=fuzz.ratio, limit=limit, score_cutoff=_ALIKE)
    ]
    return list(dict.fromkeys(word for word, _, _ in sorted(found, key=lambda match: (-match[1], match[0]))))[:limit]


def near_keys(key: str, known: Sequence[str], limit: int = 3) -> list[str]:
    """Return up to `limit` of the known citation keys most like `key`, the most alike first; case does not matter."""
    return near_to_each([key], known, limit)[key]


def near_to_each(keys: Sequence[str], known: Sequence[str], limit: int = 3) -> dict[str, list[str]]:
    """Return what `near_keys` gives for each of the keys; of many, for as many of the first as are soon compared."""
    folded = [each.casefold() for each in known]
    found: dict[str, list[str]] = {}
    for key in keys[: max(_MOST_PAIRS // max(len(known), 1), 1)]:
        alike = process.extract(key.casefold(), folded, scorer=fuzz.ratio, limit=limit, score_cutoff=_ALIKE)
        found[key] = [known[place] for _, _, place in sorted(alike, key=lambda match: (-match[1], known[match[2]]))]
    return found
