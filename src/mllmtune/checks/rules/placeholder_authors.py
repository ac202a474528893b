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

# Both ways round, as a name is typed and as it is kept.
_FORM = re.compile(
    r"\b(?:your (?:full )?name|(?:first|second|third|last|other) authors?|authors?, (?:first|second|third|last|other)"
    r"|name, your|author names?|names?, author|names? of (?:the )?authors?|author (?:one|two|three|[1-9])"
    r"|(?:one|two|three|[1-9]), author|firstname lastname|lastname, firstname|to be added|todo|tbd|xxx+)\b",
    re.IGNORECASE,
)


@rule("MT314")
def check(subject: Subject) -> Iterator[Finding]:
    if match := _FORM.search(" | ".join(subject.facts.get("authors", []))):
        yield found(subject, f'"{match[0]}" is nobody\'s name', "authors")
