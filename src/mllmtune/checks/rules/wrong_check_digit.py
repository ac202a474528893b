"""An ISBN or ISSN has a digit wrong.

Its last digit is made from the others (ISO 2108, ISO 3297), and does not agree with them: no catalogue knows it.

Found:
    isbn = "978-3-031-45467-3"

Found:
    issn = "0036-8076"

Not found:
    # they agree; an X is ten; two of them; and what is none
    isbn = "978-3-031-45468-4, 0-8044-2957-X"
    issn = "0036-8075"

Fix: none; copy it anew.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, found, rule
from mllmtune.checks.subject import Subject

_NUMBER = re.compile(r"(?<![\w-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\w-])")
_SERIAL = re.compile(r"(?<![\w-])\d{4}-?\d{3}[\dXx](?![\w-])")
_TEN = 10  # digits of the older ISBN


@rule("MT331")
def check(subject: Subject) -> Iterator[Finding]:
    for match in _NUMBER.finditer(subject.facts.get("isbn", "")):
        if not _is_book(re.sub(r"[- ]", "", match[0])):
            yield found(subject, f"{match[0]} is no ISBN: its last digit does not agree with the others", "isbn")
    for match in _SERIAL.finditer(subject.facts.get("issn", "")):
        if not _agree(re.sub(r"[- ]", "", match[0])):
            yield found(subject, f"{match[0]} is no ISSN: its last digit does not agree with the others", "issn")


def _is_book(number: str) -> bool:
    if len(number) == _TEN:
        return _agree(number)
    return number.isdigit() and sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(number)) % 10 == 0


def _agree(number: str) -> bool:
    """Tell whether digits with the weights ..., 3, 2, 1 from the left make a multiple of eleven."""
    values = [10 if digit in "Xx" else int(digit) for digit in number]
    return sum(weight * value for weight, value in zip(range(len(values), 0, -1), values, strict=True)) % 11 == 0
