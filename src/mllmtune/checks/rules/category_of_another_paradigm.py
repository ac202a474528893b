"""The category is not one of the paradigm.

Each category of the survey belongs to one paradigm (arXiv 2503.04543): a paper in both places stands in no table.

Found:
    paradigm = "additive"
    category = "structure"

Found:
    category = "structure"

Found:
    paradigm = "selective"
    category = "iterative"
    also = ["additive/structure"]

Not found:
    # it does
    paradigm = "additive"
    category = "adapter"

Fix: none by the program, which cannot read the paper and does not save it; say which of the two is right.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LIBRARIES, Finding, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.model.taxonomy import PARADIGM_OF, Category, categories_of


@rule("MT401", kinds=ONLY_LIBRARIES)
def check(subject: Subject) -> Iterator[Finding]:
    facts = subject.facts
    yield from _disagreeing(subject, facts.get("paradigm", ""), facts.get("category", ""), "category")
    for place in facts.get("also", []):
        paradigm, slash, category = place.partition("/")
        if slash:
            yield from _disagreeing(subject, paradigm, category, "also")


def _disagreeing(subject: Subject, paradigm: str, category: str, path: str) -> Iterator[Finding]:
    if not category:
        return
    if category not in set(Category):
        yield found(subject, f'"{category}" is no category; there are {", ".join(Category)}', path)
    elif PARADIGM_OF[Category(category)] != paradigm:
        those = ", ".join(categories_of(paradigm))
        told = f"those of {paradigm} are {those}" if those else "no paradigm of the survey is given"
        text = f"{category} is a category of {PARADIGM_OF[Category(category)]}; {told}"
        yield found(subject, text, path)
