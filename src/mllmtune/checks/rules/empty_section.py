"""A section of a list has nothing in it.

A heading is followed by the next one of its level, or by the end: it was to be filled later, or its papers have moved.

Found:
    ## Adapters
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)
    ## Diffusion Models
    ## Prompts
    - [A Paper of Something Else](https://arxiv.org/abs/2402.00001)

Not found:
    # A list, and a heading with sections below it
    ## Additive
    ### Adapters
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)

Not found:
    ## Contributors
    <a href="https://github.com/somebody/list/graphs/contributors">
      <img src="https://contrib.rocks/image?repo=somebody/list" />
    </a>
    ## Papers
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)

Fix: none; fill it in or take it out.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, View, across

_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})\s+(?P<text>.*)$")
# Blanks, comments, rulers, marks of an item, tags that show nothing, and a way back to the top.
_NOTHING = re.compile(
    r"\s*+(?:<!--.*?-->|</?(?:br|hr|div|p|center|details|summary|ul|li|a\s+(?:name|id))\b[^<>]*>|</\w+>|[-*_]{3,}|[-*+]"
    r"|\[.{0,20}back to top.{0,20}\]\(.*\))?\s*$",
    re.IGNORECASE,
)


@across("MT702", level=Level.WARNING, kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    if not view.subjects:
        return
    before: tuple[int, int, str] | None = None
    lines = view.lines
    for line, typed in (*lines, (0, "# end")):
        heading = _HEADING.match(typed)
        if heading:
            level = len(heading["marks"])
            if before and level <= before[1] and _is_content(before[2]):
                yield Finding(before[0], "", f'nothing stands under "{before[2]}"')
            before = (line, level, heading["text"].rstrip(" \t\r#"))
        elif not _NOTHING.match(typed):
            before = None


def _is_content(text: str) -> bool:
    """Tell whether a heading is one of a section: not a title of the page, made of an image, or of a block of code."""
    return bool(re.search(r"\w", text)) and "](" not in text and "<" not in text
