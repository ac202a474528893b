"""One paper stands in two places.

Two sections of a list have the same paper, so that it is counted twice and mended in one place only. When both places
are meant, a library says so in one paper: `also = ["additive/adapter"]`.

Found:
    [[papers]]
    title = "Twin-Merging: Dynamic Integration"
    arxiv = "2406.15479"
    paradigm = "selective"
    category = "posterior"
    [[papers]]
    title = "Twinmerging: Dynamic integration"
    arxiv = "2406.15479"
    paradigm = "reparameterization"
    category = "structure"

Not found:
    # once, with two places
    title = "Twin-Merging: Dynamic Integration"
    arxiv = "2406.15479"
    paradigm = "selective"
    category = "posterior"
    also = ["reparameterization/structure"]

Waive: when two rows are meant: `waive = ["MT403: two tables list it"]`.

Fix: none; keep one, and put the place of the other into its `also`.
"""

from collections.abc import Iterator

from mllmtune.checks.alike import same_title, sharing_identifiers, where
from mllmtune.checks.rule import Finding, Level, View, across, found


@across("MT403", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    shared = ((first, second) for first, second, _ in sharing_identifiers(view.subjects) if same_title(first, second))
    alike = ((first, second) for first, second in view.twins if first.is_preprint == second.is_preprint)
    for first, second in (*shared, *alike):
        if first.place != second.place:
            text = f"it stands at {where(first)}, too, under {first.place or 'nothing'}; here under {second.place}"
            yield found(second, text, others=(first.key,))
