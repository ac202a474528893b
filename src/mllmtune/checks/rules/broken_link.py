"""A link is broken off, so that its signs are printed instead of it.

A bracket, a parenthesis or a quote is missing, is there once too often, or is that of a Chinese keyboard, which
Markdown does not know; or a link was pasted into the address of another one.

Found:
    - [A Paper of Something](https://arxiv.org/abs/2402.09353) [code](https://github.com/somebody/something

Found:
    - [A Paper of Something]（https://arxiv.org/abs/2402.09353）

Found:
    - [code](https://github.com/somebody/something](https://github.com/somebody/something)

Found:
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)) ICML 2024

Found:
    - A Paper of Something <a href="https://arxiv.org/abs/2402.09353>paper</a>

Not found:
    # parentheses of their own, round a link and inside one
    - [A Paper (of Something)](https://en.wikipedia.org/wiki/Paper_(a_thing)) ([code](https://github.com/somebody/it))
    - 1) (see [A Paper](https://arxiv.org/abs/2402.09353))

Not found:
    # it is shown how to write one
    - `[title](https://arxiv.org/abs/`

Fix: none; write the link as `[words](address)`.
"""  # noqa: RUF002 - the parentheses of a Chinese keyboard are the fault

import re
from collections.abc import Iterator

from mllmtune.checks.rule import ONLY_LISTS, Finding, View, across

_CODE = re.compile(r"(?<!`)(`++)(?:(?!\1).)+\1|<!--.*?-->")
_BROKEN = (
    (re.compile(r"\]\(https?://[^\s()<>]*$"), "the parenthesis behind the address is missing"),
    (re.compile(r"\]\(https?://[^\s()<>]*\]\("), "a link was pasted into the address of another"),
    (re.compile(r"\]\s?\N{FULLWIDTH LEFT PARENTHESIS}\s?https?://"), "Markdown does not know this parenthesis"),
    (
        re.compile(r"\]\(https?://[^\s()<>]*\N{FULLWIDTH RIGHT PARENTHESIS}(?![^\s()<>]*\))"),
        "Markdown does not know the parenthesis behind the address",
    ),
    (re.compile(r"<a\s[^<>\"]*href\s*=\s*\"[^\"<>]*>", re.IGNORECASE), "the quote behind the address is missing"),
)
_ITEM = re.compile(r"\s*(?:[-*+|]|\d+[.)])")  # what begins and ends on one line
_DOUBLED = re.compile(r"\]\(https?://[^\s()<>]+\)(?P<rest>\))")
_SHOWN = 60  # characters


@across("MT705", kinds=ONLY_LISTS)
def check(view: View) -> Iterator[Finding]:
    for number, line in view.lines:
        if "http" not in line or (
            "](" not in line and "href" not in line and "]\N{FULLWIDTH LEFT PARENTHESIS}" not in line
        ):
            continue
        typed = _CODE.sub("", line)
        for sign, why in _BROKEN:
            if match := sign.search(typed):
                yield Finding(number, "", f"{why}: {typed[match.start() :][:_SHOWN]}")
                break
        else:
            match = _DOUBLED.search(typed) if _ITEM.match(typed) else None
            if match and not _opens(typed[: match.start()]):
                yield Finding(number, "", f"a parenthesis too many behind {match[0][2:-2]}")


def _opens(before: str) -> bool:
    """Tell whether a parenthesis is open at the end of a text."""
    depth = 0
    for sign in re.findall(r"[()]", before):
        depth = depth + 1 if sign == "(" else max(0, depth - 1)
    return depth > 0
