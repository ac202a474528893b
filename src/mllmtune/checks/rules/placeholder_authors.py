"""An author is a form that nobody filled in.

"Your Name", "First Author": the entry was begun from a template, and what else it says is no better.

Found:
    authors = ["{Your Name and Collaborators}"]

Found:
    authors = ["Author, First", "Author, Second"]

Not found:
    # a paper under review, and an old book
    authors = ["{Anonymous}"]

Not found:
    # a name
    authors = ["Name, Jane"]

Fix: none; take the authors from the page of the paper.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.text.names import given_first

_FORM = re.compile(
    r"\b(?:your (?:full )?name|(?:first|second|third|last|other) authors?|author names?|names? of (?:the )?authors?"
    r"|(?:first|last|full)name (?:first|last)name|author (?:one|two|three|[1-9])|to be added|todo|tbd|xxx+)\b",
    re.IGNORECASE,
)


@rule("MT314")
def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.facts.get("authors", []):
        if _FORM.search(given_first(name)):
            yield found(subject, f'"{given_first(name)}" is nobody\'s name', "authors")
            return
