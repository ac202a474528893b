"""Is there something at a path? Told without an error where that may not be looked at, or can be no path at all.

Before Python 3.14, `pathlib.Path.exists` and its like raise the error of a folder that is shut, or of a name that is
too long: what a user types is asked here.
"""

import os
from pathlib import Path


def is_there(path: Path) -> bool:
    """Tell whether something is at a path, symbolic links followed."""
    return os.path.exists(path)  # noqa: PTH110 - see above


def is_file(path: Path) -> bool:
    """Tell whether a regular file is at a path, symbolic links followed."""
    return os.path.isfile(path)  # noqa: PTH113 - see above


def is_broken_link(path: Path) -> bool:
    """Tell whether a symbolic link is at a path that leads to nothing."""
    return os.path.islink(path) and not is_there(path)  # noqa: PTH114 - see above


def is_folder(path: Path) -> bool:
    """Tell whether a folder is at a path, symbolic links followed."""
    return os.path.isdir(path)  # noqa: PTH112 - see above


def is_special(path: Path) -> bool:
    """Tell whether something else than a file or a folder is at a path, such as a device, symbolic links followed."""
    return is_there(path) and not is_file(path) and not is_folder(path)
