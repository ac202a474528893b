import json
from pathlib import Path

import pytest
from hypothesis import given

from mllmtune.errors import WriteOnlyFormatError
from mllmtune.formats import Format, format_of, json_list, json_reader, reader, writer
from mllmtune.model.facts import Facts
from tests.conftest import Inside
from tests.library import TEXT
from tests.test_csl import PAPERS

DORA: Facts = {
    "key": "liu2024dora",
    "type": "inproceedings",
    "title": "{DoRA} $\\ell_1$ \u202e",
    "authors": ["Liu, Shih-Yang", "others"],
    "year": 2024,
    "tags": ["peft"],
    "links": {"code": "https://example.org"},
    "fields": {"annote": "{Oral}", "month": 'mar # "~3"'},
}


def test_what_json_holds_is_read_back_word_for_word() -> None:
    reading = json_reader.read(json_list.write([DORA, {"key": "b", "type": "misc"}]))
    assert [(entry.line, entry.paper.facts()) for entry in reading.entries] == [
        (2, DORA),
        (3, {"key": "b", "type": "misc"}),
    ]
    assert reading.problems == ()


@given(PAPERS)
def test_any_paper_is_read_back_word_for_word(facts: Facts) -> None:
    (paper,) = json_reader.read(json_list.write([facts])).papers
    assert paper.facts() == facts


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"key": "a"}, '"type" is missing'),
        ({"key": "a", "type": "misc", "titel": "x"}, 'did you mean "title"?'),
        ({"key": "a", "type": "misc", "year": "2024"}, '"year"'),
        ({"key": "a", "type": "misc", "id": "b"}, '"id"'),
        ({}, "missing"),
    ],
)
def test_an_object_that_is_no_paper_is_named_with_its_line(table: dict[str, object], told: str) -> None:
    reading = json_reader.read(f'[\n{{"key": "ok", "type": "misc"}},\n{json.dumps(table)}]')
    assert [paper.key for paper in reading.papers] == ["ok"]
    ((line, text, lost),) = [(problem.line, problem.text, problem.lost) for problem in reading.problems]
    assert (line, lost) == (3, True)
    assert told in text


def test_an_empty_list_holds_nothing() -> None:
    assert json_reader.read("[]\n") == json_reader.read("")


@pytest.mark.parametrize("form", [Format.CSV, Format.HAYAGRIVA])
def test_a_format_that_is_only_written_says_so(form: Format) -> None:
    with pytest.raises(WriteOnlyFormatError, match=f"{form} can be written, not read; what can be read is bibtex"):
        reader(form)


@pytest.mark.parametrize("form", list(Format))
def test_every_format_can_be_written(form: Format) -> None:
    assert isinstance(writer(form).write([DORA]), str)


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("refs.bib", Format.BIBTEX), ("a.csl.json", Format.CSL), ("a.CSLJSON", Format.CSL), ("a.json", Format.JSON),
        ("a.ris", Format.RIS), ("a.yml", Format.HAYAGRIVA), ("a.yaml", Format.HAYAGRIVA), ("a.txt", None), ("a", None),
    ],
)  # fmt: skip
def test_a_suffix_names_a_format(file: str, form: Format | None) -> None:
    assert format_of(file) == form


@pytest.mark.parametrize("file", ["refs.csl.json", "refs.ris", "refs.json"])
def test_what_is_exported_by_its_suffix_holds_every_paper(inside: Inside, tmp_path: Path, file: str) -> None:
    (tmp_path / "papers.toml").write_text(TEXT, encoding="utf-8")
    assert inside("export", "-o", file).code == 0
    form = format_of(file)
    assert form is not None
    reading = reader(form).read((tmp_path / file).read_text(encoding="utf-8"))
    assert [paper.key for paper in reading.papers] == ["liu2024dora", "muller2023adapter", "wu2025moslora"]
    assert inside("export", "-o", file, "--check").code == 0
