"""The code link leads to the paper.

Whoever asks for the code gets the paper again: a row that was copied from the column beside it.

Found:
    arxiv = "2312.10136"
    links.code = "https://arxiv.org/abs/2312.10136"

Not found:
    # the repository of the paper
    arxiv = "2312.10136"
    links.code = "https://github.com/somebody/something"

Fix: the code link is taken away; unsafe, because it may stand for a link that is meant to be looked up.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import arxiv_id

_HOSTS = re.compile(
    r"^https?://(?:[\w.-]+\.)?(?:arxiv\.org/(?:abs|pdf|html)/|aclanthology\.org/|doi\.org/10|openaccess\.thecvf\.com/"
    r"|proceedings\.mlr\.press/|openreview\.net/(?:forum|pdf)|dl\.acm\.org/doi/|ieeexplore\.ieee\.org/(?:abstract/)?document/"
    r"|nature\.com/articles/|link\.springer\.com/(?:article|chapter|content)|sciencedirect\.com/science/article"
    r"|proceedings\.neurips\.cc/paper|papers\.n(?:eur)?ips\.cc/paper|ecva\.net/papers/|ojs\.aaai\.org/|ijcai\.org/proceedings"
    r"|huggingface\.co/papers/|alphaxiv\.org/abs/)",
    re.IGNORECASE,
)


@rule("MT201")
def check(subject: Subject) -> Iterator[Finding]:
    code = respelt(subject.links.get("code", ""))
    if not code:
        return
    own = subject.facts.get("arxiv")
    url = respelt(subject.facts.get("url", ""))
    same = _bare(code) == _bare(url) and not _bare(code).startswith(("github.com", "huggingface.co"))
    if same or _HOSTS.match(code) or (own and arxiv_id(code) == own):
        text = f"the code link leads to a paper: {code}"
        yield found(subject, text, "links", "code", edits=edit(subject, ("links", "code"), None, safe=False))


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/").removesuffix(".pdf")
