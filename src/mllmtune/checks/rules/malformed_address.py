"""An address cannot be opened as it stands.

The scheme has lost a letter (`ttps://`), stands twice, or is none of the web's; or there are blanks in the address. In
a list an address that begins with the name of a host leads into the folder of the list. A bracket or a full stop of
the sentence was taken along.

Found:
    links.code = "ttps://github.com/somebody/something"

Found:
    links.code = "https://https://github.com/somebody/something"

Found:
    - **A Paper of Something** [paper](https:/arxiv.org/abs/2402.09353) [code](github.com/somebody/something)

Found:
    - **A Paper of Something** [code](https://github.com/ somebody/something)

Found:
    links.code = "https://github.com/somebody/something]"

Found:
    - **A Paper of Something** [code](https://github.com/somebody/something\N{IDEOGRAPHIC FULL STOP})

Found:
    - **A Paper of Something** [code] (https://github.com/somebody/something)

Not found:
    # files beside the list
    - **A Paper of Something** [notes](notes/github.md) [paper](https://arxiv.org/abs/2402.09353 "its page")

Not found:
    # as it should be
    links.code = "https://github.com/somebody/something"

Not found:
    # brackets of its own
    url = "https://en.wikipedia.org/wiki/Paper_(a_thing)?list[]"

Not found:
    # another scheme that programs know
    url = "ftp://example.org/paper.ps"

Fix: the scheme is put right, and what is no part of the address is taken away, which is safe; a blank has no fix.
"""

import re
from collections.abc import Container, Iterator

from mllmtune.checks.addresses import respelt
from mllmtune.checks.rule import Finding, Kind, View, across, edit, found
from mllmtune.checks.subject import Subject

_KNOWN = re.compile(
    r"(?:https?|ftp|file)://[^\s/]|file:///|(?:mailto|urn|doi|arxiv|info):\S|www\.|[\w-]+(?:\.[\w-]+)+(?:/|$)|\\",
    re.IGNORECASE,
)
# In a list what has no scheme is a file beside it; none is called like these.
_HOST = re.compile(
    r"www\.[\w-]+\.|(?:[\w-]+\.)?(?:github\.(?:com|io)|gitlab\.com|huggingface\.co|arxiv\.org|openreview\.net|doi\.org)/",
    re.IGNORECASE,
)
# A blank ends an address in Markdown, and only a title in quotes may follow: so this is no link at all.
_BLANK = re.compile(r"\]\(\s*(?P<address>https?:[^\s()<>]*\s+[^\s()\"'<>][^()\"'<>\n]*)\)", re.IGNORECASE)
# What ends a sentence or closes a bracket that was not opened; no page is called so.
_BEHIND = re.compile(
    r"(?P<right>https?://[^\s\[\]]+?)(?P<sign>\]\)?|[\u3002\uff0c\uff09\u3001\uff1b\u201d\u2019]+|[>,;]|\s+)$"
)
_APART = re.compile(r"\[[^\[\]\n]*[^\W\d_]{2}[^\[\]\n]*\] +\((?P<address>https?://[^\s()]+)\)")


@across("MT203")
def check(view: View) -> Iterator[Finding]:
    told = set()
    for subject in view.subjects:
        for one, address in _in_paper(subject):
            told.add(address)
            yield one
    if view.kind is Kind.LIST:
        yield from _in_list(view, told)


def _in_paper(subject: Subject) -> Iterator[tuple[Finding, str]]:
    for path, address in subject.addresses:
        right = respelt(address)
        if right != address:
            text = f"the address {address} has no scheme that can be opened"
            yield found(subject, text, *path, edits=edit(subject, path, right, safe=True)), address
        elif match := _BEHIND.fullmatch(address):
            text = f'"{match["sign"]}" is no part of the address {match["right"]}'
            yield found(subject, text, *path, edits=edit(subject, path, match["right"], safe=True)), address
        elif not _KNOWN.match(address) or re.search(r"\s", address.strip()):
            yield found(subject, f"the address {address} cannot be opened", *path), address


def _in_list(view: View, told: Container[str]) -> Iterator[Finding]:
    """Give the links of a list that no reader takes for one, and that no paper has therefore."""
    for link in view.links:
        if link.address not in told and (respelt(link.address) != link.address or _HOST.match(link.address)):
            yield Finding(link.line, "", f"the address {link.address} has no scheme that can be opened")
        elif link.address not in told and (match := _BEHIND.fullmatch(link.address)):
            yield Finding(link.line, "", f'"{match["sign"]}" is no part of the address {match["right"]}')
    for number, line in view.lines:
        for match in _BLANK.finditer(line) if "](" in line else ():
            yield Finding(number, "", f"there is a blank in the address {match['address']}")
        for match in _APART.finditer(line) if "] " in line else ():
            yield Finding(number, "", f"there is a blank before the address {match['address']}, so that it is no link")
