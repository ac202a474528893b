"""Where does the library in force keep the files that belong to papers?"""

from pathlib import Path

from mllmtune.errors import BadLibraryError
from mllmtune.model.facts import Facts
from mllmtune.store.attachments import FOLDER, attached, folder_of
from mllmtune.store.blocks import Blocks
from mllmtune.store.reading import read_snapshot
from mllmtune.store.toml import FaultError, read_settings
from mllmtune.store.workspace import Workspace


def folder_name(blocks: Blocks, library: Path) -> str | None:
    """Return what the library calls the folder of its files; None if it says nothing.

    Raises:
        BadLibraryError: its settings cannot be read.

    """
    try:
        return read_settings(blocks.rest).files
    except FaultError as error:
        line = blocks.line_in_rest(error.fault.line)
        raise BadLibraryError(str(library), line, error.fault.text) from None


def files_of(space: Workspace, facts: Facts) -> list[Path]:
    """Return the files of a paper that are in the library's folder, in the order in which they were attached.

    Raises:
        MllmtuneError: the library cannot be read, or its folder would not be beside it.

    """
    field = facts.get("fields", {}).get("file", "")
    if not field:
        return []
    name = folder_name(read_snapshot(space.library).blocks, space.library)
    return attached(space.library, folder_of(space.library, name or FOLDER), field)
