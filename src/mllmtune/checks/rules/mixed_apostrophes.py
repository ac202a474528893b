# ruff: noqa: RUF002 - the apostrophes are what it is about
"""The years of venues have two kinds of apostrophes.

`ICLR'24` and `ICLR’24` are two venues to a search, and to most programs. Said at the first of the kind that is rarer.

Found:
    | Title | Venue | Paper |
    | --- | --- | --- |
    | **One Paper of Something** | ICLR'24 | [link](https://arxiv.org/abs/2402.09353) |
    | **Another One of Something** | ICML'24 | [link](https://arxiv.org/abs/2402.00001) |
    | **A Third One of Something** | ICLR’24 | [link](https://arxiv.org/abs/2402.00002) |

Not found:
    # one kind
    | Title | Venue | Paper |
    | --- | --- | --- |
    | **One Paper of Something** | ICLR’24 | [link](https://arxiv.org/abs/2402.09353) |
    | **Another One of Something** | ICML’24 | [link](https://arxiv.org/abs/2402.00001) |

Fix: none; `mllmtune render` writes one kind.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, View, across

_VENUE = re.compile(r"\b[A-Za-z]{2,}\s?(?P<sign>['’‘`])\d\d(?!\d|s)")  # noqa: RUF001 - the signs that people type


@across("MT704", level=Level.WARNING, kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for line, typed in view.lines:
        for match in _VENUE.finditer(typed):
            lines[match["sign"]].append(line)
    usual = max(lines, key=lambda sign: len(lines[sign]), default="")
    for sign, places in lines.items():
        if sign != usual:
            text = f"the year of a venue has the apostrophe {sign} {len(places)} times, and {usual} elsewhere"
            yield Finding(places[0], "", text)
