"""The title is not that of the curated library.

The facts of the curated library were verified. Where a paper with the same identifier has another title, a name was
mistyped, the title was cut off, or the identifier is that of another paper.

Found:
    title = "TEMR-Merging: Tuning-Free High-Performance Model Merging"
    arxiv = "2405.17461"

Found:
    title = "Fine-tuning Aligned Language Models Compromises Safety"

Found:
    title = "Vision-Language Subspace Prompting"
    arxiv = "2307.06948"

Not found:
    # other capitals, and braces that keep them
    title = "{EMR-Merging}: Tuning-free high-performance model merging"
    arxiv = "2405.17461"

Not found:
    # nobody has verified this one
    title = "A Paper of Something"
    arxiv = "2402.00001"

Fix: the curated title; unsafe, because the identifier may be what is wrong.
"""

from collections.abc import Iterator

from mllmtune.checks.alike import same_title
from mllmtune.checks.rule import Finding, Level, View, across, edit, found
from mllmtune.checks.verified import titles, verified


@across("MT801", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    for subject, known, _ in verified(view):
        if subject.title and subject.title_letters not in titles(known):
            # A name alone is a title cut short to itself (MT315).
            if subject.title == known.facts.get("method"):
                continue
            right = known.facts.get("title", "")
            what = "the title is" if same_title(subject, known) else f"{_identifier(subject.identifiers)} is the paper"
            edits = edit(subject, ("title",), right, safe=False)
            yield found(subject, f'{what} "{known.title}"', "title", edits=edits)


def _identifier(identifiers: frozenset[str]) -> str:
    return min(identifiers, default="this").replace(":", " ", 1)
