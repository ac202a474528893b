"""The name of the method has other capitals than in the title.

`method = "AdaLora"` beside "AdaLoRA: Adaptive Budget Allocation": lists and badges show the one, bibliographies the
other.

Found:
    title = "AdaLoRA: Adaptive Budget Allocation for Parameter-Efficient Fine-Tuning"
    method = "AdaLora"

Not found:
    # a name that the title has in small letters as a word, and one that it does not have
    title = "Ladder side-tuning for Parameter and Memory Efficient Transfer Learning"
    method = "Side-Tuning"

Not found:
    # words, which a title has in small letters at times
    title = "Model soups: averaging weights of multiple fine-tuned models"
    method = "Model Soups"

Not found:
    # a title in capitals
    title = "AUTOPROMPT: ELICITING KNOWLEDGE"
    method = "AutoPrompt"

Fix: the spelling of the title; unsafe, because it may be the one that is wrong.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LIBRARIES, Finding, Level, edit, found, rule
from mllmtune.checks.subject import Subject


@rule("MT332", level=Level.WARNING, kinds=ONLY_LIBRARIES)
def check(subject: Subject) -> Iterator[Finding]:
    method = subject.facts.get("method", "")
    if not method or " " in method or method in subject.title:
        return
    match = re.search(rf"(?<!\w){re.escape(method)}(?!\w)", subject.title, re.IGNORECASE)
    if match and not match[0].islower() and not subject.title.isupper():
        edits = edit(subject, ("method",), match[0], safe=False)
        yield found(subject, f'the method is called "{method}", and in the title "{match[0]}"', "method", edits=edits)
