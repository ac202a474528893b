"""The author's commands: what a document cites, under the keys that it uses, and where it differs from a library."""

import json
import os
from pathlib import Path

import pytest

from mllmtune.formats import Format, reader
from mllmtune.select import near
from tests.conftest import Inside
from tests.library import TEXT

PARENTS = """
[[papers]]
key = "child2020"
type = "inproceedings"
title = "A Child"
authors = ["Doe, Jane"]

[papers.fields]
crossref = "proc2020"
xdata = "press, series"

[[papers]]
key = "series"
type = "xdata"

[papers.fields]
xdata = "publisher-data"

[[papers]]
key = "proc2020"
type = "proceedings"
title = "Proceedings"
year = 2020
aliases = ["conf2020"]

[[papers]]
key = "press"
type = "xdata"

[[papers]]
key = "publisher-data"
type = "xdata"
publisher = "A Press"

[[papers]]
key = "granular"
type = "book"
title = "A Book"

[papers.fields]
publisher = "xdata=publisher-data-publisher"

[[papers]]
key = "orphan"
type = "inbook"
title = "An Orphan"

[papers.fields]
crossref = "conf2020x"
"""


@pytest.fixture(autouse=True)
def _library(tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(TEXT + PARENTS, encoding="utf-8")


@pytest.fixture
def cite(tmp_path: Path) -> None:
    (tmp_path / "paper.aux").write_text("\\relax \n\\citation{liu2024dora}\n\\citation{wu2025moslora}\n")


def exported(inside: Inside, source: str, *options: str, name: str = "paper.tex") -> list[str]:
    (inside.folder / name).write_text(source, encoding="utf-8")
    answer = inside("export", "--aux", name, "--keys", *options)
    assert (answer.code, answer.err) == (0, "")
    return answer.out.split()


@pytest.mark.usefixtures("cite")
def test_exactly_the_cited_entries_are_written(inside: Inside, tmp_path: Path) -> None:
    assert inside("export", "--bib", "--aux", "paper.aux", "-o", "refs.bib") == (0, "", "")
    reading = reader(Format.BIBTEX).read((tmp_path / "refs.bib").read_text())
    assert [paper.key for paper in reading.papers] == ["liu2024dora", "wu2025moslora"]


def test_the_order_is_that_of_the_library(inside: Inside) -> None:
    assert exported(inside, r"\cite{wu2025moslora}\cite{liu2024dora}", "--bib") == ["liu2024dora", "wu2025moslora"]


def test_several_documents_make_one_file(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "talk.typ").write_text("@wu2025moslora")
    assert exported(inside, r"\cite{liu2024dora}", "--bib", "--aux", "talk.typ") == ["liu2024dora", "wu2025moslora"]


def test_other_options_hold_all_the_same(inside: Inside) -> None:
    assert exported(inside, r"\cite{wu2025moslora}\cite{liu2024dora}", "--bib", "--year", "2024") == ["liu2024dora"]


def test_parents_stand_behind_what_needs_them(inside: Inside) -> None:
    keys = ["child2020", "proc2020", "press", "series", "publisher-data"]
    assert sorted(exported(inside, r"\cite{child2020}", "--biblatex")) == sorted(keys)
    assert exported(inside, r"\cite{child2020}", "--biblatex")[0] == "child2020"


def test_parents_come_though_other_options_leave_them_out(inside: Inside) -> None:
    assert "proc2020" in exported(inside, r"\cite{child2020}", "--biblatex", "--author", "doe")


def test_a_field_may_take_its_value_from_another_entry(inside: Inside) -> None:
    assert exported(inside, r"\cite{granular}", "--biblatex") == ["granular", "publisher-data"]


@pytest.mark.parametrize(
    "field",
    [
        "author = {xdata=shared-author and Doe, J.}",
        "publisher = {xdata=shared-publisher-1}",
        "title = {xdata=shared-title}",
    ],
)
def test_a_field_that_is_an_attribute_may_take_its_value_from_another_entry(inside: Inside, field: str) -> None:
    entries = f"@book{{own, {field}}} @xdata{{shared, title = {{T}}, author = {{Z, Y}}, publisher = {{P and Q}}}}"
    assert inside("add", "-", stdin=entries).code == 0
    assert exported(inside, r"\cite{own}", "--biblatex") == ["own", "shared"]


def test_a_selection_without_a_document_brings_the_parents(inside: Inside) -> None:
    assert "proc2020" in inside("export", "key:child2020", "--bib", "--keys").out.split()


def test_a_parent_that_is_missing_is_named(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{orphan}")
    answer = inside("export", "--bib", "--aux", "paper.tex", "--keys")
    said = 'mllmtune: the entry orphan: no paper has the key "conf2020x"; did you mean conf2020?\n'
    assert answer == (1, "orphan\n", said)


@pytest.mark.parametrize("option", ["--bib", "--biblatex"])
def test_an_entry_is_written_under_the_key_that_the_document_uses(inside: Inside, option: str) -> None:
    assert exported(inside, r"\cite{dora}", option) == ["dora"]


def test_a_parent_is_written_under_the_key_that_its_child_uses(inside: Inside, tmp_path: Path) -> None:
    text = (TEXT + PARENTS).replace('crossref = "proc2020"', 'crossref = "conf2020"')
    (tmp_path / "papers.toml").write_text(text, encoding="utf-8")
    assert "conf2020" in exported(inside, r"\cite{child2020}", "--bib")


def test_biblatex_has_two_names_of_one_paper_in_one_entry(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{dora}\cite{liu2024dora}")
    answer = inside("export", "--biblatex", "--aux", "paper.tex")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("@inproceedings{dora,\n")
    assert "  ids = {liu2024dora},\n" in answer.out
    assert answer.out.count("@") == 1


def test_bibtex_has_an_entry_under_each_of_two_names(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{dora}\cite{liu2024dora}")
    answer = inside("export", "--bib", "--aux", "paper.tex")
    assert answer.code == 0
    assert [line for line in answer.out.splitlines() if line.startswith("@")] == [
        "@inproceedings{dora,", "@inproceedings{liu2024dora,"
    ]  # fmt: skip
    assert "ids = " not in answer.out
    assert "dora and liu2024dora are one paper" in answer.err


def test_missing_keys_are_named_and_the_others_written(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text("\\input{two}\\cite{liu2024dorra,zzz}")
    (tmp_path / "two.tex").write_text("\\cite{Wu2025MosLoRA}")
    answer = inside("export", "--aux", "paper.tex", "-o", "refs.bib")
    assert answer.code == 1
    assert answer.err.splitlines() == [
        'mllmtune: two.tex: no paper has the key "Wu2025MosLoRA"; did you mean wu2025moslora?',
        'mllmtune: paper.tex: no paper has the key "liu2024dorra"; did you mean liu2024dora?',
        'mllmtune: paper.tex: no paper has the key "zzz"',
    ]
    assert (tmp_path / "refs.bib").read_text() == ""


def test_files_are_followed_to_where_they_are(inside: Inside, tmp_path: Path) -> None:
    for folder in ("ch", "sec/sub"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "ch/one.tex").write_text(r"\cite{liu2024dora}\input{ch/two}")  # from the folder of the whole
    (tmp_path / "ch/two.tex").write_text(r"\cite{muller2023adapter}\input{../paper}")  # a circle
    (tmp_path / "sec/a.tex").write_text(r"\cite{wu2025moslora}\input{sub/b}")  # from its own
    (tmp_path / "sec/sub/b.tex").write_text(r"\cite{child2020}")
    source = r"\include{ch/one}\import{sec/}{a}"
    assert exported(inside, source, "--csv") == ["liu2024dora", "muller2023adapter", "wu2025moslora", "child2020"]


def test_the_aux_files_of_chapters_are_below_that_of_the_whole(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "build/ch").mkdir(parents=True)
    (tmp_path / "build/ch/one.aux").write_text("\\citation{dora}\n")
    assert exported(inside, "\\relax\n\\@input{ch/one.aux}\n", "--bib", name="build/paper.aux") == ["dora"]


def test_typst_files_are_followed_to_where_they_are(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "ch").mkdir()
    (tmp_path / "ch/one.typ").write_text('@liu2024dora @fig:a\n#include "two.typ"\n#include "/three.typ"')
    (tmp_path / "ch/two.typ").write_text("@wu2025moslora")
    (tmp_path / "three.typ").write_text("@child2020")
    source = '#figure([], caption: []) <fig:a>\n#include "ch/one.typ"'
    assert exported(inside, source, "--csv", name="paper.typ") == ["liu2024dora", "wu2025moslora", "child2020"]


def test_a_file_that_is_read_and_not_there_is_named(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{dora}\input{gone}\InputIfFileExists{local}{}{}\input{\dir/x}")
    answer = inside("export", "--bib", "--aux", "paper.tex", "--keys")
    assert answer.code == 0
    assert answer.err.splitlines() == [
        "mllmtune: paper.tex reads gone, which is not there",
        "mllmtune: paper.tex reads \\dir/x, a name that a macro makes; give the file itself, too",
    ]


@pytest.mark.parametrize("command", [["export", "--bib", "--aux"], ["list", "--aux"], ["cited"]])
@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("gone.aux", 3, "gone.aux: there is no such file\n"),
        ("thesis.aux", 3, "thesis.aux: there is no such file; run LaTeX first, or name thesis.tex, which is there"),
        ("refs.bib", 2, "refs.bib is no document; name its .aux or .bcf file, or its source"),
    ],
)
def test_a_document_that_cannot_be_read_is_told_with_its_remedy(
    inside: Inside, tmp_path: Path, command: list[str], name: str, code: int, said: str
) -> None:
    (tmp_path / "thesis.tex").write_text(r"\cite{dora}")
    answer = inside(*command, name)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


def test_a_document_that_cites_nothing_is_told(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text("nothing")
    assert inside("export", "--bib", "--aux", "paper.tex") == (0, "", "mllmtune: nothing is cited in paper.tex\n")


def test_a_document_comes_from_standard_input(inside: Inside) -> None:
    assert inside("list", "--aux", "-", "--keys", stdin=r"\cite{dora}").out == "liu2024dora\n"


@pytest.mark.parametrize("command", [["list"], ["search", "adaptation"], ["cite"], ["stats"]])
def test_a_document_chooses_papers_for_every_command(inside: Inside, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{dora}")
    assert inside(*command, "--aux", "paper.tex", "--keys") == (0, "liu2024dora\n", "")


def test_a_chain_of_files_without_end_ends(inside: Inside, tmp_path: Path) -> None:
    for number in range(1500):
        (tmp_path / f"f{number}.tex").write_text(f"\\cite{{dora}}\\input{{f{number + 1}}}")
    answer = inside("list", "--aux", "f0.tex", "--keys")
    assert (answer.code, answer.out) == (0, "liu2024dora\n")
    assert "files are nested too deep" in answer.err


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "/", ".", "..", "~", "*"])
def test_a_name_that_no_file_can_have_is_no_more_than_not_there(inside: Inside, name: str) -> None:
    (inside.folder / "paper.tex").write_text(f"\\cite{{dora}}\\input{{{name}}}")
    answer = inside("list", "--aux", "paper.tex", "--keys")
    assert (answer.code, answer.out) == (0, "liu2024dora\n")
    assert "which is not there" in answer.err


def test_a_file_of_another_suffix_is_in_the_language_that_reads_it(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a@dora,b\n")
    (tmp_path / "plot.tikz").write_text(r"\cite{wu2025moslora}")
    assert exported(inside, r"\input{data.csv}\input{plot.tikz}", "--csv") == ["wu2025moslora"]


@pytest.mark.usefixtures("cite")
def test_cited_lists_the_papers_as_list_does(inside: Inside) -> None:
    for option in ("--json", "--keys"):
        assert inside("cited", "paper.aux", option) == inside("list", "--aux", "paper.aux", option)
    assert inside("cited", "paper.aux").out == inside("list", "--aux", "paper.aux").out != ""


def test_cited_names_what_is_missing(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{dora,dorra}")
    said = 'mllmtune: paper.tex: no paper has the key "dorra"; did you mean dora?\n'
    assert inside("cited", "paper.tex", "--keys") == (1, "liu2024dora\n", said)


def test_missing_keys_are_an_answer_of_their_own(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{dora,dorra,zzz}")
    assert inside("cited", "paper.tex", "--missing") == (1, "dorra\tpaper.tex\tdora\nzzz\tpaper.tex\t\n", "")
    assert inside("cited", "paper.tex", "--missing", "--keys") == (1, "dorra\nzzz\n", "")
    assert json.loads(inside("cited", "paper.tex", "--missing", "--json").out) == [
        {"key": "dorra", "where": "paper.tex", "near": ["dora"]},
        {"key": "zzz", "where": "paper.tex", "near": []},
    ]


def test_of_very_many_missing_keys_the_first_are_told_the_nearest(
    inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near, "_MOST_PAIRS", 5)  # the library has four names: the nearest of one key are looked for
    (tmp_path / "paper.tex").write_text(r"\cite{dorra,dorro,dorru}")
    told = "mllmtune: no paper has 3 of the keys; for the first 1 of them the nearest keys are named\n"
    rows = "dorra\tpaper.tex\tdora\ndorro\tpaper.tex\t\ndorru\tpaper.tex\t\n"
    assert inside("cited", "paper.tex", "--missing") == (1, rows, told)


@pytest.mark.usefixtures("cite")
def test_nothing_missing_is_no_fault(inside: Inside) -> None:
    assert inside("cited", "paper.aux", "--missing") == (0, "", "")
    assert inside("cited", "paper.aux", "--missing", "--json") == (0, "[]\n", "")


def test_what_a_cited_paper_needs_is_used(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{dora,wu2025moslora,child2020}")
    answer = inside("cited", "paper.tex", "--unused", "--keys")
    assert answer == (0, "muller2023adapter\ngranular\norphan\n", "")


def test_nothing_is_unused_where_everything_is_cited(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(r"\nocite{*}")
    assert inside("cited", "paper.tex", "--unused") == (0, "", "")


BIB = """
@book{parent, title = {P}, year = 2001}
@inbook{a, title = {A}, crossref = {parent}}
@misc{b, title = {B}, ids = {bee}}
@misc{c, title = {C}}
"""


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ([], (1, "a\nb\n", 'mllmtune: paper.tex: no paper has the key "C"; did you mean c?\n')),
        (["--missing"], (1, "C\n", "")),
        (["--unused"], (0, "c\n", "")),
    ],
)
def test_a_bib_file_takes_the_place_of_the_library(
    inside: Inside, tmp_path: Path, options: list[str], answer: tuple[int, str, str]
) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{a,bee,C}")
    (tmp_path / "refs.bib").write_text(BIB)
    assert inside("cited", "paper.tex", "--bib", "refs.bib", "--keys", *options) == answer


def test_a_bib_file_that_cannot_be_read_whole_is_told(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.tex").write_text(r"\cite{a}")
    (tmp_path / "refs.bib").write_text("@misc{a, title = {A}}\n@misc{b, title = {B\n")
    answer = inside("cited", "paper.tex", "--bib", "refs.bib", "--keys")
    assert (answer.code, answer.out) == (3, "a\n")
    assert "mllmtune: refs.bib:2: " in answer.err


@pytest.mark.usefixtures("cite")
def test_two_answers_are_not_given_at_once(inside: Inside) -> None:
    assert inside("cited", "paper.aux", "--missing", "--unused").code == 2


@pytest.mark.usefixtures("cite")
def test_the_same_bytes_are_not_written_again(inside: Inside, tmp_path: Path) -> None:
    inside("export", "--bib", "--aux", "paper.aux", "-o", "refs.bib")
    os.utime(tmp_path / "refs.bib", (1, 1))
    assert inside("export", "--bib", "--aux", "paper.aux", "-o", "refs.bib").code == 0
    assert (tmp_path / "refs.bib").stat().st_mtime == 1
