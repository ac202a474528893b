"""Venue or year are not those of the curated library.

The paper was published elsewhere or in another year than it says, or it was published at all and is still called a
preprint.

Found:
    title = "AlphaEdit: Null-Space Constrained Knowledge Editing for Language Models"
    venue = "ICLR"
    year = 2024
    arxiv = "2410.02355"

Found:
    title = "LoRA Meets Dropout under a Unified Framework"
    venue = "ACL"
    year = 2024
    arxiv = "2403.00812"

Found:
    @misc{a, title = {BLIP-2}, eprint = {2301.12597}, archiveprefix = {arXiv}, year = 2023}

Not found:
    # as it should be, in the notation of lists
    venue = "ICLR'25"
    year = 2025
    arxiv = "2410.02355"

Not found:
    # nothing is said of a venue
    - [AlphaEdit: Null-Space Constrained Knowledge Editing for Language Models](https://arxiv.org/abs/2410.02355)

Fix: none; `mllmtune import` of the curated library, or by hand.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.conferences import last_month
from mllmtune.checks.rule import Finding, Kind, Level, View, across, found
from mllmtune.checks.subject import Subject
from mllmtune.checks.verified import verified
from mllmtune.text.latex import plain


@across("MT804", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    for subject, known, by_identifier in verified(view):
        right = _venue(known)
        if not by_identifier or known.is_preprint or not right:
            continue
        says_nothing = view.kind is Kind.LIST and "venue" not in subject.facts
        told = "" if says_nothing else _disagreement(subject, known, right)
        if told:
            yield found(subject, f"{told}; it is of {right} {known.facts.get('year', '')}".rstrip(), "year")


def _disagreement(subject: Subject, known: Subject, right: str) -> str:
    if subject.is_preprint:
        return "it is said to be only at arXiv"
    said, year = _venue(subject), subject.facts.get("year")
    if said and _folded(said) != _folded(right):
        return f"it is said to be of {said}"
    if said and year and "year" in known.facts and year != known.facts["year"]:
        return f"it is said to be of {said} {year}"
    return ""


def _venue(subject: Subject) -> str:
    """Return the short name of the venue, where one is said or is all that the proceedings are called by."""
    booktitle = plain(subject.facts.get("booktitle", ""))
    return subject.facts.get("venue", "") or (booktitle if last_month(booktitle) else "")


def _folded(venue: str) -> str:
    short = re.sub(r"[’'‘`]?\s*(?:19|20)?\d\d\b|\(.*?\)|\b(?:oral|spotlight|highlight|main|workshop|long)\b", "",  # noqa: RUF001 - apostrophes
                   venue.lower().replace("findings of the", "findings"))  # fmt: skip
    short = re.sub(r"[^a-z]", "", short.replace("nips", "neurips") if "neurips" not in short else short)
    return "acl findings" if "acl" in short and "finding" in short else short
