"""An address begins with http:// where https:// is known to serve.

The request can be read and changed on its way, and browsers warn of it.

Found:
    links.code = "http://github.com/somebody/something"

Found:
    # in a list, where only the number is kept
    - **A Paper of Something** [paper](http://arxiv.org/abs/2402.09353)

Not found:
    # nobody knows whether this host serves https
    url = "http://www.example.org/paper.html"

Fix: https:// is written, which is safe for the hosts of the list.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.rule import Finding, Kind, View, across, edit, found

# Hosts, with everything below them, that answer on https with the same pages.
_SECURE = re.compile(
    r"http://(?=(?:[\w-]+\.)*(?:github\.com|github\.io|gitlab\.com|arxiv\.org|openreview\.net|aclanthology\.org"
    r"|aclweb\.org|doi\.org|huggingface\.co|proceedings\.mlr\.press|jmlr\.org|openaccess\.thecvf\.com|ecva\.net"
    r"|papers\.nips\.cc|neurips\.cc|ieeexplore\.ieee\.org|dl\.acm\.org|link\.springer\.com|sciencedirect\.com"
    r"|semanticscholar\.org|youtube\.com|youtu\.be|medium\.com|wikipedia\.org|nature\.com|zhihu\.com"
    r"|towardsdatascience\.com|google\.com|dblp\.org|zenodo\.org|kaggle\.com|pnas\.org|jstor\.org)(?::80)?(?:/|$))",
    re.IGNORECASE,
)


_FEW = 5  # links to one host are no habit yet


@across("MT204")
def check(view: View) -> Iterator[Finding]:
    told = set()
    for subject in view.subjects:
        for path, address in subject.addresses:
            if right := _secure(address):
                told.add(address)
                yield found(subject, _text(address), *path, edits=edit(subject, path, right, safe=True))
    if view.kind is Kind.LIST:
        yield from _in_list(view, told)


def _in_list(view: View, told: Container[str]) -> Iterator[Finding]:
    """Give the links of a list of which only a number is kept; those to one host once, where they are a habit."""
    links = [link for link in view.links if link.address not in told and _secure(link.address)]
    hosts = Counter(_host(link.address) for link in links)
    said: set[str] = set()
    for link in links:
        host = _host(link.address)
        is_habit = hosts[host] > _FEW
        if not (is_habit and host in said):
            said.add(host)
            yield Finding(link.line, "", _text(link.address) + (f"; so are {hosts[host] - 1} more" if is_habit else ""))


def _secure(address: str) -> str:
    """Return an address with https://; "" if it has it, or if nobody knows whether its host serves that."""
    meant = respelt(address)
    match = _SECURE.match(meant)
    return "https://" + meant[match.end() :].replace(":80/", "/", 1) if match else ""


def _host(address: str) -> str:
    return respelt(address).split("/")[2].lower()


def _text(address: str) -> str:
    return f"{address} begins with http://, and https:// serves it"
