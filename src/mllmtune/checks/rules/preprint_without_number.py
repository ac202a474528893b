"""A preprint is said to be at arXiv, and nothing says under which number.

`journal = {arXiv preprint}` leads nobody to the paper.

Found:
    @article{a, title = {A Paper}, author = {Doe, Jane}, journal = {arXiv preprint}, year = 2022}

Not found:
    # the number is there, in one place or another
    @article{a, title = {A Paper}, author = {Doe, Jane}, journal = {arXiv preprint arXiv:2205.11916}, year = 2022}
    @article{b, title = {Another Paper}, author = {Doe, Jane}, journal = {CoRR}, volume = {abs/2205.11917}, year = 2022}
    @article{c, title = {A Third Paper}, author = {Doe, Jane}, journal = {arXiv}, year = 2022, doi = {10.1000/182}}

Fix: none; look for the number (`mllmtune add "the title"` does).
"""

import re
from collections.abc import Iterator
from typing import cast

from mllmtune.checks.rule import WITH_FIELDS, Finding, Level, found, rule
from mllmtune.checks.subject import Subject

_ARXIV = re.compile(r"\W*(?:corr|arxiv(?:\.org)?(?:\s+(?:e-?)?prints?|\s+preprint)?(?:\s+arxiv)?\W*)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{4}\.?\d{3}|https?://")
_PLACES = ("journal", "venue", "booktitle", "publisher", "howpublished")


@rule("MT329", level=Level.WARNING, kinds=WITH_FIELDS)
def check(subject: Subject) -> Iterator[Finding]:
    facts = cast("dict[str, str]", subject.facts)
    if subject.identifiers or "url" in facts or subject.links or not subject.is_preprint:
        return
    if any(map(_NUMBER.search, _said(subject))):
        return
    for place in _PLACES:
        if _ARXIV.fullmatch(facts.get(place, "")):
            yield found(subject, f'"{facts[place]}" without a number, a DOI or an address', place)
            return


def _said(subject: Subject) -> Iterator[str]:
    yield from (text for path, text in subject.texts if path[0] not in {"title", "abstract", "authors"})
    yield from subject.fields.values()
