"""An address cannot be opened as it stands.

The scheme has lost a letter (`ttps://`), stands twice, or is none of the web's; or there are blanks in the address.

Found:
    links.code = "ttps://github.com/somebody/something"

Found:
    links.code = "https://https://github.com/somebody/something"

Not found:
    # as it should be
    links.code = "https://github.com/somebody/something"

Not found:
    # another scheme that programs know
    url = "ftp://example.org/paper.ps"

Fix: the scheme is put right, which is safe; a blank has no fix.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject

_KNOWN = re.compile(
    r"(?:https?|ftp|file)://[^\s/]|file:///|(?:mailto|urn|doi|arxiv|info):\S|www\.|[\w-]+(?:\.[\w-]+)+(?:/|$)|\\",
    re.IGNORECASE,
)


@rule("MT203")
def check(subject: Subject) -> Iterator[Finding]:
    for path, address in subject.addresses():
        right = respelt(address)
        if right != address:
            text = f"the address {address} has no scheme that can be opened"
            yield found(subject, text, *path, edits=edit(subject, path, right, safe=True))
        elif not _KNOWN.match(address) or re.search(r"\s", address.strip()):
            yield found(subject, f"the address {address} cannot be opened", *path)
