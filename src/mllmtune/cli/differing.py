"""What of a library, or of a ``.bib`` file, does a document cite? What is missing there, and what is unused?"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from mllmtune.cli.documents import Documents
from mllmtune.cli.exporting import Missing, missing_keys, with_nearest
from mllmtune.cli.files import read_text
from mllmtune.formats import Format, reader
from mllmtune.model.facts import Facts, all_keys
from mllmtune.select.parents import with_parents
from mllmtune.select.query import Keys, Node, Not
from mllmtune.store.index import Index
from mllmtune.store.terms import line_of


class Form(NamedTuple):
    """How a paper is shown: asked of the index, and made of its facts."""

    ask: Callable[[Index, Node], list[str]]
    make: Callable[[Facts], str]


LINES = Form(Index.lines, line_of)
KEYS = Form(Index.keys, lambda facts: facts["key"])
JSON = Form(Index.facts, lambda facts: json.dumps(facts, ensure_ascii=False))


class Answer(NamedTuple):
    """The papers asked for, as they are shown; the keys that are missing; what could not be read."""

    papers: list[str]
    missing: tuple[Missing, ...]
    problems: tuple[str, ...] = ()


def in_library(index: Index, documents: Documents, form: Form, *, unused: bool) -> Answer:
    """Return what of the library is cited, or unused, and what it lacks."""
    missing = missing_keys(index, {key: str(path) for key, path in documents.keys.items()})
    if not unused:
        return Answer(form.ask(index, documents.node), missing)
    if documents.everything:
        return Answer([], missing)

    def find(names: Iterable[str]) -> list[Facts]:
        return index.papers(Keys(tuple(names)))

    used, _ = with_parents(find(documents.keys), find)
    return Answer(form.ask(index, Not(Keys(tuple(facts["key"] for facts in used)))), missing)


def in_bib(path: Path, documents: Documents, form: Form, *, unused: bool) -> Answer:
    """Return what of a ``.bib`` file is cited, or unused, what it lacks, and what of it could not be read.

    Raises:
        UnreadableFileError: there is no such file, or it may not be read.

    """
    reading = reader(Format.BIBTEX).read(read_text(path).text)
    papers = [paper.facts() for paper in reading.papers]
    holders = {name: facts for facts in reversed(papers) for name in all_keys(facts)}

    def find(names: Iterable[str]) -> list[Facts]:
        return [holders[name] for name in names if name in holders]

    cited = papers if documents.everything else find(documents.keys)
    used, _ = with_parents(cited, find)
    wanted = {facts["key"] for facts in (used if unused else cited)}
    shown = [form.make(facts) for facts in papers if (facts["key"] in wanted) != unused]
    lacking = {key: str(place) for key, place in documents.keys.items() if key not in holders}
    problems = tuple(f"{path}:{problem.line}: {problem.text}" for problem in reading.problems if problem.lost)
    return Answer(shown, with_nearest(lacking, list(holders)), problems)
