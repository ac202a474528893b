"""One identifier stands at two papers.

An arXiv id, a DOI, an OpenReview or ACL Anthology id names one paper. Two papers with the same one, under titles that
are much alike, are one paper typed twice: one is cited here, the other there, and only one of them is ever corrected.

Found:
    [[papers]]
    title = "Twin-Merging: Dynamic Integration of Modular Expertise in Model Merging"
    arxiv = "2406.15479"
    [[papers]]
    title = "Twinmerging: Dynamic integration of modular expertise in model merging"
    arxiv = "2406.15479"

Not found:
    # two papers, each with its own
    [[papers]]
    title = "LoRA Meets Dropout"
    arxiv = "2403.00812"
    [[papers]]
    title = "DoRA: Weight-Decomposed Low-Rank Adaptation"
    arxiv = "2402.09353"

Fix: none; put what both say into one, and the key of the other into its `aliases`.
"""

from collections.abc import Iterator

from mllmtune.checks.alike import same_title, sharing_identifiers, where
from mllmtune.checks.rule import Finding, View, across, found


@across("MT101")
def check(view: View) -> Iterator[Finding]:
    for first, second, identifier in sharing_identifiers(view.subjects):
        if same_title(first, second) and first.place == second.place:
            text = f"{identifier} is at {where(first)} already: one paper stands twice"
            yield found(second, text, others=(first.key,))
