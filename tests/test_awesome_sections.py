"""The headings over an entry say its topic, or the paradigm and the category they name."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

ENTRY = "- [Bending Spoons at Scale](https://arxiv.org/abs/3105.00042)\n"


def under(*headings: str) -> Facts:
    text = "# Awesome Spoons\n\n" + "".join(f"{heading}\n\n" for heading in headings) + ENTRY
    (paper,) = read(text).papers
    return paper.facts()


@pytest.mark.parametrize(
    ("headings", "topic"),
    [
        (["## Spoons"], "spoons"),
        (["## Spoons", "### In Soup"], "spoons/in-soup"),
        (["## 2.1 Spoons", "### (a) In Soup & Stew"], "spoons/a-in-soup-stew"),
        (["## :fire: Spoons 🥄"], "spoons"),
        (["## <a name='x'></a>Spoons"], "spoons"),
        (["## [Spoons](#contents)"], "spoons"),
        (["## Papers", "### Spoons"], "spoons"),
        (["## Spoons", "### 2031"], "spoons"),
        (["## 勺子"], "勺子"),
        (["## Spoons", "**In Soup**"], "spoons/in-soup"),
        (["Spoons\n------", "### In Soup"], "spoons/in-soup"),
        (["<h2>Spoons</h2>"], "spoons"),
    ],
)
def test_nested_headings_are_the_topic(headings: list[str], topic: str) -> None:
    assert under(*headings)["topic"] == topic


@pytest.mark.parametrize(
    ("headings", "paradigm", "category"),
    [
        (["## Selective Tuning", "### Iterative Selective Tuning"], "selective", "iterative"),
        (["## Additive Tuning", "### Adapter Tuning"], "additive", "adapter"),
        (["## Additive Fine-Tuning", "### Prompts"], "additive", "prompt"),
        (
            ["## Reparameterization Tuning", "### Structure Reparameterization Tuning"],
            "reparameterization",
            "structure",
        ),
        (["## Reparametrisation-based Methods", "### Calibration"], "reparameterization", "calibration"),
        (["## Adapter Tuning"], "additive", "adapter"),
        (["## Additive"], "additive", None),
    ],
)
def test_headings_that_name_a_paradigm_or_a_category_are_that(
    headings: list[str], paradigm: str, category: str | None
) -> None:
    paper = under(*headings)

    assert (paper.get("paradigm"), paper.get("category"), paper.get("topic")) == (paradigm, category, None)


@pytest.mark.parametrize(
    "heading",
    [
        "News",
        "Announcements",
        "What's New in This Update",
        "🔥 Updates",
        "Citation",
        "How to Cite",
        "Table of Contents",
        "Contributing",
        "Star History",
        "License",
        "更新",
        "引用",
    ],
)
def test_what_is_about_the_list_is_passed_over(heading: str) -> None:
    assert read(f"# Awesome Spoons\n\n## {heading}\n\n{ENTRY}").papers == ()


def test_a_heading_behind_the_contents_ends_them() -> None:
    assert under("## Contents", "### Spoons")["topic"] == "spoons"


def test_the_name_of_the_list_is_no_topic() -> None:
    assert "topic" not in under()
