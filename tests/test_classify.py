import shutil
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Inside
from tests.library import TEXT
from tests.terminal import talk

NEW = """
[[papers]]
key = "new1"
type = "misc"
title = "Weight-Decomposed Adaptation Again"
method = "DoRA2"

[papers.links]
code = "https://github.com/x/y"

# a comment
[[papers]]
key = "new2"
type = "misc"
title = "Vision" # short
"""
on_a_terminal = pytest.mark.skipif(not shutil.which("setsid"), reason="there is no setsid to give it a terminal")


@pytest.fixture(autouse=True)
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(TEXT + NEW, encoding="utf-8")
    return path


def places(library: Path) -> dict[str, tuple[str, str, str]]:
    papers = tomllib.loads(library.read_text())["papers"]
    return {one["key"]: tuple(one.get(name, "") for name in ("paradigm", "category", "topic")) for one in papers[3:]}


@on_a_terminal
def test_each_paper_gets_its_place_with_one_key(library: Path) -> None:
    done = talk(library.parent, [("/q] ", "3"), ("/q] ", "1")], "classify")
    assert done.code == 0
    assert places(library) == {"new1": ("additive", "adapter", ""), "new2": ("selective", "iterative", "")}
    assert (
        "1 of 2: new1\nWeight-Decomposed Adaptation Again\nmethod: DoRA2\ncode: https://github.com/x/y\n" in done.shown
    )
    assert "  near: reparameterization/calibration   DoRA: Weight-Decomposed Low-Rank Adaptation\n" in done.shown
    assert "2 classified, none left" in done.shown


@on_a_terminal
def test_enter_means_where_the_nearest_stand(library: Path) -> None:
    done = talk(library.parent, [("Enter: reparameterization/calibration", "\r"), ("/q] ", "q")], "classify")
    assert done.code == 0
    assert places(library) == {"new1": ("reparameterization", "calibration", ""), "new2": ("", "", "")}
    assert "1 classified, 1 left" in done.shown


@on_a_terminal
def test_it_is_left_and_taken_up_again(library: Path) -> None:
    talk(library.parent, [("/q] ", "s"), ("/q] ", "2"), ("1 left", "")], "classify")
    assert places(library) == {"new1": ("", "", ""), "new2": ("selective", "posterior", "")}
    done = talk(library.parent, [("1 of 1: new1", ""), ("/q] ", "4")], "classify")
    assert done.code == 0
    assert places(library)["new1"] == ("additive", "prompt", "")


@on_a_terminal
def test_one_can_go_back_and_choose_again(library: Path) -> None:
    talk(library.parent, [("/q] ", "1"), ("2 of 2", "b"), ("1 of 2", "5"), ("2 of 2", "q")], "classify")
    assert places(library)["new1"] == ("reparameterization", "structure", "")


@on_a_terminal
def test_a_topic_is_typed(library: Path) -> None:
    answers = [
        ("/q] ", "t"),
        ("topic", "a b\r"),
        ("none):", "benchmark\r"),
        ("/q] ", "t"),
        ("none):", "\r"),
        ("/q] ", "q"),
    ]
    done = talk(library.parent, answers, "classify")
    assert "the library has survey" in done.shown
    assert '"a b" is no topic: letters, digits' in done.shown
    assert places(library) == {"new1": ("", "", "benchmark"), "new2": ("", "", "")}


@on_a_terminal
def test_ctrl_c_leaves_what_is_saved(library: Path) -> None:
    done = talk(library.parent, [("/q] ", "1"), ("2 of 2", "\x03")], "classify")
    assert done.code == 130
    assert done.shown.endswith("\n")
    assert places(library) == {"new1": ("selective", "iterative", ""), "new2": ("", "", "")}


@on_a_terminal
def test_all_other_bytes_stay_and_it_is_taken_back(inside: Inside, library: Path) -> None:
    talk(library.parent, [("/q] ", "1"), ("/q] ", "1")], "classify")
    text = library.read_text()
    assert text.replace('paradigm = "selective"\ncategory = "iterative"\n', "") == TEXT + NEW
    assert inside("undo", "2").code == 0
    assert library.read_text() == TEXT + NEW


def test_without_a_terminal_it_says_what_to_do(inside: Inside, library: Path) -> None:
    answer = inside("classify")
    assert answer.code == 4
    assert "2 papers have no paradigm and no topic" in answer.err
    assert "`mllmtune set KEY paradigm=... category=...`" in answer.err
    assert library.read_text() == TEXT + NEW


def test_papers_without_a_place_are_listed(inside: Inside) -> None:
    assert inside("classify", "--keys").out == "new1\nnew2\n"
    assert inside("classify", "vision", "--dry-run").out == "new2\t\t\t\t\tVision\n"


def test_where_all_have_a_place_there_is_nothing_to_do(inside: Inside) -> None:
    answer = inside("classify", "key:liu2024dora")
    assert answer == (0, "", "mllmtune: every paper meant by key:liu2024dora has a paradigm or a topic\n")
