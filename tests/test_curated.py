import tomllib
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from mllmtune.checks.all_rules import all_rules
from mllmtune.checks.checking import findings
from mllmtune.checks.rule import Kind, Setting, View
from mllmtune.checks.subject import Subject
from mllmtune.checks.waiving import waiver
from mllmtune.cli.checking import curated_subjects, library_view
from mllmtune.model.duplicates import duplicates, names_of
from mllmtune.model.paper import Paper
from mllmtune.model.taxonomy import Category
from mllmtune.store.blocks import split
from mllmtune.store.toml import read_paper, write_paper
from mllmtune.store.workspace import curated_library
from tests.conftest import Inside

BLOCKS = split(curated_library().read_bytes())
PAPERS = [read_paper(block) for block in BLOCKS.papers]


def test_the_library_is_what_its_toml_says() -> None:
    tables: dict[str, Any] = tomllib.loads(curated_library().read_text(encoding="utf-8"))
    assert [paper.facts() for paper in PAPERS] == tables["papers"]
    assert tables["library"] == {"schema": 1, "title": "Tuning multimodal large language models"}


def test_every_block_is_as_the_program_writes_it() -> None:
    for block, paper in zip(BLOCKS.papers, PAPERS, strict=True):
        assert block.decode() + "\n" == write_paper(paper.facts())


def test_no_paper_is_there_twice() -> None:
    assert [found for found in duplicates((names_of(paper.facts()) for paper in PAPERS), {}) if found] == []


def test_the_papers_of_each_category_stand_together_newest_first_and_topics_behind() -> None:
    def place(paper: Paper) -> tuple[object, ...]:
        category = list(Category).index(paper.category) if paper.category else len(Category)
        posted = paper.posted or str(paper.year)
        return (category, "" if paper.category else "topic", [-int(part) for part in posted.split("-")])

    in_categories = [paper for paper in PAPERS if paper.category]
    assert PAPERS[: len(in_categories)] == in_categories
    assert in_categories == sorted(in_categories, key=place)
    behind = PAPERS[len(in_categories) :]
    topics = [paper.topic for paper in behind]
    assert all(topics)
    changes = [after for before, after in pairwise(topics) if before != after]
    assert len(changes) == len(set(changes))


def test_every_paper_can_be_opened() -> None:
    without = [paper.key for paper in PAPERS if not (paper.url or paper.arxiv or paper.doi or paper.openreview)]
    assert without == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("lora", {"hu2021lora", "wu2024moslora", "agiza2024mtlora", "liang2025lorasculpt"}),
        ("method:dora", {"liu2024dora"}),
        ("arxiv:2503.04543", {"huang2025keeping"}),
        ('title:"visual instruction"', {"liu2023llava"}),
    ],
)
def test_a_fresh_machine_answers(inside: Inside, query: str, expected: set[str]) -> None:
    answer = inside("search", query, "--keys")
    assert answer.code == 0
    assert expected <= set(answer.out.split())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("lora", "hu2021lora"),
        ("clip", "radford2021clip"),
        ("llava", "liu2023llava"),
        ("prompt tuning", "lester2021prompttuning"),
    ],
)
def test_the_paper_of_that_name_comes_first(inside: Inside, name: str, key: str) -> None:
    assert inside("search", *name.split(), "--keys").out.split()[0] == key


def test_check_finds_nothing_that_is_not_waived_with_a_reason() -> None:
    setting = Setting(date(2026, 11, 21), curated_subjects())

    assert findings(library_view(BLOCKS, setting).view, all_rules()) == []
    assert [text for paper in PAPERS for text in paper.waive if not waiver(text).reason] == []


def test_a_waiver_that_silences_nothing_is_taken_out() -> None:
    setting = Setting(date(2026, 11, 21), curated_subjects())
    bare = tuple(
        Subject({**one.facts, "waive": []}, one.line_of) for one in library_view(BLOCKS, setting).view.subjects
    )
    found = {(one.key, one.code) for one in findings(View(Kind.LIBRARY, bare, setting), all_rules())}

    waived = {(paper.key, waiver(text).code) for paper in PAPERS for text in paper.waive}

    assert waived == found
