"""A paper is still said to be at arXiv alone, long after it came there.

Most papers of the field have a venue after a year and a half; a list that goes on saying "arXiv" tells its readers less
than there is to know. After how many months a paper is to be looked up, `--arxiv-months` says (18).

Found:
    title = "A Paper of Something"
    venue = "arXiv"
    year = 2023
    arxiv = "2312.10136"

Not found:
    # half a year old (the day of these examples is 2026-06-01)
    venue = "arXiv"
    year = 2025
    arxiv = "2512.10136"

Not found:
    # published
    venue = "CVPR"
    year = 2024
    arxiv = "2312.10136"

Waive: when it was looked up and has none: `waive = ["MT316: no venue in June 2026"]`.

Fix: none; look the paper up.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Kind, Level, View, across, found
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import submitted


@across("MT316", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    today = view.setting.today
    for subject in view.subjects:
        came = submitted(subject.arxiv)
        if came is None or not subject.is_preprint or (view.kind is Kind.LIST and not _says_arxiv(subject)):
            continue
        months = (today.year - came[0]) * 12 + today.month - came[1]
        if months >= view.setting.arxiv_months:
            text = f"still only at arXiv, {months} months after it came there: has it been published?"
            yield found(subject, text, "venue")


def _says_arxiv(subject: Subject) -> bool:
    """Tell whether a list says so itself: where it names no venues at all, it says nothing about this paper."""
    return "arxiv" in subject.facts.get("venue", "").lower()
