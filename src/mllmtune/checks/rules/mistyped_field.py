"""The name of a field is mistyped, so that nothing reads it.

`auther = {...}`: BibTeX steps over what it does not know, and complains that there is no author.

Found:
    @article{a, auther = {Doe, Jane}, title = {A Paper}, journal = {A Journal}, year = 2024}

Found:
    @inproceedings{a, author = {Doe, Jane}, titel = {A Paper}, booktitel = {ICML}, year = 2024}

Not found:
    # the field is there; one's own fields
    @article{a, author = {Doe, Jane}, author2 = {Roe, John}, title = {A Paper}, journal = {A Journal}, year = 2024,
      mytag = {x}, eprints = {1}, timestamp = {now}, bibsource = {dblp}}

Fix: none; give the field its name.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import cast

from rapidfuzz.distance import OSA

from mllmtune.checks.rule import ONLY_BIBLIOGRAPHIES, Finding, Level, View, across, found
from mllmtune.checks.subject import Subject

# What is asked for, and what the model calls it.
_FIELDS = {
    "author": "authors", "title": "title", "year": "year", "journal": "journal", "booktitle": "booktitle",
    "editor": "editors", "publisher": "publisher", "volume": "volume", "number": "number", "pages": "pages",
    "school": "school", "institution": "institution", "organization": "organization", "howpublished": "howpublished",
    "eprint": "arxiv", "doi": "doi", "url": "url", "month": "month", "abstract": "abstract", "keywords": "keywords",
}  # fmt: skip
# Fields of biblatex, and of programs, a letter or two from these.
_OTHERS = frozenset((
    "annotation", "authora", "authors", "date", "dates", "editora", "editorb", "editorc", "editors", "eprints",
    "issue", "issues", "journalt", "keyword", "label", "maintitle", "numbers", "organisation", "page", "pubmed",
    "subtitle", "titles", "urls", "volumes",
))  # fmt: skip
_SHORTEST = 5  # letters of a name that can be told from another


@across("MT508", level=Level.WARNING, kinds=ONLY_BIBLIOGRAPHIES)
def check(view: View) -> Iterator[Finding]:
    for subject in view.subjects:
        for name in subject.fields:
            meant = _meant(name.lower())
            if meant and not _has(subject, meant):
                yield found(subject, f'nothing reads the field "{name}"; is it {meant}?', "fields", name)


def _has(subject: Subject, field: str) -> bool:
    facts = cast("Mapping[str, object]", subject.facts)
    return bool(facts.get(_FIELDS[field])) or any(name.lower() == field for name in subject.fields)


@cache
def _meant(name: str) -> str:
    if len(name) < _SHORTEST or name in _FIELDS or name in _OTHERS:
        return ""
    return next((field for field in _FIELDS if len(field) >= _SHORTEST and _is_slip(name, field)), "")


def _is_slip(said: str, meant: str) -> bool:
    """Tell whether a letter is wrong, missing or too many, or two are swapped; in long names twice."""
    return sorted(said) == sorted(meant) or OSA.distance(said, meant, score_cutoff=1) <= 1
