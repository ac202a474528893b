"""A paper of a list has no link to the paper.

Its links lead to notes, code or a page of the project, or there are none: whoever wants to read it has to search,
and a program cannot tell which paper it is.

Found:
    - [CogVLM: Visual Expert for Pretrained Language Models](https://zhuanlan.zhihu.com/p/693163438) (reading notes)

Not found:
    # two papers with one page of notes, and each with a link of its own
    - [A Paper of Something](https://arxiv.org/abs/2402.09353) [notes](https://zhuanlan.zhihu.com/p/693163438)
    - [A Paper of Something Else](https://arxiv.org/abs/2402.00001) [notes](https://zhuanlan.zhihu.com/p/693163438)

Fix: none; put the link in.
"""

from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, found, rule
from mllmtune.checks.subject import Subject


@rule("MT210", level=Level.WARNING, kinds=ONLY_LISTS)
def check(subject: Subject) -> Iterator[Finding]:
    if not (subject.identifiers or subject.facts.get("url") or {"pdf", "paper"} & subject.links.keys()):
        yield found(subject, f'no link to the paper "{subject.title}"')
