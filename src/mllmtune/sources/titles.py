"""What has changed between two titles: the wording of one, or the paper that is meant?"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_ROMAN = re.compile(r"[ivx]{1,4}")
_WORDS_OF_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "first": "1", "second": "2",
                     "third": "3", "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}  # fmt: skip
_SMALL = frozenset((
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "through", "to", "toward",
    "towards", "using", "via", "with",
))  # fmt: skip
# A title to which one of these is added says the contrary, or speaks of the paper of that title.
_TELLING = frozenset((
    "addendum", "comment", "comments", "correction", "corrigendum", "demo", "demonstration", "erratum", "invited",
    "keynote", "never", "no", "non", "not", "panel", "poster", "rebuttal", "reply", "response", "retraction", "talk",
    "tutorial", "without",
))  # fmt: skip
# A title that has one of these and another that has a different one are of two papers, whatever they are called.
_OTHERS = (
    frozenset(("audio", "image", "speech", "text", "video")),
    frozenset(("captioning", "classification", "detection", "generation", "retrieval", "segmentation", "tracking")),
    frozenset(("decoder", "encoder")), frozenset(("offline", "online")), frozenset(("large", "small")),
    frozenset(("supervised", "unsupervised")), frozenset(("post", "pre")),
)  # fmt: skip
# What authors shorten on arXiv and the publisher spells out, or the other way round.
_SPELT_OUT = {
    "llm": "large language model", "lmm": "large multimodal model", "mllm": "multimodal large language model",
    "lvlm": "large vision language model", "vlm": "vision language model", "plm": "pretrained language model",
    "vit": "vision transformer", "moe": "mixture of experts", "rl": "reinforcement learning",
    "nlp": "natural language processing",
}  # fmt: skip
_ALIKE = 80.0  # of 100: "initialised" and "initialized", "finetuning" and "fine-tuned"
# Letters that differ at most behind the same beginning: "detection" is not "deletion", nor "intra" "inter".
_EDITS, _EDITS_OF_SHORT, _SHORT = 2, 1, 8
_BEGINNING = 3
_SHORTENED = 4  # letters at least: "init" for "initialized"


def spelt_out(title: str) -> str:
    """Return a bare title without abbreviations that everybody in the field knows: "LLMs"."""
    return " ".join(map(_spelt_out, title.split()))


def without_small_words(title: str) -> str:
    """Return a bare title without the words that say little: "towards", "on", "a"."""
    return " ".join(_telling_words(title.split())) or title


def speak_of_others(first: str, second: str) -> bool:
    """Tell whether two bare titles speak of different things of one kind, images and videos, or one of the other."""
    ones, others = ({word.removesuffix("s") for word in title.split()} for title in (first, second))
    is_of_other_kind = any(ones & kind and others & kind and not ones & others & kind for kind in _OTHERS)
    return is_of_other_kind or bool(_TELLING & ({*first.split()} ^ {*second.split()}))


def same_numbers(first: str, second: str) -> bool:
    """Tell whether two bare titles have the same numbers: "Part II" is not "Part I", nor "SAM2" or "SAM+" "SAM"."""
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
        if _ROMAN.fullmatch(word) or word in _WORDS_OF_NUMBERS:
            yield _WORDS_OF_NUMBERS.get(word, word)
        yield from re.findall(r"\d+|^plus$", word)


def _telling_words(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _SMALL]


def _means_the_same(gone: Sequence[str], come: Sequence[str]) -> bool:
    if not gone or not come:
        return not _TELLING & {*gone, *come}
    one, other = "".join(gone), "".join(come)
    has_prefix = one != other and (one.endswith(other) or other.endswith(one))
    short, long = sorted((one, other), key=len)
    is_shortened = len(short) >= _SHORTENED and long.startswith(short)
    is_alike = fuzz.ratio(one, other) >= _ALIKE and one[:_BEGINNING] == other[:_BEGINNING]
    most = _EDITS if len(short) >= _SHORT else _EDITS_OF_SHORT
    return is_shortened or (is_alike and not has_prefix and Levenshtein.distance(one, other) <= most)


def _spelt_out(word: str) -> str:
    singular = word.removesuffix("s")
    return _SPELT_OUT[singular] + word[len(singular) :] if singular in _SPELT_OUT else word
