"""What another program, or a hand, does between two looks of a command is neither overwritten nor stumbled over."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from mllmtune.cli import answers
from mllmtune.cli.changing import Save, changing
from mllmtune.cli.manuscripts import Manuscript, change_manuscripts
from mllmtune.store import attachments
from mllmtune.store.index import Index
from mllmtune.store.journal import Journal, journal_file, read_journal
from mllmtune.store.presence import is_there
from mllmtune.store.workspace import Workspace
from tests.conftest import Inside
from tests.library import TEXT
from tests.services import Handler, Services, Trouble

T = TypeVar("T")
PREPRINT = """
[[papers]]
key = "new"
type = "misc"
title = "{}"
authors = ["{}"]
year = 2023
arxiv = "2311.00001"
"""
THEIRS = '[[papers]]\nkey = "theirs"\ntype = "misc"\n'


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def renaming(library: Path) -> Trouble:
    """Give the paper another key while a service is asked."""

    def do(_: Handler) -> bool:
        library.write_text(library.read_text().replace('key = "new"\n', 'key = "newer"\naliases = ["new"]\n'))
        return True

    return do


def then(look: Callable[[Path], T], work: Callable[[Path], object]) -> Callable[[Path], T]:
    """Return a look at a path, behind which another hand does its work there."""

    def looked(path: Path) -> T:
        found = look(path)
        work(path)
        return found

    return looked


def make(path: Path) -> None:
    """Make a library, if none is there."""
    if not path.exists():
        path.write_text(THEIRS)


# While the network is asked


def test_a_paper_that_is_renamed_meanwhile_is_filled_in_under_its_new_key(
    inside: Inside, services: Services, library: Path
) -> None:
    library.write_text(TEXT + PREPRINT.format("Tuning Number 2311.00001", "A, Ann"))
    services.troubles["arxiv"] = [renaming(library)]
    answer = inside("update", "key:new", "--yes", "--keys")
    assert (answer.code, answer.out) == (0, "newer\n")


def test_a_preprint_that_is_renamed_meanwhile_becomes_what_it_is_under_its_new_key(
    inside: Inside, services: Services, library: Path
) -> None:
    library.write_text(TEXT + PREPRINT.format("A Study of Tuning", 'Author, Ann", "Writer, Ben'))
    services.troubles["/graph/v1"] = [renaming(library)]
    answer = inside("upgrade", "key:new", "--yes", "--keys")
    assert (answer.code, answer.out) == (0, "newer\n")


def test_a_paper_that_is_removed_while_likenesses_are_looked_for_is_no_trouble(
    inside: Inside, services: Services, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.write_text(TEXT + PREPRINT.format("Tuning Number 2106.00001", "A, Ann"))

    def ask(space: Workspace, question: Callable[[Index], T]) -> T:
        found = answers.ask(space, question)
        if services.asked:
            library.write_text(TEXT)
        return found

    monkeypatch.setattr("mllmtune.cli.fetching.ask", ask)
    assert inside("add", "2106.00001", "--keys").out == "a2024tuning\n"


# While a library is made, or goes


@pytest.mark.parametrize("options", [(), ("--empty",)])
def test_a_library_that_is_made_meanwhile_is_not_overwritten_by_init(
    inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.setattr("mllmtune.cli.init.is_there", then(is_there, make))
    answer = inside("init", "papers.toml", *options)
    assert (answer.code, answer.err) == (4, "mllmtune: papers.toml is there already; nothing was written\n")
    assert (tmp_path / "papers.toml").read_text() == THEIRS


def test_a_paper_comes_into_the_library_that_is_made_meanwhile(
    inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mllmtune.cli.changing.is_there", then(is_there, make))
    assert inside("--library", "new.toml", "add", "--title", "Ours").err == ""
    assert (tmp_path / "new.toml").read_text() == f'{THEIRS}\n[[papers]]\nkey = "ours"\ntype = "misc"\ntitle = "Ours"\n'


def test_no_empty_library_takes_the_place_of_one_that_is_gone_meanwhile(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mllmtune.cli.changing.is_there", lambda path: (path.unlink(), is_there(path))[1])
    answer = inside("add", "--title", "Ours")
    assert (answer.code, library.exists()) == (3, False)
    assert answer.err == f"mllmtune: {library}: there is no such file; `mllmtune init` makes a library\n"


# While papers are classified


def answering(monkeypatch: pytest.MonkeyPatch, *works: Callable[[], object]) -> None:
    """Give `classify` a terminal at which somebody presses 1, each time after another has done a work."""
    left = list(works)

    def press(_: object, enter: str) -> str:  # noqa: ARG001 - the name that is called
        left.pop(0)()
        return "1"

    monkeypatch.setattr("mllmtune.cli.classify.is_asked", lambda: True)
    monkeypatch.setattr("mllmtune.cli.classify.press", press)


def test_nobody_is_asked_about_a_paper_that_is_classified_or_removed_meanwhile(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = [f'\n[[papers]]\nkey = "{key}"\ntype = "misc"\n' for key in "abc"]
    library.write_text("".join(blocks))
    answering(monkeypatch, lambda: library.write_text(f'{blocks[0]}{blocks[1]}topic = "survey"\n'))
    assert inside("classify").err.endswith("1 classified, none left\n")
    assert library.read_text().count("topic") == library.read_text().count("paradigm") == 1


def test_a_paper_that_is_classified_while_it_is_asked_about_keeps_its_place(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = f'{THEIRS}topic = "survey"\n'
    library.write_text(THEIRS)
    answering(monkeypatch, lambda: library.write_text(theirs))
    answer = inside("classify")
    assert (answer.code, library.read_text()) == (4, theirs)
    assert "changed while it was being written; nothing was saved" in answer.err


# While the journal is read


def test_the_log_tells_of_no_change_that_is_only_about_to_be_made(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tag in ("one", "two", "three"):
        inside("tag", "dora", tag)
    lines = journal_file(library).read_bytes().splitlines(keepends=True)
    second = library.read_bytes().replace(b', "three"', b"")
    library.write_bytes(second.replace(b', "two"', b""))

    def read(path: Path) -> Journal:
        library.write_bytes(second)  # the second change is done, and the third is written down
        path.write_bytes(b"".join(lines[:-1]))
        return read_journal(path)

    monkeypatch.setattr("mllmtune.cli.past.read_journal", read)
    assert [line.split("\t")[0] for line in inside("log").out.splitlines()] == ["2", "1"]


# While other files are written


def test_another_file_that_is_kept_meanwhile_is_not_overwritten(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (library.parent / "a.pdf").write_text("ours")

    def keep(path: Path) -> None:
        if path.parent.name == "files":
            path.parent.mkdir(exist_ok=True)
            path.write_text("theirs")

    monkeypatch.setattr("mllmtune.store.attachments.is_there", then(is_there, keep))
    answer = inside("attach", "dora", "a.pdf")
    assert (answer.code, library.read_text()) == (4, TEXT)
    assert (library.parent / "files" / "liu2024dora.pdf").read_text() == "theirs"


@pytest.mark.parametrize("options", [(), ("--folder", "pdfs")])
def test_a_file_is_not_named_in_a_folder_that_is_meanwhile_not_that_of_the_library(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    (library.parent / "a.pdf").write_text("ours")
    chosen = TEXT.replace("schema = 1\n", 'schema = 1\nfiles = "theirs"\n')

    def keep(source: Path, target: Path, key: str) -> None:
        library.write_text(chosen)
        attachments.keep(source, target, key)

    monkeypatch.setattr("mllmtune.cli.attach.keep", keep)
    assert inside("attach", "dora", "a.pdf", *options).code in (2, 4)
    assert library.read_text() == chosen


def test_a_source_that_is_written_meanwhile_stays_and_the_same_command_does_the_rest(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = library.parent / "paper.tex"
    source.write_text("\\cite{dora}\n")

    def change(manuscripts: Sequence[Manuscript], names: Mapping[str, str]) -> None:
        source.write_text("more \\cite{dora}\n")
        change_manuscripts(manuscripts, names)

    command = ("rename", "dora", "new", "--tex", "paper.tex", "--yes")
    with monkeypatch.context() as patch:
        patch.setattr("mllmtune.cli.rename.change_manuscripts", change)
        answer = inside(*command)
    assert (answer.code, source.read_text()) == (4, "more \\cite{dora}\n")
    assert answer.err.endswith("; what came before it is done: run the same command again for the rest\n")
    assert (inside(*command).code, source.read_text()) == (0, "more \\cite{new}\n")


# While the file is put in order


def test_what_is_put_in_order_meanwhile_is_not_said_to_be_done_again(
    inside: Inside, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "2 papers changed" in inside("sort", "--by", "-key").err
    in_order = library.read_text()
    library.write_text(TEXT)

    @contextmanager
    def later(space: Workspace) -> Iterator[tuple[Workspace, Save]]:
        library.write_text(in_order)
        with changing(space) as found:
            yield found

    monkeypatch.setattr("mllmtune.cli.rewriting.changing", later)
    assert inside("sort", "--by", "-key").err.endswith(" are in order\n")
