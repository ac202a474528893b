import json
import os
from pathlib import Path

import pytest

from tests.conftest import Inside
from tests.library import TEXT

FIELDS = '\n[papers.fields]\nfile = "{}"\n'
CODE = 'code = "https://github.com/NVlabs/DoRA"\n'


@pytest.fixture(autouse=True)
def library(tmp_path: Path) -> Path:
    (tmp_path / "lib").mkdir()
    path = tmp_path / "lib" / "papers.toml"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "Download (1).PDF").write_bytes(b"%PDF-1.7")
    return path


def attach(inside: Inside, library: Path, *args: str) -> int:
    return inside("attach", "dora", "../Download (1).PDF", *args, cwd=library.parent).code


def test_a_copy_is_kept_under_the_key_and_its_path_is_relative(inside: Inside, library: Path) -> None:
    assert attach(inside, library) == 0
    assert (library.parent / "files" / "liu2024dora.pdf").read_bytes() == b"%PDF-1.7"
    assert library.read_text() == TEXT.replace(CODE, CODE + FIELDS.format("files/liu2024dora.pdf"))


def test_the_folder_is_chosen_once_for_all(inside: Inside, library: Path) -> None:
    assert attach(inside, library, "--folder", "my pdfs") == 0
    assert (library.parent / "my pdfs" / "liu2024dora.pdf").exists()
    assert 'title = "a small one"\nfiles = "my pdfs"\n' in library.read_text()
    answer = inside("attach", "dora", "../Download (1).PDF", "--folder", "other", cwd=library.parent)
    assert answer.code == 2
    assert (
        'keeps its files in my pdfs; to change that, move them and write files = "other" into [library]' in answer.err
    )


def test_another_folder_is_refused_once_files_are_kept_in_the_first(inside: Inside, library: Path) -> None:
    (library.parent / "files").mkdir()
    (library.parent / "files" / "of something else").touch()
    assert attach(inside, library, "--folder", "pdfs") == 0
    assert inside("undo", cwd=library.parent).code == 0
    assert library.read_text() == TEXT
    assert attach(inside, library) == 0
    assert "files/" in library.read_text()
    before = library.read_bytes()
    assert attach(inside, library, "--folder", "pdfs") == 2
    assert library.read_bytes() == before
    answer = inside("open", "liu2024dora", "--pdf", "--print", cwd=library.parent)
    assert answer.out == f"{(library.parent / 'files' / 'liu2024dora.pdf').as_uri()}\n"


def test_the_same_again_changes_nothing(inside: Inside, library: Path) -> None:
    attach(inside, library)
    before = library.read_bytes()
    assert attach(inside, library) == 0
    assert library.read_bytes() == before


def test_another_file_of_that_name_is_not_overwritten(inside: Inside, library: Path) -> None:
    attach(inside, library)
    (library.parent.parent / "Download (1).PDF").write_bytes(b"%PDF-2.0")
    assert attach(inside, library) == 4
    assert (library.parent / "files" / "liu2024dora.pdf").read_bytes() == b"%PDF-1.7"


def test_it_is_opened(inside: Inside, library: Path) -> None:
    attach(inside, library)
    answer = inside("open", "liu2024dora", "--pdf", "--print", cwd=library.parent)
    assert answer.out == f"{(library.parent / 'files' / 'liu2024dora.pdf').as_uri()}\n"


@pytest.mark.parametrize("stored", ["../outside.pdf", "/etc/x.pdf", "files/../../outside.pdf", "files/link.pdf"])
def test_what_is_not_in_the_folder_is_not_opened(inside: Inside, library: Path, stored: str) -> None:
    (library.parent.parent / "outside.pdf").write_text("secret")
    (library.parent / "files").mkdir()
    (library.parent / "files" / "link.pdf").symlink_to("../../outside.pdf")
    library.write_text(TEXT.replace(CODE, CODE + FIELDS.format(stored)))
    answer = inside("open", "liu2024dora", "--pdf", "--print", cwd=library.parent)
    assert answer.out == "https://arxiv.org/pdf/2402.09353\n"


@pytest.mark.parametrize("folder", ["..", "/tmp", "."])  # noqa: S108 - nothing is made there
def test_a_folder_elsewhere_is_refused(inside: Inside, library: Path, folder: str) -> None:
    assert attach(inside, library, "--folder", folder) == 4
    assert library.read_text() == TEXT


@pytest.mark.parametrize(("file", "code"), [("nowhere.pdf", 3), (".", 3)])
def test_a_file_that_cannot_be_read_changes_nothing(inside: Inside, library: Path, file: str, code: int) -> None:
    assert inside("attach", "dora", file, cwd=library.parent).code == code
    assert library.read_text() == TEXT


def test_a_folder_without_a_name_is_refused(inside: Inside, library: Path) -> None:
    assert attach(inside, library, "--folder", "") == 2
    assert library.read_text() == TEXT


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(inside: Inside, library: Path) -> None:
    os.mkfifo(library.parent / "pipe.pdf")
    answer = inside("attach", "dora", "pipe.pdf", cwd=library.parent)
    assert answer == (3, "", "mllmtune: pipe.pdf: this is no file that can be kept\n")


def test_a_dry_run_changes_nothing(inside: Inside, library: Path) -> None:
    assert attach(inside, library, "--dry-run") == 0
    assert library.read_text() == TEXT
    assert not (library.parent / "files").exists()


def test_it_is_taken_back_and_the_file_stays(inside: Inside, library: Path) -> None:
    attach(inside, library, "--folder", "pdfs")
    assert inside("undo", cwd=library.parent).code == 0
    assert library.read_text() == TEXT
    assert (library.parent / "pdfs" / "liu2024dora.pdf").exists()


def test_a_paper_keeps_several_files(inside: Inside, library: Path) -> None:
    attach(inside, library)
    (library.parent / "data.csv").write_text("1")
    inside("attach", "dora", "data.csv", cwd=library.parent)
    (paper,) = json.loads(inside("list", "method:dora", "--json", cwd=library.parent).out)
    assert paper["fields"]["file"] == "files/liu2024dora.pdf;files/liu2024dora.csv"


def test_a_second_file_is_refused_with_what_keeps_both(inside: Inside, library: Path) -> None:
    attach(inside, library)
    (library.parent / "slides.pdf").write_bytes(b"other")
    answer = inside("attach", "liu2024dora", "slides.pdf", cwd=library.parent)
    assert answer.code == 4
    assert "to replace it, move it away first" in answer.err
    (library.parent / "slides.pdf").rename(library.parent / "files" / "slides.pdf")
    both = "fields.file=files/liu2024dora.pdf;files/slides.pdf"
    assert f"`mllmtune set liu2024dora '{'fields.file=ONE;OTHER'}'`" in answer.err
    assert inside("set", "liu2024dora", both, cwd=library.parent).code == 0
    opened = inside("open", "liu2024dora", "--pdf", "--print", cwd=library.parent)
    assert opened.out == f"{(library.parent / 'files' / 'liu2024dora.pdf').as_uri()}\n"
