"""action.yml and .pre-commit-hooks.yaml: what they name is run as GitHub and pre-commit run it."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.conftest import Answer, Inside
from tests.library import TEXT

ROOT = Path(__file__).parents[1]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
FRESH = """\
# List

<!-- mllmtune: dora --group-by none --columns Key -->
| Key |
| --- |
| liu2024dora |
<!-- /mllmtune -->
"""
STALE = FRESH.replace("liu2024dora", "dora")
WITH_FINDINGS = TEXT.replace('code = "https://github.com/NVlabs/DoRA"', 'code = "ttps://github.com/NVlabs/DoRA"')
PLACEHOLDER = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


class Runner(NamedTuple):
    """A machine of GitHub: the folder of the job, and the one in which the action installs."""

    folder: Path
    temporary: Path

    def run(self, name: str, **inputs: str) -> Answer:
        """Run the step of this name with these inputs, the others as they come."""
        (step,) = (step for step in ACTION["runs"]["steps"] if step["name"] == name)
        given = {key: value["default"] for key, value in ACTION["inputs"].items()} | inputs
        known = {f"inputs.{key}": value for key, value in given.items()} | {"github.action_path": str(ROOT)}

        def filled(text: str) -> str:
            return PLACEHOLDER.sub(lambda match: known[match[1]], text)

        environment = {name: filled(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", filled(step["run"])],  # as GitHub does
            cwd=self.folder,
            env={
                **os.environ, **environment, "RUNNER_TEMP": str(self.temporary),
                "PATH": f"{self.temporary}/path:{os.environ['PATH']}",
            },
            capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A machine on which mllmtune is installed already, by a file that starts it."""
    if os.name == "nt":
        pytest.skip("the steps are for bash")
    made = Runner(tmp_path / "job", tmp_path / "temp")
    made.folder.mkdir()
    (made.folder / "papers.toml").write_text(TEXT, encoding="utf-8")
    (made.folder / "README.md").write_text(FRESH)
    executable(made.temporary / "mllmtune" / "bin" / "mllmtune", f'exec {shlex.quote(sys.executable)} -m mllmtune "$@"')
    return made


def executable(path: Path, command: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{command}\n")
    path.chmod(0o755)


PAGE = (ROOT / "docs" / "maintainers.md").read_text(encoding="utf-8")


def shown(name: str) -> Any:  # noqa: ANN401 - YAML
    """Return what the page for maintainers shows of this name."""
    (text,) = re.findall(rf"<!-- {name} -->\n```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return yaml.safe_load(text)


CHECK, RENDER = "Check the library", "Check that the lists are up to date"


def test_the_action_is_composite_and_every_step_has_a_shell() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert {step["shell"] for step in ACTION["runs"]["steps"]} == {"bash"}
    assert [step["name"] for step in ACTION["runs"]["steps"]] == ["Install mllmtune", CHECK, RENDER]


def test_what_users_write_never_becomes_a_command() -> None:
    inserted = [found for step in ACTION["runs"]["steps"] for found in PLACEHOLDER.findall(step["run"])]
    assert inserted == ["github.action_path"]


def test_the_action_installs_its_own_checkout(runner: Runner) -> None:
    log = runner.temporary / "log"
    note = f'printf "%s\\n" "$*" >>{shlex.quote(str(log))}'
    executable(runner.temporary / "path" / "python3", note)
    executable(runner.temporary / "mllmtune" / "bin" / "python", note)
    assert runner.run("Install mllmtune").code == 0
    assert log.read_text().splitlines() == [
        f"-m venv {runner.temporary}/mllmtune",
        f"-m pip install --quiet {ROOT}",
    ]
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"] == "mllmtune"


def test_the_action_annotates_what_is_wrong_in_the_library(runner: Runner) -> None:
    (runner.folder / "papers.toml").write_text(WITH_FINDINGS, encoding="utf-8")
    answer = runner.run(CHECK)
    assert answer.code == 1
    assert re.search(r"^::error file=papers\.toml,line=\d+,title=MT\d+ [\w-]+::liu2024dora: ", answer.out, re.MULTILINE)


def test_the_action_ignores_the_rules_it_is_told_to(runner: Runner) -> None:
    assert runner.run(CHECK, ignore="MT").out == ""


def test_the_action_is_content_with_lists_that_are_up_to_date(runner: Runner) -> None:
    assert runner.run(RENDER) == (0, "", "")


def test_the_action_annotates_the_regions_that_are_not(runner: Runner) -> None:
    (runner.folder / "docs").mkdir()
    (runner.folder / "docs" / "a.md").write_text(STALE)
    answer = runner.run(RENDER, files="README.md docs/*.md")
    assert answer.code == 1
    assert answer.out.startswith("::error file=docs/a.md,line=3,title=not up to date::")
    assert "\n-| dora |\n+| liu2024dora |\n" in answer.err


def test_the_action_names_a_pattern_that_no_file_fits(runner: Runner) -> None:
    told = "mllmtune: docs/*.md: there is no such file, and none fits it as a pattern; correct it, or leave it out\n"
    assert runner.run(RENDER, files="README.md docs/*.md") == (3, "", told)


def test_the_action_takes_the_library_it_is_told_to(runner: Runner) -> None:
    (runner.folder / "papers.toml").rename(runner.folder / "tuning.toml")
    assert runner.run(RENDER, library="tuning.toml").code == 0
    assert runner.run(RENDER, library="; exit 0 #").code == 3


def commands(hook: str) -> list[str]:
    return [*shlex.split(HOOKS[hook]["entry"]), *HOOKS[hook].get("args", [])][1:]


@pytest.fixture
def repository(inside: Inside) -> Inside:
    (inside.folder / "papers.toml").write_text(TEXT, encoding="utf-8")
    (inside.folder / "README.md").write_text(STALE)
    return inside


def test_every_hook_is_installed_by_pip_and_names_its_files_itself() -> None:
    assert list(HOOKS) == ["mllmtune-check", "mllmtune-render"]
    for hook in HOOKS.values():
        assert (hook["language"], hook["pass_filenames"]) == ("python", False)
        assert shlex.split(hook["entry"])[0] == "mllmtune"


@pytest.mark.parametrize(
    ("hook", "path", "runs"),
    [
        ("mllmtune-check", "papers.toml", True),
        ("mllmtune-check", "data/papers.toml", True),
        ("mllmtune-check", "README.md", False),
        ("mllmtune-check", "papers.toml.orig", False),
        ("mllmtune-render", "data/papers.toml", True),
        ("mllmtune-render", "README.md", True),
        ("mllmtune-render", "docs/list.markdown", True),
        ("mllmtune-render", "src/a.py", False),
    ],
)
def test_a_hook_runs_when_its_files_change(hook: str, path: str, runs: bool) -> None:  # noqa: FBT001 - a table
    assert bool(re.search(HOOKS[hook]["files"], path)) == runs


def test_the_hook_that_checks_fails_when_there_is_a_finding(repository: Inside) -> None:
    (repository.folder / "papers.toml").write_text(WITH_FINDINGS, encoding="utf-8")
    answer = repository(*commands("mllmtune-check"))
    assert answer.code == 1
    assert "liu2024dora" in answer.out


def test_the_hook_that_renders_rewrites_the_file_and_is_then_content(repository: Inside) -> None:
    assert repository(*commands("mllmtune-render")).code == 0
    assert (repository.folder / "README.md").read_text() == FRESH
    before = (repository.folder / "README.md").stat().st_mtime_ns
    assert repository(*commands("mllmtune-render")).code == 0
    assert (repository.folder / "README.md").stat().st_mtime_ns == before


def test_the_workflow_that_the_page_shows_gives_inputs_that_there_are(runner: Runner) -> None:
    *_, step = shown("action")["jobs"]["papers"]["steps"]
    assert step["uses"].startswith("OWNER/mllmtune@")
    assert step["with"].keys() <= ACTION["inputs"].keys()
    assert runner.run(RENDER, files=step["with"]["files"].replace(" docs/*.md", "")).code == 0


def test_the_hooks_that_the_page_shows_are_there_and_take_these_words(repository: Inside) -> None:
    (repo,) = shown("hooks")["repos"]
    (repository.folder / "docs").mkdir()
    (repository.folder / "docs" / "list.md").write_text(STALE)
    for hook in repo["hooks"]:
        entry = shlex.split(HOOKS[hook["id"]]["entry"])
        assert repository(*entry[1:], *hook["args"]).code in (0, 1)
    assert (repository.folder / "docs" / "list.md").read_text() == FRESH
