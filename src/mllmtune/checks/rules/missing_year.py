"""The paper has no year.

Neither a year of publication nor the month in which it was first public is known, so it cannot be cited or sorted.
In a list a link that has the year in it is enough, as those to arXiv and to most proceedings have; and most of its
papers must have a year at all.

Found:
    title = "A Paper of No Time"
    authors = ["Doe, Jane"]

Found:
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = {20211}}

Found:
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = {2O23}}

Found:
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = {2019a}}

Not found:
    # when it was first public is enough for a list
    title = "A Paper"
    posted = "2024-02"

Not found:
    # a list: the link tells
    - [A Paper of Something](https://arxiv.org/abs/2402.09353)
    - [Another of Something](https://openaccess.thecvf.com/content_cvpr_2016/papers/Doe_Something_CVPR_2016_paper.pdf)
    - [A Third of Something](https://aclanthology.org/P18-1238.pdf)
    - **A Fourth of Something**, ICML 2024. [paper](https://openreview.net/forum?id=abcdefgh)
    - **A Fifth of Something**, ICML 2024. [paper](https://openreview.net/forum?id=abcdefgi)
    - **A Sixth of Something**, ICML 2024. [paper](https://openreview.net/forum?id=abcdefgj)

Not found:
    # it is to appear, and says so
    title = "A Paper"
    fields.year = "to appear"

Fix: none from the file alone; an arXiv id tells the year, if there is one: then that is put in, which is safe.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.rule import Edit, Finding, Kind, View, across, found
from mllmtune.checks.subject import Subject
from mllmtune.model.identifiers import month_of, submitted

_NO_FOUR_DIGITS = re.compile(r"(?!\d{4}$)[\dOolI]+|\d{4}[a-z]")  # but with letters that look like digits
_OLDEST = 1000  # what is older has no authors to be cited by
_AHEAD = 2  # years by which a volume can be dated forward
_IN_ADDRESS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATES = frozenset(("date", "year", "eventdate", "origdate", "urldate", "pubstate"))


@across("MT301")
def check(view: View) -> Iterator[Finding]:
    if view.kind is Kind.LIST and 2 * sum(subject.year is not None for subject in view.subjects) < len(view.subjects):
        return
    for subject in view.subjects:
        told = view.kind is Kind.LIST and _is_in_a_link(subject)
        if subject.year is None and subject.is_work and not told and not any(map(subject.fields.get, _DATES)):
            yield found(subject, "no year", edits=_edits(subject))
        elif said := _mistyped(subject, view.setting.today.year):
            yield found(subject, f'"{said}" is no year of publication', "year")


def _mistyped(subject: Subject, now: int) -> str:
    """Return what stands for the year and cannot be it: ``20211``, ``2O23``. ``in press`` and ``19xx`` may stand."""
    year, said = subject.facts.get("year"), subject.fields.get("year", "").strip()
    if year is not None:
        return "" if _OLDEST <= year <= now + _AHEAD else str(year)
    return said if _NO_FOUR_DIGITS.fullmatch(said) else ""


def _is_in_a_link(subject: Subject) -> bool:
    if submitted(subject.arxiv) or subject.facts.get("anthology"):
        return True
    return any(_IN_ADDRESS.search(address) for _, address in subject.addresses)


def _edits(subject: Subject) -> tuple[Edit, ...]:
    """Return the month of the arXiv id as that in which it was first public."""
    month = month_of(subject.arxiv)
    return (Edit(subject.key, ("posted",), None, month, safe=True),) if month else ()
