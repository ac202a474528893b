"""The paper has neither authors nor editors.

A style prints a work without authors under its title, or under nothing at all. A list of papers seldom names them, so
that only libraries and bibliographies are looked at; works that have no author as a matter of course are left alone.

Found:
    title = "A Paper of Nobody"
    year = 2024

Found:
    @misc{a, title = {A Paper of Nobody}, author = {}, year = 2024}

Not found:
    # who speaks is an organization
    type = "manual"
    title = "The Manual"
    organization = "The Makers"

Not found:
    # inherits them from another entry
    title = "A Chapter"
    fields.crossref = "book"

Fix: none.
"""

from collections.abc import Iterator

from mllmtune.checks.entry_types import KNOWN, WITHOUT_AUTHORS
from mllmtune.checks.rule import WITH_FIELDS, Finding, found, rule
from mllmtune.checks.subject import Subject

_STAND_INS = ("organization", "institution", "howpublished")
_FIELDS = frozenset(("author", "editor", "key", "shortauthor", "label", "sortname", "holder", "translator"))


@rule("MT302", kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    facts = subject.facts
    if facts.get("authors") or facts.get("editors") or not subject.is_work or facts["type"] not in KNOWN:
        return
    named = any(facts.get(name) for name in _STAND_INS) or any(map(subject.fields.get, _FIELDS))
    if facts["type"] not in WITHOUT_AUTHORS and not named:
        yield found(subject, "no authors")
