"""A field is missing that the entry type needs.

Which fields are mandatory says the data model of biblatex (manual, section 2.1.1), and BibTeXing, section 3.1. Author,
year and venue have rules of their own (MT301 to MT303); that a paper in proceedings names a journal is found here.

Found:
    @phdthesis{a, author = {Doe, Jane}, title = {A Thesis}, year = 2024}

Found:
    @misc{a, author = {Doe, Jane}, year = 2024}

Found:
    @article{a, author = {Doe, Jane}, journal = {A Journal}, year = 2024}

Found:
    @inproceedings{a, author = {Doe, Jane}, title = {A Paper}, journal = {A Journal}, year = 2024}

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
_TITLES = ("title", "booktitle", "journal", "note", "howpublished")  # what stands for one where none is typed
_PAPERS = frozenset(("article", "inproceedings", "conference", "incollection"))  # whose booktitle or journal is another
_UNTITLED = frozenset(("title", "shorttitle", "maintitle", "booktitle", "journaltitle", "key", "label"))


@rule("MT503", kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    if not subject.is_work:
        return
    facts = subject.facts
    titles = ("title",) if facts["type"] in _PAPERS else _TITLES
    if not any(map(facts.get, titles)) and _UNTITLED.isdisjoint(subject.fields):
        yield found(subject, "no title")
    for needed in REQUIRED.get(subject.facts["type"], ()):
        names = needed.split("|")
        names += [other for name in names for other in _ALSO.get(name, ())]
        is_of_mt303 = needed in _OF_MT303 and not (needed == "booktitle" and facts.get("journal"))
        if not is_of_mt303 and not any(facts.get(name) or subject.fields.get(name) for name in names):
            text = f"no {needed.replace('|', ' or ')}, which an entry of the type {subject.facts['type']} needs"
            yield found(subject, text)
