"""Which library is in force, and where do the things live that belong to it?"""

import os
import zlib
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from mllmtune.errors import UnreadableFileError
from mllmtune.store.folders import user_folder
from mllmtune.store.presence import is_broken_link, is_file

_LEADS_NOWHERE = "this is a link to a file that is not there; bring that back, or take the link away"
_NAMES = (Path("papers.toml"), Path("data", "papers.toml"))


class Reason(StrEnum):
    """Why a library is in force; the first that applies."""

    OPTION = "named by --library"
    ENVIRONMENT = "named by MLLMTUNE_LIBRARY"
    FOLDER = "the nearest papers.toml in this folder or above"
    OWN = "your own library"
    CURATED = "the curated library inside the package, read-only"


class Workspace(NamedTuple):
    """A library and why it is in force."""

    library: Path
    reason: Reason

    @property
    def written(self) -> "Workspace":
        """Where a command writes that changes this library: while the curated one is in force, to the user's own."""
        return Workspace(own_library(), Reason.OWN) if self.reason is Reason.CURATED else self

    @property
    def index_file(self) -> Path:
        """Where the index of this library is kept."""
        return user_folder("cache") / f"{_name(self.library)}.sqlite"

    @property
    def lock_file(self) -> Path:
        """The file that writers of this library lock."""
        return user_folder("state") / f"{_name(self.library)}.lock"


def workspace(option: Path | None, environment: str | None, folder: Path) -> Workspace:
    """Return the library in force for a program that runs in `folder`.

    Raises:
        UnreadableFileError: the nearest library is a link that leads to nothing; no other takes its place.

    """
    if option is not None:
        return Workspace(option, Reason.OPTION)
    if environment:
        return Workspace(Path(environment).expanduser(), Reason.ENVIRONMENT)
    for above in (folder, *folder.parents):
        for name in _NAMES:
            if is_file(above / name):
                return Workspace(above / name, Reason.FOLDER)
            if is_broken_link(above / name):
                raise UnreadableFileError(str(above / name), _LEADS_NOWHERE)
    own = own_library()
    return Workspace(own, Reason.OWN) if is_file(own) else Workspace(curated_library(), Reason.CURATED)


def own_library() -> Path:
    """Return where the user's own library is or would be."""
    return user_folder("data") / "papers.toml"


def curated_library() -> Path:
    """Return the library that the package brings; in a working copy of the project, the one at its root."""
    package = Path(__file__).parents[1]
    packed = package / "data" / "papers.toml"
    return packed if is_file(packed) else package.parents[1] / "data" / "papers.toml"


def _name(library: Path) -> str:
    # A checksum tells libraries apart well enough: the index knows which file it was made from, and two libraries
    # that share a lock wait for each other, no more.
    real = os.path.realpath(library)
    return f"{zlib.crc32(os.fsencode(real)):08x}-{Path(real).parent.name or 'root'}"
