"""The keys of a file follow several styles.

`liu2024dora`, `LiangLoRASculpt_CVPR2025`, `DBLP:conf/nips/Doe24`: nobody can guess the key of a paper, and the same
paper comes in twice under two of them. Said once for a file, where every style has a fifth of the keys.

Found:
    @misc{liu2024dora, title = {DoRA}, year = 2024}
    @misc{Liang_CVPR2025, title = {LoRASculpt}, year = 2025}
    @misc{DBLP:conf/nips/Doe24, title = {Another}, year = 2024}

Not found:
    # one style
    @misc{liu2024dora, title = {DoRA}, year = 2024}
    @misc{hu2021lora, title = {LoRA}, year = 2021}
    @misc{vaswani2017attention, title = {Attention}, year = 2017}

Fix: none; a key that changes breaks the documents that cite it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, View, across

_STYLES = {
    "author, year, word": re.compile(r"[a-z'-]+(?:19|20)\d\d[a-z]\w*(?<![A-Z])"),
    "author and year": re.compile(r"[A-Za-z'-]+[:_-]?(?:19|20)?\d\d[a-z]?"),
    "DBLP": re.compile(r"DBLP:.+"),
    "arXiv id": re.compile(r"(?:arxiv[:_-]?)?\d{4}\.\d{4,5}(?:v\d)?", re.IGNORECASE),
    "ACL Anthology": re.compile(r"[a-z]+-(?:etal|[a-z]+)-(?:19|20)\d\d-\w[\w-]*"),
    "venue and year": re.compile(r"\w*_[A-Za-z]{2,}(?:19|20)?\d\d"),
}
_FEWEST = 3  # styles that are no accident
_SHARE = 5  # a fifth of the keys


@across("MT506", level=Level.WARNING, kinds=WITH_FIELDS)
def check(view: View) -> Iterator[Finding]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for subject in view.subjects:
        style = next((name for name, style in _STYLES.items() if style.fullmatch(subject.key)), "")
        keys[style].append(subject.key)
    used = {name: keys[name][0] for name in _STYLES if _SHARE * len(keys.get(name, ())) >= len(view.subjects) > 0}
    if len(used) >= _FEWEST:
        told = "; ".join(f"{name}: {key}" for name, key in used.items())
        yield Finding(view.subjects[0].line_of(()), "", f"the keys follow {len(used)} styles ({told})")
