"""Which findings does a file say are none? Those that a paper waives, or a comment: a code, a colon and the reason."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mllmtune.checks.rule import Finding, View

# In Markdown and in BibTeX; without a reason it is none.
_COMMENT = re.compile(r"(?:<!--|%)\s*waive (?P<code>MT\d{3}):\s*\w")


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


def waived_lines(text: str) -> Mapping[int, frozenset[str]]:
    """Return the codes that comments waive, for the line on which they stand and for the next one."""
    lines: dict[int, frozenset[str]] = {}
    for number, line in enumerate(text.split("\n"), start=1) if "waive MT" in text else ():
        codes = frozenset(match["code"] for match in _COMMENT.finditer(line))
        for place in (number, number + 1) if codes else ():
            lines[place] = lines.get(place, frozenset()) | codes
    return lines


def unwaived(findings: Iterable[Finding], codes: Mapping[str, frozenset[str]]) -> list[Finding]:
    """Return the findings that none of the papers that have part in them waives."""
    if not codes:
        return list(findings)
    return [one for one in findings if not any(one.code in codes.get(key, ()) for key in (one.key, *one.others))]
