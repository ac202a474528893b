"""A link shows nothing, so that nobody can click it.

The title between the brackets was forgotten: `[](https://arxiv.org/abs/2304.03277)` is printed as nothing.

Found:
    - [](https://arxiv.org/abs/2402.09353)

Not found:
    # an image, which is shown, and an anchor
    - [![](https://img.shields.io/badge/code-it.svg)](https://github.com/somebody/something) []() ![](figure.png)

Fix: none; put the title in.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, View, across


@across("MT709", kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    for link in view.links:
        if not link.is_image and not link.label.strip("*_ ") and link.address.startswith("http"):
            yield Finding(link.line, "", f"the link to {link.address} shows nothing")
