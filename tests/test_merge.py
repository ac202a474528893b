import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Inside
from tests.library import TEXT
from tests.terminal import talk

TWICE = (
    TEXT
    + """
# the same again
[[papers]]
key = "dora24"
type = "inproceedings"
title = "{DoRA}: Weight-Decomposed Low-Rank Adaptation"
authors = ["Liu, Shih-Yang", "Wang, Chien-Yi"]
year = 2025 # of the proceedings
arxiv = "2402.09353v4"
pages = "1--9"
tags = ["mine"]
"""
)
on_a_terminal = pytest.mark.skipif(not shutil.which("setsid"), reason="there is no setsid to give it a terminal")


@pytest.fixture(autouse=True)
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(TWICE, encoding="utf-8")
    return path


def merged(year: str) -> str:
    """Return the library with the two papers made one."""
    return (
        TEXT.replace('[[papers]]\nkey = "liu', '# the same again\n# of the proceedings\n[[papers]]\nkey = "liu')
        .replace("year = 2024", f"year = {year}")
        .replace('["peft"]', '["peft", "mine"]')
        .replace('["dora"]', '["dora", "dora24"]')
    )


def test_two_entries_become_one_paper_and_nothing_is_lost(inside: Inside, library: Path) -> None:
    answer = inside("merge", "liu2024dora", "dora24", "--prefer", "liu2024dora")
    assert answer.code == 0
    text = library.read_text()
    assert text.replace('pages = "1--9"\n', "") == merged("2024")
    assert 'pages = "1--9"\n' in text
    assert inside("cite", "dora24").out == "\\cite{liu2024dora}\n"
    assert "dora24" in answer.out


@pytest.mark.parametrize("prefer", ["dora24", "liu2024dora", "dora"])
def test_what_is_preferred_stays(inside: Inside, prefer: str) -> None:
    inside("merge", "liu2024dora", "dora24", "--prefer", prefer)
    (paper,) = json.loads(inside("list", "method:dora", "--json").out)
    assert paper["year"] == (2025 if prefer == "dora24" else 2024)


def test_without_a_terminal_a_disagreement_is_refused(inside: Inside, library: Path) -> None:
    answer = inside("merge", "liu2024dora", "dora24")
    assert answer == (
        4,
        "",
        (
            "mllmtune: liu2024dora and dora24 disagree on year, and nobody was asked; say with --prefer whose values "
            "stay\n"
        ),
    )
    assert library.read_text() == TWICE


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("liu2024dora",), 2),
        (("liu2024dora", "dora"), 2),  # one paper, by its alias
        (("liu2024dora", "nosuch"), 1),
        (("liu2024dora", "dora24", "--prefer", "wu2025moslora"), 2),
    ],
)
def test_what_cannot_be_merged_is_refused(inside: Inside, library: Path, args: tuple[str, ...], code: int) -> None:
    assert inside("merge", *args).code == code
    assert library.read_text() == TWICE


def test_two_identifiers_of_one_kind_are_told(inside: Inside) -> None:
    inside("set", "wu2025moslora", "doi=10.2000/x")
    answer = inside("merge", "muller2023adapter", "wu2025moslora", "--prefer", "wu2025moslora")
    assert (
        "doi is 10.1000/ABC (muller2023adapter) and 10.2000/x (wu2025moslora): these may be two papers; `mllmtune undo`"
        in answer.err
    )


def test_a_dry_run_changes_nothing(inside: Inside, library: Path) -> None:
    answer = inside("merge", "liu2024dora", "dora24", "--prefer", "dora24", "--dry-run")
    assert answer.code == 0
    assert "year\t2024\t2025" in answer.out
    assert library.read_text() == TWICE


def test_it_is_taken_back(inside: Inside, library: Path) -> None:
    inside("merge", "liu2024dora", "dora24", "--prefer", "dora24")
    assert inside("undo").code == 0
    assert library.read_text() == TWICE


@on_a_terminal
@pytest.mark.parametrize(("typed", "year"), [("2", "2025"), ("\r", "2024"), ("x1", "2024")])
def test_a_disagreement_is_asked_about(library: Path, typed: str, year: str) -> None:
    answers = [("[1/2]", typed[0]), *([("press one of", typed[1:])] if typed[1:] else [])]
    done = talk(library.parent, answers, "merge", "liu2024dora", "dora24")
    assert "year: which one?\n  1  2024 (liu2024dora)\n  2  2025 (dora24)\n[1/2] " in done.shown
    assert done.code == 0
    assert f"year = {year}\n" in library.read_text()


@on_a_terminal
def test_at_a_question_one_can_leave(library: Path) -> None:
    assert talk(library.parent, [("[1/2]", "\x03")], "merge", "liu2024dora", "dora24").code == 130
    assert library.read_text() == TWICE


def test_papers_that_stand_twice_are_listed(inside: Inside, library: Path) -> None:
    answer = inside("dedupe", "--dry-run")
    assert [line.split("\t")[:2] for line in answer.out.splitlines()] == [["1", "liu2024dora"], ["1", "dora24"]]
    assert answer.err == f"mllmtune: 1 paper stands more than once in {library}\n"
    assert inside("dedupe", "--keys").out == "liu2024dora\tdora24\n"
    assert json.loads(inside("dedupe", "--json").out)[0]["why"].startswith("the same arxiv 2402.09353")


def test_groups_that_disagree_need_a_preference(inside: Inside, library: Path) -> None:
    answer = inside("dedupe", "--yes")
    assert answer.code == 4
    assert "liu2024dora and dora24 disagree on year" in answer.err
    assert library.read_text() == TWICE
    assert inside("dedupe", "--yes", "--prefer", "last").code == 0
    assert library.read_text().replace('pages = "1--9"\n', "") == merged("2025")


def test_nothing_twice_is_no_fault(inside: Inside, library: Path) -> None:
    library.write_text(TEXT)
    assert inside("dedupe") == (0, "", f"mllmtune: no paper stands more than once in {library}\n")


def test_one_identifier_under_two_titles_is_told_and_not_merged(inside: Inside, library: Path) -> None:
    library.write_text(TEXT + '\n[[papers]]\nkey = "x"\ntype = "misc"\ntitle = "Cats"\narxiv = "2402.09353"\n')
    answer = inside("dedupe", "--yes")
    assert answer.code == 0
    assert "liu2024dora and x have arxiv 2402.09353 under different titles" in answer.err


def test_identifiers_that_contradict_are_not_merged_without_a_question(inside: Inside, library: Path) -> None:
    library.write_text(TEXT + TWICE.removeprefix(TEXT).replace('pages = "1--9"', 'doi = "10.1000/ABD"'))
    inside("set", "liu2024dora", "doi=10.1000/ABE")
    before = library.read_text()
    answer = inside("dedupe", "--yes", "--prefer", "first")
    assert answer.code == 4
    assert (
        "doi is 10.1000/ABE (liu2024dora) and 10.1000/ABD (dora24): these may be two papers; not merged" in answer.err
    )
    assert library.read_text() == before


def test_without_a_terminal_nothing_is_merged(inside: Inside, library: Path) -> None:
    answer = inside("dedupe")
    assert answer.code == 4
    assert "--yes" in answer.err
    assert library.read_text() == TWICE


@on_a_terminal
@pytest.mark.parametrize(("typed", "changed"), [("y", True), ("n", False), ("q", False)])
def test_each_group_is_asked_about(library: Path, typed: str, *, changed: bool) -> None:
    answers = [("[y/n/q]", typed), ("[1/2]", "1")]
    done = talk(library.parent, answers, "dedupe")
    assert "Make them one, liu2024dora?" in done.shown
    assert done.code == 0
    assert (library.read_text() != TWICE) is changed
