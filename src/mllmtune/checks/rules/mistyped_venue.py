"""The name of a conference or a journal is mistyped.

`NeurlPS` with a small L looks like NeurIPS and is found by nobody who searches; `Confernce` is printed as it stands.

Found:
    venue = "NeurlPS"

Found:
    booktitle = "Proceedings of the 2016 Confernce on Empirical Methods in Natural Language Processing"

Found:
    - [A Paper of Something](https://arxiv.org/abs/2402.09353), NuerIPS 2024

Not found:
    # conferences of their own, a workshop, and other languages
    venue = "AACL, NeurIPSW"
    booktitle = "Actas de la Conferencia Internacional"

Fix: the name as it is meant; unsafe, because another may be called so.
"""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from mllmtune.checks.rule import Finding, Kind, Level, View, across, edit, found
from mllmtune.checks.subject import Subject
from mllmtune.text.slugs import fold

_NAMES = ("NeurIPS", "Interspeech", "SIGGRAPH", "SIGKDD", "ICASSP", "EMNLP", "NAACL", "MICCAI")
_SWAPPED = 5  # letters: of a name so short only swapped letters are a slip, for most letters make another name
_WORDS = (
    "conference", "proceedings", "international", "transactions", "association", "computational", "linguistics",
    "processing", "information", "advances", "recognition", "intelligence", "artificial", "representations",
    "computer", "language", "empirical", "workshop", "machine", "symposium",
)  # fmt: skip
# Words a letter away that are right, in English and elsewhere.
_RIGHT = frozenset((
    "advance", "advanced", "artificiale", "artificielle", "associacion", "associations", "associazione",
    "computacional", "compute", "computed", "computers", "computing", "conferences", "conferencia", "empirically",
    "informatica", "informations", "informatique", "informazione", "intelligencer", "intelligent",
    "internacional", "internationale", "languages", "linguistic", "linguistica", "machines", "preprocessing",
    "proceeding", "processes", "processing", "processings", "recognitions", "representation", "symposia",
    "transaction", "workshops",
))  # fmt: skip
_TYPED = re.compile(r"(?<![\w/.-])[A-Za-z]{5,12}(?=\W{0,2}(?:19|20)?\d\d(?!\d))")
_PLACES = ("venue", "booktitle", "journal")
_LONGEST_WORD = 16


@across("MT326", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    if view.kind is Kind.LIST:
        # Its reader knows what was meant.
        for number, line in view.lines:
            for match in _TYPED.finditer(line):
                if meant := _name(match[0]):
                    yield Finding(number, "", f"{match[0]} is mistyped; is it {meant}?")
    else:
        for subject in view.subjects:
            yield from _in_paper(subject)


def _in_paper(subject: Subject) -> Iterator[Finding]:
    for place in _PLACES:
        said = str(subject.value((place,)) or "")
        for word in re.findall(r"[^\W\d_]{5,}", said):
            if meant := _name(word) or _word(word):
                edits = edit(subject, (place,), said.replace(word, meant), safe=False)
                yield found(subject, f"{word} is mistyped; is it {meant}?", place, edits=edits)


@cache
def _name(word: str) -> str:
    """Return the name that was meant, if one letter is wrong, missing, too many, or two are swapped."""
    if len(word) < _SWAPPED or sum(map(str.isupper, word)) < 2 or word in _NAMES:  # noqa: PLR2004 - as such names have
        return ""
    for name in _NAMES:
        said, right = word.lower(), name.lower()
        if said.removesuffix("w") != right and OSA.distance(said, right, score_cutoff=1) <= 1:
            return name if len(name) > _SWAPPED or sorted(said) == sorted(right) else ""
    return ""


@cache
def _word(word: str) -> str:
    said = fold(word)
    if said in _RIGHT or said in _WORDS or len(said) > _LONGEST_WORD:
        return ""
    for right in _WORDS:
        if said[0] == right[0] and OSA.distance(said, right, score_cutoff=1) <= 1:
            return right.capitalize() if word[0].isupper() else right
    return ""
