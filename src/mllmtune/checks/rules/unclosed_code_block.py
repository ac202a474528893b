r"""A block of code is not closed, so that what follows is shown as code.

The three backticks behind a BibTeX entry are missing: headings, tables and links behind it are printed as they were
typed, up to the next backticks (CommonMark, section 4.5).

Found:
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)
    ```bibtex
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = 2024}

    - [Another of Something](https://arxiv.org/abs/2402.00001)

Found:
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)
    ```bibtex
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = 2024}

    - [Another of Something](https://arxiv.org/abs/2402.00001)
    ```bibtex
    @misc{b, title = {Another Paper}, author = {Doe, Jane}, year = 2024}
    ```

Not found:
    # it is closed; a block inside one with more backticks
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)
    ```bibtex
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = 2024}
    ```
    ````
    ```bibtex
    ````

Fix: none; put the backticks where the block ends.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, View, across

_FENCE = re.compile(r"\s*(?:[-*+>]\s+)?(?P<fence>`{3,}|~{3,})\s*(?P<info>[^`]*)$")


@across("MT711", kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    fence, opened = "", 0
    for number, line in enumerate(view.text.split("\n"), start=1):
        match = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if match is None:
            continue
        if not fence:
            fence, opened = match["fence"], number
        elif match["fence"].startswith(fence):
            if match["info"].strip():
                yield Finding(
                    opened, "", f"this block of code is not closed before the next one opens, in line {number}"
                )
                opened = number
            else:
                fence = ""
    if fence:
        yield Finding(opened, "", "this block of code is not closed")
