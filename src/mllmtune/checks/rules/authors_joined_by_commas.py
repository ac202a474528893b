"""Several authors are joined by commas, semicolons or ampersands, so that they are one name.

BibTeX parts names by the word "and" alone, a library by the items of its list. Behind commas it finds the parts of one
name, prints them in a wild order, and complains of too many commas.

Found:
    authors = ["Wenke Huang, Jian Liang, Zekun Shi"]

Found:
    @misc{a, title = {A Paper}, author = {Jane Doe, John Roe, Max Moe, Ann Poe}, year = 2024}

Found:
    authors = ["Huang W., Liang J."]

Found:
    authors = ["A. Smith, B. Li", "Doe, C."]

Found:
    @misc{a, title = {A Paper}, author = {Jane Doe; John Roe; Max Moe}, year = 2024}

Found:
    authors = ["Doe, Jane and Roe, John", "Max Moe & Ann Poe"]

Found:
    authors = ["{Touvron, Hugo and Lavril, Thibaut and Izacard, Gautier}"]

Not found:
    # one name with a "von" and a "Jr" part
    authors = ["von Beethoven, Jr, Ludwig"]

Not found:
    # two family names, and two given names
    authors = ["Garcia Marquez, Gabriel Jose"]

Not found:
    # a team in braces, a firm, and an apostrophe of HTML, which is MT603
    authors = ["{Research, Engineering, and Policy Team}", "Smith & Wesson", "O&#39;Brien, Pat"]

Fix: one name each; unsafe, because nobody can be sure where a name ends.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.text.names import normalised, split_names
from mllmtune.text.several_names import are_several, proposed_names

# The whole list stands in braces, as a team would: "{Doe, Jane and Roe, John and Poe, Max}".
_PERSON = r"[^\W\d_][^{},]*,[^{},]+"
_IN_BRACES = re.compile(rf"\{{{_PERSON}(?: and {_PERSON})+\}}")


@rule("MT306")
def check(subject: Subject) -> Iterator[Finding]:
    for attribute in ("authors", "editors"):
        names = subject.value((attribute,))
        if not isinstance(names, list):
            continue
        names = [name[1:-1] if _IN_BRACES.fullmatch(name) else name for name in names]
        if any(map(are_several, names)):
            several = next(filter(are_several, names))
            right = [normalised(each) for name in names for each in (parted(name) if are_several(name) else [name])]
            text = f'several names stand as one: "{several}"'
            yield found(subject, text, attribute, edits=edit(subject, (attribute,), right, safe=False))


def are_joined(subject: Subject) -> bool:
    """Tell whether authors or editors of a paper are joined by commas."""
    facts = subject.facts
    return any(map(are_several, (*facts.get("authors", []), *facts.get("editors", []))))


def parted(name: str) -> list[str]:
    """Return the names that were joined, as they were likely meant."""
    return split_names(proposed_names(name))
