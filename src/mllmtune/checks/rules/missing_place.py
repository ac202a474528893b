"""The paper has neither a paradigm nor a topic, where most others have.

It stands in no table of a list that is made from the library.

Found:
    [[papers]]
    paradigm = "additive"
    category = "adapter"
    [[papers]]
    topic = "survey"
    [[papers]]
    title = "A Paper of Something"

Not found:
    # nobody uses them here
    [[papers]]
    title = "A Paper of Something"
    [[papers]]
    title = "A Paper of Something Else"
    topic = "survey"
    [[papers]]
    title = "Another One"

Fix: none; give it `paradigm` and `category`, or a `topic`.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LIBRARIES, Finding, View, across, found


@across("MT402", kinds=ONLY_LIBRARIES)
def check(view: View) -> Iterator[Finding]:
    without = [subject for subject in view.subjects if not subject.place]
    if 2 * len(without) < len(view.subjects):
        for subject in without:
            yield found(subject, "neither paradigm and category nor topic")
