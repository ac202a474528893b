"""`watch`, a process of its own: it rewrites when something changes, waits where something is wrong, and ends well."""

import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Inside
from tests.library import TEXT
from tests.touched import last_written

pytestmark = pytest.mark.slow
AUX = "\\relax \n{}\\gdef \\@abspage@last{{1}}\n"
SECONDS = 30.0  # after which a test that waits has failed


class Watching:
    """A running `mllmtune watch`, and what it says."""

    def __init__(self, folder: Path, *args: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mllmtune", "watch", *args], cwd=folder, stderr=subprocess.PIPE, text=True
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def says(self) -> str:
        """Return the next line, for which it waits."""
        return self._lines.get(timeout=SECONDS)

    def says_nothing(self) -> bool:
        """Tell whether a second passes without a word."""
        time.sleep(1)
        return self._lines.empty()

    def _listen(self) -> None:
        assert self.process.stderr
        with self.process.stderr as lines:
            for line in lines:
                self._lines.put(line.removeprefix("mllmtune: ").rstrip("\n"))


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    (tmp_path / "papers.toml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "paper.aux").write_text(AUX.format("\\citation{dora}\n"))
    running = Watching(tmp_path, "paper.aux", "-o", "refs.bib")
    assert running.says() == "wrote refs.bib: 1 entry"
    yield running
    running.process.kill()
    running.process.wait()


def replaced(path: Path, text: str) -> None:
    draft = path.with_name("draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def test_a_document_that_changes_is_read_again(watching: Watching, tmp_path: Path) -> None:
    (tmp_path / "paper.aux").write_text(AUX.format("\\citation{dora,wu2025moslora}\n"))
    assert watching.says() == "wrote refs.bib: 2 entries"
    assert "@misc{wu2025moslora," in (tmp_path / "refs.bib").read_text()


def test_a_library_that_is_replaced_by_another_of_its_name_is_read_again(watching: Watching, tmp_path: Path) -> None:
    replaced(tmp_path / "papers.toml", TEXT.replace("Weight-Decomposed", "Decomposed"))
    assert watching.says() == "wrote refs.bib: 1 entry"
    replaced(tmp_path / "papers.toml", TEXT)
    assert watching.says() == "wrote refs.bib: 1 entry"
    assert "Weight-Decomposed" in (tmp_path / "refs.bib").read_text()


def test_a_file_that_would_not_change_is_not_touched(watching: Watching, tmp_path: Path) -> None:
    before = last_written(tmp_path / "refs.bib")
    (tmp_path / "paper.aux").write_text(AUX.format("\\citation{dora}\n\\newlabel{a}{{1}{1}}\n"))
    assert watching.says() == "refs.bib is up to date: 1 entry"
    assert last_written(tmp_path / "refs.bib") == before


def test_what_is_missing_stands_in_the_same_line(watching: Watching, tmp_path: Path) -> None:
    (tmp_path / "paper.aux").write_text(AUX.format("\\citation{dora,dorra}\n"))
    said = 'refs.bib is up to date: 1 entry; paper.aux: no paper has the key "dorra"; did you mean dora?'
    assert watching.says() == said


def test_a_document_that_is_half_written_is_waited_for(watching: Watching, tmp_path: Path) -> None:
    before = last_written(tmp_path / "refs.bib")
    (tmp_path / "paper.aux").write_text("\\relax \n")  # as LaTeX leaves it for as long as it runs
    assert watching.says_nothing()
    assert last_written(tmp_path / "refs.bib") == before
    (tmp_path / "paper.aux").write_text(AUX.format("\\citation{muller2023adapter}\n"))
    assert watching.says() == "wrote refs.bib: 1 entry"


def test_a_document_that_is_gone_is_waited_for(watching: Watching, tmp_path: Path) -> None:
    (tmp_path / "paper.aux").unlink()
    assert watching.says() == "paper.aux: there is no such file; waiting"
    (tmp_path / "paper.aux").write_text(AUX.format("\\citation{muller2023adapter}\n"))
    assert watching.says() == "wrote refs.bib: 1 entry"


def test_a_library_that_is_gone_is_waited_for_and_no_other_takes_its_place(watching: Watching, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").unlink()
    assert watching.says().endswith("there is no such file; `mllmtune init` makes a library; waiting")
    (tmp_path / "papers.toml").write_text(TEXT, encoding="utf-8")
    assert watching.says() == "refs.bib is up to date: 1 entry"


def test_a_mistake_in_the_library_is_told_and_waited_for(watching: Watching, tmp_path: Path) -> None:
    replaced(tmp_path / "papers.toml", TEXT.replace('type = "misc"', "type ="))
    assert watching.says().endswith("papers.toml:39: this is not TOML: invalid value; waiting")
    replaced(tmp_path / "papers.toml", TEXT)
    assert watching.says() == "refs.bib is up to date: 1 entry"


def test_a_file_that_the_document_reads_is_watched_from_then_on(watching: Watching, tmp_path: Path) -> None:
    (tmp_path / "ch").mkdir()
    (tmp_path / "ch/one.aux").write_text("\\citation{wu2025moslora}\n")
    (tmp_path / "paper.aux").write_text(AUX.format("\\citation{dora}\n\\@input{ch/one.aux}\n"))
    assert watching.says() == "wrote refs.bib: 2 entries"
    (tmp_path / "ch/one.aux").write_text("")
    assert watching.says() == "wrote refs.bib: 1 entry"


def test_an_interrupt_ends_it_without_a_word(watching: Watching) -> None:
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(SECONDS) == 130
    assert watching.says_nothing()


def test_a_document_that_latex_will_make_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "paper.tex").write_text("")
    running = Watching(tmp_path, "paper.aux", "-o", "refs.bib")
    try:
        assert running.says().startswith("paper.aux: there is no such file; run LaTeX first")
        (tmp_path / "paper.aux").write_text(AUX.format("\\citation{dora}\n"))
        assert running.says() == "wrote refs.bib: 1 entry"
    finally:
        running.process.kill()
        running.process.wait()


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["gone.aux", "-o", "refs.bib"], 3, "gone.aux: there is no such file"),
        (["refs.bib", "-o", "x.bib"], 2, "refs.bib is no document"),
        (["paper.aux", "-o", "x.doc"], 2, "the suffix of x.doc names none"),
        (["paper.aux", "-o", "-", "--bib"], 2, "- is none"),
        (["paper.aux"], 2, "Missing option '--output'"),
    ],
)
def test_what_can_never_be_done_is_refused(inside: Inside, args: list[str], code: int, said: str) -> None:
    (inside.folder / "paper.aux").write_text("")
    (inside.folder / "refs.bib").write_text("")
    answer = inside("watch", *args)
    assert answer.code == code
    assert said in answer.err
