"""A value stands twice where each should stand once.

A tag that is given twice, an alias that is the key itself, another title that is the title, or a waiver of a rule that
does not exist: it says nothing, and was meant to say something else.

Found:
    tags = ["lora", "svd", "lora"]

Found:
    title = "MaPLe: Multi-modal Prompt Learning"
    alt_titles = ["MaPLe: Multi-modal Prompt Learning"]

Found:
    key = "houlsby2019adapter"
    aliases = ["houlsby2019adapter"]

Not found:
    # each once
    title = "MaPLe: Multi-modal Prompt Learning"
    alt_titles = ["Multi-modal Prompt Learning"]
    tags = ["lora", "svd"]

Fix: the one too many is taken out, which is safe.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LIBRARIES, Finding, edit, found, rule
from mllmtune.checks.subject import Subject

_LISTS = {"tags": "", "alt_titles": "title", "aliases": "key", "also": "", "related": "key"}


@rule("MT405", kinds=ONLY_LIBRARIES)
def check(subject: Subject) -> Iterator[Finding]:
    for name, owner in _LISTS.items():
        said = subject.value((name,))
        if not isinstance(said, list):
            continue
        own = subject.value((owner,)) if owner else None
        right = [value for value in dict.fromkeys(said) if value != own]
        if right != said:
            value = next(value for place, value in enumerate(said) if value == own or value in said[:place])
            where = f"{name}, and is the {owner}" if value == own else f"{name} twice"
            edits = edit(subject, (name,), right or None, safe=True)
            yield found(subject, f'"{value}" stands in {where}', name, edits=edits)
