"""The name of a model stands in brackets behind the title.

It is no part of the title: under such a title the paper is found nowhere, and is typed a second time.

Found:
    - [Visual Instruction Tuning (LLaVA)](https://arxiv.org/abs/2304.08485)

Not found:
    # brackets that belong to it
    - [What Makes Convolutional Models Great on Long Sequence Modeling (and Why)?](https://arxiv.org/abs/2210.09298)

Not found:
    # it says what the paper is
    - [Universal Language Model Fine-tuning (Extended Abstract)](https://arxiv.org/abs/1801.06146)

Fix: the name is taken out of the title; unsafe, because few titles do end so.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, edit, found, rule
from mllmtune.checks.subject import Subject

# One word with a capital inside or a digit, as no word of a sentence has.
_NAME = re.compile(r"\s*\((?P<name>(?=\S*[a-z-][A-Z]|\S*\d|[A-Z]{2}|[A-Z]\S*[A-Z])[\w.+-]{2,})\)$")
_YEAR = re.compile(r"(?:19|20)\d\d$")


@rule("MT320", level=Level.WARNING, kinds=ONLY_LISTS)
def check(subject: Subject) -> Iterator[Finding]:
    title = subject.facts.get("title", "")
    match = _NAME.search(title)
    if match and match.start() and not _YEAR.match(match["name"]):
        edits = edit(subject, ("title",), title[: match.start()], safe=False)
        yield found(subject, f'"{match["name"]}" in brackets is no part of the title', "title", edits=edits)
