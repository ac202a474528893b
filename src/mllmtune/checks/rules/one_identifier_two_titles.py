"""One identifier stands under two different titles.

At least one of the two links leads to another paper than it says; most often a row was copied and only half of it
changed. A paper that changed its name between two versions is found, too: then it stands twice.

Found:
    [[papers]]
    title = "Learning to Prompt for Vision-Language Models"
    arxiv = "2203.05557"
    [[papers]]
    title = "Visual Tuning of Everything Else"
    arxiv = "2203.05557"

Found:
    - **Learning to Prompt for Vision-Language Models** [paper](https://arxiv.org/abs/2203.05557)
    - **Conditional Prompt Learning for Vision-Language Models** [paper](https://arxiv.org/abs/2203.05557)

Not found:
    # the same title in another spelling: that is MT101
    [[papers]]
    title = "Twin-Merging: Dynamic Integration"
    arxiv = "2406.15479"
    [[papers]]
    title = "Twinmerging: dynamic integration"
    arxiv = "2406.15479"

Fix: none; look which of the two titles the link has.
"""

from collections.abc import Iterator

from mllmtune.checks.alike import same_title, sharing_identifiers, where
from mllmtune.checks.rule import Finding, View, across, found


@across("MT103")
def check(view: View) -> Iterator[Finding]:
    for first, second, identifier in sharing_identifiers(view.subjects):
        if first.title and second.title and not same_title(first, second):
            text = f'{identifier} is at {where(first)} too, under the title "{first.title}"'
            yield found(second, text, others=(first.key,))
