"""A row of a table keeps a place and says nothing.

A template that is left in (`****`, `[link]()`) is printed as an empty row, and every reader of the list steps over it.

Found:
    | Title | Paper |
    | --- | --- |
    | **** | [link]() |
    | **A Paper of Something** | [link](https://arxiv.org/abs/2402.09353) |

Found:
    | Title | Venue | Paper |
    | --- | --- | --- |
    | **A Paper of Something** | ICML 2024 | [link](https://arxiv.org/abs/2402.09353) |
    |  |  |  |

Not found:
    # a head that says nothing, on purpose
    |   |   |
    | --- | --- |
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

_EMPTY_TITLE = re.compile(r"\|\s*(?:\*{3,}|\*\*\s+\*\*|_{3,}|TBD|TODO)\s*\|", re.IGNORECASE)
_EMPTY_LINK = re.compile(r"\[[^\[\]]*\]\(\s*\)")
_BLANK = re.compile(r"[\s|*_-]*")
_NOTHING = re.compile(r"\s*\|(?:\s*\|){2,}\s*")


@across("MT701", kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    above = ""
    for line, typed in view.lines:
        if typed.count("|") > 1 and "://" not in typed and (_says_nothing(typed) or _is_empty(typed, above)):
            yield Finding(line, "", "a row that only keeps a place")
        above = typed


def _says_nothing(row: str) -> bool:
    """Tell whether the title is empty, or there is nothing but links that are."""
    return bool(_EMPTY_TITLE.search(row) or (_EMPTY_LINK.search(row) and _BLANK.fullmatch(_EMPTY_LINK.sub("", row))))


def _is_empty(row: str, above: str) -> bool:
    """Tell whether no cell says anything. A row with none above it is a head, which may be so on purpose."""
    return "|" in above and _NOTHING.fullmatch(row) is not None
