"""A link of the table of contents leads to a heading that is not there.

A heading was renamed, or mistyped in one of the two places: whoever clicks the link stays where he is. Letters and
digits alone are compared, as GitHub makes the anchor of a heading from them.

Found:
    - [Quantised LoRA](#quantized-lora)
    ## Quantised LoRA
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)

Not found:
    # its own heading, with a sign and a second time
    - [Basic LoRA](#-basic-lora-1)
    ## 🔥 Basic LoRA
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)

Not found:
    # an anchor that was put there by hand
    - [Top](#the-top)
    <a name="the-top"></a>
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)

Fix: none; the anchor is the heading in small letters, with a hyphen for each blank.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mllmtune.checks.rule import ONLY_LISTS, Finding, Level, View, across
from mllmtune.select.near import near

_HEADING = re.compile(
    r"^\s{0,3}(?:>\s*)?#{1,6}\s*(?P<text>.+)$|<h[1-6][^<>]*>(?P<html>.*?)(?:</h[1-6]>|$)", re.IGNORECASE
)
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{2,})\s*$")
_NAMED = re.compile(r"\b(?:id|name)\s*=\s*[\"']?(?P<name>[^\"'\s>]+)", re.IGNORECASE)
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|<[^<>]*>")
_TOP = frozenset(("", "top", "readme"))  # what browsers and GitHub bring to the top


@across("MT707", level=Level.WARNING, kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    inner = [link for link in view.links if link.address.startswith("#") and len(link.address) > 1]
    if not inner:
        return
    headings = {_folded(text): text for text in _headings(view)}
    for link in inner:
        wanted = _folded(unquote(link.address[1:]).removeprefix("user-content-"))
        if wanted not in _TOP and wanted not in headings and re.sub(r"\d+$", "", wanted) not in headings:
            alike = near([wanted], list(headings), 1)
            meant = f'; is it "{headings[alike[0]]}"?' if alike else ""
            yield Finding(link.line, "", f"no heading is called {link.address}{meant}")


def _headings(view: View) -> Iterator[str]:
    above = ""
    for _, line in view.lines:
        if match := _HEADING.search(line):
            yield _MARKUP.sub("", (match["text"] or match["html"] or "").rstrip(" \t\r#"))
        elif _UNDERLINE.match(line) and above:
            yield _MARKUP.sub("", above)
        if "=" in line:
            yield from (named["name"] for named in _NAMED.finditer(line))
        above = line.strip()


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
