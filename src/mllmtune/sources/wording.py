r"""How does the text of a service become text of the library, which is BibTeX text with Unicode letters?

arXiv's titles are what their authors typed, TeX most often. Crossref's and DataCite's hold HTML or JATS (``<i>``,
``<sub>``, ``<jats:p>``, ``<mml:math>``), with entities that may be escaped twice. JATS 1.3, ``<alternatives>``: one
formula in several forms, of which the TeX is taken (``<tex-math>``, as Springer and IEEE write it).
"""

import html
import re

from mllmtune.text.latex import decoded
from mllmtune.text.markup import literal
from mllmtune.text.rich import from_rich

# What is between these signs and is no such tag is text: "x<y and z>w", "<think> before you answer".
_TAGS = (
    r"[a-z]\w*:[\w.-]+"  # of any vocabulary: jats:, mml:, ns4:, and ce: of Elsevier
    r"|[abipu]|em|italic|bold|strong|su[bp]|scp?|sc|small|big|tt|font|span|div|img|center|br|hr|[ou]l|li|h[1-6]|title|sec|label"
    r"|ext-link|xref|uri|list(?:-item)?|monospace|overline|underline|roman|sans-serif|named-content|styled-content"
    r"|inline-formula|disp-formula|formula|tex|tex-math|alternatives|math|annotation|semantics"
    r"|m(?:i|n|o|s|text|row|sub|sup|subsup|frac|sqrt|root|over|under|underover|style|stretchy|space|fenced|table|tr|td)"
)
_TAG = re.compile(rf"</?(?P<name>{_TAGS})(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[\w.:#/-]+))*\s*/?>", re.IGNORECASE)
_KEPT = {"i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sub": "sub", "sup": "sup"}
# An element without another of its name in it, so that a text of beginnings alone is read once and not again for each.
_ELEMENT = r"<((?:jats:|mml:)?(?:{names}))\b[^<>]*>(?P<inside>(?:(?!<\1\b).)*?)</\1\s*>"
_HIDDEN = re.compile(_ELEMENT.replace("{names}", "annotation|title|script|style"), re.DOTALL)
_ALTERNATIVES = re.compile(_ELEMENT.replace("{names}", "alternatives"), re.DOTALL)
_TEX = re.compile(_ELEMENT.replace("{names}", "tex-math"), re.DOTALL)
_DOCUMENT = re.compile(r"\\begin\s*\{document\}(?P<body>.*)\\end\s*\{document\}", re.DOTALL)
_PARAGRAPH_END = re.compile(r"</(?:jats:)?(?:p|sec)\s*>|<(?:jats:)?br(?:eak)?\s*/?>", re.IGNORECASE)
_NO_TEXT = re.compile(r"<!\[CDATA\[|\]\]>|<!--(?:(?!<!--).)*?-->", re.DOTALL)
# Publishers write TeX in titles: "$\ell_1$" and "$K$"; "$5 and $10" are prices.
_MATH = re.compile(r"(?<![\\$\w])\$(?!\d+(?:[.,]\d+)?\s)(?=\S)[^$]{1,80}(?<=\S)\$(?![\w$])")
_COMMAND = re.compile(r"\\[A-Za-z]{2,}\{|\\[A-Za-z]+\b|\\[\"'`^~=.]\{?[A-Za-z]")


def from_tex(text: str) -> str:
    """Return what an author typed for TeX; text whose braces or dollars have no partner is taken as it is read."""
    line = " ".join(text.split())
    if not _is_balanced(line):
        return literal(line)
    return decoded(line)


def from_html(text: str) -> str:
    """Return a text with HTML or JATS in it; mathematics between dollars stays."""
    line = " ".join(_without_tags(html.unescape(html.unescape(text))).split())
    parts, at = [], 0
    for match in _MATH.finditer(line):
        parts += [_from_rich(line[at : match.start()]), match[0]]
        at = match.end()
    return " ".join("".join([*parts, _from_rich(line[at:])]).split())


def paragraphs(text: str) -> str:
    """Return a longer text, an abstract most often, its paragraphs parted by an empty line, without any markup."""
    shown = _PARAGRAPH_END.sub("\n\n", _HIDDEN.sub(" ", _with_tex(html.unescape(text))))
    shown = html.unescape(_TAG.sub("", shown))
    return "\n\n".join(filter(None, (" ".join(part.split()) for part in re.split(r"\n\s*\n", shown))))


def page_range(text: str) -> str:
    """Return pages with the two hyphens of BibTeX between them, whichever dash a service has."""
    return re.sub(r"\s*[-\u2013\u2014]+\s*", "--", text)


def _without_tags(text: str) -> str:
    """Return the text with the tags that CSL knows and no others."""
    return _TAG.sub(_known_tag, _PARAGRAPH_END.sub(" ", _HIDDEN.sub("", _with_tex(text))))


def _with_tex(text: str) -> str:
    """Return the text with formulas as TeX between dollars, where that is among their forms."""
    text = _ALTERNATIVES.sub(lambda match: found[0] if (found := _TEX.search(match[0])) else match[0], text)
    return _TEX.sub(lambda match: _formula(match["inside"]), _NO_TEXT.sub("", text))


def _formula(tex: str) -> str:
    """Return a formula that may be a whole document of its own."""
    body = found["body"] if (found := _DOCUMENT.search(tex)) else tex
    bare = " ".join(body.split()).strip("$ ")
    return f"${bare}$" if bare else ""


def _known_tag(match: re.Match[str]) -> str:
    name = _KEPT.get(match["name"].lower().removeprefix("jats:"))
    if name is None:
        return ""
    return f"</{name}>" if match[0].startswith("</") else f"<{name}>"


def _from_rich(text: str) -> str:
    """Return rich text as LaTeX; the blanks at its ends stay."""
    if _COMMAND.search(text) and _is_balanced(text):
        return decoded(text)
    inner = from_rich(text.strip())
    return f"{' ' * text.startswith(' ')}{inner}{' ' * (text.endswith(' ') and bool(inner))}"


def _is_balanced(text: str) -> bool:
    """Tell whether every brace and every dollar has its partner."""
    depth = 0
    for mark in re.findall(r"\\.|[{}]", text):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth < 0:
            return False
    return depth == 0 and len(re.findall(r"(?<!\\)\$", text)) % 2 == 0
