r"""An address leads to a file or a program on the machine of whoever typed it.

`file:///home/...`, `C:\Users\...`, `localhost`: nobody else can open it, and it tells where he keeps his files.

Found:
    links.pdf = "file:///home/somebody/papers/something.pdf"

Found:
    - **A Paper of Something** [code](http://localhost:8888/notebooks/it.ipynb)

Not found:
    # a page about it
    links.docs = "https://example.org/localhost/file"

Fix: none; give the address under which others find it.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Kind, View, across, found

_OWN = re.compile(
    r"file:/|[a-z]:[\\/]|https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|192\.168\.[\d.]+|10(?:\.\d+){3})(?:[:/]|$)"
    r"|(?:chrome-extension|moz-extension|blob|zotero):",
    re.IGNORECASE,
)


@across("MT214")
def check(view: View) -> Iterator[Finding]:
    told = set()
    for subject in view.subjects:
        for path, address in subject.addresses:
            if _OWN.match(address):
                told.add(address)
                yield found(subject, f"nobody else can open {address}", *path)
    for link in view.links if view.kind is Kind.LIST else ():
        if link.address not in told and _OWN.match(link.address):
            yield Finding(link.line, "", f"nobody else can open {link.address}")
