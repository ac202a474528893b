"""A name in the title has lost its capitals.

`Dora`, `Pissa` and `Mtlora` are DoRA, PiSSA and MTLoRA: a search engine wrote the title, or a program that capitalizes
sentences. The names are those of the field, and of no word (`checks/lexicon.py`); names that are words, too (`Clip`),
count only where a title begins with them.

Found:
    title = "Dora: Weight-decomposed low-rank adaptation"

Found:
    title = "Multimodal instruction tuning with conditional mixture of lora"

Found:
    title = "{Bert}: Pre-training of deep bidirectional transformers"

Not found:
    # a word, and no model
    title = "Finding the right clip in a video"

Not found:
    # another spelling that is meant
    title = "LORA: A network of long range"

Not found:
    # as it should be
    title = "{DoRA}: Weight-Decomposed Low-Rank Adaptation"

Fix: the capitals are put in, which is safe: no letter changes.
"""

from collections.abc import Iterator

from mllmtune.checks.lexicon import misspelt
from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject


@rule("MT311")
def check(subject: Subject) -> Iterator[Finding]:
    title = subject.facts.get("title", "")
    lost = list(misspelt(title))
    if not lost:
        # A brace at the beginning hides that the title begins with the name.
        lost = [each._replace(start=each.start + 1) for each in misspelt(title[1:])] if title.startswith("{") else []
    if lost:
        right = title
        for each in reversed(lost):
            right = right[: each.start] + each.right + right[each.start + len(each.said) :]
        names = ", ".join(f"{each.said} for {each.right}" for each in lost)
        yield found(subject, f"capitals are lost: {names}", "title", edits=edit(subject, ("title",), right, safe=True))
