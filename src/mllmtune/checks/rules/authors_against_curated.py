"""The authors are not those of the curated library.

A name is missing, too many, misspelt or in another place. Authors do change between arXiv and the proceedings, so this
is a warning.

Found:
    title = "Model Tailor: Mitigating Catastrophic Forgetting in Multi-modal Large Language Models"
    authors = ["Zhu, Didi", "Sun, Zhongyisun", "Li, Zexi", "Shen, Tao", "Yan, Ke", "Ding, Shouhong", "Wu, Chao",
               "Kuang, Kun"]
    arxiv = "2402.12048"

Found:
    authors = ["{Your Name and Collaborators}"]
    arxiv = "2307.06948"

Not found:
    # initials
    authors = ["Zhu, D.", "Sun, Z.", "Li, Z.", "Shen, T.", "Yan, K.", "Ding, S.", "Wu, C.", "Kuang, K."]
    arxiv = "2402.12048"

Not found:
    # cut off, which is MT313
    authors = ["Zhu, Didi", "Sun, Zhongyi", "others"]
    arxiv = "2402.12048"

Fix: the curated authors; unsafe, because the two versions may differ.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, View, across, edit, found
from mllmtune.checks.verified import agree, verified
from mllmtune.text.latex import plain
from mllmtune.text.several_names import too_many_commas
from mllmtune.text.slugs import fold

_SHORT_FORM = 4  # letters of a given name that may stand for a longer one


@across("MT806", level=Level.WARNING, kinds=WITH_FIELDS)
def check(view: View) -> Iterator[Finding]:
    for subject, known, _ in verified(view):
        said, right = subject.facts.get("authors", []), known.facts.get("authors", [])
        if said and right and not any(map(too_many_commas, said)) and (told := _disagreement(said, right)):
            edits = (
                edit(subject, ("authors",), right, safe=False)
                if "others" not in right and agree(subject, known)
                else ()
            )
            yield found(subject, told, "authors", edits=edits)


def _disagreement(said: list[str], right: list[str]) -> str:
    cut = min(len(said), len(right)) if "others" in (said[-1], right[-1]) else max(len(said), len(right))
    ours, theirs = ([name for name in names[:cut] if name != "others"] for names in (said, right))
    ours, theirs = (names[: min(len(ours), len(theirs))] if "others" in (said[-1], right[-1]) else names
                    for names in (ours, theirs))  # fmt: skip
    if len(ours) == len(theirs) and all(map(_may_be_one, ours, theirs)):
        return ""
    missing = [name for name in theirs if not any(_may_be_one(name, other) for other in ours)]
    extra = [name for name in ours if not any(_may_be_one(name, other) for other in theirs)]
    if not missing and not extra:
        return "the authors stand in another order" if len(ours) == len(theirs) else "an author stands twice"
    told = [f"missing: {'; '.join(missing)}"] * bool(missing) + [f"not known: {'; '.join(extra)}"] * bool(extra)
    return f"the authors differ: {', '.join(told)}"


def _may_be_one(first: str, second: str) -> bool:
    """Tell whether two spellings can be one name: the family the same, and given names that do not disagree."""
    ones, others = _words(first), _words(second)
    if set(ones) <= set(others) or set(others) <= set(ones) or "".join(ones) == "".join(others):
        return True
    family = fold(plain(first)).partition(",")[0] == fold(plain(second)).partition(",")[0]
    given, other = (_words(name.partition(",")[2]) for name in (first, second))
    joined = "".join(given), "".join(other)
    if joined[0] == joined[1]:
        return family
    return family and bool(given and other) and _agree(given[0], other[0])


def _agree(given: str, other: str) -> bool:
    """Tell whether two given names can be one: an initial, a short form (Sam, Samuel), a pet name (Andy, Andrew)."""
    short, long = sorted((given, other), key=len)
    if len(short) <= _SHORT_FORM and long.startswith(short):
        return True
    return given == other or (short.endswith(("y", "ie")) and short[:3] == long[:3])


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", fold(plain(name)))
