"""Let many programs change and read one library at once, and look whether anything was lost or torn.

Writers give a command a change: they add, import and rename papers of their own, tag, note and set a paper that they
share, and put the file in order. A hand that knows no lock changes a paper in place, at the same length, and sets the
time of the file back. Readers ask for the list: it must be what the file was at a moment between question and answer.

At the end every paper and every tag must be there; each command that said that it was done must be in the journal,
once, and no other; the entries of the journal, one after another, must make the last file of the first; and undo must
give the first file, byte for byte.

    python bench/hands.py --writers 8 --readers 4 --hands 1 --seconds 60
"""

import argparse
import io
import json
import os
import re
import sys
import tempfile
import time
import tomllib
import traceback
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mllmtune.cli.program import main as mllmtune
from mllmtune.model.facts import Facts, all_keys
from mllmtune.store.blocks import split
from mllmtune.store.journal import journal_file, read_journal
from mllmtune.store.placing import pieces, spliced

LIBRARY = """\
# shared
[library]
schema = 1

[[papers]]
key = "by-hand"
type = "misc"
series = "00000000"   # a hand counts here

# sort leaves alone what stands above

# of all
[[papers]]
key = "shared"
type = "misc"   # theirs
"""
FILE = Path("papers.toml")
FOLDERS = ("CACHE", "STATE", "DATA", "CONFIG")
COUNTED = re.compile(rb'(?<=series = ")\d{8}')
PAUSE_SECONDS = 0.3  # of a hand; a file that never stands still is not changed by any command
UNDERNEATH = "changed while it was being written"


class Answer(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Done(NamedTuple):
    """How often something was done, and the commands that said so."""

    times: int
    commands: list[list[str]]


def main() -> None:
    """Run for as long as was asked for, and print what was done."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--writers", type=int, default=8)
    options.add_argument("--readers", type=int, default=4)
    options.add_argument("--hands", type=int, default=1, choices=(0, 1))
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="hands-") as name:
        folder = Path(os.path.realpath(name))
        os.chdir(folder)
        for kind in FOLDERS:
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind)
        FILE.write_text(LIBRARY)
        end = time.monotonic() + chosen.seconds
        works = [partial(_write, number, end) for number in range(chosen.writers)]
        works += [partial(_read, end)] * chosen.readers + [partial(_count, end)] * chosen.hands
        done = _together(folder, works)
        _put_count(b"00000000")
        writers, readers = done[: chosen.writers], done[chosen.writers :][: chosen.readers]
        _look([command for one in writers for command in one.commands])
    print(f"{sum(one.times for one in writers)} changes by {chosen.writers} writers: {[one.times for one in writers]}")
    print(f"{sum(one.times for one in readers)} readings by {chosen.readers} readers: {[one.times for one in readers]}")
    print(f"{sum(one.times for one in done[chosen.writers + chosen.readers :])} changes by hand")


def _together(folder: Path, works: Sequence[Callable[[], Done]]) -> list[Done]:
    """Do each work in a process of its own, all at once, and return what each gives."""
    children = []
    for number, work in enumerate(works):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                (folder / f"done{number}").write_text(json.dumps(work()))
                code = 0
            except BaseException:  # noqa: BLE001 - a child has nobody above it who would say what went wrong
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * len(works), f"some did not come to their end: {codes}"
    return [Done(*json.loads((folder / f"done{number}").read_text())) for number in range(len(works))]


def _write(number: int, end: float) -> Done:
    done: list[list[str]] = []
    turns = 0
    while time.monotonic() < end:
        command = _command(f"w{number}n{turns}", turns)
        answer = _said(command)
        if answer.code == 0 and "are in order" not in answer.err:  # who finds the file in order has nothing to do
            done.append(command)
        assert answer.code == 0 or (answer.code == 4 and UNDERNEATH in answer.err), (command, answer)  # noqa: PLR2004
        turns += answer.code == 0
    return Done(len(done), done)


def _command(name: str, turn: int) -> list[str]:
    before = name[: name.index("n") + 1]
    Path(f"{name}.bib").write_text(f"@misc{{{name}, title = {{{name}}}}}\n")
    commands = [
        ["add", "--title", name, "--key", name],
        ["tag", "shared", name],
        ["import", f"{name}.bib", "--yes"],
        ["note", "shared", name],
        ["rename", f"{before}{turn - 4}", name],
        ["set", "shared", f"tags+={name}"],
        ["rename", f"{before}{turn - 4}", name],
        ["sort", "--by", "-key" if turn % 16 == 7 else "key"],  # noqa: PLR2004
    ]
    return commands[turn % len(commands)]


def _read(end: float) -> Done:
    readings = 0
    before = _held(_papers())
    while time.monotonic() < end:
        answer = _said(["list", "--json"])
        now = _held(_papers())
        assert answer.code == 0, answer
        listed = _held(json.loads(answer.out))
        assert before <= listed <= now, f"lost: {before - listed}, or not there yet: {listed - now}"
        before = now
        readings += 1
    return Done(readings, [])


def _count(end: float) -> Done:
    """Count in the file, in place; what a program has replaced meanwhile counts no further."""
    times = 0
    while time.monotonic() < end:
        _put_count(b"%08d" % (times + 1))
        before = _read_count()
        listed = json.loads(_said(["show", "by-hand", "--json"]).out)[0]["series"].encode()
        after = _read_count()
        assert listed in (before, after), f"the file says {before!r}, then {after!r}, and the answer is {listed!r}"
        times += 1
        time.sleep(PAUSE_SECONDS)
    return Done(times, [])


def _put_count(new: bytes) -> None:
    """Put a number into the file, in place, as if it had not been touched since it was last written."""
    with FILE.open("r+b") as file:
        state = os.fstat(file.fileno())
        found = COUNTED.search(file.read())
        assert found
        os.pwrite(file.fileno(), new, found.start())
        os.utime(file.fileno(), ns=(state.st_atime_ns, state.st_mtime_ns))


def _read_count() -> bytes:
    found = COUNTED.search(FILE.read_bytes())
    assert found
    return found[0]


def _papers() -> list[Facts]:
    papers: list[Facts] = tomllib.loads(FILE.read_text(encoding="utf-8"))["papers"]
    return papers


def _held(papers: Sequence[Facts]) -> set[str]:
    """Return every name and every tag that papers have: there are never fewer of them."""
    return {name for paper in papers for name in (*all_keys(paper), *paper.get("tags", []))}


def _look(done: Sequence[list[str]]) -> None:
    """Look whether everything is there that was done, and can be taken back."""
    assert _held(_papers()) >= {name for command in done for name in _named(command)}, "papers or tags are lost"
    entries = read_journal(journal_file(FILE)).entries
    assert [entry.number for entry in entries][-1:] == [len(done)], "changes are not in the journal, or others are"
    if len(entries) == len(done):  # a long journal forgets its beginning
        assert sorted(list(entry.command[1:]) for entry in entries) == sorted(done), "other changes are in the journal"
        data = LIBRARY.encode()
        for entry in entries:
            data = spliced(data, pieces(split(data), entry.hunks))
        assert data == FILE.read_bytes(), "the journal tells of another file"
    answer = _said(["undo", str(len(entries))])
    assert answer.code == 0, answer
    if len(entries) == len(done):
        assert FILE.read_text() == LIBRARY, "the first file does not come back"


def _named(command: Sequence[str]) -> list[str]:
    """Return the name or the tag that a command gave."""
    if command[0] in ("sort", "note"):
        return []
    return [command[1].removesuffix(".bib") if command[0] == "import" else command[-1].removeprefix("tags+=")]


def _said(command: Sequence[str]) -> Answer:
    """Return what a command prints and how it ends."""
    sys.argv = ["mllmtune", *command]
    out, errors = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code = 0
    with redirect_stdout(out), redirect_stderr(errors):
        try:
            mllmtune()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Answer(code, _written(out), _written(errors))


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


if __name__ == "__main__":
    main()
