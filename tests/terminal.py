"""A real terminal (a pty) on which the program runs, asks and is answered."""

import contextlib
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Talk(NamedTuple):
    """The exit code, and everything that the terminal received, line ends as they are in files."""

    code: int
    shown: str


def talk(folder: Path, answers: Sequence[tuple[str, str]], *args: str, columns: int = 100) -> Talk:
    """Run `mllmtune ARGS` on a terminal; type each answer once what stands before it has been shown since the last."""
    leader, follower = pty.openpty()
    command = ["setsid", "--ctty", "--wait", sys.executable, "-m", "mllmtune", *args]
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "dumb"}
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell's background job ignores it, and so would ours
    process = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, cwd=folder, env=environment)
    signal.signal(signal.SIGINT, before)
    os.close(follower)
    watchdog = threading.Timer(30, process.kill)
    watchdog.start()
    shown, seen, waiting = b"", 0, list(answers)
    with contextlib.suppress(OSError):  # EIO: the other side has gone
        while more := os.read(leader, 4096):
            shown += more
            while waiting and (place := shown.find(waiting[0][0].encode(), seen)) >= 0:
                seen = place + len(waiting[0][0].encode())
                time.sleep(0.3)  # what is typed before a question is read is not its answer
                os.write(leader, waiting.pop(0)[1].encode())
    watchdog.cancel()
    os.close(leader)
    return Talk(process.wait(), shown.decode().replace("\r\n", "\n"))
