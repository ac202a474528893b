"""One tag, topic or venue is spelt in two ways.

`LoRA` and `lora`, `NeurIPS` and `Neurips`: to `filter`, `stats` and `export --group-by` they are two. Said of the
spelling that fewer papers have.

Found:
    [[papers]]
    tags = ["lora"]
    [[papers]]
    tags = ["lora"]
    [[papers]]
    tags = ["LoRA"]

Found:
    [[papers]]
    venue = "NeurIPS"
    [[papers]]
    venue = "Neurips"
    [[papers]]
    venue = "NeurIPS"

Not found:
    # two words
    [[papers]]
    tags = ["lora"]
    venue = "ACL"
    [[papers]]
    tags = ["qlora"]
    venue = "AACL"

Fix: the spelling of the others; unsafe, because the rarer one may be right.
"""

import re
from collections import Counter
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LIBRARIES, Finding, Level, View, across, edit, found
from mllmtune.checks.subject import Subject
from mllmtune.text.slugs import fold

_ATTRIBUTES = ("venue", "topic", "tags")


@across("MT406", level=Level.WARNING, kinds=ONLY_LIBRARIES)
def check(view: View) -> Iterator[Finding]:
    for name in _ATTRIBUTES:
        counts = Counter(value for subject in view.subjects for value in _values(subject, name))
        usual: dict[str, str] = {}
        for value, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            usual.setdefault(_letters(value), value)
        odd = {value: usual[_letters(value)] for value in counts if usual[_letters(value)] != value}
        for subject in view.subjects if odd else ():
            for value in filter(odd.get, _values(subject, name)):
                said = subject.value((name,))
                right = [odd.get(each, each) for each in said] if isinstance(said, list) else odd[value]
                is_sure = counts[odd[value]] > counts[value]
                edits = edit(subject, (name,), right, safe=False) if is_sure else ()
                yield found(subject, f'"{value}" is spelt "{odd[value]}" elsewhere', name, edits=edits)


def _values(subject: Subject, name: str) -> list[str]:
    said = subject.value((name,))
    return said if isinstance(said, list) else [str(said)] if said else []


def _letters(value: str) -> str:
    return re.sub(r"[\s_-]+", "", fold(value))
