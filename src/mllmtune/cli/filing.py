"""Where does the library in force keep the files that belong to papers?"""

from codecs import BOM_UTF8
from pathlib import Path

from mllmtune.model.facts import Facts, in_order
from mllmtune.model.library import Settings
from mllmtune.store.attachments import FOLDER, attached, folder_of, with_file
from mllmtune.store.blocks import split
from mllmtune.store.checked import settings_in
from mllmtune.store.reading import read_snapshot
from mllmtune.store.toml import FaultError, read_settings, read_table
from mllmtune.store.workspace import Workspace

_HEAD = 1 << 16  # bytes in which the settings and the first header stand, unless a comment is very long


def folder_name(library: Path) -> str | None:
    """Return what a library calls the folder of its files; None if it says nothing.

    Raises:
        BadLibraryError: its settings cannot be read.
        UnreadableFileError: it cannot be read.

    """
    head = _head(library)
    return (head or settings_in(read_snapshot(library).blocks, library)).files


def files_of(space: Workspace, facts: Facts) -> list[Path]:
    """Return the files of a paper that are in the library's folder, in the order in which they were attached.

    Raises:
        MllmtuneError: the library cannot be read, or its folder would not be beside it.

    """
    field = facts.get("fields", {}).get("file", "")
    if not field:
        return []
    return attached(space.library, folder_of(space.library, folder_name(space.library) or FOLDER), field)


def filed(facts: Facts, library: Path, target: Path) -> Facts:
    """Return the facts of a paper with a file among those that are kept with it."""
    fields = facts.get("fields", {})
    return in_order({**facts, "fields": {**fields, "file": with_file(library, fields.get("file", ""), target)}})


def _head(library: Path) -> Settings | None:
    """Return the settings if they stand above the first paper, where they need no look at the rest; None if not."""
    try:
        with library.open("rb") as file:
            parts = split(file.read(_HEAD))
        head = parts.rest_parts[0].removeprefix(BOM_UTF8)
        return read_settings(head) if parts.paper_spans and "library" in read_table(head) else None
    except (OSError, FaultError):  # whoever reads all of it says what is wrong
        return None
