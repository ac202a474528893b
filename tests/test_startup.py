"""What is loaded decides how long an answer takes, so it is looked at; time itself is for bench/."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from mllmtune.store.index import TICK_NS
from tests.conftest import Program
from tests.library import TEXT

# Nothing of this is needed to answer from a fresh index into a pipe.
HEAVY = {
    "pydantic",
    "bibtexparser",
    "rich",
    "httpx",
    "hishel",
    "defusedxml",
    "pypdf",
    "filelock",
    "platformdirs",
    "rapidfuzz",
    "tomllib",
    "tomli_w",
    "tomlkit",
    "rtoml",
    "watchfiles",
}

SCRIPT = """
import atexit, sys
atexit.register(lambda: sys.stderr.write("\\nmodules " + " ".join(sys.modules)))
from mllmtune.cli.program import main
main()
"""


class Settled(NamedTuple):
    """A folder with a library whose index is fresh, and the environment that finds both."""

    folder: Path
    environment: dict[str, str]

    def run(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run Python with these arguments here."""
        environment = {**os.environ, **self.environment, **env}
        command = [sys.executable, *args]
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    def loaded(self, *args: str, **env: str) -> set[str]:
        """Return the packages, and the modules of our own, that a call of the program has loaded at its end."""
        names = self.run("-c", SCRIPT, *args, **env).stderr.rpartition("\nmodules ")[2].split()
        assert "typer" in names
        return {name.partition(".")[0] for name in names} | {name for name in names if name.startswith("mllmtune.")}


def pressing_tab(words: str) -> dict[str, str]:
    count = str(len(words.split()) - 1)
    return {"_MLLMTUNE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": count}


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Settled:
    folder = tmp_path_factory.mktemp("settled")
    found = Settled(folder, {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CACHE", "STATE", "DATA")})
    (folder / "papers.toml").write_text(TEXT, encoding="utf-8")
    (folder / "README.md").write_text("<!-- mllmtune: dora --columns Title,Code --badges -->\n<!-- /mllmtune -->\n")
    (folder / "paper.aux").write_text("\\relax\n\\citation{dora}\n")
    time.sleep(TICK_NS / 1e9 + 0.1)  # a younger file is read again: it may change within a tick
    assert found.run("-m", "mllmtune", "list").returncode == 0
    return found


@pytest.mark.parametrize(
    "args",
    [
        ["--help"], ["--version"], ["search", "dora"], ["search", "dora", "--json"], ["filter", "additive"], ["list"],
        ["show", "liu2024dora"], ["show", "liu2024dora", "--bib"], ["cite", "liu2024dora"], ["stats"],
        ["open", "liu2024dora", "--print"], ["export", "--bib"], ["export", "--markdown"],
        ["export", "--markdown", "--layout", "details"], ["render", "README.md"], ["render", "README.md", "--check"],
        ["export", "--bib", "--aux", "paper.aux"], ["cited", "paper.aux"], ["list", "--aux", "paper.aux"],
        ["export", "--to", "csl"], ["export", "--to", "ris"], ["export", "--to", "hayagriva"],
    ],
)  # fmt: skip
def test_an_answer_into_a_pipe_loads_nothing_heavy(settled: Settled, args: list[str]) -> None:
    assert settled.loaded(*args) & HEAVY == set()


@pytest.mark.parametrize("args", [["list", "--stale"], ["why", "liu2024dora"]])
def test_what_asks_nobody_loads_no_network(settled: Settled, args: list[str]) -> None:
    assert settled.loaded(*args) & {"httpx", "hishel", "pypdf"} == set()


def test_a_file_is_added_without_loading_the_network(settled: Settled) -> None:
    (settled.folder / "refs.bib").write_text("@misc{liu2024dora, title = {there already}}\n")
    assert settled.loaded("add", "refs.bib") & {"httpx", "hishel", "pypdf"} == set()


@pytest.mark.parametrize("words", ["mllmtune show li", "mllmtune filter ad", "mllmtune list --venue ic"])
def test_completion_loads_nothing_heavy(settled: Settled, words: str) -> None:
    assert settled.loaded(**pressing_tab(words)) & HEAVY == set()


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["serch"]])
def test_help_and_suggestions_import_no_command(settled: Settled, args: list[str]) -> None:
    assert not {"mllmtune.cli.search", "mllmtune.cli.add", "mllmtune.store.index"} & settled.loaded(*args)


def test_a_command_is_imported_when_it_is_called(settled: Settled) -> None:
    assert settled.loaded("search", "dora") >= {"mllmtune.cli.search", "mllmtune.store.index"}


def test_a_command_imports_no_other_command(settled: Settled) -> None:
    others = {"mllmtune.cli.list", "mllmtune.cli.add", "mllmtune.cli.export", "mllmtune.formats"}
    assert not others & settled.loaded("search", "dora")


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
def test_tab_completes(settled: Settled, words: str, expected: list[str]) -> None:
    answer = settled.run("-m", "mllmtune", **pressing_tab(words))
    assert (answer.stdout.split(), answer.stderr) == (expected, "")


@pytest.mark.parametrize("option", ["-l mine.toml", "--library=mine.toml"])
def test_tab_completes_from_the_library_that_is_named(mllmtune: Program, tmp_path: Path, option: str) -> None:
    (tmp_path / "papers.toml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "mine.toml").write_text('[library]\nschema = 1\n\n[[papers]]\nkey = "lonely"\ntype = "misc"\n')
    answer = mllmtune(env=pressing_tab(f"mllmtune {option} show l"))
    assert answer.out == "lonely\n"


def test_a_broken_library_does_not_disturb_completion(mllmtune: Program, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text("[[papers]]\nkey = \n")
    answer = mllmtune(env=pressing_tab("mllmtune show li"))
    assert (answer.out.strip(), answer.err) == ("", "")
