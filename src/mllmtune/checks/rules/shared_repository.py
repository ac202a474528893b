"""One repository is given as the code of papers that have nothing to do with each other.

It has the name of one of them, and the other has no author in common with it, nor, where not all authors are said, a
word of the title or the section of the list: a row that was copied and only half changed. A repository with the code of
several papers of one group is not found.

Found:
    [[papers]]
    title = "AutoPrompt: Eliciting Knowledge from Language Models"
    links.code = "https://github.com/ucinlp/autoprompt"
    [[papers]]
    title = "LST: Ladder Side-Tuning for Parameter and Memory Efficient Transfer Learning"
    links.code = "https://github.com/ucinlp/autoprompt"

Found:
    [[papers]]
    title = "SpoonNet: Adapters for Vision Models"
    authors = ["Doe, Jane"]
    paradigm = "additive"
    category = "adapter"
    links.code = "https://github.com/doe/spoonnet"
    [[papers]]
    title = "Sparse Adapters for Language Models"
    authors = ["Roe, Ann"]
    paradigm = "additive"
    category = "adapter"
    links.code = "https://github.com/doe/SpoonNet.git"

Not found:
    # one group, two papers, one repository that has the name of neither title
    [[papers]]
    title = "Learning to Prompt for Vision-Language Models"
    links.code = "https://github.com/KaiyangZhou/CoOp"
    [[papers]]
    title = "Conditional Prompt Learning for Vision-Language Models"
    links.code = "https://github.com/KaiyangZhou/CoOp"

Not found:
    # the second version of the first
    [[papers]]
    title = "MobileVLM: A Fast Vision Language Assistant"
    links.code = "https://github.com/Meituan-AutoML/MobileVLM"
    [[papers]]
    title = "MobileVLM V2: Faster and Stronger Baseline"
    links.code = "https://github.com/Meituan-AutoML/MobileVLM"

Not found:
    # they have an author in common
    [[papers]]
    title = "Switcher: A Paper"
    authors = ["Doe, Jane", "Roe, Ann"]
    links.code = "https://github.com/somebody/switcher"
    [[papers]]
    title = "Wholly Another Thing"
    authors = ["Roe, Ann"]
    links.code = "https://github.com/somebody/switcher"

Fix: none; look for the repository of the other paper.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.alike import same_title, where
from mllmtune.checks.repositories import repository
from mllmtune.checks.rule import Finding, Level, View, across, found
from mllmtune.checks.subject import Subject
from mllmtune.text.slugs import fold, slug

_SHORTEST = 3  # letters of a name that says something
_LITTLE = frozenset(("and", "are", "for", "from", "into", "the", "via", "with"))  # words that say nothing


@across("MT205", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    users: defaultdict[str, list[Subject]] = defaultdict(list)
    for subject in view.subjects:
        if name := repository(respelt(subject.links.get("code", "")).replace("http://", "https://")):
            users[name].append(subject)
    for name, papers in users.items():
        owner = next((paper for paper in papers if _is_called(paper, name)), None)
        for paper in papers if owner else ():
            if owner and not _related(owner, paper, name):
                text = f"the code link leads to the repository of {where(owner)}, {owner.name}: {paper.links['code']}"
                yield found(paper, text, "links", "code", others=(owner.key,))


def _is_called(paper: Subject, repository: str) -> bool:
    name = slug(paper.name)
    return len(name) >= _SHORTEST and name == slug(repository.rpartition("/")[2])


def _related(owner: Subject, paper: Subject, repository: str) -> bool:
    if owner is paper or same_title(owner, paper) or not owner.identifiers.isdisjoint(paper.identifiers):
        return True
    if not set(owner.families).isdisjoint(paper.families):
        return True
    are_others = _are_all_said(owner) and _are_all_said(paper)
    if not are_others and (owner.place == paper.place != "" or _words(owner) & _words(paper)):
        return True
    parts = [slug(part) for part in re.split(r"[-_.]", repository.rpartition("/")[2])]
    names = [slug(owner.name), *(part for part in parts if len(part) > _SHORTEST)]
    return any(name in paper.title_letters or name in slug(paper.name) for name in names)


def _are_all_said(paper: Subject) -> bool:
    return bool(paper.families) and "others" not in paper.facts.get("authors", [])


def _words(paper: Subject) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(paper.title)) if len(word) >= _SHORTEST} - _LITTLE
