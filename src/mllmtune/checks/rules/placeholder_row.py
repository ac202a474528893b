"""A row of a table keeps a place and says nothing.

A template that is left in (`****`, `[link]()`) is printed as an empty row, and every reader of the list steps over it.

Found:
    | Title | Paper |
    | --- | --- |
    | **** | [link]() |
    | **A Paper of Something** | [link](https://arxiv.org/abs/2402.09353) |

Not found:
    # a paper without a link
    | Title | Paper |
    | --- | --- |
    | **A Paper of Something** | [link]() |

Fix: none; fill it in or take it out.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, View, across
from mllmtune.checks.written import typed_lines

# Cells of emphasis, dashes or a link without an address; at least one of the first sort, and no letter beside them.
_CELL = r"\s*(?:\*{2,}|_{4,}|\*\*\s+\*\*|\[[^\[\]]*\]\(\s*\)|[-–—]*|TBD|TODO|\d{4}[./-]?\d{0,2})\s*"  # noqa: RUF001
_ROW = re.compile(rf"\s*\|?{_CELL}(?:\|{_CELL})+\|?\s*$")
_RULE = re.compile(r"[\s|:-]*$")
_EMPTY = re.compile(r"\*{2,}\s*\*{2,}|_{4,}|\]\(\s*\)")


@across("MT701", kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    for line, typed in typed_lines(view.text):
        if "|" in typed and _EMPTY.search(typed) and not _RULE.match(typed) and _ROW.match(typed):
            yield Finding(line, "", "a row that only keeps a place")
