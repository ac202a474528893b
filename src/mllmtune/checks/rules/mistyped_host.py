"""The host of an address is mistyped.

`githib.com`, `arvix.org` and `github,com` lead nowhere, or to whoever has bought the name. A host is taken for mistyped
that differs by one letter from one that most papers of the field are at.

Found:
    links.code = "https://githib.com/somebody/something"

Found:
    - **A Paper of Something** [paper](https://arvix.org/abs/2402.09353) [code](https://github,com/somebody/something)

Not found:
    # other hosts
    links.code = "https://gitlab.com/somebody/something"
    links.paper = "https://ar5iv.org/abs/2402.09353"
    links.model = "https://huggingface.com/somebody/something"

Fix: the host that is meant; unsafe, because another may be called so.
"""

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from mllmtune.checks.rule import Finding, Kind, View, across, edit, found

_HOST = re.compile(r"^https?://(?:www\.)?(?P<host>[^/\s?#:]+)", re.IGNORECASE)
_MEANT = ("github.com", "arxiv.org", "huggingface.co", "openreview.net", "aclanthology.org")
_OTHERS = frozenset(("ar5iv.org", "huggingface.com"))


@across("MT211")
def check(view: View) -> Iterator[Finding]:
    if view.kind is Kind.LIST:
        for link in view.links:
            if right := _right(link.address):
                yield Finding(link.line, "", _text(link.address, right))
        return
    for subject in view.subjects:
        for path, address in subject.addresses:
            if right := _right(address):
                yield found(subject, _text(address, right), *path, edits=edit(subject, path, right, safe=False))


def _right(address: str) -> str:
    """Return the address at the host that is likely meant; "" if its own is."""
    match = _HOST.match(address)
    host = match["host"].lower() if match else ""
    if not match or host in _OTHERS:
        return ""
    meant = next((each for each in _MEANT if OSA.distance(host, each, score_cutoff=1) == 1), "")
    return address[: match.start("host")] + meant + address[match.end("host") :] if meant else ""


def _text(address: str, right: str) -> str:
    return f"the host of {address} is likely mistyped; did you mean {right}?"
