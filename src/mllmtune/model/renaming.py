"""What does a paper look like under another key, and which key does a pattern give it?"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from mllmtune.errors import BadOptionError
from mllmtune.model.facts import Facts, all_keys, in_order
from mllmtune.model.keys import KEY, key_parts, lettered

_LETTERS = r"(?:[b-z]|[a-z]{2})?"  # as `mllmtune.model.keys.lettered` tells equal keys apart


def renamed(facts: Facts, key: str) -> Facts:
    """Return the facts under another key; the old one goes on working as an alias."""
    aliases = [alias for alias in (*facts.get("aliases", []), facts["key"]) if alias != key]
    return in_order({**facts, "key": key, "aliases": list(dict.fromkeys(aliases))})


def keys_by_pattern(papers: Iterable[Facts], pattern: str, taken: Container[str]) -> dict[str, str]:
    """Return the new key of each paper whose key is not as the pattern says; none of `taken`, and none twice.

    Raises:
        BadOptionError: the pattern names something unknown, or makes no key.

    """
    new: dict[str, str] = {}
    used: set[str] = set()
    candidates: dict[str, Iterator[str]] = {}
    for facts in papers:
        stem, old = _stem(facts, pattern), facts["key"]
        own = set(all_keys(facts))
        if old == stem or (stem in taken and stem not in own and _is_as(stem, old)):
            used.add(old)
            continue
        free = candidates.setdefault(stem, lettered(stem))
        new[old] = next(one for one in free if one not in used and (one in own or one not in taken))
    return new


def _is_as(stem: str, key: str) -> bool:
    return re.fullmatch(re.escape(stem) + _LETTERS, key) is not None


def _stem(facts: Facts, pattern: str) -> str:
    """Return the key that a pattern gives a paper, before equal ones are told apart."""
    parts = key_parts(facts)
    if unknown := next((name for name in re.findall(r"\{([^{}]*)\}", pattern) if name.lower() not in parts), None):
        raise BadOptionError(f'the pattern knows no "{unknown}"; it knows {", ".join(f"{{{name}}}" for name in parts)}')
    stem = re.sub(r"\{(\w+)\}", lambda match: _spelt(match[1], parts), pattern)
    if not re.fullmatch(KEY, stem):
        raise BadOptionError(f'the pattern makes "{stem}" of {facts["key"]}, which is no key')
    return stem


def _spelt(name: str, parts: Mapping[str, str]) -> str:
    """Return a part; ``{Author}`` with a capital, as it is spelt in the pattern."""
    text = parts[name.lower()]
    return text[:1].upper() + text[1:] if name[:1].isupper() else text
