"""A field is missing that the entry type needs.

Which fields are mandatory says the data model of biblatex (manual, section 2.1.1), and BibTeXing, section 3.1. Author,
year and venue have rules of their own (MT301 to MT303).

Found:
    @phdthesis{a, author = {Doe, Jane}, title = {A Thesis}, year = 2024}

Found:
    @misc{a, author = {Doe, Jane}, year = 2024}

Not found:
    # a thesis of its school
    @phdthesis{a, author = {Doe, Jane}, title = {A Thesis}, school = {A University}, year = 2024}

Not found:
    # it has them from its parent
    @inbook{a, author = {Doe, Jane}, title = {A Chapter}, crossref = {book}}

Fix: none.
"""

from collections.abc import Iterator

from mllmtune.checks.entry_types import REQUIRED
from mllmtune.checks.rule import WITH_FIELDS, Finding, found, rule
from mllmtune.checks.subject import Subject

_OF_MT303 = frozenset(("journal", "booktitle"))
# biblatex's names for what the model calls otherwise, and what stands in for a title.
_ALSO = {"school": ("institution",), "institution": ("school", "organization"), "eprint": ("arxiv",)}
_UNTITLED = frozenset(("title", "shorttitle", "maintitle", "booktitle", "journaltitle", "key", "label"))


@rule("MT503", kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    if not subject.is_work:
        return
    facts = subject.facts
    has_title = any(facts.get(name) for name in ("title", "booktitle", "journal", "note", "howpublished"))
    if not has_title and _UNTITLED.isdisjoint(subject.fields):
        yield found(subject, "no title")
    for needed in REQUIRED.get(subject.facts["type"], ()):
        names = needed.split("|")
        names += [other for name in names for other in _ALSO.get(name, ())]
        if needed not in _OF_MT303 and not any(facts.get(name) or subject.fields.get(name) for name in names):
            text = f"no {needed.replace('|', ' or ')}, which an entry of the type {subject.facts['type']} needs"
            yield found(subject, text)
