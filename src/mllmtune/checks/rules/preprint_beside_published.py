"""A preprint stands beside its published version.

Both have the same title and authors; one is only at arXiv, the other has a venue. Citations part between the two, and
a bibliography prints the paper twice.

Found:
    [[papers]]
    title = "Towards a Unified View of Parameter-Efficient Transfer Learning"
    authors = ["He, Junxian", "Zhou, Chunting"]
    year = 2021
    arxiv = "2110.04366"
    [[papers]]
    title = "Towards a Unified View of Parameter-Efficient Transfer Learning"
    authors = ["He, Junxian", "Zhou, Chunting"]
    year = 2022
    booktitle = "International Conference on Learning Representations"

Not found:
    # the published version names its preprint: one paper
    title = "Towards a Unified View of Parameter-Efficient Transfer Learning"
    authors = ["He, Junxian", "Zhou, Chunting"]
    booktitle = "International Conference on Learning Representations"
    arxiv = "2110.04366"

Not found:
    # a paper of other people
    [[papers]]
    title = "Prompt Tuning"
    authors = ["Doe, Jane"]
    arxiv = "2110.04366"
    [[papers]]
    title = "Prompt Tuning"
    authors = ["Roe, Richard"]
    booktitle = "International Conference on Learning Representations"

Fix: none; put the arXiv id into the published one, and the key of the preprint into its `aliases`.
"""

from collections.abc import Iterator

from mllmtune.checks.alike import where
from mllmtune.checks.rule import Finding, View, across, found


@across("MT104")
def check(view: View) -> Iterator[Finding]:
    for first, second in view.twins:
        if first.is_preprint != second.is_preprint:
            what = "the preprint of" if second.is_preprint else "the published version of"
            yield found(second, f"{what} {where(first)}: one paper stands twice", "title", others=(first.key,))
