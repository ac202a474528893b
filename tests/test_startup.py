"""What is loaded decides how long an answer takes, so it is looked at; time itself is for bench/."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Program
from library import TEXT

# Nothing of this is needed to answer from a fresh index into a pipe.
HEAVY = {"pydantic", "bibtexparser", "rich", "httpx", "filelock", "platformdirs", "rapidfuzz", "tomllib", "tomli_w"}


@pytest.fixture(autouse=True)
def _fresh_index(mllmtune: Program, tmp_path: Path) -> None:
    library = tmp_path / "papers.toml"
    library.write_text(TEXT, encoding="utf-8")
    os.utime(library, (1_700_000_000, 1_700_000_000))  # a younger file is read again: it may change within a tick
    assert mllmtune("list").code == 0


SCRIPT = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("\\nmodules " + " ".join(sys.modules)))
from mllmtune.cli.program import main
main()
"""


def loaded(tmp_path: Path, *args: str, **env: str) -> set[str]:
    """Return the names of the packages, and of our own modules, that a call of the program has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *args], cwd=tmp_path, env={**os.environ, **env}, capture_output=True, check=False
    )
    names = done.stderr.decode().rpartition("\nmodules ")[2].split()
    assert "typer" in names
    return {name.partition(".")[0] for name in names} | {name for name in names if name.startswith("mllmtune.")}


@pytest.mark.parametrize(
    "args",
    [
        ["--help"], ["--version"], ["search", "dora"], ["search", "dora", "--json"], ["filter", "additive"], ["list"],
        ["show", "liu2024dora"], ["show", "liu2024dora", "--bib"], ["cite", "liu2024dora"], ["stats"],
        ["open", "liu2024dora", "--print"], ["export", "--bib"], ["export", "--markdown"],
    ],
)  # fmt: skip
def test_an_answer_into_a_pipe_loads_nothing_heavy(tmp_path: Path, args: list[str]) -> None:
    assert loaded(tmp_path, *args) & HEAVY == set()


@pytest.mark.parametrize("words", ["mllmtune show li", "mllmtune filter ad", "mllmtune list --venue ic"])
def test_completion_loads_nothing_heavy(tmp_path: Path, words: str) -> None:
    count = str(len(words.split()) - 1)
    env = {"_MLLMTUNE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
    assert loaded(tmp_path, **env) & HEAVY == set()


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["serch"]])
def test_help_and_suggestions_import_no_command(tmp_path: Path, args: list[str]) -> None:
    assert not {"mllmtune.cli.search", "mllmtune.cli.add", "mllmtune.store.index"} & loaded(tmp_path, *args)


def test_a_command_is_imported_when_it_is_called(tmp_path: Path) -> None:
    assert {"mllmtune.cli.search", "mllmtune.store.index"} <= loaded(tmp_path, "search", "dora")


def test_a_command_imports_no_other_command(tmp_path: Path) -> None:
    others = {"mllmtune.cli.list", "mllmtune.cli.add", "mllmtune.cli.export", "mllmtune.formats"}
    assert not others & loaded(tmp_path, "search", "dora")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mllmtune sea", ["search"]),
        ("mllmtune show liu", ["liu2024dora"]),
        ("mllmtune show do", ["dora"]),
        ("mllmtune filter ad", ["additive"]),
        ("mllmtune filter additive ada", ["adapter"]),
        ("mllmtune list --category cal", ["calibration"]),
        ("mllmtune list --venue ic", ["icml"]),
        ("mllmtune list --venue IC", ["ICML"]),
        ("mllmtune list --tag pe", ["peft"]),
        ("mllmtune list --topic su", ["survey"]),
        ("mllmtune show zzz", []),
    ],
)
def test_tab_completes(mllmtune: Program, words: str, expected: list[str]) -> None:
    count = str(len(words.split()) - 1)
    env = {"_MLLMTUNE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}
    answer = mllmtune(env=env)
    assert (answer.out.split(), answer.err) == (expected, "")


def test_a_broken_library_does_not_disturb_completion(mllmtune: Program, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text("[[papers]]\nkey = \n")
    env = {"_MLLMTUNE_COMPLETE": "complete_bash", "COMP_WORDS": "mllmtune show li", "COMP_CWORD": "2"}
    answer = mllmtune(env=env)
    assert (answer.out.strip(), answer.err) == ("", "")
