"""The title has other capitals or hyphens than in the curated library.

`Twinmerging` is Twin-Merging, and a title in small letters was taken from a program that writes all of them so. In a
`.bib` file capitals are the style's business, and no fault.

Found:
    - [Visual prompt tuning](https://arxiv.org/abs/2203.12119)

Found:
    title = "AUTOPROMPT: Eliciting Knowledge from Language Models with Automatically Generated Prompts"
    arxiv = "2010.15980"

Not found:
    # as it should be
    - [Visual Prompt Tuning](https://arxiv.org/abs/2203.12119)

Not found:
    # capitals of a bibliography
    @misc{a, title = {Visual prompt tuning}, eprint = {2203.12119}, archiveprefix = {arXiv}, year = 2022}

Fix: the curated title, which is safe: no letter changes.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Kind, Level, View, across, edit, found
from mllmtune.checks.verified import verified

_KINDS = frozenset((Kind.LIBRARY, Kind.LIST))


@across("MT802", level=Level.WARNING, kinds=_KINDS)
def check(view: View) -> Iterator[Finding]:
    for subject, known, _ in verified(view):
        if subject.title != known.title and subject.title_letters == known.title_letters:
            edits = edit(subject, ("title",), known.facts["title"], safe=True)
            yield found(subject, f'the title is spelt "{known.title}"', "title", edits=edits)
