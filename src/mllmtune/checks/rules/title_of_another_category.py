"""The title names another category than that in which the paper stands.

A paper that calls itself prompt learning among the adapters was likely put into the wrong table. The survey may have
its reason, so this is a warning.

Found:
    title = "Conditional Prototype Rectification Prompt Learning"
    paradigm = "additive"
    category = "adapter"

Not found:
    # both words, and one of them is right
    title = "Prompts or Adapters for Vision-Language Models"
    paradigm = "additive"
    category = "adapter"

Not found:
    # prompts are only what it is given
    title = "Multi-Prompt Evaluation of Merged Models"
    paradigm = "selective"
    category = "posterior"

Waive: when it is meant: `waive = ["MT404: the survey has it there"]`.

Fix: none; look the paper up.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Kind, Level, found, rule
from mllmtune.checks.subject import Subject

_SAYS = {
    "prompt": re.compile(r"\bprompt(?:-|\s+)?(?:learning|tuning|optimization)\b", re.IGNORECASE),
    "adapter": re.compile(r"\badapters?\b", re.IGNORECASE),
}
_KINDS = frozenset((Kind.LIBRARY, Kind.LIST))


@rule("MT404", level=Level.WARNING, kinds=_KINDS)
def check(subject: Subject) -> Iterator[Finding]:
    category = subject.facts.get("category")
    if category not in _SAYS or _SAYS[category].search(subject.title):
        return
    for other, says in _SAYS.items():
        if other != category and says.search(subject.title):
            yield found(subject, f"it stands among {category}, and the title says {other}", "category")
