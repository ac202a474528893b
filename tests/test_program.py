import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import mllmtune as package
from mllmtune.__main__ import main
from mllmtune.cli.commands import COMMANDS
from tests.conftest import Program

pytestmark = pytest.mark.usefixtures("small_library")


def on_a_terminal(folder: Path, columns: int, *args: str) -> str:
    """Return what a terminal of so many columns receives."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    with subprocess.Popen(
        [sys.executable, "-m", "mllmtune", *args], cwd=folder, env=environment, stdin=follower, stdout=follower,
        stderr=follower,
    ) as process:  # fmt: skip
        os.close(follower)
        received = b""
        while piece := _read(leader):
            received += piece
        process.wait(30)
    os.close(leader)
    return received.decode()


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # Linux says so when the other side is closed
        return b""


def test_the_version_is_the_packages(mllmtune: Program) -> None:
    assert mllmtune("--version") == (0, f"mllmtune {package.__version__}\n", "")


def test_without_arguments_it_explains_itself(mllmtune: Program) -> None:
    answer = mllmtune()
    assert answer.code == 2
    assert "Usage: mllmtune" in answer.err


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_terminal_gets_a_table_that_fits(tmp_path: Path, columns: int) -> None:
    shown = on_a_terminal(tmp_path, columns, "list", "dora")
    assert "Key" in shown
    assert "liu2024dora" in shown
    assert all(len(_visible(line)) <= columns for line in shown.splitlines())


@pytest.mark.parametrize("args", [["list"], ["show", "wu2025moslora"], ["export", "--bib"], ["list", "--json"]])
def test_a_title_cannot_steer_the_terminal(tmp_path: Path, args: list[str]) -> None:
    shown = on_a_terminal(tmp_path, 200, *args)
    assert "red" in shown
    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown


def test_a_wide_terminal_shows_authors_and_place(tmp_path: Path) -> None:
    shown = on_a_terminal(tmp_path, 200, "list")
    assert "reparameterization/calibration" in shown
    assert "Liu and Wang" in shown


def test_a_terminal_gets_no_headings_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "paper.aux").write_text(r"\citation{liu2024dora}")
    assert on_a_terminal(tmp_path, 80, "cited", "paper.aux", "--missing") == ""


def test_stats_are_bars(tmp_path: Path) -> None:
    assert "█" in on_a_terminal(tmp_path, 80, "stats")


def test_no_color_is_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[3" not in on_a_terminal(tmp_path, 80, "list")


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    block = '\n[[papers]]\nkey = "k{}"\ntype = "misc"\ntitle = "' + "x" * 90 + '"\n'
    (tmp_path / "papers.toml").write_text("".join(map(block.format, range(3000))))
    command = [sys.executable, "-m", "mllmtune", "list"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.parametrize(
    ("module", "codes"),
    [("typer.colors", {-signal.SIGINT}), ("mllmtune.cli.adding", {130})],
    ids=["while it is loaded", "while it waits for its input"],
)
def test_an_interrupt_ends_it_without_a_word(tmp_path: Path, module: str, codes: set[int]) -> None:
    command = [sys.executable, "-m", "mllmtune", "add", "-"]
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background job ignores it, and so would ours
    process = subprocess.Popen(
        command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"},
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    assert process.stderr
    next(line for line in process.stderr if line.endswith(f" {module}\n".encode()))
    process.send_signal(signal.SIGINT)
    try:
        _, told = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode in codes
    assert [line for line in told.splitlines() if not line.startswith(b"import time:")] == []


@pytest.mark.parametrize("part", ["app", "_flush"])
def test_an_interrupt_before_or_behind_the_command_ends_it_without_a_word(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mllmtune.cli.program." + part, _interrupted)
    monkeypatch.setattr(sys, "argv", ["mllmtune", "--version"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 130


def _interrupted(**_: object) -> None:
    raise KeyboardInterrupt


def _visible(line: str) -> str:
    shown = ""
    for part in line.split("\x1b"):
        shown += part.partition("m")[2] if shown or part.startswith(("[", "]")) else part
    return shown


@pytest.mark.parametrize("width", [80, 200])
def test_help_shows_every_command_with_its_whole_summary_on_one_line(tmp_path: Path, width: int) -> None:
    lines = [line.strip() for line in on_a_terminal(tmp_path, width, "--help").splitlines()]
    for name, summary in COMMANDS.items():
        assert f"{name.ljust(max(map(len, COMMANDS)))}  {summary}" in lines
