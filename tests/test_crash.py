"""Commands that are killed, at any moment, leave the old file or the new one, and a journal that tells which."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "bench" / "crash.py"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing can be killed at once here")
def test_every_command_can_be_killed_at_any_moment() -> None:
    done = subprocess.run(
        [sys.executable, BENCH, "--kills", "100"], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    kinds = [line.partition(":")[0] for line in done.stdout.splitlines()]
    assert {"add", "remove", "import", "check", "set", "edit", "undo", "redo"} <= set(kinds)
