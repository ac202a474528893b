"""Let many programs change and read one library at once, and look whether anything was lost or torn.

Writers add papers and give one paper that they share tags, a command a change. Readers read the file and ask for the
list. At the end every paper and every tag must be there and in the journal, once; no reader may have seen half a file
or a library that had less in it than the one before; and undo must give the first file, byte for byte.

    python bench/hands.py --writers 8 --readers 4 --seconds 60
"""

import argparse
import io
import os
import sys
import tempfile
import time
import tomllib
import traceback
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

from mllmtune.cli.program import main as mllmtune
from mllmtune.store.journal import journal_file, read_journal

LIBRARY = '# shared\n[library]\nschema = 1\n\n# of all\n[[papers]]\nkey = "shared"\ntype = "misc"   # theirs\n'
FOLDERS = ("CACHE", "STATE", "DATA", "CONFIG")


def main() -> None:
    """Run for as long as was asked for, and print what was done."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--writers", type=int, default=8)
    options.add_argument("--readers", type=int, default=4)
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="hands-") as name:
        folder = Path(os.path.realpath(name))
        os.chdir(folder)
        for kind in FOLDERS:
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind)
        Path("papers.toml").write_text(LIBRARY)
        end = time.monotonic() + chosen.seconds
        works: list[Callable[[], int]] = [partial(_write, number, end) for number in range(chosen.writers)]
        works += [lambda: _read(end) for _ in range(chosen.readers)]
        done = _together(folder, works)
        _look(done[: chosen.writers])
    print(f"{sum(done[: chosen.writers])} changes by {chosen.writers} writers: {done[: chosen.writers]}")
    print(f"{sum(done[chosen.writers :])} readings by {chosen.readers} readers: {done[chosen.writers :]}")


def _together(folder: Path, works: Sequence[Callable[[], int]]) -> list[int]:
    """Do each work in a process of its own, all at once, and return what each gives."""
    children = []
    for number, work in enumerate(works):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                (folder / f"done{number}").write_text(str(work()))
                code = 0
            except BaseException:  # noqa: BLE001 - a child has nobody above it who would say what went wrong
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * len(works), f"some did not come to their end: {codes}"
    return [int((folder / f"done{number}").read_text()) for number in range(len(works))]


def _write(number: int, end: float) -> int:
    changes = 0
    while time.monotonic() < end:
        name = f"w{number}n{changes}"
        command = ["tag", "shared", name] if changes % 2 else ["add", "--title", name, "--key", name]
        assert _said(command) is not None, command
        changes += 1
    return changes


def _read(end: float) -> int:
    readings, most = 0, 0
    while time.monotonic() < end:
        text = Path("papers.toml").read_text(encoding="utf-8")
        papers = tomllib.loads(text)["papers"]
        size = len(papers) + len(papers[0].get("tags", []))
        assert size >= most, f"there were {most} papers and tags, and now {size}"
        keys = (_said(["list", "--keys"]) or "").split()
        assert len(keys) >= len(papers), f"the file has {len(papers)} papers, and the list {len(keys)}"
        readings, most = readings + 1, size
    return readings


def _look(changes: Sequence[int]) -> None:
    """Look whether everything is there that was done, and can be taken back."""
    papers = tomllib.loads(Path("papers.toml").read_text(encoding="utf-8"))["papers"]
    names = [[f"w{writer}n{n}" for n in range(number)] for writer, number in enumerate(changes)]
    added = {name for one in names for name in one[::2]}
    tags = {name for one in names for name in one[1::2]}
    assert {paper["key"] for paper in papers[1:]} == added, "papers are lost"
    assert set(papers[0].get("tags", [])) == tags, "tags are lost"
    entries = read_journal(journal_file(Path("papers.toml"))).entries
    assert [entry.number for entry in entries][-1:] == [sum(changes)], "changes are not in the journal"
    _said(["undo", str(len(entries))])
    if len(entries) == sum(changes):  # a long journal forgets its beginning
        assert Path("papers.toml").read_text() == LIBRARY, "the first file does not come back"


def _said(command: Sequence[str]) -> str | None:
    """Return what a command prints, None if it does not do what it is asked to; why is then said on stderr."""
    sys.argv = ["mllmtune", *command]
    out, errors = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(errors):  # who waits for whom is said there, and is no failure
        try:
            mllmtune()
        except SystemExit as end:
            if end.code:
                print(command, end.code, _written(errors), file=sys.__stderr__)
                return None
    return _written(out)


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


if __name__ == "__main__":
    main()
