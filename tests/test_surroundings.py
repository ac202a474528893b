"""What the machine does around the program: shut folders, lost ones, devices, full disks, names that are not UTF-8."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mllmtune.errors import UnreadableFileError
from mllmtune.store.replacing import replace
from tests.conftest import Answer, Inside, Program

LIBRARY = '[library]\nschema = 1\n\n[[papers]]\nkey = "good"\ntype = "misc"\ntitle = "Good"\n'
BAD_BYTES = os.fsdecode(b"m\xfcller")  # as a terminal of Latin-1 sends it

ABOUT_A_SHUT_FOLDER = {
    "export": ("export", "--bib", "-o", "shut/x.bib"),
    "a library": ("-l", "shut/papers.toml", "add", "--title", "X"),
    "init": ("init", "shut/papers.toml"),
    "cited": ("cited", "shut/x.tex"),
    "aux": ("list", "--aux", "shut/x.aux"),
    "add": ("add", "shut/x.bib"),
    "schema": ("schema", "-o", "shut/x.json"),
    "attach": ("attach", "good", "shut/x.pdf"),
    "rename": ("rename", "good", "better", "--tex", "shut/x.tex"),
}


def by_shell(folder: Path, script: str) -> Answer:
    """Run a line of the shell in which `mllmtune` is this program."""
    program = f'mllmtune() {{ "{sys.executable}" -m mllmtune "$@"; }}; {script}'
    done = subprocess.run(["/bin/sh", "-c", program], cwd=folder, capture_output=True, timeout=60, check=False)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(LIBRARY)
    return path


@pytest.fixture
def shut(library: Path) -> Path:
    folder = library.parent / "shut"
    folder.mkdir()
    (folder / "x.bib").touch()
    folder.chmod(0)
    return folder


@pytest.mark.usefixtures("shut")
@pytest.mark.parametrize("command", ABOUT_A_SHUT_FOLDER.values(), ids=ABOUT_A_SHUT_FOLDER)
def test_a_folder_that_is_shut_is_told(
    mllmtune: Program, library: Path, command: tuple[str, ...], ordinary: tuple[str, ...]
) -> None:
    answer = mllmtune(*command, under=ordinary)
    assert (answer.code, answer.out) == (3, "")
    assert "shut/" in answer.err
    assert "Traceback" not in answer.err
    assert library.read_text() == LIBRARY


def test_a_folder_of_data_that_is_shut_is_passed_over(
    mllmtune: Program, tmp_path: Path, ordinary: tuple[str, ...]
) -> None:
    (tmp_path / "data").mkdir(mode=0)
    assert mllmtune("cite", "liu2024dora", under=ordinary) == (0, "\\cite{liu2024dora}\n", "")


def test_a_word_that_is_too_long_for_a_file_is_no_file(inside: Inside) -> None:
    answer = inside("add", "a" * 5000)
    assert answer.code == 3
    assert "this names no paper" in answer.err


def test_a_working_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    answer = by_shell(tmp_path, "mkdir gone && cd gone && rmdir ../gone && mllmtune list")
    assert answer == (3, "", "mllmtune: .: the working folder is gone; change to one that is there\n")


def test_a_library_that_is_a_link_to_nothing_gives_its_place_to_no_other(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").symlink_to(tmp_path / "unplugged" / "papers.toml")
    answer = inside("add", "--title", "DoRA")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (
        f"mllmtune: {tmp_path / 'papers.toml'}: this is a link to a file that is not there; "
        "bring that back, or take the link away\n"
    )


@pytest.mark.parametrize("command", [("list",), ("add", "--title", "X"), ("check",), ("log",)])
def test_what_is_no_file_is_no_library(mllmtune: Program, tmp_path: Path, command: tuple[str, ...]) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = "mllmtune: pipe: this is a device or a pipe, which can be no library; name a file\n"
    assert mllmtune("-l", "pipe", *command) == (3, "", said)


def test_an_empty_name_of_a_library_is_refused(inside: Inside) -> None:
    assert inside("-l", "", "list") == (2, "", "mllmtune: --library names no file; say which, or leave it out\n")


def test_who_has_named_a_library_that_is_not_there_is_said(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLLMTUNE_LIBRARY", "gone.toml")
    why = "there is no such file; `mllmtune init` makes a library (MLLMTUNE_LIBRARY names this file)"
    assert inside("list") == (3, "", f"mllmtune: gone.toml: {why}\n")


@pytest.mark.usefixtures("library")
def test_a_pipe_takes_what_is_exported_and_stays_a_pipe(inside: Inside, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.bib"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert inside("export", "-o", pipe) == (0, "", "")
        assert os.read(reader, 1000) == b"@misc{good,\n  title = {Good},\n}\n"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.usefixtures("library")
def test_standard_output_can_be_named_as_a_file(tmp_path: Path) -> None:
    answer = by_shell(tmp_path, "mllmtune export --bib -o /dev/stdout | cat")
    assert answer == (0, "@misc{good,\n  title = {Good},\n}\n", "")


def test_a_word_of_a_query_names_no_output(inside: Inside, library: Path) -> None:
    assert inside("export", "--bib", "good", "-lora").out == "@misc{good,\n  title = {Good},\n}\n"
    assert inside("export", "--bib", "good", "-orefs.bib").out == ""
    assert [path.name for path in sorted(library.parent.iterdir())] == ["papers.toml", "refs.bib"]


def test_nothing_takes_the_place_of_what_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFileError, match="no regular file"):
        replace(pipe, b"", was=None)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.usefixtures("library")
def test_an_output_in_the_place_of_a_folder_is_told(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    answer = inside("export", "--bib", "-o", "folder")
    assert answer == (3, "", "mllmtune: folder: this is a directory; name a file in it\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("count", [1, 5000])  # less than a buffer holds, and more
def test_a_full_disk_behind_standard_output_is_told(library: Path, count: int) -> None:
    library.write_text(LIBRARY + "".join(f'\n[[papers]]\nkey = "k{n}"\ntype = "misc"\n' for n in range(count)))
    answer = by_shell(library.parent, "mllmtune export --bib > /dev/full")
    assert answer.code == 3
    assert answer.err == ("mllmtune: standard output: no space left on device; not all of the answer was written\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", ["--help", "list --help", "--version"])
def test_a_full_disk_behind_help_is_told(tmp_path: Path, words: str, unbuffered: str) -> None:
    answer = by_shell(tmp_path, f"export PYTHONUNBUFFERED={unbuffered}; mllmtune {words} > /dev/full")
    told = "mllmtune: standard output: no space left on device; not all of the answer was written\n"
    assert (answer.code, answer.err) == (3, told)


@pytest.mark.parametrize("streams", ["", "2>&1"])
def test_a_change_is_made_though_nobody_reads_on(library: Path, streams: str) -> None:
    entries = "".join(f"@misc{{k{number}, title = {{Title {'x' * 20} {number}}}}}\n" for number in range(3000))
    (library.parent / "refs.bib").write_text(entries)
    answer = by_shell(library.parent, f"mllmtune import refs.bib --yes {streams} | head -n 1")
    assert answer.out.startswith("new\tk0\t")
    assert library.read_text().count("[[papers]]") == 3001


@pytest.mark.usefixtures("library")
def test_closed_streams_are_no_error(tmp_path: Path) -> None:
    assert by_shell(tmp_path, "mllmtune list <&- >&- 2>&-") == (0, "", "")


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "command",
    [("list", f"author:{BAD_BYTES}"), ("list", "--tag", BAD_BYTES), ("show", BAD_BYTES), ("log", BAD_BYTES)],
)
def test_words_that_are_not_utf_8_find_nothing(mllmtune: Program, command: tuple[str, ...]) -> None:
    answer = mllmtune(*command)
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)


@pytest.mark.usefixtures("library")
def test_a_folder_for_files_that_is_not_utf_8_is_refused(mllmtune: Program, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    assert mllmtune("attach", "good", "x.pdf", "--folder", BAD_BYTES).code == 2


def test_a_library_in_a_folder_that_is_not_utf_8_is_used_like_any_other(mllmtune: Program, tmp_path: Path) -> None:
    folder = tmp_path / BAD_BYTES
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    (folder / "papers.toml").write_text(LIBRARY)
    assert mllmtune("tag", "good", "x", cwd=folder).code == 0
    assert mllmtune("list", "tag:x", "--keys", cwd=folder).out == "good\n"
    assert mllmtune("undo", cwd=folder).code == 0
    assert (folder / "papers.toml").read_text() == LIBRARY


@pytest.mark.usefixtures("library")
def test_answers_are_kept_in_a_folder_that_is_not_utf_8(mllmtune: Program, tmp_path: Path) -> None:
    try:
        (tmp_path / BAD_BYTES).mkdir()
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    environment = {f"XDG_{kind}_HOME": str(tmp_path / BAD_BYTES) for kind in ("CACHE", "STATE")}
    answer = mllmtune("add", "arXiv:2402.09353", "--offline", env=environment)
    assert answer.code == 5
    assert answer.err.startswith("mllmtune: arXiv:2402.09353: arXiv would have to be asked, and --offline forbids it\n")


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "command",
    [
        ("import", "x.bib"),
        ("compare", "x.bib"),
        ("check", "x.bib"),
        ("convert", "x.bib", "y.bib"),
        ("cited", "x.tex"),
        ("render", "x.md"),
        ("attach", "good", "x.pdf"),
    ],
    ids=lambda command: command[0],
)
def test_a_file_that_may_not_be_read_is_bad_data(
    mllmtune: Program, tmp_path: Path, command: tuple[str, ...], ordinary: tuple[str, ...]
) -> None:
    name = next(word for word in command if word.startswith("x."))
    (tmp_path / name).touch(mode=0)
    answer = mllmtune(*command, under=ordinary)
    assert (answer.code, answer.out, answer.err) == (3, "", f"mllmtune: {name}: permission denied\n")
