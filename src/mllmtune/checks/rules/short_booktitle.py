"""The title of the proceedings is an abbreviation.

`CVPR` and `ICML` beside full names: the bibliography is printed in two styles, and nobody outside of the field knows
what is meant. Where it is the habit of a file, it is said once. The short name has a place of its own, `venue`.

Found:
    @inproceedings{a, author = {Doe, Jane}, title = {A Paper}, booktitle = {CVPR}, year = 2024}

Found:
    type = "inproceedings"
    booktitle = "{ICML} 2024"

Not found:
    # written out
    type = "inproceedings"
    booktitle = "Proceedings of the 42nd International Conference on Machine Learning"

Not found:
    # the short name of a list
    type = "inproceedings"
    venue = "ICML"

Fix: none; write the name of the conference.
"""

from collections.abc import Iterator

from mllmtune.checks.conferences import last_month
from mllmtune.checks.habits import without_habit
from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, View, across, found
from mllmtune.text.latex import plain


@across("MT317", level=Level.WARNING, kinds=WITH_FIELDS)
def check(view: View) -> Iterator[Finding]:
    titles = [(subject, plain(title)) for subject in view.subjects if (title := subject.facts.get("booktitle"))]
    short = [
        found(subject, f'"{title}" is an abbreviation; a bibliography has the whole name', "booktitle")
        for subject, title in titles
        if last_month(title)
    ]
    yield from without_habit(short, len(titles))
