import contextlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from mllmtune.store import index, indexing
from mllmtune.store.workspace import Reason, Workspace
from tests.conftest import Inside, Program

HEAD = '# first\n[library]\nschema = 1\ntitle = "mine" # of the title\n'
PAPERS = "".join(
    f'\n# of {number}\n[[papers]]\nkey = "old{number}"\ntype = "misc"\ntitle = "Word{number} of a common title"\n'
    f'notes = """\n[[papers]]\nkey = "no"\n"""\n\n# own {number}\n'
    for number in range(40)
)
WHOLE = f"{HEAD}{PAPERS}\n# last\n"
ALL = [f"old{number}" for number in range(40)]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(WHOLE)
    return path


def keys(path: Path) -> list[str]:
    return [paper["key"] for paper in tomllib.loads(path.read_text())["papers"]]


def index_of(library: Path) -> Path:
    return Workspace(library, Reason.FOLDER).index_file


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - it must give the same each time, not a secret


@pytest.fixture
def _trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust an index at once that would be trusted two seconds after the last write."""
    monkeypatch.setattr(index, "TICK_NS", 0)


# Killed


def ends_after(seconds: float, command: list[str], folder: Path) -> tuple[int, str]:
    """Start a program, kill it after some time, and return its exit code and what it had printed."""
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(seconds)
        program.send_signal(signal.SIGKILL)
        out, _ = program.communicate()
    return program.returncode, out


def an_hour_passes(folder: Path) -> None:
    """Make the drafts that killed programs left look as old as they will be."""
    for path in folder.iterdir():
        if ".mllmtune-" in path.name:
            os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing can be killed at once here")
def test_a_program_killed_at_any_moment_loses_nothing(mllmtune: Program, library: Path) -> None:
    begun = time.perf_counter()
    assert mllmtune("add", "--title", "Warm", "--key", "warm").code == 0
    whole_run = time.perf_counter() - begun
    moments = dice(20240209)
    acknowledged = ["warm"]
    for number in range(40):
        command = [sys.executable, "-m", "mllmtune", "add", "--title", f"New {number}", "--key", f"new{number}"]
        _, out = ends_after(moments.uniform(0.2, 1.2) * whole_run, command, library.parent)
        acknowledged += [f"new{number}"] if out else []
        text = library.read_text()
        assert text.startswith(WHOLE)
        assert set(acknowledged) <= set(keys(library)) <= {*ALL, "warm", *(f"new{n}" for n in range(number + 1))}
    assert mllmtune("add", "--title", "After", "--key", "after").code == 0
    assert mllmtune("list", "--keys").out.split() == keys(library)
    assert keys(library)[-1] == "after"
    an_hour_passes(library.parent)
    assert mllmtune("add", "--title", "Last", "--key", "last").code == 0
    assert [path.name for path in library.parent.iterdir()] == ["papers.toml"]


KILLED_AT_STEP = """
import os, signal, sys
step, folder = int(sys.argv.pop(1)), sys.argv.pop(1)
seen = 0
def watch(event, args):
    global seen
    if event in STEPS and any(isinstance(arg, str) and folder in arg for arg in map(plain, args)):
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)
def plain(arg):
    return os.fspath(arg) if isinstance(arg, os.PathLike) else arg
STEPS = {"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "sqlite3.connect"}
from mllmtune.cli.program import main
sys.addaudithook(watch)
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing can be killed at once here")
def test_a_program_killed_before_any_of_its_steps_leaves_the_old_file_or_the_new_one(
    mllmtune: Program, library: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    codes: list[int] = []
    while not codes or codes[-1] == -signal.SIGKILL:
        step = len(codes) + 1
        before = keys(library)
        command = ["add", "--title", f"New {step}", "--key", f"new{step}"]
        done = subprocess.run(
            [sys.executable, "-c", KILLED_AT_STEP, str(step), str(tmp_path_factory.getbasetemp()), *command],
            cwd=library.parent,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        codes.append(done.returncode)
        assert library.read_text().startswith(WHOLE)
        assert keys(library) in (before, [*before, f"new{step}"])
        assert f"new{step}" in keys(library) or not done.stdout
        assert mllmtune("list", "--keys").out.split() == keys(library)
    assert len(codes) > 8, "the hook saw the lock, the index, the library and its draft"
    assert codes[-1] == 0
    an_hour_passes(library.parent)
    assert mllmtune("add", "--title", "Last", "--key", "last").code == 0
    assert [path.name for path in library.parent.iterdir()] == ["papers.toml"]


# Many at once

ADDS_FIFTY = """
import sys
from pathlib import Path
from mllmtune.cli.adding import add_to
from mllmtune.cli.gathering import Given, from_options
from mllmtune.store.workspace import Reason, Workspace
for number in range(50):
    given = Given(title=f"Paper {number} of writer {sys.argv[1]}", key=f"writer{sys.argv[1]}no{number}")
    outcome = add_to(Workspace(Path("papers.toml"), Reason.FOLDER), from_options(given))
    assert outcome.exit_code == 0, outcome
"""


@pytest.mark.slow
def test_eight_programs_that_add_fifty_papers_each_give_four_hundred(mllmtune: Program, library: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", ADDS_FIFTY, str(number)], cwd=library.parent, stderr=subprocess.PIPE)
        for number in range(8)
    ]
    said = [writer.communicate(timeout=120)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 8, said
    assert sorted(keys(library)) == sorted([*ALL, *(f"writer{w}no{n}" for w in range(8) for n in range(50))])
    assert library.read_text().startswith(WHOLE)
    assert mllmtune("list", "--keys").out.split() == keys(library)


@pytest.mark.slow
def test_a_paper_that_two_programs_add_at_once_is_there_once(library: Path) -> None:
    command = [sys.executable, "-m", "mllmtune", "add", "--title", "DoRA", "--key", "d"]
    programs = [
        subprocess.Popen(command, cwd=library.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(4)
    ]
    assert sorted(program.wait(timeout=60) for program in programs) == [0, 4, 4, 4]
    assert keys(library) == [*ALL, "d"]


@pytest.mark.slow
def test_readers_see_a_whole_library_while_others_write(mllmtune: Program, library: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ADDS_FIFTY, "0"], cwd=library.parent) as writer:
        answers = [mllmtune("list", "--keys") for _ in range(8)]
        writer.wait(timeout=60)
    assert {(answer.code, answer.err) for answer in answers} == {(0, "")}
    assert all(answer.out.split()[:40] == ALL for answer in answers)
    assert sorted(answers, key=lambda answer: len(answer.out)) == answers


# The index is disposable


def overwrite(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


def of_an_older_program(path: Path) -> None:
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE state (x); CREATE TABLE papers (y); PRAGMA user_version = 999")


def with_nothing_in_it(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
    path.unlink()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {schema}")


def with_a_table_missing(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE terms")


def in_the_place_of_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def in_a_folder_that_is_a_file(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("")


Damage = Callable[[Path], object]
DAMAGES: dict[str, Damage] = {
    "deleted": Path.unlink,
    "deleted with its folder": lambda path: shutil.rmtree(path.parent),
    "empty": lambda path: os.truncate(path, 0),
    "cut in its head": lambda path: os.truncate(path, 50),
    "cut in half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "cut at its end": lambda path: os.truncate(path, path.stat().st_size - 4096),
    "garbage": lambda path: path.write_bytes(dice(1).randbytes(50_000)),
    "zeros": lambda path: path.write_bytes(bytes(50_000)),
    "text": lambda path: path.write_text("not an index"),
    "a head of garbage": lambda path: overwrite(path, 0, dice(2).randbytes(100)),
    "of an older program": of_an_older_program,
    "with nothing in it": with_nothing_in_it,
    "with a table missing": with_a_table_missing,
    "in the place of a folder": in_the_place_of_a_folder,
    "in a folder that is a file": in_a_folder_that_is_a_file,
}


@pytest.mark.usefixtures("_trusting")
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_whatever_becomes_of_the_index_the_answer_is_right(inside: Inside, library: Path, damage: Damage) -> None:
    before = inside("search", "word7", "common")
    damage(index_of(library))
    assert inside("search", "word7", "common") == before
    assert before.out.startswith("old7\t")
    assert inside("add", "--title", "DoRA", "--key", "d").code == 0
    assert inside("list", "--keys").out.split() == [*ALL, "d"]


@pytest.mark.parametrize("damage", ["with nothing in it", "of an older program", "cut in half", "garbage"])
def test_a_damaged_index_is_made_anew_not_gone_without(inside: Inside, library: Path, damage: str) -> None:
    before = inside("list")
    DAMAGES[damage](index_of(library))
    inside("list")
    with contextlib.closing(sqlite3.connect(index_of(library))) as connection:
        assert connection.execute("SELECT count(*) FROM papers JOIN terms USING (id)").fetchone()[0] > len(ALL)
    assert inside("list") == before


@pytest.mark.parametrize("seed", range(20))
def test_an_index_with_damage_all_over_is_made_anew(inside: Inside, library: Path, seed: int) -> None:
    before = inside("list")
    data = bytearray(index_of(library).read_bytes())
    chance = dice(seed)
    for place in chance.sample(range(len(data)), len(data) // 20):
        data[place] = chance.randrange(256)
    index_of(library).write_bytes(data)
    assert inside("list") == before


@pytest.mark.parametrize("seed", range(20))
def test_an_index_with_a_few_bytes_flipped_never_makes_a_command_fail(inside: Inside, library: Path, seed: int) -> None:
    # SQLite keeps no checksums: a word that is flipped away goes unnoticed, and a search may say that nothing has it.
    # A key is told from the file's other names: it is found, or the index made anew.
    inside("list")
    data = bytearray(index_of(library).read_bytes())
    chance = dice(seed)
    asked_for = {place for match in re.finditer(b"old7", data) for place in range(*match.span())}
    for place in chance.sample([place for place in range(len(data)) if place not in asked_for], 20):
        data[place] ^= 1 << chance.randrange(8)
    index_of(library).write_bytes(data)
    for answer in (inside("search", "common"), inside("list", "--json")):
        assert (answer.code, answer.err) == (0, "") or answer.err.startswith("mllmtune: no paper")
    shown = inside("show", "old7", "--json")
    assert (shown.code, shown.err) == (0, "")
    assert inside("add", "--title", "DoRA", "--key", "d").code == 0
    assert keys(library) == [*ALL, "d"]


def spoil(library: Path, damage: str) -> None:
    with contextlib.closing(sqlite3.connect(index_of(library), isolation_level=None)) as connection:
        connection.executescript(damage)


@pytest.mark.usefixtures("_trusting")
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE terms SET kind = 'nane' WHERE kind = 'name' AND value = 'old7'",
        """DELETE FROM papers WHERE key = 'old7'; DELETE FROM facts WHERE json LIKE '%"old7"%'""",
    ],
    ids=["names", "facts"],
)
@pytest.mark.parametrize("command", [["show", "old7"], ["export", "--bib", "--aux", "paper.aux"]], ids=" ".join)
def test_a_paper_that_a_damaged_index_has_lost_is_not_denied(
    inside: Inside, library: Path, command: list[str], damage: str
) -> None:
    library.with_name("paper.aux").write_text("\\citation{old7}\n")
    before = inside(*command)
    assert before.code == 0
    spoil(library, damage)
    assert inside(*command) == before


DAMAGED_PAPERS = {
    "a wrong word": "UPDATE facts SET json = replace(json, 'Word7 of', 'Wort7 of')",
    "a wrong digest": "UPDATE papers SET digest = zeroblob(16) WHERE key = 'old7'",
    "another's digest": "UPDATE papers SET digest = (SELECT digest FROM papers WHERE key = 'old8') WHERE key = 'old7'",
    "another's key": "UPDATE papers SET key = 'old07' WHERE key = 'old7'",
}
CHANGES = {
    "tag": ["tag", "old7", "new"],
    "set, chosen": ["set", "year=2024", "--query", "word7", "--yes"],
    "rename": ["rename", "old7", "new7"],
    "remove": ["remove", "old7"],
    "merge": ["merge", "old7", "old9", "--prefer", "old7"],
    "import": ["import", "more.bib", "--yes"],
    "edit": ["edit", "old7"],
}


@pytest.mark.usefixtures("_trusting")
@pytest.mark.parametrize("damage", DAMAGED_PAPERS.values(), ids=DAMAGED_PAPERS)
@pytest.mark.parametrize("command", CHANGES.values(), ids=CHANGES)
def test_what_a_damaged_index_says_of_a_paper_is_never_written_into_the_file(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], damage: str
) -> None:
    library.with_name("more.bib").write_text("@misc{old7, title = {Word7 of a common title}, year = 2024}\n")
    monkeypatch.setenv("EDITOR", "sed -i s/^type/year=2024\\\\ntype/")
    before = inside(*command)
    assert before.code == 0
    meant = library.read_text()
    library.write_text(WHOLE)
    inside("list")
    spoil(library, damage)
    assert inside(*command) == before
    assert library.read_text() == meant


@pytest.mark.usefixtures("_trusting")
def test_a_paper_that_a_damaged_index_takes_for_another_is_not_mistaken(inside: Inside, library: Path) -> None:
    before = inside("show", "old7")
    spoil(library, "UPDATE terms SET id = id + 1 WHERE kind = 'name' AND value = 'old7'")
    assert inside("show", "old7") == before


def test_an_index_that_another_program_holds_is_gone_without(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_WAIT_SECONDS", 0.1)
    before = inside("list")
    with contextlib.closing(sqlite3.connect(index_of(library), isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert inside("list") == before


# The file is what counts


def edited(text: str) -> str:
    """Return a library of the same length in which one paper is about something else."""
    return text.replace("Word7 of", "Zebra of")


def test_an_edit_by_hand_is_seen_at_once(inside: Inside, library: Path) -> None:
    inside("list")
    library.write_text(WHOLE + '\n[[papers]]\nkey = "new"\ntype = "misc"\ntitle = "Zebra"\n')
    assert inside("search", "zebra", "--keys").out == "new\n"


def test_a_paper_deleted_by_hand_is_gone_at_once(inside: Inside, library: Path) -> None:
    inside("list")
    library.write_text(HEAD)
    assert inside("list").code == 1


def test_papers_put_in_another_order_by_hand_are_listed_in_it(inside: Inside, library: Path) -> None:
    inside("list")
    blocks = WHOLE.removesuffix("\n# last\n").split("\n# of ")
    library.write_text("\n# of ".join([blocks[0], *reversed(blocks[1:])]))
    assert inside("list", "--keys").out.split() == ALL[::-1]


def test_an_edit_within_the_same_tick_of_the_clock_is_seen(inside: Inside, library: Path) -> None:
    inside("list")
    state = library.stat()
    library.write_text(edited(WHOLE))
    os.utime(library, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert library.stat()[:9] == state[:9]
    assert inside("search", "zebra", "--keys").out == "old7\n"


@pytest.mark.usefixtures("_trusting")
def test_an_edit_that_sets_its_time_back_is_seen_also_later(inside: Inside, library: Path) -> None:
    inside("list")
    state = library.stat()
    library.write_text(edited(WHOLE))
    os.utime(library, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert (library.stat().st_size, library.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns)
    assert inside("search", "zebra", "--keys").out == "old7\n"


def test_an_older_file_put_in_the_place_of_the_library_is_what_is_answered_from(
    inside: Inside, library: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.toml"
    old.write_text(edited(WHOLE))
    os.utime(old, (0, 0))
    inside("list")
    old.replace(library)
    assert inside("search", "zebra", "--keys").out == "old7\n"


def test_a_stale_index_never_goes_into_the_file(inside: Inside, library: Path) -> None:
    inside("list")
    stale = index_of(library).read_bytes()
    library.write_text(edited(WHOLE))
    inside("list")
    index_of(library).write_bytes(stale)
    assert inside("add", "--title", "DoRA", "--key", "d").code == 0
    assert library.read_text().startswith(edited(WHOLE))
    assert inside("search", "zebra", "--keys").out == "old7\n"


def test_a_link_led_to_another_library_is_followed(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(WHOLE)
    (tmp_path / "two.toml").write_text(edited(WHOLE))
    link = tmp_path / "papers.toml"
    link.symlink_to("one.toml")
    inside("list")
    link.unlink()
    link.symlink_to("two.toml")
    assert inside("search", "zebra", "--keys").out == "old7\n"
