"""The name of a model stands in brackets behind the title.

It is no part of the title: under such a title the paper is found nowhere, and is typed a second time.

Found:
    - [Visual Instruction Tuning (LLaVA)](https://arxiv.org/abs/2304.08485)

Found:
    [[papers]]
    title = "Language Is Not All You Need: Aligning Perception with Language Models (Kosmos-1)"
    method = "Kosmos-1"

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

from mllmtune.checks.rule import Finding, Kind, Level, View, across, edit, found

# One word with a capital inside or a digit, as no word of a sentence has.
_NAME = re.compile(r"(?<!\s)\s*\((?P<name>(?=[\w.+-]*(?:[a-z-][A-Z]|\d)|[A-Z]{2}|[A-Z][\w.+-]*[A-Z])[\w.+-]{2,})\)$")
_NO_NAME = re.compile(r"v?\d[\d.]*$", re.IGNORECASE)  # a year or a version


@across("MT320", level=Level.WARNING, kinds=frozenset((Kind.LIST, Kind.LIBRARY)))
def check(view: View) -> Iterator[Finding]:
    # Where the title was taken from BibTeX, the heading of the paper has another one.
    headings = {line: typed.rstrip(" #") for line, typed in view.lines if typed.startswith("#")}
    for subject in view.subjects:
        title = subject.facts.get("title", "")
        match = _NAME.search(title)
        edits = edit(subject, ("title",), title[: match.start()], safe=False) if match else ()
        match = match or _NAME.search(headings.get(subject.line_of(()), ""))
        if match and view.kind is Kind.LIBRARY and match["name"] != subject.facts.get("method"):
            continue
        if match and " " in match.string[: match.start()] and not _NO_NAME.match(match["name"]):
            yield found(subject, f'"{match["name"]}" in brackets is no part of the title', "title", edits=edits)
