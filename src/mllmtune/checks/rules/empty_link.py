"""A link leads nowhere: its address is empty.

Whoever clicks it stays where he is. It was meant to be filled in later, or a script had nothing to fill in.

Found:
    - **A Paper of Something** [paper](https://arxiv.org/abs/2402.09353) [code]()

Not found:
    # a task that is not done yet is no link
    - [ ] (look for the code of the paper)

Fix: none; put the address in, or take the link out.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, View, across
from mllmtune.checks.written import written_links


@across("MT202", kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    for link in written_links(view.text):
        if not link.address.strip("# ") and link.address != "#":
            what = f"the image [{link.label}]" if link.is_image else f"the link [{link.label}]"
            yield Finding(link.line, "", f"{what} has no address")
