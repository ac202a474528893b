"""In which order do entries stand for BibTeX? As they came, but a parent behind the entries that inherit from it.

BibTeXing, Oren Patashnik, 1988, section 3.2: an entry that is cross-referenced must come later in the file than every
entry that names it; as in bibtex.web, keys are compared without their case. biber takes them in any order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from mllmtune.model.facts import Facts


def parents_last(papers: Iterable[Facts]) -> Iterator[Facts]:
    """Give `papers` in their order, a parent that stood before a child directly behind its last child.

    Entries that inherit from each other in a circle have no right order; they are given last.
    """
    known = [(facts, _parent(facts)) for facts in papers]
    awaited = Counter(parent for facts, parent in known if parent)
    waiting: defaultdict[str, list[tuple[Facts, str]]] = defaultdict(list)
    for paper in known:
        ready = [paper]
        while ready:
            facts, parent = ready.pop(0)
            key = facts["key"].lower()
            if awaited[key]:
                waiting[key].append((facts, parent))
                continue
            yield facts
            awaited[parent] -= 1
            if not awaited[parent]:
                ready += waiting.pop(parent, [])
    for circle in waiting.values():
        yield from (facts for facts, _ in circle)


def _parent(facts: Facts) -> str:
    """Return the key in small letters of the entry that this one inherits from; "" if there is none or it is itself."""
    if not (fields := facts.get("fields")):
        return ""
    named = next((value.strip().lower() for name, value in fields.items() if name.lower() == "crossref"), "")
    return "" if named == facts["key"].lower() else named
