r"""A text holds characters that nobody sees.

Control characters, zero-width blanks, marks of writing direction, soft hyphens: they come along when text is copied
from a page or a PDF. Two titles that look the same are not, and LaTeX stops with "invalid character".

Found:
    title = "A Pa\u200bper of Something"

Not found:
    # a no-break space and a joiner inside an emoji have their use
    title = "A\u00a0Paper of 👩\u200d💻 People"

Fix: they are taken out, which is safe.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Finding, Kind, View, across, edit, found
from mllmtune.checks.subject import Subject
from mllmtune.checks.written import typed_lines

# Tabs and line ends are blanks. U+200C and U+200D join letters in Persian, Indian scripts and emoji: left alone
# unless they stand between Latin letters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff\ufffc]"
    "|(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z])"
)


@across("MT602")
def check(view: View) -> Iterator[Finding]:
    told = set()
    for subject in view.subjects:
        for one in _in_paper(subject):
            told.add(one.line)
            yield one
    # What reads a list takes most of them out.
    for number, line in typed_lines(view.text.removeprefix("\ufeff")) if view.kind is Kind.LIST else ():
        if number not in told and not line.isascii() and (match := _INVISIBLE.search(line)):
            yield Finding(number, "", f"U+{ord(match[0]):04X} stands unseen in this line")


def _in_paper(subject: Subject) -> Iterator[Finding]:
    told = set()
    for path, text in (*subject.texts, *subject.addresses, (("doi",), subject.facts.get("doi", ""))):
        match = None if text.isascii() and text.isprintable() else _INVISIBLE.search(text)
        if match is None or path in told:
            continue
        told.add(path)
        old = subject.value(path)
        new = (
            list(filter(str.strip, map(_without, old)))
            if isinstance(old, list)
            else _without(text).strip() and _without(text)
        )
        told_of = f"U+{ord(match[0]):04X} stands unseen in {path[-1]}"
        yield found(subject, told_of, *path, edits=edit(subject, path, new, safe=True) if new else ())


def _without(text: str) -> str:
    return _INVISIBLE.sub(lambda match: " " if match[0] in "\x0b\x0c\x85\u2028\u2029" else "", text)
