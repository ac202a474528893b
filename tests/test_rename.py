import json
import shutil
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Inside
from tests.library import TEXT
from tests.terminal import talk

TEX = (
    "\\documentclass{article}\r\n% \\cite{liu2024dora}\r\n\\cite{liu2024dora, x}\r\n\\verb|\\cite{liu2024dora}|\xe9\r\n"
)
RENAMED = TEXT.replace('key = "liu2024dora"', 'key = "dora2024"').replace('["dora"]', '["dora", "liu2024dora"]')


@pytest.fixture(autouse=True)
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "paper.tex").write_bytes(TEX.encode("latin-1"))
    return path


def test_the_old_key_goes_on_working(inside: Inside, library: Path) -> None:
    answer = inside("rename", "liu2024dora", "dora2024")
    assert answer.code == 0
    assert "liu2024dora\tkey\tliu2024dora\tdora2024\n" in answer.out
    assert library.read_text() == RENAMED
    assert inside("cite", "liu2024dora").out == "\\cite{dora2024}\n"


def test_help_names_the_two_words(inside: Inside) -> None:
    assert inside("rename", "--help").out.startswith("Usage: mllmtune rename [OPTIONS] [OLD NEW | QUERY...]\n")


def test_an_alias_becomes_the_key(inside: Inside, library: Path) -> None:
    assert inside("rename", "liu2024dora", "dora").code == 0
    (paper,) = [one for one in tomllib.loads(library.read_text())["papers"] if one["key"] == "dora"]
    assert paper["aliases"] == ["liu2024dora"]


def test_it_is_taken_back(inside: Inside, library: Path) -> None:
    inside("rename", "liu2024dora", "dora2024")
    assert inside("undo").code == 0
    assert library.read_text() == TEXT


def test_a_dry_run_changes_nothing(inside: Inside, library: Path) -> None:
    answer = inside("rename", "liu2024dora", "new", "--tex", "paper.tex", "--dry-run")
    assert answer.code == 0
    assert "+\\cite{new, x}" in answer.err
    assert library.read_text() == TEXT
    assert (library.parent / "paper.tex").read_bytes() == TEX.encode("latin-1")


@pytest.mark.parametrize(
    ("new", "code", "said"),
    [
        ("muller2023adapter", 4, 'the key "muller2023adapter" belongs to another paper'),
        ("a,b", 3, "\"key\" 'a,b' holds a character that cannot stand there: ','"),
        ("liu2024dora", 0, "nothing was changed"),
    ],
)
def test_a_key_that_cannot_be_given_is_refused(inside: Inside, library: Path, new: str, code: int, said: str) -> None:
    answer = inside("rename", "liu2024dora", new)
    assert answer.code == code
    assert said in answer.err
    assert library.read_text() == TEXT


@pytest.mark.parametrize("args", [("liu2024dora",), ("a", "b", "c"), ("a", "b", "--tag", "x"), ()])
def test_without_a_pattern_two_keys_are_needed(inside: Inside, args: tuple[str, ...]) -> None:
    answer = inside("rename", *args)
    assert answer.code == 2
    assert "say `mllmtune rename OLD NEW`" in answer.err


def test_an_unknown_key_is_named_with_the_nearest(inside: Inside) -> None:
    answer = inside("rename", "liu2024dorra", "x")
    assert answer.code == 1
    assert "did you mean liu2024dora?" in answer.err


def test_what_a_document_cites_changes_too(inside: Inside, library: Path) -> None:
    answer = inside("rename", "liu2024dora", "dora2024", "--tex", "paper.tex", "--yes")
    assert answer.code == 0
    assert (library.parent / "paper.tex").read_bytes() == TEX.replace(
        "\n\\cite{liu2024dora, x}", "\n\\cite{dora2024, x}"
    ).encode("latin-1")
    assert library.read_text() == RENAMED


def test_several_sources_follow_one_option(inside: Inside, library: Path) -> None:
    for name in ("one.tex", "two.tex"):
        (library.parent / name).write_text("\\cite{liu2024dora}")
    assert inside("rename", "liu2024dora", "dora2024", "--tex", "one.tex", "two.tex", "--yes").code == 0
    assert [(library.parent / name).read_text() for name in ("one.tex", "two.tex")] == ["\\cite{dora2024}"] * 2


def test_several_sources_follow_one_option_where_a_pattern_gives_the_keys(inside: Inside, library: Path) -> None:
    for name in ("one.tex", "two.tex"):
        (library.parent / name).write_text("\\cite{liu2024dora}")
    words = ("--pattern", "{key}x", "key:liu2024dora", "--tex", "one.tex", "two.tex", "--yes")
    assert inside("rename", *words).code == 0
    assert [(library.parent / name).read_text() for name in ("one.tex", "two.tex")] == ["\\cite{liu2024dorax}"] * 2


def test_undo_tells_that_sources_stay_as_they_are(inside: Inside, library: Path) -> None:
    inside("rename", "liu2024dora", "dora2024", "--tex", "paper.tex", "--yes")
    answer = inside("undo")
    assert library.read_text() == TEXT
    assert "LaTeX sources stay as --tex has made them; to have both back, `mllmtune redo`, then rename" in answer.err


def test_sources_follow_a_paper_that_was_renamed_before(inside: Inside, library: Path) -> None:
    inside("rename", "liu2024dora", "dora2024")
    assert inside("rename", "liu2024dora", "dora2024", "--tex", "paper.tex").code == 4
    answer = inside("rename", "liu2024dora", "dora2024", "--tex", "paper.tex", "--yes")
    assert answer.code == 0
    assert "+\\cite{dora2024, x}" in answer.err
    assert b"\\cite{dora2024, x}" in (library.parent / "paper.tex").read_bytes()


def test_without_a_terminal_the_flag_to_use_is_named(inside: Inside, library: Path) -> None:
    answer = inside("rename", "liu2024dora", "dora2024", "--tex", "paper.tex")
    assert answer.code == 4
    assert "--yes" in answer.err
    assert library.read_text() == TEXT


def test_a_document_that_is_not_there_changes_nothing(inside: Inside, library: Path) -> None:
    answer = inside("rename", "liu2024dora", "dora2024", "--tex", "no.tex", "--yes")
    assert answer.code == 3
    assert library.read_text() == TEXT


def test_a_pattern_renames_many(inside: Inside, library: Path) -> None:
    answer = inside("rename", "--pattern", "{author}{year}", "--yes", "--json")
    assert {row["after"] for row in json.loads(answer.out) if row["attribute"] == "key"} == {
        "liu2024", "muller2023", "wu2025",
    }  # fmt: skip
    assert inside("list", "--keys").out.split() == ["liu2024", "muller2023", "wu2025"]
    assert inside("rename", "--pattern", "{author}{year}", "--yes").err == "mllmtune: nothing was changed\n"
    assert library.read_text() != TEXT


def test_a_pattern_renames_the_papers_of_a_query(inside: Inside) -> None:
    assert inside("rename", "--pattern", "{author}", "year:2024", "--yes").code == 0
    assert inside("list", "--keys").out.split() == ["liu", "muller2023adapter", "wu2025moslora"]


@pytest.mark.skipif(not shutil.which("setsid"), reason="there is no setsid to give it a terminal")
@pytest.mark.parametrize(("typed", "code", "changed"), [("y\r", 0, True), ("n\r", 1, False), ("\x03", 130, False)])
def test_on_a_terminal_the_diff_is_shown_and_asked_about(
    library: Path, typed: str, code: int, *, changed: bool
) -> None:
    done = talk(library.parent, [("[y/N]", typed)], "rename", "liu2024dora", "dora2024", "--tex", "paper.tex")
    before, _, _ = done.shown.partition("[y/N]")
    assert "-\\cite{liu2024dora, x}" in before
    assert "+\\cite{dora2024, x}" in before
    assert done.code == code
    assert (library.read_text() == RENAMED) is changed
    assert (b"\\cite{dora2024, x}" in (library.parent / "paper.tex").read_bytes()) is changed


def test_a_word_of_the_query_is_not_taken_for_options(inside: Inside, library: Path) -> None:
    answer = inside("rename", "--pattern", "x{key}", "dora", "-survey")  # no -s, -u, -r, -v, -e, and not -y: do not ask
    assert (answer.code, library.read_text()) == (4, TEXT)
    assert "there is no terminal to ask on" in answer.err


def test_short_options_stand_together_before_a_query(inside: Inside, library: Path) -> None:
    answer = inside("rename", "-yn", "--pattern", "x{key}", "dora")
    assert (answer.code, library.read_text()) == (0, TEXT)
    assert "liu2024dora\tkey\tliu2024dora\txliu2024dora\n" in answer.out


def test_a_value_that_begins_with_a_dash_is_taken_as_it_is(inside: Inside) -> None:
    assert "'-year' is not one of 'newest'" in inside("export", "--markdown", "--sort", "-year").err
