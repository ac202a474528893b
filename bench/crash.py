"""Kill every command that changes a library at random moments, and look at what is left.

Each round runs a command to its end, puts everything back as it was, runs it again and kills it (SIGKILL): at a random
moment of the time that it took, or before a random one of its steps that open, rename or remove a file. Then the file
must be the old one or the new one, byte for byte; the journal must tell of the change if it is there and not if it is
not; the next command must work; and undo must give the old file.

    python bench/crash.py --kills 500
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from mllmtune.cli.commands import COMMANDS as NAMES
from mllmtune.cli.lazy import load
from mllmtune.cli.program import main as mllmtune
from mllmtune.store.blocks import split
from mllmtune.store.journal import journal_file, read_journal, settled

LIBRARY = """\
# a library that is often killed
[library]
schema = 1

# about doe2020
[[papers]]
key = "doe2020"   # spaced
type = "misc"
title = "A Title of a Paper"
authors = ["Doe, Jane"]
year = 2020
url = "http://arxiv.org/abs/2402.09353"

# of its own

[[papers]]
key = "roe2021"
type = "misc"
title = "Another Title, of Another Paper"
authors = ["Roe, Richard"]
year = 2021
tags = ["old"]
notes = "first"

[[papers]]
year = 2020
key = "doe2020b"
type = "article"
title = "A Title of a Paper"
authors = ["Doe, Jane"]
journal = "Journal"
# the end
"""
BIB = "@misc{roe, title = {Another Title, of Another Paper}, author = {Roe, Richard}, year = 2021, doi = {10.1000/x}}\n"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("add", "new.bib"), ("remove", "roe2021"), ("import", "new.bib", "--yes"), ("check", "--fix"),
    ("set", "roe2021", "year=2022", "venue=ICML"), ("tag", "roe2021", "new"), ("untag", "roe2021", "old"),
    ("tag", "--query", "*", "all", "--yes"), ("note", "roe2021", "second"), ("mark", "roe2021", "read"),
    ("edit", "roe2021"), ("edit", "--notes", "roe2021"), ("rename", "roe2021", "roe"),
    ("attach", "roe2021", "new.bib", "--folder", "kept files"),
    ("merge", "doe2020", "doe2020b", "--prefer", "doe2020"), ("dedupe", "--yes", "--prefer", "first"),
    ("sort", "--by", "year", "--yes"), ("fmt", "--yes"), ("undo",), ("undo", "2"), ("redo",),
)  # fmt: skip
BEFORE = {  # what has been done before the command that is killed
    "undo": [("tag", "roe2021", "one"), ("remove", "doe2020")],
    "redo": [("tag", "roe2021", "one"), ("undo",)],
}
STEPS = {"open", "os.link", "os.rename", "os.remove", "os.truncate", "os.chmod", "os.mkdir", "sqlite3.connect"}
FOLDERS = ("CACHE", "STATE", "DATA", "CONFIG")


class Place(NamedTuple):
    """A folder with the library and everything that the program keeps elsewhere."""

    folder: Path

    @property
    def library(self) -> Path:
        """The library file."""
        return self.folder / "work" / "papers.toml"

    def entries(self) -> int:
        """Return how many changes the journal tells of."""
        blocks = split(self.library.read_bytes())
        return len(settled(read_journal(journal_file(self.library)), blocks).entries)


def main() -> None:
    """Kill as often as was asked for, and print what was seen."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=500)
    options.add_argument("--seed", type=int, default=250304543)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        seen = storm(Path(os.path.realpath(folder)), chosen.kills, chosen.seed)
    for what, number in sorted(seen.items()):
        print(f"{what:36} {number:5}")


def storm(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Kill the commands, one after another, `kills` times in all, and return how often the file was old or new.

    Raises:
        AssertionError: something was lost, or a lie was told.

    """
    chance = random.Random(seed)  # noqa: S311 - the same moments every time, as far as a machine allows
    place = Place(folder)
    for name in FOLDERS:
        os.environ[f"XDG_{name}_HOME"] = str(folder / name)
    os.environ["EDITOR"] = f"{sys.executable} -S {folder / 'editor.py'}"
    for module in (*(f"cli.{name}" for name in NAMES), "store.indexing", "store.editing"):
        load(module)
    (folder / "editor.py").write_text("import sys; open(sys.argv[1], 'a').write('\\n# edited\\n')\n")
    seen: Counter[str] = Counter()
    for number in range(kills):
        command = COMMANDS[number % len(COMMANDS)]
        if number < len(COMMANDS):
            _prepared(place, command)
        seen[_killed(place, command, chance, by_step=number // len(COMMANDS) % 2 == 1)] += 1
    return seen


def _prepared(place: Place, command: Sequence[str]) -> None:
    """Run a command to its end, and keep what was before it, what it made, and how long and how many steps it took."""
    for name in (*FOLDERS, "work"):
        shutil.rmtree(place.folder / name, ignore_errors=True)
    place.library.parent.mkdir()
    place.library.write_text(LIBRARY)
    (place.library.parent / "new.bib").write_text(BIB)
    for each in [*BEFORE.get(command[0], []), ("list",)]:
        assert _run(place, each) == 0, each
    kept = place.folder / "kept" / "-".join(command).replace("/", "")
    shutil.copytree(place.folder, kept / "before", ignore=shutil.ignore_patterns("kept"))
    start = time.perf_counter()
    assert _run(place, command) in (0, 1), command  # 1: findings are left
    seconds = time.perf_counter() - start
    (kept / "new").write_bytes(place.library.read_bytes())
    (kept / "seconds").write_text(str(seconds))
    (kept / "steps").write_text((place.folder / "steps").read_text())


def _killed(place: Place, command: Sequence[str], chance: random.Random, *, by_step: bool) -> str:
    """Kill a command at some moment, look at what is left, and say what that was."""
    kept = place.folder / "kept" / "-".join(command).replace("/", "")
    for name in (*FOLDERS, "work"):
        shutil.rmtree(place.folder / name, ignore_errors=True)
        if (kept / "before" / name).exists():
            shutil.copytree(kept / "before" / name, place.folder / name)
    old, new, entries = place.library.read_bytes(), (kept / "new").read_bytes(), place.entries()
    if by_step:
        _run(place, command, step=chance.randint(1, int((kept / "steps").read_text())))
    else:
        _run(place, command, seconds=chance.uniform(0, 1.1 * float((kept / "seconds").read_text())))
    found = place.library.read_bytes()
    assert found in (old, new), f"{command}: the file is neither the old nor the new one"
    assert place.entries() == entries + (found != old), f"{command}: the journal does not tell what was done"
    assert _run(place, ("add", "--title", "Next", "--key", "next")) == 0, f"{command}: the next one does not work"
    assert _run(place, ("undo",)) == 0, f"{command}: the next one cannot be taken back"
    assert place.library.read_bytes() == found, f"{command}: taking the next one back does not give the file"
    if found != old:
        assert _run(place, ("redo",) if command[0] == "undo" else ("undo",)) in (0, 1)
    if found != old and command[0] not in ("undo", "redo"):
        assert place.library.read_bytes() == old, f"{command}: it cannot be taken back"
    return f"{' '.join(command[:1])}: the {'old' if found == old else 'new'} file"


def _run(place: Place, command: Sequence[str], *, seconds: float | None = None, step: int = 0) -> int:
    """Run a command in a process of its own, and return its exit code.

    It is killed after so many seconds, or before this step (from 1). The process is a fork of this one, which has
    loaded everything already: nearly all of its time is work.
    """
    child = os.fork()
    if child == 0:
        _be_the_program(place, command, step)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _be_the_program(place: Place, command: Sequence[str], step: int) -> NoReturn:
    os.chdir(place.library.parent)
    with (place.folder / "said").open("w") as said:
        os.dup2(said.fileno(), sys.stdout.fileno())
        os.dup2(said.fileno(), sys.stderr.fileno())
    seen = 0

    def watch(event: str, _: tuple[object, ...]) -> None:
        nonlocal seen
        seen += event in STEPS
        if seen == step > 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.argv = ["mllmtune", *command]
    sys.addaudithook(watch)
    code = 1
    try:
        mllmtune()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        (place.folder / "steps").write_text(str(seen))
        os._exit(code)


if __name__ == "__main__":
    main()
