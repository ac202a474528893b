import json
from pathlib import Path

import pytest

from mllmtune.cli.commands import COMMANDS
from tests.conftest import Inside
from tests.touched import last_written

pytestmark = pytest.mark.usefixtures("small_library")


@pytest.mark.parametrize(
    ("args", "keys"),
    [
        (["search", "dora"], ["liu2024dora"]),
        (["search", "lora"], ["wu2025moslora"]),  # a word inside a name
        (["search", "muller"], ["muller2023adapter"]),  # accents do not matter
        (["search", "VISION"], ["muller2023adapter"]),  # nor does case
        (["search", "adapt*"], ["muller2023adapter", "liu2024dora"]),
        (["search", '"low rank"'], ["liu2024dora"]),
        (["search", "author:wang"], ["liu2024dora"]),
        (["search", "dora OR vision"], ["liu2024dora", "muller2023adapter"]),
        (["search", "appendix"], ["liu2024dora"]),  # notes are searched
        (["search", "arxiv:2402.09353"], ["liu2024dora"]),
        (["search", "doi:10.1000/abc"], ["muller2023adapter"]),
        (["list"], ["liu2024dora", "muller2023adapter", "wu2025moslora"]),
        (["list", "-dora"], ["muller2023adapter", "wu2025moslora"]),
        (["list", "--year", "2024.."], ["liu2024dora"]),
        (["list", "--year", "..2023"], ["muller2023adapter"]),
        (["list", "-year:2024"], ["muller2023adapter", "wu2025moslora"]),
        (["list", "--venue", "icml"], ["liu2024dora"]),
        (["list", "--venue", "vision research"], ["muller2023adapter"]),
        (["list", "--author", "müller"], ["muller2023adapter"]),
        (["list", "--tag", "PEFT"], ["liu2024dora"]),
        (["list", "--topic", "survey"], ["wu2025moslora"]),
        (["list", "--has", "code"], ["liu2024dora"]),
        (["list", "--missing", "year"], ["wu2025moslora"]),
        (["list", "--paradigm", "additive"], ["muller2023adapter"]),
        (["filter", "additive"], ["muller2023adapter"]),
        (["filter", "additive", "adapter"], ["muller2023adapter"]),
        (["filter", "additive", "--category", "adapter", "--year", "2023.."], ["muller2023adapter"]),
        (["filter", "reparameterization"], ["liu2024dora", "muller2023adapter"]),  # `also` is a second place
        (["filter", "repar", "structure"], ["muller2023adapter"]),
    ],
)
def test_a_question_finds(inside: Inside, args: list[str], keys: list[str]) -> None:
    answer = inside(*args, "--keys")
    assert answer == (0, "".join(f"{key}\n" for key in keys), "")


def test_piped_a_paper_is_a_line_with_tabs(inside: Inside) -> None:
    answer = inside("list", "--tag", "peft")
    columns = [
        "liu2024dora", "2024", "reparameterization/calibration", "ICML", "Liu and Wang",
        "DoRA: Weight-Decomposed Low-Rank Adaptation",
    ]  # fmt: skip
    assert answer.out == "\t".join(columns) + "\n"


def test_json_gives_the_attributes_as_they_are_stored(inside: Inside) -> None:
    (paper,) = json.loads(inside("list", "vision", "--json").out)
    assert paper == {
        "key": "muller2023adapter",
        "type": "article",
        "title": "An {Adapter} for $\\ell_1$ Vision",
        "authors": ["Müller, Jörg", "others"],
        "year": 2023,
        "journal": "Journal of {Vision} Research",
        "doi": "10.1000/ABC",
        "paradigm": "additive",
        "category": "adapter",
        "also": ["reparameterization/structure"],
    }


@pytest.mark.parametrize(
    "args",
    [
        ["list"], ["list", "--json"], ["list", "--keys"], ["show", "wu2025moslora"],
        ["show", "wu2025moslora", "--json"], ["stats"],
        ["export", "--csv"], ["export", "--markdown"], ["export", "--json"],
    ],
)  # fmt: skip
def test_nothing_that_steers_a_terminal_comes_out(inside: Inside, args: list[str]) -> None:
    out = inside(*args).out
    assert out
    assert "\x1b" not in out
    assert "\u202e" not in out


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["search", "dorra"], 1, "no paper found for dorra; did you mean dora?"),
        (["search", "zzzzzzzz"], 1, "no paper found for zzzzzzzz"),
        (["list", "--tag", "x", "--year", "2024"], 1, "no paper found for --year 2024 --tag x"),
        (["show", "liu2024dorra"], 1, 'no paper has the key "liu2024dorra"; did you mean liu2024dora?'),
        (["cite", "zzzzzzzz"], 1, "no paper found for zzzzzzzz"),
        (["open", "wu2025moslora", "--code"], 1, "wu2025moslora has no code link; it has page"),
        (["search"], 2, "say what to search for, such as `mllmtune search lora`"),
        (["search", "--nosuch"], 2, "there is no option --nosuch; --help lists them"),
        (
            ["search", "dora", "-l", "x.toml"],
            2,
            "--library stands before the command: mllmtune --library FILE search ...",
        ),
        (["import", "--library=x"], 2, "--library stands before the command: mllmtune --library FILE import ..."),
        (["search", "auther:x"], 2, 'there is no field "auther"'),
        (["list", "--year", "soon"], 2, "years are written 2023"),
        (["filter", "adapter"], 2, '"adapter" is no paradigm; there are selective, additive, reparameterization'),
        (["filter", "additive", "structure"], 2, '"structure" is no category of additive; there are adapter, prompt'),
        (["export"], 2, "name a format: --bib, --biblatex, --markdown, --csv, --json or --to FORMAT"),
        (["export", "-o", "x.doc"], 2, "the suffix of x.doc names none"),
        (["export", "--bib", "--csv"], 2, "bibtex and csv cannot both be the format; name one"),
        (["export", "--bib", "--check"], 2, "--check compares with a file; name it with -o FILE"),
        (["add"], 2, "say what to add"),
        (["add", "nosuch.bib"], 3, "nosuch.bib: there is no such file"),
        (["add", "--title", "T", "--arxiv", "LoRA"], 3, '"LoRA" is not an arXiv id'),
        (["add", "--title", "T", "--category", "adaptor"], 3, "adaptor"),
        (["remove", "nosuch"], 1, 'no paper has the key "nosuch"'),
        (["init", "papers.toml"], 4, "papers.toml is there already; nothing was written"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(inside: Inside, args: list[str], code: int, said: str) -> None:
    answer = inside(*args)
    assert answer.code == code
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert answer.out == ""


def test_an_empty_answer_is_an_empty_json_list(inside: Inside) -> None:
    answer = inside("search", "zzzz", "--json")
    assert (answer.code, answer.out) == (1, "[]\n")


def test_show_tells_everything(inside: Inside) -> None:
    out = inside("show", "dora").out  # by its alias
    assert out.startswith("key\tliu2024dora\ntype\tinproceedings\ntitle\tDoRA: Weight-Decomposed Low-Rank Adaptation\n")
    assert "authors\tLiu, Shih-Yang; Wang, Chien-Yi\n" in out
    assert "pdf\thttps://arxiv.org/pdf/2402.09353\n" in out
    assert "code\thttps://github.com/NVlabs/DoRA\n" in out
    assert "notes\tread the appendix\n" in out


def test_show_bib_prints_the_entry(inside: Inside) -> None:
    assert inside("show", "liu2024dora", "--bib").out.startswith("@inproceedings{liu2024dora,\n")


@pytest.mark.parametrize(
    ("args", "address"),
    [
        (["dora"], "https://arxiv.org/abs/2402.09353"),
        (["dora", "--pdf"], "https://arxiv.org/pdf/2402.09353"),
        (["dora", "--code"], "https://github.com/NVlabs/DoRA"),
        (["dora", "code"], "https://github.com/NVlabs/DoRA"),
        (["muller2023adapter"], "https://doi.org/10.1000/ABC"),
        (["wu2025moslora"], "https://example.org/a_b%20c"),
    ],
)
def test_open_knows_the_address(inside: Inside, args: list[str], address: str) -> None:
    assert inside("open", *args, "--print").out == f"{address}\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["open", "liu2024dora", "--code", "--pdf"], "code and pdf cannot both be opened; name one"),
        (["open", "liu2024dora", "project", "--code"], "project and code cannot both be opened; name one"),
        (
            ["export", "--bib", "-o", "refs.bib", "--keys"],
            "--keys prints keys, and writes and compares no file; leave it out, or -o and --check",
        ),
        (["cite", "liu2024dora", "--typst", "--pandoc"], "--typst and --pandoc are two ways to cite; name one"),
    ],
)
def test_of_two_options_that_say_different_things_none_wins(inside: Inside, args: list[str], said: str) -> None:
    assert inside(*args) == (2, "", f"mllmtune: {said}\n")


def test_only_the_web_is_opened(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text('[[papers]]\nkey = "a"\ntype = "misc"\nurl = "javascript:alert(1)"\n')
    answer = inside("open", "a", "--print")
    assert (answer.code, answer.out) == (2, "")
    assert "only http and https addresses are" in answer.err


@pytest.mark.parametrize(
    ("args", "citation"),
    [
        (["liu2024dora"], r"\cite{liu2024dora}"),
        (["liu2024dora", "muller2023adapter"], r"\cite{liu2024dora,muller2023adapter}"),
        (["dora"], r"\cite{liu2024dora}"),
        (["vision"], r"\cite{muller2023adapter}"),
        (["liu2024dora", "--command", "parencite"], r"\parencite{liu2024dora}"),
        (["liu2024dora", "--command", r"\citet"], r"\citet{liu2024dora}"),
        (["liu2024dora", "muller2023adapter", "--typst"], "@liu2024dora @muller2023adapter"),
        (["liu2024dora", "muller2023adapter", "--pandoc"], "[@liu2024dora; @muller2023adapter]"),
        (["--year", "2024"], r"\cite{liu2024dora}"),
    ],
)
def test_cite_prints_the_command(inside: Inside, args: list[str], citation: str) -> None:
    assert inside("cite", *args).out == f"{citation}\n"


def test_stats_counts_both_places_of_a_paper(inside: Inside) -> None:
    counts = json.loads(inside("stats", "--json").out)
    assert counts["paradigm"] == {"additive": 1, "reparameterization": 2}
    assert counts["category"] == {
        "additive/adapter": 1, "reparameterization/structure": 1, "reparameterization/calibration": 1,
    }  # fmt: skip
    assert counts["year"] == {"2023": 1, "2024": 1}
    assert counts["venue"] == {"ICML": 1, "Journal of Vision Research": 1}


def test_export_writes_by_suffix_and_check_agrees(inside: Inside, tmp_path: Path) -> None:
    assert inside("export", "--year", "2023..", "-o", "refs.bib") == (0, "", "")
    assert (tmp_path / "refs.bib").read_text(encoding="ascii").count("@") == 2
    assert inside("export", "--year", "2023..", "-o", "refs.bib", "--check") == (0, "", "")


def test_check_shows_the_difference_and_writes_nothing(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("% mine\n")
    answer = inside("export", "dora", "--bib", "-o", "refs.bib", "--check")
    assert answer.code == 1
    assert "-% mine\n" in answer.err
    assert "+@inproceedings{liu2024dora,\n" in answer.err
    assert "refs.bib is not up to date" in answer.err
    assert (tmp_path / "refs.bib").read_text() == "% mine\n"


def test_an_export_replaces(inside: Inside, tmp_path: Path) -> None:
    inside("export", "-o", "refs.bib")
    once = (tmp_path / "refs.bib").read_bytes()
    inside("export", "-o", "refs.bib")
    assert (tmp_path / "refs.bib").read_bytes() == once


def test_an_export_that_changes_nothing_does_not_touch_the_file(inside: Inside, tmp_path: Path) -> None:
    inside("export", "-o", "refs.bib")
    before = last_written(tmp_path / "refs.bib")
    inside("export", "-o", "refs.bib")
    assert last_written(tmp_path / "refs.bib") == before


def test_export_takes_what_a_document_cites(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.aux").write_text(
        "\\relax\n\\citation{liu2024dora,nosuch}\n\\@input{chapter.aux}\n\\abx@aux@cite{0}{wu2025moslora}\n"
    )
    (tmp_path / "chapter.aux").write_text("\\citation{liu2024}\n\\@input{paper.aux}\n")
    answer = inside("export", "--bib", "--aux", "paper.aux", "--keys")
    assert answer.out == "liu2024dora\nwu2025moslora\n"
    assert answer.err.splitlines() == [
        'mllmtune: paper.aux: no paper has the key "nosuch"',
        'mllmtune: chapter.aux: no paper has the key "liu2024"; did you mean liu2024dora?',
    ]
    assert answer.code == 1


def test_a_key_is_compared_whole(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.aux").write_text("\\citation{liu2024}\n")
    answer = inside("export", "--bib", "--aux", "paper.aux")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == 'mllmtune: paper.aux: no paper has the key "liu2024"; did you mean liu2024dora?\n'


def test_nocite_star_takes_everything(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.aux").write_text("\\citation{*}\n")
    assert inside("export", "--aux", "paper.aux", "--bib", "--keys").out.count("\n") == 3


def test_a_control_file_of_biber_is_read(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "paper.bcf").write_text('<bcf:controlfile><bcf:citekey order="1">dora</bcf:citekey></bcf:controlfile>')
    assert inside("export", "--aux", "paper.bcf", "--bib", "--keys").out == "dora\n"  # as the document calls it


def test_where_says_why(inside: Inside, tmp_path: Path) -> None:
    facts = json.loads(inside("where", "--json", cwd=tmp_path).out)
    assert facts["library"] == str(tmp_path / "papers.toml")
    assert facts["because"] == "the nearest papers.toml in this folder or above"


def test_the_schema_is_written_beside_the_library(inside: Inside, tmp_path: Path) -> None:
    assert inside("schema", "-o", "papers.schema.json") == (0, "", "")
    assert json.loads((tmp_path / "papers.schema.json").read_text())["title"] == "mllmtune library"


@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - {"git"}))  # git is a group: its commands have them
def test_every_command_explains_itself_with_examples(inside: Inside, command: str) -> None:
    answer = inside(command, "--help")
    assert answer.code == 0
    assert "Examples:\n" in answer.out
    assert f"  mllmtune {command}" in answer.out


def test_a_mistyped_command_is_guessed(inside: Inside) -> None:
    answer = inside("serch", "lora")
    assert answer.code == 2
    assert "Did you mean 'search'?" in answer.err
