"""The venue is not that which a DOI, an id, an address or the title of the proceedings names.

The ids of the ACL Anthology, the DOIs of IEEE and the addresses of CVF hold the name of the conference. Findings of ACL
are not ACL, and a paper of CVPR is not one of ICCV.

Found:
    venue = "EMNLP"
    anthology = "2024.findings-emnlp.342"

Found:
    venue = "ECCV"
    booktitle = "Proceedings of the IEEE/CVF International Conference on Computer Vision"

Found:
    - [A Paper of Something](https://openaccess.thecvf.com/content/CVPR2023/papers/Doe_Something_CVPR_2023_paper.pdf), ICCV 2023

Not found:
    # they agree
    venue = "Findings of EMNLP"
    anthology = "2024.findings-emnlp.342"

Not found:
    # a conference that two societies hold together
    venue = "ACL-IJCNLP"
    anthology = "2021.acl-long.353"

Fix: none; look up which of the two is right.
"""  # noqa: E501 - an address

import re
from collections.abc import Iterator

from mllmtune.checks.proceedings import named_conference, told_conferences
from mllmtune.checks.rule import Finding, Level, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.text.latex import plain

_CONFERENCES = frozenset(
    ("acl", "emnlp", "naacl", "eacl", "aacl", "cvpr", "iccv", "wacv", "icml", "iclr", "eccv", "neurips")
)


@rule("MT322", level=Level.WARNING)
def check(subject: Subject) -> Iterator[Finding]:
    venue = subject.facts.get("venue", "")
    name = re.sub(r"(?<!\W)\W*(?:19|20)?\d\d$", "", venue).lower()
    is_findings = "findings" in name
    if not is_findings and name not in _CONFERENCES:
        return
    book = plain(subject.facts.get("booktitle", ""))
    named = named_conference(book)
    if named and not is_findings and named != name:
        yield found(subject, f'the venue is {venue}, and "{book}" is {named.upper()}', "booktitle")
        return
    for path, text, told, _ in told_conferences(subject):
        if (told == "findings") != is_findings or (told in _CONFERENCES and not is_findings and told != name):
            said = f"the Findings of {name.upper()}" if told == "findings" else told.upper()
            yield found(subject, f"the venue is {venue}, and {text} is of {said}", *path)
            return
