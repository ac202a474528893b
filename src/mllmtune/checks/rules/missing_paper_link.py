"""A paper of a list has no link to the paper.

Its links lead to notes, code or a page of the project, or there are none: whoever wants to read it has to search,
and a program cannot tell which paper it is. Where it is the habit of a list, it is said once.

Found:
    - [CogVLM: Visual Expert for Pretrained Language Models](https://zhuanlan.zhihu.com/p/693163438) (reading notes)

Not found:
    # two papers with one page of notes, and each with a link of its own
    - [A Paper of Something](https://arxiv.org/abs/2402.09353) [notes](https://zhuanlan.zhihu.com/p/693163438)
    - [A Paper of Something Else](https://arxiv.org/abs/2402.00001) [notes](https://zhuanlan.zhihu.com/p/693163438)

Not found:
    # a post, by its author
    - [How Do Widgets Bend Spoons?](https://someone.notion.site/spoons-102) _Jane Doe._ 2024.

Fix: none; put the link in.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.habits import without_habit
from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, View, across, found
from mllmtune.checks.subject import Subject

_BESIDES = frozenset(("code", "notes", "dataset", "model", "demo", "video", "slides", "poster"))


@across("MT210", level=Level.WARNING, kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    without = [subject for subject in view.subjects if not _has_one(subject) and subject.title.lower() != "title"]
    findings = [found(subject, f'no link to the paper "{subject.title}"') for subject in without]
    yield from without_habit(findings, len(view.subjects))


def _has_one(subject: Subject) -> bool:
    """Tell whether a link leads to what is listed: where authors are named, a page or a post is all that there is."""
    others = {re.sub(r"\d+$", "", label) for label in subject.links} - _BESIDES
    return bool(subject.identifiers or subject.facts.get("url") or others or subject.families)
