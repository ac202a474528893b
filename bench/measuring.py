"""What does one run of the program take? As a process of its own, with all that it needs to start."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

PROGRAM = [sys.executable, "-m", "mllmtune"]


class Seen(NamedTuple):
    """Seconds that passed, seconds of the processor, MB at most."""

    passed: float
    worked: float
    megabytes: float


def measured(folder: Path, words: Sequence[str], environment: Mapping[str, str]) -> Seen:
    """Return what `mllmtune WORDS` takes in a folder; it must succeed."""
    start = time.perf_counter()
    with subprocess.Popen(
        [*PROGRAM, *words], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as program:
        assert program.stderr is not None
        said = program.stderr.read().decode()
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    passed = time.perf_counter() - start
    assert program.returncode == 0, (words, said)
    return Seen(passed, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
