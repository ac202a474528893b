"""What has changed between two titles: the wording of one, or the paper that is meant?"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

_NUMBER = re.compile(r"\d+|[ivx]{1,4}")
_WORDS_OF_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "first": "1", "second": "2",
                     "third": "3", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}  # fmt: skip
_SMALL = frozenset((
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "through", "to", "toward",
    "towards", "using", "via", "with",
))  # fmt: skip
# A title to which one of these is added says the contrary, or speaks of the paper of that title.
_TELLING = frozenset((
    "addendum", "comment", "comments", "correction", "corrigendum", "demo", "demonstration", "erratum", "never", "no",
    "non", "not", "poster", "rebuttal", "reply", "response", "retraction", "tutorial", "without",
))  # fmt: skip
_ALIKE = 80.0  # of 100: "initialised" and "initialized", "finetuning" and "fine-tuned"
_SHORTENED = 4  # letters at least: "init" for "initialized"


def same_numbers(first: str, second: str) -> bool:
    """Tell whether two bare titles have the same numbers: "Part II" is not "Part I", nor "Part Two" "Part One"."""
    return list(_numbers(first)) == list(_numbers(second))


def is_reworded(first: str, second: str) -> bool:
    """Tell whether two bare titles, which are alike, may be of one paper.

    They are not if a word has become another one ("image" and "video", "supervised" and "unsupervised").
    """
    ones, others = first.split(), second.split()
    matcher = SequenceMatcher(None, ones, others, autojunk=False)
    changes = [(ones[a:b], others[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return all(_means_the_same(*map(_telling_words, change)) for change in changes)


def _numbers(title: str) -> Iterator[str]:
    for word in title.split():
        if _NUMBER.fullmatch(word) or word in _WORDS_OF_NUMBERS:
            yield _WORDS_OF_NUMBERS.get(word, word)


def _telling_words(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


def _means_the_same(gone: Sequence[str], come: Sequence[str]) -> bool:
    if not gone or not come:
        return not _TELLING & {*gone, *come}
    one, other = "".join(gone), "".join(come)
    has_prefix = one != other and (one.endswith(other) or other.endswith(one))
    short, long = sorted((one, other), key=len)
    is_shortened = len(short) >= _SHORTENED and long.startswith(short)
    return is_shortened or (fuzz.ratio(one, other) >= _ALIKE and not has_prefix)
