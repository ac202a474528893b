"""The title of a paper in a list is only the name of a model.

Nobody finds the paper by it, and it is not cited under it: the title says more than the name before its colon. Where it
is the habit of a list, it is said once.

Found:
    | Title | Paper |
    | --- | --- |
    | Mini-Gemini | [link](https://arxiv.org/abs/2403.18814) |

Not found:
    # the whole title
    | Title | Paper |
    | --- | --- |
    | Mini-Gemini: Mining the Potential of Vision Language Models | [link](https://arxiv.org/abs/2403.18814) |

Not found:
    # a short title
    | Title | Paper |
    | --- | --- |
    | Visual Prompt Tuning | [link](https://arxiv.org/abs/2203.12119) |

Fix: none; take the title from the page of the paper.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.habits import without_habit
from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, View, across, found

_NAME = re.compile(r"\S+(?:\s+v?\d[\w.]*)?")


@across("MT315", level=Level.WARNING, kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    names = [
        subject
        for subject in view.subjects
        if subject.title.isascii() and subject.title.lower() != "title" and _NAME.fullmatch(subject.title)
    ]
    findings = [found(subject, f'"{subject.title}" is a name; what is the title?', "title") for subject in names]
    yield from without_habit(findings, len(view.subjects))
