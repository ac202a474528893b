"""Which findings does a paper say are none? Those of the rules in its `waive`: a code, a colon and the reason."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mllmtune.checks.rule import Finding, View


class Waiver(NamedTuple):
    """The code of a rule and why it does not hold for a paper; "" where no reason is given."""

    code: str
    reason: str


def waiver(text: str) -> Waiver:
    """Return what an item of `waive` says: ``MT310: uploaded after the conference``."""
    code, _, reason = text.partition(":")
    return Waiver(code.strip(), reason.strip())


def waived_codes(view: View) -> Mapping[str, frozenset[str]]:
    """Return the codes that each paper waives, by its key."""
    return {
        subject.key: frozenset(waiver(text).code for text in subject.facts["waive"])
        for subject in view.subjects
        if "waive" in subject.facts
    }


def unwaived(findings: Iterable[Finding], codes: Mapping[str, frozenset[str]]) -> list[Finding]:
    """Return the findings that none of the papers that have part in them waives."""
    if not codes:
        return list(findings)
    return [one for one in findings if not any(one.code in codes.get(key, ()) for key in (one.key, *one.others))]
