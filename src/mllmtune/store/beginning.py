"""What does a library hold that is only about to be made?"""

import os
from pathlib import Path

from mllmtune.store.blocks import split
from mllmtune.store.index import Stamp
from mllmtune.store.reading import Snapshot
from mllmtune.store.replacing import put_new
from mllmtune.store.toml import write_settings


def create(library: Path) -> bool:
    """Make a new library file without papers, called like the folder that it is in; False if one is there by then.

    Raises:
        UnreadableFileError: it cannot be written.

    """
    return put_new(library, begun(library).blocks.data)


def begun(library: Path) -> Snapshot:
    """Return what a library that is not there yet will hold when it is made."""
    real = os.path.realpath(library)
    data = write_settings(Path(real).parent.name).encode()
    return Snapshot(Stamp(real, len(data), 0, 0, 0), split(data), 0)
