r"""A row of a table has other cells than its head.

A row with a cell too many loses the last one: GitHub cuts it off, most often because a `|` in a title was not written
as `\|`. A delimiter row (`| --- | --- |`) with another number of cells than the head above it makes no table at all:
GFM, section 4.10.

Found:
    | Title | Paper |
    | --- | --- |
    | **Merging | Pipes** | [link](https://arxiv.org/abs/2402.09353) |

Found:
    | Title | Paper | Code |
    | --- | --- |
    | **A Paper of Something** | [link](https://arxiv.org/abs/2402.09353) | - |

Not found:
    # a pipe that is escaped, and a row that ends early
    | Title | Paper |
    | --- | --- |
    | **Merging \| Pipes** | [link](https://arxiv.org/abs/2402.09353) |
    | **A Paper of Something** |

Not found:
    # the pipes at the ends are left out
    Title | Paper
    --- | ---
    **A Paper of Something** | [link](https://arxiv.org/abs/2402.09353)

Fix: none; write `\|` for a pipe that is part of a text, or give head and delimiter row one number of cells.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, View, across

_DELIMITER = re.compile(r"\s*+\|?(?:\s*+:?-+:?\s*+\|)*\s*+:?-+:?\s*+\|?\s*$")
_SAYS_SOMETHING = re.compile(r"(?!\[//\]:|<!--)\S")  # and is no remark for those who keep the list
_PIPE = re.compile(r"(?<!\\)\|")


@across("MT706", kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    above, width = "", 0
    for number, line in view.lines:
        if "|" not in line:
            above, width = "", 0
        elif width:
            if any(map(_SAYS_SOMETHING.match, _texts(line)[width:])):
                yield Finding(
                    number, "", f"this row has {_cells(line)} cells, and its table {width}: GitHub cuts off the rest"
                )
        elif _DELIMITER.match(line) and above:
            head, width = _cells(above), _cells(line)
            if head != width:
                yield Finding(number, "", f"{width} cells below a head of {head}: GitHub shows no table")
                width = max(head, width)
        above = line


def _cells(row: str) -> int:
    return len(_texts(row))


def _texts(row: str) -> list[str]:
    typed = row.strip()
    typed = typed.removeprefix("|")
    typed = typed[:-1] if re.search(r"(?<!\\)\|$", typed) else typed
    return [text.strip() for text in _PIPE.split(typed)]
