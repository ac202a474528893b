"""What does a line of a list say, and how is each part of it set? Markdown and HTML, read into one kind of run.

Markdown's inline elements: CommonMark 0.31, section 6. HTML's: only those that lists use. HTML is read here and not
with `html.parser`, whose time grows with the square of what is never closed.
"""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from markdown_it.token import Token

# A tag ends at the next ">" and holds no "<", so that each sign is looked at once.
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+)>")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "ins"))
_BREAKS = frozenset(("br", "p", "div", "li", "hr", "summary", "details"))
_STRAY_BOLD = re.compile(r"\*\*|__(?=\W|$)")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]{}\"'|，。；、）】\u4e00-\u9fff]+")  # signs that end an address
# [label](address) that CommonMark does not take for a link: a blank between the two or around the address.
_LOOSE_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\s?\(\s*(https?://[^\s()<>]+)\s*\)")


_IN_BRACKETS = re.compile(r"^\((.*)\)$")
_BLANKS = re.compile(r"[ \t\u00a0]{3,}")  # two say as much: what stands behind them is something else
NOWHERE = "#"  # where a link without an address leads


class Run(NamedTuple):
    """A part of a line in one style; `href` is where it leads, `image` what it shows (`text` is then its words)."""

    text: str
    href: str = ""
    image: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    link: int = 0  # tells one link from the next where both lead to the same place


class Tag(NamedTuple):
    """An HTML tag: its name in small letters, whether it closes, its attributes."""

    name: str
    closes: bool
    attributes: dict[str, str]


class Inline:
    """Runs as they come, from Markdown and from HTML."""

    def __init__(self, links: int = 0) -> None:
        self.runs: list[Run] = []
        self._depth = {"bold": 0, "italic": 0, "struck": 0}
        self._hrefs: list[str] = []
        self._links = links  # how many there were before

    def text(self, text: str, *, code: bool = False) -> None:
        """Take text in the style that holds."""
        if text:
            self.runs.append(self._run(text, code=code))

    def image(self, src: str, alt: str) -> None:
        """Take an image."""
        self.runs.append(self._run(alt, image=src or "-"))

    def open(self, style: str) -> None:
        """Set what follows in a style: bold, italic or struck."""
        self._depth[style] += 1

    def close(self, style: str) -> None:
        """End a style; one that was not begun is nothing."""
        self._depth[style] = max(0, self._depth[style] - 1)

    def open_link(self, href: str) -> None:
        """Begin a link."""
        # "[words]((address))" is common.
        self._hrefs.append(_IN_BRACKETS.sub(r"\1", href.strip()) or NOWHERE)
        self._links += 1

    def close_link(self) -> None:
        """End a link."""
        if self._hrefs:
            self._hrefs.pop()

    def tag(self, tag: Tag) -> None:
        """Take an HTML tag; those that say nothing of a paper are passed over."""
        if tag.name in _BREAKS:
            self.text("\n")
        elif tag.name == "img" and not tag.closes:
            self.image(tag.attributes.get("src", ""), tag.attributes.get("alt", ""))
        elif tag.name == "a":
            self.close_link() if tag.closes else self.open_link(tag.attributes.get("href", ""))
        elif style := _style(tag.name):
            self.close(style) if tag.closes else self.open(style)

    def _run(self, text: str, *, code: bool = False, image: str = "") -> Run:
        held = self._depth
        href = self._hrefs[-1] if self._hrefs else ""
        return Run(
            text,
            href,
            image,
            held["bold"] > 0,
            held["italic"] > 0,
            code,
            held["struck"] > 0,
            self._links if self._hrefs else 0,
        )


def inline_runs(tokens: Sequence[Token], inline: Inline) -> None:  # noqa: C901 - one case a kind of token
    """Take Markdown's inline tokens into `inline`."""
    for token in tokens:
        kind = token.type
        if kind in ("text", "text_special"):
            inline.text(token.content)
        elif kind in ("softbreak", "hardbreak"):
            inline.text("\n")
        elif kind == "code_inline":
            inline.text(token.content, code=True)
        elif kind == "image":
            inline.image(str(token.attrs.get("src", "")), token.content)
        elif kind == "link_open":
            inline.open_link(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            inline.close_link()
        elif kind == "html_inline":
            for part in html_parts(token.content):
                if isinstance(part, Tag):
                    inline.tag(part)
        elif kind.endswith("_open"):
            inline.open(_MARKS[kind.removesuffix("_open")])
        elif kind.endswith("_close"):
            inline.close(_MARKS[kind.removesuffix("_close")])


_MARKS = {"strong": "bold", "em": "italic", "s": "struck"}


def html_parts(html: str) -> Iterator[Tag | str]:
    """Give the tags of `html` and the text between them; comments are left out."""
    html = _without_comments(html)
    at = 0
    for match in _TAG.finditer(html):
        if match.start() > at:
            yield unescape(html[at : match.start()])
        at = match.end()
        attributes = {
            name.lower(): unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(match[3])
        }
        yield Tag(match[2].lower(), bool(match[1]), attributes)
    if at < len(html):
        yield unescape(html[at:])


def mended(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with what Markdown did not take for bold or for a link, though it was meant so."""
    out: list[Run] = []
    for run in _bold_where_meant(runs):
        if run.code or run.href or run.image:
            out.append(_linked_to_label(out, run))
        else:
            out += _links_in(run)
    return [
        run if run.code or run.image else run._replace(text=_BLANKS.sub("  ", run.text))
        for run in _joined(_numbered(out))
    ]


def lines_of(runs: Sequence[Run]) -> list[list[Run]]:
    """Return the runs line by line."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        for number, piece in enumerate(run.text.split("\n") if not run.image else [run.text]):
            if number:
                lines.append([])
            if piece or run.image:
                lines[-1].append(run._replace(text=piece))
    return lines


def plain_text(runs: Sequence[Run]) -> str:
    """Return the words of the runs, without images."""
    return "".join(run.text for run in runs if not run.image)


def _style(name: str) -> str:
    if name in _BOLD:
        return "bold"
    return "italic" if name in _ITALIC else ""


def _without_comments(html: str) -> str:
    """Return `html` without its comments; one that is never closed goes on to the end."""
    out, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        out.append(html[at:start])
        # Newlines stay, so that lines can still be counted.
        end = html.find("-->", start + 4)
        comment = html[start:] if end < 0 else html[start : end + 3]
        out.append("\n" * comment.count("\n"))
        if end < 0:
            return "".join(out)
        at = end + 3
    return "".join([*out, html[at:]])


def _bold_where_meant(runs: Sequence[Run]) -> list[Run]:
    """Set in bold what stands between ``**`` with a blank inside, which CommonMark takes for asterisks."""
    if not any("**" in run.text or "__" in run.text for run in runs if not (run.code or run.image)):
        return list(runs)
    out: list[Run] = []
    bold = False
    for run in runs:
        if run.code or run.image:
            out.append(run._replace(bold=run.bold or bold))
            continue
        for number, piece in enumerate(_STRAY_BOLD.split(run.text)):
            bold = not bold if number else bold
            if piece:
                out.append(run._replace(text=piece, bold=run.bold or bold))
    return out


def _links_in(run: Run) -> Iterator[Run]:
    """Give a run of text in parts: the addresses in it lead where they say."""
    if "://" not in run.text:
        yield run
        return
    at = 0
    for match in re.finditer(f"{_LOOSE_LINK.pattern}|{_ADDRESS.pattern}", run.text):
        if match.start() > at:
            yield run._replace(text=run.text[at : match.start()])
        at = match.end()
        label, address = (match[1], match[2]) if match[1] else ("", match[0].rstrip(".,;:"))
        yield run._replace(text=label or address, href=address, link=-1)
        if not label and len(address) < len(match[0]):
            yield run._replace(text=match[0][len(address) :])
    if at < len(run.text):
        yield run._replace(text=run.text[at:])


def _linked_to_label(before: list[Run], run: Run) -> Run:
    """Give a link that stands where an address should, ``[label]([x](address))``, the label."""
    if not (run.href and before and before[-1].text.endswith("](")):
        return run
    head, _, label = before[-1].text[:-2].rpartition("[")
    if not label:
        return run
    before[-1] = before[-1]._replace(text=head)
    return run._replace(text=label)


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with those of one style in one: an escaped sign parts them."""
    out: list[Run] = []
    for run in runs:
        if out and not run.image and out[-1]._replace(text=run.text) == run:
            out[-1] = run._replace(text=out[-1].text + run.text)
        else:
            out.append(run)
    return out


def _numbered(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with a number of its own for each link that had none."""
    number = max((0, *(run.link for run in runs)))
    out = []
    for run in runs:
        if run.link < 0:
            number += 1
        out.append(run._replace(link=number) if run.link < 0 else run)
    return out
