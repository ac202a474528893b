"""An address begins with http:// where https:// is known to serve.

The request can be read and changed on its way, and browsers warn of it.

Found:
    links.code = "http://github.com/somebody/something"

Not found:
    # nobody knows whether this host serves https
    url = "http://www.example.org/paper.html"

Fix: https:// is written, which is safe for the hosts of the list.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject

# Hosts, with everything below them, that answer on https with the same pages.
_SECURE = re.compile(
    r"http://(?=(?:[\w-]+\.)*(?:github\.com|github\.io|gitlab\.com|arxiv\.org|openreview\.net|aclanthology\.org"
    r"|aclweb\.org|doi\.org|huggingface\.co|proceedings\.mlr\.press|jmlr\.org|openaccess\.thecvf\.com|ecva\.net"
    r"|papers\.nips\.cc|neurips\.cc|ieeexplore\.ieee\.org|dl\.acm\.org|link\.springer\.com|sciencedirect\.com"
    r"|semanticscholar\.org|youtube\.com|youtu\.be|medium\.com|wikipedia\.org|nature\.com|zhihu\.com"
    r"|towardsdatascience\.com|google\.com|dblp\.org|zenodo\.org|kaggle\.com|pnas\.org|jstor\.org)(?::80)?(?:/|$))",
    re.IGNORECASE,
)


@rule("MT204")
def check(subject: Subject) -> Iterator[Finding]:
    for path, address in subject.addresses():
        meant = respelt(address)
        if match := _SECURE.match(meant):
            right = "https://" + meant[match.end() :].replace(":80/", "/", 1)
            text = f"{address} begins with http://, and https:// serves it"
            yield found(subject, text, *path, edits=edit(subject, path, right, safe=True))
