"""Two sections of one level and one parent have the same heading.

Papers are added to the one or to the other, and the table of contents leads to the first alone.

Found:
    ## Surveys
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)
    ## Adapters
    - [Another of Something](https://arxiv.org/abs/2402.00001)
    ## Surveys
    - [A Third of Something](https://arxiv.org/abs/2402.00002)

Not found:
    # one in each of two sections
    ## Prompts
    ### Surveys
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)
    ## Adapters
    ### Surveys
    - [Another of Something](https://arxiv.org/abs/2402.00001)

Fix: none; put the papers of both under one of them.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, View, across
from mllmtune.text.slugs import fold

_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})\s+(?P<text>(?=.*[^\W_])\S.*)$")


@across("MT708", level=Level.WARNING, kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    above: list[tuple[int, str]] = []
    first: dict[tuple[tuple[int, str], ...], int] = {}
    of_papers = {subject.line_of(()) for subject in view.subjects}
    for number, line in view.lines:
        match = _HEADING.match(line.rstrip(" \t\r#")) if line.lstrip().startswith("#") else None
        if match is None:
            continue
        level = len(match["marks"])
        above = [*(each for each in above if each[0] < level), (level, fold(match["text"]))]
        before = first.setdefault(tuple(above), number)
        if before != number and number not in of_papers:
            yield Finding(number, "", f'"{match["text"]}" is the heading of line {before} already')
