"""A DOI or an arXiv id was typed with what programs put before it.

`doi = {https://doi.org/10.1109/...}` and `eprint = {arXiv:2302.13971}`: biblatex prints "arXiv: arXiv:2302.13971", and
makes a link of it that leads nowhere.

Found:
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = 2024,
      doi = {https://doi.org/10.1016/j.neucom.2023.127063}}

Found:
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = 2023,
      eprint = {arXiv:2302.13971},
      archiveprefix = {arXiv}}

Not found:
    # the numbers alone
    @misc{a, title = {A Paper}, author = {Doe, Jane}, year = 2023, doi = {10.1016/j.neucom.2023.127063},
      eprint = {2302.13971}, archiveprefix = {arXiv}, url = {https://doi.org/10.1016/j.neucom.2023.127063}}

Fix: none in the file; whatever reads it here takes the number alone.
"""

import re
from collections.abc import Iterator

from mllmtune.checks.habits import without_habit
from mllmtune.checks.rule import ONLY_BIBLIOGRAPHIES, Finding, Level, View, across

_TYPED = re.compile(
    r"\b(?P<field>doi|eprint)\s*=\s*[{\"]\s*(?P<prefix>(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*"
    r"|(?:https?://)?arxiv\.org/(?:abs|pdf)/|arxiv:\s*)(?P<rest>[^}\"\n]+)",
    re.IGNORECASE,
)


@across("MT511", level=Level.WARNING, kinds=ONLY_BIBLIOGRAPHIES)
def check(view: View) -> Iterator[Finding]:
    if view.is_bibtex:
        yield from without_habit(list(_prefixed(view.text)), len(view.subjects))


def _prefixed(typed: str) -> Iterator[Finding]:
    for number, line in enumerate(typed.split("\n"), start=1):
        if match := _TYPED.search(line) if "=" in line else None:
            text = f'{match["field"].lower()} is "{match["rest"].strip()}", without {match["prefix"].strip()}'
            yield Finding(number, "", text)
