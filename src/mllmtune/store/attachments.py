"""Where are the files that belong to papers? In one folder beside the library, which no path leaves.

A path is stored relative to the library, with slashes, in the field that JabRef and Zotero use: ``file``, in which
several are parted by semicolons, and one may be spelt ``description:path:type`` (JabRef's manual, "File links").
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from mllmtune.errors import OtherFileThereError, OutsideFolderError, UnreadableFileError
from mllmtune.store.presence import is_file, is_there
from mllmtune.store.replacing import put_new

FOLDER = "files"  # where the library names none
_PARTS = 3  # description, path, type


def folder_of(library: Path, name: str) -> Path:
    """Return the folder of this name beside a library; it need not be there yet.

    Raises:
        OutsideFolderError: it would not be below the folder of the library.

    """
    beside = Path(os.path.realpath(library)).parent
    folder = Path(os.path.realpath(beside / name))
    if (
        Path(name).is_absolute()
        or ".." in PurePosixPath(name).parts
        or folder == beside
        or not folder.is_relative_to(beside)
    ):
        raise OutsideFolderError(name, str(beside))
    return folder


def are_kept_in(library: Path, name: str) -> bool:
    """Tell whether a library speaks of files that are in the folder of this name."""
    try:
        found = [f"{name}/{one.name}" for one in (Path(os.path.realpath(library)).parent / name).iterdir()]
        data = library.read_bytes() if found else b""
    except OSError:  # there is no such folder, or no library yet
        return False
    return any(one.encode(errors="surrogateescape") in data for one in found)


def attached(library: Path, folder: Path, field: str) -> list[Path]:
    """Return the files that a field names, those alone that are in the folder and there."""
    beside = Path(os.path.realpath(library)).parent
    found = [Path(os.path.realpath(beside / stored)) for stored in _stored(field)]
    return [path for path in found if path.is_relative_to(folder) and is_file(path)]


def place_for(folder: Path, key: str, source: Path) -> Path:
    """Return where a file is to be kept: under the key, with the suffix that it has.

    Raises:
        OtherFileThereError: another file stands there.
        OutsideFolderError: what stands there leads elsewhere.
        UnreadableFileError: there is no such file to keep.

    """
    # Neither may be the name of a folder above, nor be hidden.
    target = folder / (re.sub(r"[^\w+-]+|^\W+", "_", key) + re.sub(r"[^\w.]", "", source.suffix.lower()))
    if target.is_symlink() or Path(os.path.realpath(target)) != target:
        raise OutsideFolderError(str(target), str(folder))
    if is_there(target) and target.read_bytes() != _content(source):
        raise OtherFileThereError(str(target), key)
    return target


def keep(source: Path, target: Path, key: str) -> None:
    """Copy a file of the paper with this key to its place, in one step.

    Raises:
        OtherFileThereError: another file has come to stand there.
        UnreadableFileError: it cannot be read or written.

    """
    data = _content(source)
    if (is_there(target) or not put_new(target, data)) and _content(target) != data:
        raise OtherFileThereError(str(target), key)


def with_file(library: Path, field: str, target: Path) -> str:
    """Return the field with a file among those that it names."""
    stored = target.relative_to(Path(os.path.realpath(library)).parent).as_posix()
    return field if stored in _stored(field) else ";".join(filter(None, (field, stored)))


def _stored(field: str) -> Iterator[str]:
    """Give the paths that a field holds."""
    for one in re.split(r"(?<!\\);", field.strip("{}")):
        parts = re.split(r"(?<!\\):", one)
        path = parts[1] if len(parts) == _PARTS else one
        if path.strip() and "\0" not in path:
            yield re.sub(r"\\([:;\\])", r"\1", path.strip())


def _content(source: Path) -> bytes:
    if is_there(source) and not is_file(source):  # a pipe would be waited for
        raise UnreadableFileError(str(source), "this is no file that can be kept")
    try:
        return source.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError(str(source), "there is no such file") from None
    except OSError as error:
        raise UnreadableFileError(str(source), (error.strerror or str(error)).lower()) from None
