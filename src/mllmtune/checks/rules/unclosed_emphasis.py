r"""Bold or slanted text is opened with two signs and closed with one, or not at all.

Markdown prints the stars then.

Found:
    | Title | Paper |
    | --- | --- |
    | **A Paper of Something* | [link](https://arxiv.org/abs/2402.09353) |

Found:
    - **A Paper of Something, [link](https://arxiv.org/abs/2402.09353)

Not found:
    # one inside the other, a star of its own, and a list
    * **A *Paper* of Something** [link](https://arxiv.org/abs/2402.09353)
    - ***A Paper of Something*** A* Search, 2**3 = 8, Jane Doe\*, `**`

Fix: none; close it with the signs that opened it.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, View, across

_CODE = re.compile(r"(?<!`)(`++)(?:(?!\1).)+\1|\\\*|<[^<>]*>|\]\([^()\s]*\)|\$[^$]*\$")
_OPENED = re.compile(r"^\s*(?:[-*+]|\d+[.)])?\s*\[?\s*\*\*(?=[^\s*])(?P<text>[^|]*)$")
_BEGINS = re.compile(r"\s*(?:[-*+]|\d+[.)])\s|\s*[|#]")
_CELL = re.compile(r"(?<!\\)\|")


@across("MT710", level=Level.WARNING, kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    following = {number - 1: line for number, line in view.lines}
    for number, line in view.lines:
        if "**" not in line:
            continue
        for part in _CELL.split(_CODE.sub("", line)):
            match = _OPENED.match(part)
            if match and "**" not in match["text"] and not _goes_on(line, following.get(number, "")):
                yield Finding(
                    number, "", f'what is opened with ** is not closed with **: "{match["text"].strip()[:60]}"'
                )
                break


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a text goes on in the next line, and its stars are closed there."""
    return "|" not in line and "**" in following and not _BEGINS.match(following)
