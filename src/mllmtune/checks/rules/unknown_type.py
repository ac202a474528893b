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
_CUT = 4  # letters of a type of which the rest was left out
_PROPOSED = sorted(KNOWN - {"xdata", "set", "bibnote"})


@rule("MT502", kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    said = subject.facts["type"]
    if said not in KNOWN:
        meant = nearest(said)
        edits = edit(subject, ("type",), meant, safe=False) if meant else ()
        hint = f"; did you mean {meant}?" if meant else ""
        yield found(subject, f'"{said}" is no entry type of BibTeX or biblatex{hint}', "type", edits=edits)


def nearest(said: str) -> str:
    """Return the type that was likely meant: one that differs by a letter, or that was cut short; "" if none is."""
    found = process.extractOne(said, _PROPOSED, scorer=fuzz.ratio, score_cutoff=_NEAR)
    cut = (name for name in _PROPOSED if len(said) >= _CUT and name.startswith(said))
    return found[0] if found else next(cut, "")
