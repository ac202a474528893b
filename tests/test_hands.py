"""Many hands on one file: who waits is told for whom; nothing is lost, and nobody reads half a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from mllmtune.store.workspace import Reason, Workspace
from tests.library import TEXT

BENCH = Path(__file__).parents[1] / "bench" / "hands.py"


@pytest.mark.slow
def test_who_waits_is_told_for_whom(tmp_path: Path) -> None:
    library = tmp_path / "papers.toml"
    library.write_text(TEXT)
    lock = Workspace(library, Reason.FOLDER).lock_file
    lock.parent.mkdir(parents=True)
    lock.with_suffix(".holder").write_text("mllmtune import big.bib (process 7)")
    with FileLock(lock):
        command = [sys.executable, "-m", "mllmtune", "tag", "dora", "new"]
        waiting = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        said = waiting.stderr.readline()
    assert said == f"mllmtune: waiting for mllmtune import big.bib (process 7), which changes {library}\n"
    assert waiting.communicate(timeout=60)[1] == ""
    assert waiting.returncode == 0
    assert lock.with_suffix(".holder").read_text() == f"mllmtune tag dora new (process {waiting.pid})"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="many programs at once are forks of one")
def test_eight_writers_four_readers_and_a_hand_lose_nothing_and_read_nothing_torn() -> None:
    command = [sys.executable, str(BENCH), "--writers", "8", "--readers", "4", "--hands", "1", "--seconds", "10"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "changes by 8 writers" in done.stdout
