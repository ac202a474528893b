"""A word of the title is mistyped.

`Parameter-Effcient`, `Lanuage`: the paper is not found by its title, and the mistake is copied from list to list. Only
words of this field are known, and only letters that are missing, doubled or swapped.

Found:
    title = "BESA: Pruning with Blockwise Parameter-Effcient Sparsity Allocation"

Found:
    title = "A Survey of Large Langauge Models"

Not found:
    # other words, in English and elsewhere, and names
    title = "Effective Modelling: Multimodel Adaption, LangBridge, Trailing and Evacuation"

Fix: the word as it is meant; unsafe, because it may be a name.
"""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from mllmtune.checks.rule import Finding, Level, edit, found, rule
from mllmtune.checks.subject import Subject

_WORDS = (
    "adaptation", "adaptive", "alignment", "attention", "benchmark", "benchmarking", "compression", "conditional",
    "comprehensive", "contrastive", "decomposition", "detection", "diffusion", "distillation", "efficient",
    "efficiently", "embedding", "evaluation", "evaluating", "experts", "foundation", "framework", "generation",
    "generative", "generalization", "hallucination", "instruction", "inference", "knowledge", "language", "languages",
    "learning", "mitigating", "multimodal", "multi-modal", "network", "networks", "optimization", "parameter",
    "parameters", "preference", "pretrained", "pretraining", "pruning", "quantization", "reasoning", "recognition",
    "regularization", "reinforcement", "representation", "representations", "retrieval", "segmentation", "supervised",
    "supervision", "training", "transformer", "transformers", "understanding", "unsupervised",
)  # fmt: skip
_SHORTEST = 7
_LETTERS = re.compile(r"(?<![\w-])[A-Z]?[a-z]{6,}(?![\w])|(?<=-)[A-Z]?[a-z]{6,}(?![\w])")
# Other words a letter away: British spelling, plurals, other forms, other languages.
_RIGHT = re.compile(
    r".*(?:s|isation|ising|ised|ly|ed|er|ers|or|ors)$|adaption|generalisation|parametric|parametre|multimodel|diffusive|generating|generatively"
    r"|adoptive|additive|adaptively|reference|interference|conference|prefrence|deduction|retention|detention|abduction|benchmarked"
    r"|inferences|induction|distribution|deletion|compassion|comprehension|decompression|preferences|learnings|earning|leaning|yearning"
    r"|straining|draining|raining|reasonings|seasoning|impression|expression|depression|repression|formation|information|foundational"
    r"|optimisation|segmentations|lifelong|generational|regeneration|instructional|construction|obstruction|destruction|destructive"
)


@rule("MT609", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    title = subject.facts.get("title", "")
    for match in _LETTERS.finditer(title):
        if meant := _meant(match[0]):
            right = title[: match.start()] + meant + title[match.end() :]
            edits = edit(subject, ("title",), right, safe=False)
            yield found(subject, f"{match[0]} is mistyped; is it {meant}?", "title", edits=edits)


@cache
def _meant(word: str) -> str:
    said = word.lower()
    if len(said) < _SHORTEST or said in _WORDS or _RIGHT.fullmatch(said):
        return ""
    for right in _WORDS:
        if said[0] == right[0] and said[-1] == right[-1] and _is_slip(said, right):
            return right.capitalize() if word[0].isupper() else right
    return ""


def _is_slip(said: str, meant: str) -> bool:
    """Tell whether a letter is missing or stands twice, or two are swapped; another letter may make another word."""
    if sorted(said) == sorted(meant) or len(said) < len(meant):
        return OSA.distance(said, meant, score_cutoff=1) == 1
    return len(said) > len(meant) and re.sub(r"(.)\1", r"\1", said) == re.sub(r"(.)\1", r"\1", meant)
