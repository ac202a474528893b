"""The heading of one paper has another level than those of the others.

Where each paper is a heading, one with a `#` too few becomes the section of all papers behind it.

Found:
    ## Pretraining
    ### One Paper of Something
    paper link: [here](https://arxiv.org/abs/2402.09353)
    #### A Second Paper of Something
    paper link: [here](https://arxiv.org/abs/2402.00001)
    #### A Third Paper of Something
    paper link: [here](https://arxiv.org/abs/2402.00002)
    #### A Fourth Paper of Something
    paper link: [here](https://arxiv.org/abs/2402.00003)

Not found:
    ## Pretraining
    #### One Paper of Something
    paper link: [here](https://arxiv.org/abs/2402.09353)
    #### A Second Paper of Something
    paper link: [here](https://arxiv.org/abs/2402.00001)
    #### A Third Paper of Something
    paper link: [here](https://arxiv.org/abs/2402.00002)

Fix: none; give it the level of the others.
"""

import re
from collections import Counter
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, View, across

_HEADING = re.compile(r" {0,3}(#{1,6})\s")
_MANY = 3  # papers of one level for each of another
_FEW = 20  # and never more than one paper in so many


@across("MT703", level=Level.WARNING, kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    marks = {line: match[1] for line, typed in view.lines if (match := _HEADING.match(typed))}
    levels = {line: marks[line] for line in (subject.line_of(()) for subject in view.subjects) if line in marks}
    counts = Counter(levels.values())
    if len(counts) > 1:
        usual, number = counts.most_common(1)[0]
        odd = [line for line, mark in levels.items() if mark != usual]
        if _MANY * len(odd) <= number and len(odd) <= max(1, number // _FEW):
            for line in odd:
                yield Finding(line, "", f"the heading of this paper is {levels[line]}; the others have {usual}")
