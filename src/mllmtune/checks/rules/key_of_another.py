"""The key names another paper than its own.

`chu2023mobilevlm` is MobileVLM and `chu2024mobilevlm` is MobileVLM V2: the word is that of the other paper, and the two
differ by a digit that is easily missed.

Found:
    @misc{chu2023mobilevlm, title = {MobileVLM: A Fast Assistant}, year = 2023}
    @misc{chu2024mobilevlm, title = {MobileVLM V2: A Faster Baseline}, year = 2024}

Not found:
    # a word of many titles
    @misc{wang2020deep, title = {Deep Nets: A Study}, year = 2020}
    @misc{wang2021deep, title = {Deep Learning: A Review}, year = 2021}

Fix: none; a key that changes breaks the documents that cite it.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.alike import where
from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, View, across, found
from mllmtune.checks.subject import Subject  # noqa: TC001 - as in the other rules
from mllmtune.text.slugs import slug

_KEY = re.compile(r"(?P<author>[a-z'-]+)(?P<year>(?:19|20)\d\d)(?P<word>[a-z][a-z0-9]+)")


@across("MT507", level=Level.WARNING, kinds=WITH_FIELDS)
def check(view: View) -> Iterator[Finding]:
    owners: dict[tuple[str, str], Subject] = {}
    others = []
    for subject in view.subjects:
        match = _KEY.fullmatch(subject.key)
        if match and slug(subject.name) == match["word"]:
            owners.setdefault((match["author"], match["word"]), subject)
        elif match and subject.name and slug(subject.name).startswith(match["word"]):
            others.append((subject, (match["author"], match["word"])))
    for subject, name in others:
        if owner := owners.get(name):
            text = f"the word of the key is {owner.name}, which is {where(owner)}; this is {subject.name}"
            yield found(subject, text, others=(owner.key,))
