"""The entry type is none that BibTeX or biblatex knows.

A style treats it as misc and leaves out most of what it says; most often it is a typo, or the name of a conference.

Found:
    @inproceeding{a, title = {A Paper}, year = 2024}

Not found:
    # biblatex's
    @online{a, title = {A Page}, year = 2024, url = {https://example.org}}

Fix: the type that is nearest, if one is very near; unsafe, because it may be one of your own style.
"""

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from mllmtune.checks.entry_types import KNOWN
from mllmtune.checks.rule import WITH_FIELDS, Finding, edit, found, rule
from mllmtune.checks.subject import Subject

_NEAR = 85  # of 100: a letter wrong, missing or too many


@rule("MT502", kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    said = subject.facts["type"]
    if said not in KNOWN:
        nearest = process.extractOne(said, sorted(KNOWN), scorer=fuzz.ratio, score_cutoff=_NEAR)
        edits = edit(subject, ("type",), nearest[0], safe=False) if nearest else ()
        hint = f"; did you mean {nearest[0]}?" if nearest else ""
        yield found(subject, f'"{said}" is no entry type of BibTeX or biblatex{hint}', "type", edits=edits)
