"""A name holds what is no part of it: the number of an address, an asterisk, an e-mail, a remark in parentheses.

They come along when authors are copied from the page of a paper, and are printed in every bibliography.

Found:
    authors = ["Yao1, Shunyu", "Yu, Dian"]

Found:
    authors = ["Schick, Timo*", "Dwivedi-Yu, Jane\u2020"]

Found:
    @misc{a, title = {A Paper}, year = 2024, author = {Mark Chen and Qiming Yuan (OpenAI)}}

Not found:
    # a team in braces, a name of letters and digits, and a nickname
    authors = ["{TNG Team 2*}", "X2 AI", "Tg24, Sky", "Doe, John (Jack) R."]

Fix: the name without it; unsafe, because it may be a part of the name after all.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject
from mllmtune.text.names import normalised

_SIGNS = "*\u2217\u2020\u2021\u00a7\u00b6\u00b9\u00b2\u00b3\u2709"
_MARK = re.compile(
    rf"(?<=[^\W\d_]{{2}})\d(?:,\d)*(?=$|[\s,])|[{_SIGNS}]+|\$?\^\{{?[\d,*]+\}}?\$?|<?(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.-]+>?"
)
_REMARK = re.compile(r"(?<!\s)\s*\((?P<remark>[^()]{3,})\)\s*,?(?=$|\s)")
_COMPANY = re.compile(
    r"university|institute|open\s?ai|google|meta\b|microsoft|deepmind|nvidia|lab\b|labs\b|inc\b", re.IGNORECASE
)
_ODD = re.compile(rf"[\d(^@{_SIGNS}]")


@rule("MT327")
def check(subject: Subject) -> Iterator[Finding]:
    for attribute in ("authors", "editors"):
        names = subject.value((attribute,))
        if not isinstance(names, list) or not _ODD.search(";".join(names)):
            continue
        if marked := next(filter(_is_marked, names), None):
            right = [_without(name) if _is_marked(name) else name for name in names]
            text = f'"{marked}" holds more than a name: {_mark(marked)}'
            edits = edit(subject, (attribute,), right, safe=False) if all(right) else ()
            yield found(subject, text, attribute, edits=edits)


def _is_marked(name: str) -> bool:
    return bool(_mark(name))


def _mark(name: str) -> str:
    if name.startswith("{") or " " not in name:
        return ""
    if match := _MARK.search(name):
        return match[0]
    match = _REMARK.search(name)
    return match["remark"] if match and _COMPANY.search(match["remark"]) else ""


def _without(name: str) -> str:
    bare = _MARK.sub("", _REMARK.sub("", name))
    # A remark behind the name was taken for its last word: "(OpenAI), Qiming Yuan".
    return normalised(re.sub(r"\s+", " ", bare).strip(" ,"))
