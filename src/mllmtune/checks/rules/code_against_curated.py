"""The code link is not that of the curated library.

It leads to the code of another paper, to somebody's own version, or to a repository that has moved.

Found:
    title = "LST: Ladder Side-Tuning for Parameter and Memory Efficient Transfer Learning"
    arxiv = "2206.06522"
    links.code = "https://github.com/ucinlp/autoprompt"

Not found:
    # a folder of it
    arxiv = "2402.09353"
    links.code = "https://github.com/NVlabs/DoRA/tree/main/commonsense_reasoning"

Not found:
    # the same repository, spelt otherwise
    title = "DoRA: Weight-Decomposed Low-Rank Adaptation"
    arxiv = "2402.09353"
    links.code = "https://github.com/nvlabs/dora/"

Fix: the curated link; unsafe, because there may be a new one.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.repositories import repository
from mllmtune.checks.rule import Finding, Level, View, across, edit, found
from mllmtune.checks.verified import agree, verified


@across("MT805", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    for subject, known, _ in verified(view):
        said, right = subject.links.get("code", ""), known.links.get("code", "")
        if said and right and _folded(said) != _folded(right):
            edits = edit(subject, ("links", "code"), right, safe=False) if agree(subject, known) else ()
            yield found(subject, f"the code link is {said}; the curated one is {right}", "links", "code", edits=edits)


def _folded(address: str) -> str:
    """Return the repository that an address leads into; what else is wrong with it (MT203, MT204) is not said here."""
    right = re.sub(r"^(?:\w+:/*)+", "https://", address)
    return repository(re.sub(r"/(?:tree|blob)/.*", "", right)) or right.lower().rstrip("/")
