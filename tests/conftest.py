import gc
import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import mllmtune as package
from mllmtune.cli.program import main
from mllmtune.sources.table import SERVICES
from tests.library import TEXT
from tests.services import Services, running


class Answer(NamedTuple):
    """What a program left behind: its exit code and the text of both streams, line ends as they came."""

    code: int
    out: str
    err: str


class Program:
    """The real program, started as a process of its own in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self,
        *args: str | Path,
        stdin: str | bytes = "",
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        under: Sequence[str] = (),
    ) -> Answer:
        """Run `mllmtune ARGS`, started by the command `under` if one is given; `env` is added to the environment."""
        done = subprocess.run(
            [*under, sys.executable, "-m", "mllmtune", *map(str, args)],
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            cwd=cwd or self.folder,
            env={**os.environ, **(env or {})},
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


class Inside:
    """The same program run in this process: ten times as fast, for tests that ask for nothing of a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *args: str | Path, stdin: str | bytes = "", cwd: Path | None = None) -> Answer:
        """Run `mllmtune ARGS`."""
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        out, err = io.BytesIO(), io.BytesIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(cwd or self.folder)
            patch.setattr(sys, "argv", ["mllmtune", *map(str, args)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, write_through=True))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, write_through=True))
            code = _exit_code()
            return Answer(code, out.getvalue().decode(), err.getvalue().decode())


@pytest.fixture(autouse=True, scope="session")
def _interruptible() -> None:
    """Let programs be interrupted that a test starts: whoever runs the tests in the background ignores SIGINT."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's folders, and from what the user's environment says."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for kind in ("CACHE", "STATE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    for name in ("MLLMTUNE_LIBRARY", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONDONTWRITEBYTECODE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("MLLMTUNE_OFFLINE", "MLLMTUNE_CONTACT", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for service in SERVICES.values():  # no test asks a real one
        monkeypatch.setenv(service.variable, "http://127.0.0.1:1")
    monkeypatch.setenv("PYTHONPATH", str(Path(package.__file__).parents[1]))  # a process imports the same files


@pytest.fixture
def mllmtune(tmp_path: Path) -> Program:
    """The real program as a process; its working folder is `tmp_path` unless another is given."""
    return Program(tmp_path)


@pytest.fixture
def inside(tmp_path: Path) -> Inside:
    """The program in this process, fast; its working folder is `tmp_path` unless another is given."""
    return Inside(tmp_path)


@pytest.fixture
def small_library(tmp_path: Path) -> Path:
    """The library file in `tmp_path` that holds the papers of `tests/library.py`."""
    file = tmp_path / "papers.toml"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """Services on this machine that answer in the likeness of the real ones; the program asks these."""
    with running() as found:
        for name, value in found.environment().items():
            monkeypatch.setenv(name, value)
        yield found


@pytest.fixture
def ordinary() -> tuple[str, ...]:
    """What starts a program for which permissions count: nothing, unless this is root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("there are no modes here")
    if os.geteuid() != 0:
        return ()
    under = ("setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search")
    if not shutil.which("setpriv") or subprocess.run([*under, "true"], check=False, capture_output=True).returncode:
        pytest.skip("root may do everything, and there is no setpriv to take that away")
    return under


def _exit_code() -> int:
    collecting = gc.isenabled()
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        if collecting:  # the program turns it off
            gc.enable()
    return 0
