"""The identifier is not that which the curated library has under this title.

The link leads to another paper: the number was mistyped, or taken from the row above.

Found:
    title = "Learning to Prompt for Vision-Language Models"
    authors = ["Zhou, Kaiyang"]
    arxiv = "2203.05557"

Not found:
    # its own
    title = "Learning to Prompt for Vision-Language Models"
    arxiv = "2109.01134"

Not found:
    # other people have called their paper so, too
    title = "Visual Prompt Tuning"
    authors = ["Roe, Richard"]
    arxiv = "2402.00001"

Fix: the curated identifier; unsafe, because the title may be what is wrong. None where the identifier is that of
another curated paper.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Level, View, across, edit, found


@across("MT808", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    titled = {known.title_letters: known for known in view.setting.curated}
    ids = {known.arxiv for known in view.setting.curated}
    for subject in view.subjects:
        known = titled.get(subject.title_letters)
        if known is None or not known.arxiv or not subject.arxiv or known.arxiv == subject.arxiv:
            continue
        if not subject.families or subject.families[:1] == known.families[:1]:
            is_free = "arxiv" in subject.facts and subject.arxiv not in ids
            edits = edit(subject, ("arxiv",), known.arxiv, safe=False) if is_free else ()
            text = f'"{known.title}" is arXiv {known.arxiv}, not {subject.arxiv}'
            yield found(subject, text, "arxiv", edits=edits)
