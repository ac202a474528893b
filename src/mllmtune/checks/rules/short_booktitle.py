"""The title of the proceedings is an abbreviation, where most others are written out.

`CVPR` and `ICML` beside full names: the bibliography is printed in two styles.

Found:
    [[papers]]
    type = "inproceedings"
    booktitle = "CVPR"
    [[papers]]
    type = "inproceedings"
    booktitle = "Proceedings of the 42nd International Conference on Machine Learning"
    [[papers]]
    type = "inproceedings"
    booktitle = "Advances in Neural Information Processing Systems"

Not found:
    # all of them are short: so it is meant
    [[papers]]
    type = "inproceedings"
    booktitle = "CVPR"
    [[papers]]
    type = "inproceedings"
    booktitle = "ICML"

Fix: none; write the name of the conference.
"""

from collections.abc import Iterator

from mllmtune.checks.conferences import conference
from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, View, across, found
from mllmtune.text.latex import plain


@across("MT317", level=Level.WARNING, kinds=WITH_FIELDS)
def check(view: View) -> Iterator[Finding]:
    titles = [(subject, plain(title)) for subject in view.subjects if (title := subject.facts.get("booktitle"))]
    short = [(subject, title) for subject, title in titles if conference(title)]
    if 2 * len(short) < len(titles):
        for subject, title in short:
            yield found(subject, f'"{title}" is an abbreviation; most others are written out', "booktitle")
