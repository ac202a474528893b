"""One text stands in two fields, of which it can be only one.

The title as the name of the book or as the author, the authors once more as the editors of the proceedings: the form
was filled in one line too high.

Found:
    @inproceedings{a, author = {Doe, Jane}, title = {Can a Machine Finish Your Sentence?}, year = 2019,
      booktitle = {Can a Machine Finish Your Sentence?}}

Found:
    @inproceedings{a, author = {Doe, Jane and Roe, John}, title = {A Paper}, booktitle = {NAACL}, year = 2019,
      editor = {Doe, Jane and Roe, John}}

Not found:
    # who edits a book may write all of it, a preface, and an introduction that is called after its book
    @incollection{a, author = {Doe, Jane}, editor = {Doe, Jane}, title = {A Chapter}, booktitle = {A Book}, year = 2019}
    @inproceedings{c, author = {Doe, Jane and Roe, John}, editor = {Doe, Jane and Roe, John}, year = 2019,
      title = {Preface: Conference on Learning Theory}, booktitle = {COLT}}
    @inbook{b, author = {Doe, Jane}, title = {A Theory of Something}, booktitle = {A Theory of Something}, year = 2019}

Fix: none; look what belongs there.
"""

import re
from collections.abc import Iterator
from typing import cast

from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.text.slugs import slug

_TYPES = frozenset(("inproceedings", "conference", "article"))
_SHORTEST = 12  # letters of a title that is not the name of a journal, too
_OF_EDITORS = re.compile(
    r"preface|introduction|foreword|editorial|overview|report|conference|workshop|symposium|proceedings|shared task",
    re.IGNORECASE,
)
_WORDS = 3  # blanks in a name that is a title
_FEWEST = 2  # names


@rule("MT337", level=Level.WARNING, kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    facts = cast("dict[str, str]", subject.facts)
    if facts["type"] not in _TYPES:
        return
    for name in ("booktitle", "journal"):
        text = facts.get(name, "")
        if len(text) > _SHORTEST and text[:1] == facts.get("title", "")[:1] and slug(text) == subject.title_letters:
            yield found(subject, f"title and {name} are one text", name)
    authors = subject.facts.get("authors", [])
    # A title that was read as a name has its last words first.
    if any(name.count(" ") >= _WORDS and sorted(slug(name)) == sorted(subject.title_letters) for name in authors):
        yield found(subject, "title and author are one text", "authors")
    is_preface = _OF_EDITORS.search(subject.facts.get("title", ""))
    if len(authors) >= _FEWEST and authors == subject.facts.get("editors") and not is_preface:
        yield found(subject, "authors and editors are the same people", "editors")
