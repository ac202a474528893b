"""What a user sees who changes papers at a real terminal: the plan, the question, the editor with what is wrong."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.library import TEXT
from tests.terminal import talk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("setsid"), reason="there is no setsid to give the program a terminal"),
]
# An editor that asks what to do: it shows its file, and saves it with one word replaced by another.
EDITOR = """\
import pathlib, sys
path = pathlib.Path(sys.argv[1])
print(path.read_text(), flush=True)
old, _, new = input("replace> ").partition(" ")
path.write_text("" if old == "empty" else path.read_text().replace(old, new) if old else path.read_text())
"""
PROMPT = "replace> "


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "editor.py").write_text(EDITOR)
    monkeypatch.setenv("VISUAL", f"{sys.executable} {tmp_path / 'editor.py'}")
    return path


@pytest.mark.parametrize(("typed", "code", "changed"), [("y\r", 0, True), ("n\r", 1, False), ("\x03", 130, False)])
def test_papers_that_were_chosen_are_shown_and_asked_about(
    library: Path, typed: str, code: int, *, changed: bool
) -> None:
    args = ("set", "--query", "year:2023..", "venue=CVPR", "tags+=all")

    answer = talk(library.parent, [("[y/N]", typed)], *args)

    told = " ".join(answer.shown.split())
    assert "~ liu2024dora DoRA: Weight-Decomposed Low-Rank Adaptation venue ICML -> CVPR tags peft -> peft; all" in told
    assert "~ muller2023adapter An Adapter for ℓ₁ Vision venue + CVPR tags + all" in told
    assert f"Change {library}? [y/N]" in answer.shown.replace("\n", "")
    assert answer.code == code
    assert answer.shown.endswith("\n")  # what the shell writes next stands on a line of its own
    assert (library.read_text() != TEXT) is changed


def test_a_paper_that_was_named_is_changed_without_a_question(library: Path) -> None:
    answer = talk(library.parent, [], "mark", "liu2024dora", "read")

    assert answer.code == 0
    assert "~ liu2024dora DoRA" in answer.shown
    assert 'status = "read"\n' in library.read_text()


def test_a_mistake_is_shown_above_the_text_and_mended(library: Path) -> None:
    answers = [(PROMPT, '"article" article\r'), (PROMPT, 'article "report"\r')]

    answer = talk(library.parent, answers, "edit", "muller2023adapter")

    assert "# mllmtune: line 5: this is not TOML: invalid value\n" in answer.shown
    assert "# mllmtune: mend it and save; to leave everything as it was, save it as it is now, or empty" in answer.shown
    assert answer.code == 0
    assert "type" in answer.shown.partition("~ muller2023adapter")[2]
    assert library.read_text() == TEXT.replace('"article"', '"report"')


@pytest.mark.parametrize("typed", ["\r", "empty\r"])
def test_a_mistake_is_abandoned_and_the_text_is_kept(library: Path, typed: str) -> None:
    answer = talk(library.parent, [(PROMPT, "year yaer\r"), (PROMPT, typed)], "edit", "muller2023adapter")

    assert answer.code == 3
    assert 'line 8: muller2023adapter: "yaer" is not an attribute; did you mean "year"?' in answer.shown
    assert "nothing was changed, and what you wrote is kept there" in answer.shown.replace("\n", " ")
    assert library.read_text() == TEXT


def test_notes_are_opened_as_markdown(library: Path) -> None:
    answer = talk(library.parent, [(PROMPT, "appendix *appendix*\r")], "edit", "--notes", "liu2024dora")

    assert answer.shown.startswith("read the appendix\n\nreplace> ")
    assert answer.code == 0
    assert 'notes = "read the *appendix*"\n' in library.read_text()


@pytest.mark.parametrize("columns", [80, 200])
def test_the_log_fits_the_screen(library: Path, columns: int) -> None:
    talk(library.parent, [], "tag", "liu2024dora", "a tag that is rather long, so that the command is, too", "another")

    shown = talk(library.parent, [], "log", columns=columns).shown

    assert "liu2024dora" in shown
    assert "another" in shown
    assert max(map(len, shown.splitlines())) <= columns
