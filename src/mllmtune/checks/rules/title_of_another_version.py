"""The title is one that the paper had before, or has elsewhere.

Between arXiv and the proceedings titles change. A list that gives the venue gives the title of the proceedings, so that
the paper is found there.

Found:
    title = "MTLoRA: A Low-Rank Adaptation Approach for Efficient Multi-Task Learning"
    venue = "CVPR"
    year = 2024
    arxiv = "2403.20320"

Not found:
    # the title of the proceedings
    title = "MTLoRA: Low-Rank Adaptation Approach for Efficient Multi-Task Learning"
    venue = "CVPR"
    year = 2024
    arxiv = "2403.20320"

Fix: the curated title; unsafe, because the other one is known, too.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, View, across, edit, found
from mllmtune.checks.verified import titles, verified


@across("MT803", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    for subject, known, _ in verified(view):
        if subject.title_letters in titles(known)[1:]:
            edits = edit(subject, ("title",), known.facts["title"], safe=False)
            yield found(subject, f'another title of "{known.title}"', "title", edits=edits)
