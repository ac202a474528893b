"""Pages, volume or number hold what is no number, or run backwards.

`pages = {pp. 1--10}` is printed as "pp. pp. 1-10", `volume = {vol. 3}` as "vol. vol. 3". Pages from 595 to 581 were
turned round, or one of them was mistyped.

Found:
    pages = "pp. 1--10"

Found:
    volume = "Vol. 568"

Found:
    pages = "595--581"

Not found:
    # of a report that is the whole number
    type = "techreport"
    number = "No. 1190"

Not found:
    # the last page is cut short, as some journals do; other numberings
    pages = "1234--45, e12--e34, S5--S9, 4:1--4:20"
    volume = "abs/2402.09353"

Fix: the words are taken out, which is safe; pages that run backwards have none.
"""

import re
from collections.abc import Iterator
from typing import cast

from mllmtune.checks.rule import Finding, edit, found, rule
from mllmtune.checks.subject import Subject

_WORDS = {
    "pages": re.compile(r"^(?:pp?|pages?)\b\.?~?\s*(?=[\divxlc])", re.IGNORECASE),
    "volume": re.compile(r"^(?:vol(?:ume)?)\b\.?~?\s*(?=[\divxlc])", re.IGNORECASE),
    "number": re.compile(r"^(?:no|nr|number|issue)\b\.?~?\s*(?=\d)", re.IGNORECASE),
}
_RANGE = re.compile(r"(?P<first>\d+)\s*(?:-+|\u2013|\\textendash)\s*(?P<last>\d+)")


@rule("MT324")
def check(subject: Subject) -> Iterator[Finding]:
    facts = cast("dict[str, str]", subject.facts)
    for name, words in _WORDS.items():
        said = facts.get(name, "")
        # A report has its number printed as it stands.
        if name == "number" and facts["type"] != "article":
            continue
        if match := words.match(said):
            edits = edit(subject, (name,), said[match.end() :], safe=True)
            yield found(subject, f'"{match[0].strip()}" is printed twice: {name} is "{said}"', name, edits=edits)
    match = _RANGE.fullmatch(facts.get("pages", "").strip())
    if match and len(match["first"]) == len(match["last"]) and match["last"] < match["first"]:
        yield found(subject, f"the pages run backwards: {match[0]}", "pages")
