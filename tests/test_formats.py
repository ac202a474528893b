import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from mllmtune.formats import Format, writer
from mllmtune.formats.csv_table import COLUMNS
from mllmtune.model.facts import Facts
from tests.conftest import Program

DORA: Facts = {
    "key": "liu2024dora",
    "type": "inproceedings",
    "title": "{DoRA}: Weight-Decomposed",
    "authors": ["Liu, Shih-Yang", "others"],
    "year": 2024,
    "posted": "2024-02-14",
    "venue": "ICML",
    "arxiv": "2402.09353",
    "paradigm": "reparameterization",
    "category": "calibration",
    "also": ["additive/adapter"],
    "links": {"code": "https://github.com/NVlabs/DoRA"},
}


def test_a_markdown_row_has_the_columns_of_the_fields_lists() -> None:
    links = "[link](https://arxiv.org/abs/2402.09353) | [link](https://github.com/NVlabs/DoRA)"
    row = f"| 2024.02 | **DoRA: Weight-Decomposed** | ICML'24 | {links} |"
    assert row in writer(Format.MARKDOWN).write([DORA]).splitlines()


def test_a_paper_without_a_venue_has_its_year_once_and_in_full() -> None:
    text = writer(Format.MARKDOWN).write(
        [
            {"key": "a", "type": "misc", "title": "T", "year": 1999},
            {"key": "b", "type": "misc", "title": "U", "posted": "2024-02", "year": 2025},
        ]
    )
    assert "| 1999 | **T** | - | - | - |" in text.splitlines()
    assert "| 2024.02 | **U** | 2025 | - | - |" in text.splitlines()


def test_a_paper_with_two_places_stands_in_two_tables() -> None:
    text = writer(Format.MARKDOWN).write([DORA])
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "### Additive Tuning", "#### Adapter Tuning",
        "### Reparameterization Tuning", "#### Calibration Reparameterization Tuning",
    ]  # fmt: skip
    assert text.count("**DoRA: Weight-Decomposed**") == 2


def test_a_paper_without_a_place_is_not_left_out() -> None:
    papers: list[Facts] = [{"key": "a", "type": "misc", "topic": "multimodal-llm"}, {"key": "b", "type": "misc"}]
    text = writer(Format.MARKDOWN).write(papers)
    assert "### Multimodal Llm\n" in text
    assert "| - | **a** | - | - | - |" in text
    assert "### Other\n" in text


@pytest.mark.parametrize(
    "title",
    ["a | b", "<b>x</b>", "[x](javascript:y)", "*a* _b_ `c`", "a \\| b", "&lt;b&gt;", "![i](x)", "~~a~~"],
)
def test_a_title_is_text_in_its_cell_of_the_table(title: str) -> None:
    typed = title.replace("\\", "\\textbackslash{}").replace("~", "\\textasciitilde{}")
    text = writer(Format.MARKDOWN).write([{"key": "a", "type": "misc", "title": typed, "topic": "t"}])
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    cells = [token for token in tokens if token.type == "inline"][6:]  # behind the heading and the head of the table
    assert len(cells) == 5
    assert "".join(child.content for child in cells[1].children or []) == title
    assert {child.type for child in cells[1].children or []} <= {"strong_open", "text", "text_special", "strong_close"}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.org/a", "data:text/html,x"])
def test_only_the_web_is_linked(address: str) -> None:
    assert address not in writer(Format.MARKDOWN).write([{"key": "a", "type": "misc", "links": {"code": address}}])


def test_a_link_with_blanks_and_parentheses_stays_one_link() -> None:
    text = writer(Format.MARKDOWN).write([{"key": "a", "type": "misc", "links": {"code": "https://x.org/a (b)|c"}}])
    assert "[link](https://x.org/a%20%28b%29%7Cc)" in text


def test_csv_is_read_back_by_a_csv_reader() -> None:
    title, authors = 'A "quoted", title\nover lines', ["Doe, J.", "Roe, R."]
    facts: Facts = {"key": "a", "type": "misc", "title": title, "authors": authors}
    (row,) = csv.DictReader(StringIO(writer(Format.CSV).write([facts])))
    assert (row["title"], row["authors"]) == ('A "quoted", title over lines', "J. Doe; R. Roe")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_spreadsheet_computes_nothing(title: str) -> None:
    (row,) = csv.DictReader(StringIO(writer(Format.CSV).write([{"key": "a", "type": "misc", "title": title}])))
    assert row["title"].startswith("'")


def test_json_holds_the_attributes_as_they_are() -> None:
    assert json.loads(writer(Format.JSON).write([DORA])) == [DORA]


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.AWESOME])
def test_the_same_papers_give_the_same_text_in_every_process(mllmtune: Program, small_library: Path, form: str) -> None:
    args = ("-l", small_library, "export", "--to", form)
    first, second = (mllmtune(*args, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert first.code == 0
    assert first == second


@pytest.mark.parametrize("form", list(Format))
def test_no_papers_give_no_entry(form: Format) -> None:
    assert writer(form).write([]).strip() in {"", "[]", "{}", ",".join(COLUMNS)}
