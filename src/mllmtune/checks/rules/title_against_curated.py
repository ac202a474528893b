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
    # the name of the method is left out, as in the first version
    title = "Resolving Interference When Merging Models"
    arxiv = "2306.01708"

Not found:
    # nobody has verified this one
    title = "A Paper of Something"
    arxiv = "2402.00001"

Fix: the curated title, where the two are alike; unsafe, because the paper may have changed its title. Where they are
not, nobody knows whether title or identifier is wrong.
"""

from collections.abc import Iterator

from mllmtune.checks.alike import same_title
from mllmtune.checks.rule import Finding, Level, View, across, edit, found
from mllmtune.checks.subject import Subject
from mllmtune.checks.verified import titles, verified
from mllmtune.text.slugs import slug


@across("MT801", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    others = {known.title_letters for known in view.setting.curated}  # then the identifier is wrong: MT808
    for subject, known, _ in verified(view):
        if subject.title and subject.title_letters not in titles(known):
            if _differs_by_name(subject, known) or subject.title_letters in others:
                continue
            right = known.facts.get("title", "")
            is_one = same_title(subject, known)
            what = "the title is" if is_one else f"{_identifier(subject.identifiers)} is the paper"
            edits = edit(subject, ("title",), right, safe=False) if is_one else ()
            yield found(subject, f'{what} "{known.title}"', "title", edits=edits)


def _differs_by_name(subject: Subject, known: Subject) -> bool:
    """Tell whether only the name of the method is more or less: titles get and lose it from version to version."""
    name = slug(known.facts.get("method", ""))
    ours, theirs = subject.title_letters, known.title_letters
    bare = slug(known.title.partition(": ")[2])
    return bool(name) and ours in (name, name + theirs, bare)


def _identifier(identifiers: frozenset[str]) -> str:
    return min(identifiers, default="this").replace(":", " ", 1)
