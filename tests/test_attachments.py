from pathlib import Path

import pytest

from mllmtune.errors import OtherFileThereError, OutsideFolderError, UnreadableFileError
from mllmtune.store.attachments import attached, folder_of, keep, place_for, with_file


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "lib" / "files").mkdir(parents=True)
    (tmp_path / "lib" / "files" / "a.pdf").write_text("a")
    (tmp_path / "outside.pdf").write_text("secret")
    return tmp_path / "lib" / "papers.toml"


@pytest.mark.parametrize("name", ["..", "../x", "/tmp", ".", "files/../..", "a/../../b"])  # noqa: S108 - no file is made
def test_a_folder_that_is_not_below_the_library_is_refused(library: Path, name: str) -> None:
    with pytest.raises(OutsideFolderError):
        folder_of(library, name)


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(library: Path) -> None:
    (library.parent / "pdfs").symlink_to("..")
    with pytest.raises(OutsideFolderError):
        folder_of(library, "pdfs")


@pytest.mark.parametrize(
    "field",
    [
        "files/a.pdf",
        "{files/a.pdf}",
        "Full Text:files/a.pdf:application/pdf",
        "nowhere.pdf;files/a.pdf",
        ":files/a.pdf:PDF",
    ],
)
def test_a_file_is_found_however_the_field_is_spelt(library: Path, field: str) -> None:
    assert attached(library, folder_of(library, "files"), field) == [library.parent / "files" / "a.pdf"]


@pytest.mark.parametrize(
    "field", ["../outside.pdf", "files/../../outside.pdf", "/etc/passwd", "files/link.pdf", "files/up/outside.pdf",
              "files", "files/b.pdf", "", "x\0y", "~/x.pdf"]
)  # fmt: skip
def test_what_is_not_in_the_folder_is_not_found(library: Path, field: str) -> None:
    (library.parent / "files" / "link.pdf").symlink_to("../../outside.pdf")
    (library.parent / "files" / "up").symlink_to("../..")
    assert attached(library, folder_of(library, "files"), field) == []


@pytest.mark.parametrize(
    ("key", "name"),
    [("liu2024", "liu2024.pdf"), ("../../x", "_x.pdf"), ("a/b:c.d", "a_b_c_d.pdf"), (".hidden", "_hidden.pdf")],
)
def test_a_file_is_named_by_the_key_and_stays_in_the_folder(library: Path, key: str, name: str) -> None:
    folder = folder_of(library, "files")
    assert place_for(folder, key, library.parent.parent / "outside.PDF".lower()) == folder / name


def test_a_file_is_kept_and_its_path_is_relative(library: Path) -> None:
    folder, source = folder_of(library, "files"), library.parent.parent / "outside.pdf"
    target = place_for(folder, "x", source)
    keep(source, target, "x")
    assert target.read_text() == "secret"
    assert with_file(library, "", target) == "files/x.pdf"
    assert with_file(library, "files/a.pdf", target) == "files/a.pdf;files/x.pdf"
    assert with_file(library, "a:files/x.pdf:PDF", target) == "a:files/x.pdf:PDF"


def test_another_file_is_not_overwritten(library: Path) -> None:
    with pytest.raises(OtherFileThereError):
        place_for(folder_of(library, "files"), "a", library.parent.parent / "outside.pdf")
    same = library.parent / "same.pdf"
    same.write_text("a")
    assert place_for(folder_of(library, "files"), "a", same).name == "a.pdf"


def test_a_link_where_the_file_is_to_be_kept_is_refused(library: Path) -> None:
    (library.parent / "files" / "x.pdf").symlink_to("../../outside.pdf")
    with pytest.raises(OutsideFolderError):
        place_for(folder_of(library, "files"), "x", library.parent.parent / "outside.pdf")


def test_a_file_that_is_not_there_is_named(library: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"no\.pdf: there is no such file"):
        keep(library.parent / "no.pdf", library.parent / "files" / "x.pdf", "x")
