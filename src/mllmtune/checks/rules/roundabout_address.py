"""An address leads to the page by a detour, or says who went there.

A search engine's or a mail program's redirection, a shortened address: they end one day, and nobody sees where they
lead. What was hung on the address to count visitors, or by the page it was copied from, says nothing of the page.

Found:
    links.project = "https://www.google.com/url?q=https://example.org/paper&sa=D"

Found:
    links.code = "https://bit.ly/3xYzAbC"

Found:
    links.code = "https://github.com/somebody/something?tab=readme-ov-file"

Found:
    - [A Paper of Something](https://example.org/paper?id=3&utm_source=chatgpt.com)

Not found:
    # a question that belongs to the page, and arXiv's, of which MT206 speaks
    links.project = "https://openreview.net/forum?id=abcdefghij"
    url = "https://arxiv.org/abs/2402.09353?utm_source=somebody"

Fix: the address without the detour, which is safe; a shortened one has to be opened.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mllmtune.checks.rule import Finding, Kind, Level, View, across, edit, found

_REDIRECTION = re.compile(
    r"https?://(?:www\.google\.[a-z.]+/url\?(?:.*&)?(?:q|url)=|scholar\.google\.[a-z.]+/scholar_url\?(?:.*&)?url="
    r"|l\.facebook\.com/l\.php\?(?:.*&)?u=|link\.zhihu\.com/\?(?:.*&)?target=|www\.linkedin\.com/redir/redirect\?(?:.*&)?url="
    r"|[\w.]+\.safelinks\.protection\.outlook\.com/\?(?:.*&)?url=)(?P<address>https?(?::|%3A)[^&\s]+).*",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"https?://(?:bit\.ly|t\.co|tinyurl\.com|goo\.gl|is\.gd|ow\.ly|reurl\.cc)/\w+/?", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<before>[?&])(?:utm_\w+|fbclid|gclid|tab=readme-ov-file)(?:=[^&#\s]*)?", re.IGNORECASE)
_ARXIV = re.compile(r"https?://(?:\w+\.)?arxiv\.org/", re.IGNORECASE)


@across("MT213", level=Level.WARNING)
def check(view: View) -> Iterator[Finding]:
    told = set()
    for subject in view.subjects:
        for path, address in subject.addresses:
            if text := _fault(address):
                told.add(address)
                right = direct(address)
                edits = edit(subject, path, right, safe=True) if right != address else ()
                yield found(subject, text, *path, edits=edits)
    for link in view.links if view.kind is Kind.LIST else ():
        if link.address not in told and not link.is_image and (text := _fault(link.address)):
            yield Finding(link.line, "", text)


def direct(address: str) -> str:
    """Return an address without detour and without what counts visitors; a shortened one as it is."""
    if match := _REDIRECTION.fullmatch(address):
        return direct(unquote(match["address"]))
    without = _COUNTED.sub(lambda match: match["before"] if match["before"] == "?" else "", address)
    return re.sub(r"(?<=.)\?(?=#|$)", "", without.replace("?&", "?"))


def _fault(address: str) -> str:
    if _ARXIV.match(address) or not ("?" in address or _SHORTENED.fullmatch(address)):
        return ""
    if _SHORTENED.fullmatch(address):
        return f"nobody sees where {address} leads: open it and give the page's own address"
    right = direct(address)
    return f"{address} is {right} with something hung on it" if right != address else ""
