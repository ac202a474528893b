r"""How is LaTeX text written in CSL's rich text, and the other way round?

CSL-JSON, "HTML-like tags within fields": ``<i>``, ``<b>``, ``<sup>``, ``<sub>``,
``<span style="font-variant:small-caps;">`` and ``<span class="nocase">``, which keeps the case
(https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html). Any other tag is text. CSL has no escape for text
that looks like a tag: a word joiner, which is not seen, stands behind its ``<``.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from mllmtune.text.latex import RAISED, on_one_line
from mllmtune.text.markup import Run, Style, literal, runs, said

_JOINER = "\u2060"
_TAG = re.compile(r"<(?P<end>/)?(?P<name>i|b|sup|sub|span)(?P<rest>\s[^<>]*)?>")
_LOOKS_LIKE_A_TAG = re.compile(r"<(?=/?(?:i|b|sup|sub|span)\b)")
_SMALL_CAPS = re.compile(r"""\s+style=["']font-variant:\s*small-caps;?["']\s*""")
_NO_CASE = re.compile(r"""\s+class=["']nocase["']\s*""")
_OPENS = {
    Style.CASE: '<span class="nocase">', Style.ITALIC: "<i>", Style.BOLD: "<b>", Style.RAISED: "<sup>",
    Style.LOWERED: "<sub>", Style.CAPS: '<span style="font-variant:small-caps;">',
}  # fmt: skip
_CLOSES = {
    Style.CASE: "</span>", Style.ITALIC: "</i>", Style.BOLD: "</b>", Style.RAISED: "</sup>", Style.LOWERED: "</sub>",
    Style.CAPS: "</span>",
}  # fmt: skip
_LATEX = {"i": r"\textit{", "b": r"\textbf{", "sup": r"\textsuperscript{", "sub": r"\textsubscript{"}
_RAISED = re.compile(RAISED)
# Text without any of these is the same in both.
_MARKED = re.compile(r"[\\{}$~<]|--|``|''|[ \t\n]{2}")
_BLANKS = re.compile(r"[ \t\n]{2,}")


def to_rich(text: str) -> str:
    """Return LaTeX text as CSL's rich text."""
    if not _MARKED.search(text):
        return text.strip()
    parts = [(_shown(words, styles), words) for run in runs(text) for words, styles in _spoken(run)]
    out: list[str] = []
    before: tuple[Style, ...] = ()
    for styles, group in groupby(parts, key=lambda part: part[0]):
        out += [_change(before, styles), _guarded("".join(words for _, words in group))]
        before = styles
    return _BLANKS.sub(" ", "".join(out) + _change(before, ())).strip()


def from_rich(text: str) -> str:
    """Return CSL's rich text as LaTeX text; a tag without its partner is text."""
    if "<" not in text:
        return literal(text)
    tags = list(_TAG.finditer(text))
    commands = _paired(tags)
    out: list[str] = []
    at = 0
    for number, tag in enumerate(tags):
        if number in commands:
            out += [_literal(text[at : tag.start()]), commands[number]]
            at = tag.end()
    return "".join(out) + _literal(text[at:])


def _literal(text: str) -> str:
    return literal(text.replace(f"<{_JOINER}", "<"))


def _paired(tags: list[re.Match[str]]) -> dict[int, str]:
    """Return what stands for each tag that means something, by its number."""
    commands: dict[int, str] = {}
    waiting: list[tuple[int, str]] = []
    number_of = dict.fromkeys(("i", "b", "sup", "sub", "span"), 0)
    for number, tag in enumerate(tags):
        name = tag["name"]
        if not tag["end"]:
            waiting.append((number, name))
            number_of[name] += 1
        while tag["end"] and number_of[name]:
            partner, inner = waiting.pop()
            number_of[inner] -= 1
            if inner == name:
                if command := _command(tags[partner]):
                    commands |= {partner: command, number: "}"}
                break
    return commands


def _command(tag: re.Match[str]) -> str | None:
    rest = tag["rest"] or ""
    if tag["name"] != "span":
        return None if rest.strip() else _LATEX[tag["name"]]
    if _NO_CASE.fullmatch(rest):
        return "{"
    return r"\textsc{" if _SMALL_CAPS.fullmatch(rest) else None


def _spoken(run: Run) -> Iterator[tuple[str, tuple[Style, ...]]]:
    """Give what is read of a run and in which styles; of mathematics, its raised and lowered parts by themselves."""
    if Style.MATH not in run.styles:
        yield said(run), run.styles
        return
    styles = tuple(style for style in run.styles if style is not Style.MATH)
    formula, at = on_one_line(run.text[1:-1]), 0
    for match in _RAISED.finditer(formula):
        style = Style.RAISED if match[1] == "^" else Style.LOWERED
        yield said(Run(formula[at : match.start()], styles)), styles
        yield said(Run(match[2] if match[3] is None else match[3], styles)), (*styles, style)
        at = match.end()
    yield said(Run(formula[at:], styles)), styles


def _shown(words: str, styles: tuple[Style, ...]) -> tuple[Style, ...]:
    """Return the styles without those that make no difference to the words."""
    if Style.CASE in styles and not any(map(str.isalpha, words)):
        return tuple(style for style in styles if style is not Style.CASE)
    return styles


def _change(before: tuple[Style, ...], after: tuple[Style, ...]) -> str:
    """Return the tags that lead from some styles to others."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    closing = "".join(_CLOSES[style] for style in reversed(before[same:]))
    return closing + "".join(_OPENS[style] for style in after[same:])


def _guarded(words: str) -> str:
    return _LOOKS_LIKE_A_TAG.sub(f"<{_JOINER}", words) if "<" in words else words
