"""Where does this user's system keep data, caches and state of programs?

On Linux by the XDG Base Directory Specification 0.8, read here: loading platformdirs takes 3 ms, a fifth of what a
search may take beyond its interpreter. Everywhere else platformdirs knows, and is loaded.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Literal

_NAME = "mllmtune"
_XDG = {"cache": ".cache", "data": ".local/share", "state": ".local/state"}


def user_folder(kind: Literal["cache", "data", "state"]) -> Path:
    """Return the user's folder for this program's data, cache or state; it need not be there yet."""
    if not sys.platform.startswith("linux"):
        folder: Path = getattr(import_module("platformdirs"), f"user_{kind}_path")(_NAME)
        return folder
    root = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    # The specification: a relative path is to be ignored.
    return (Path(root) if root.startswith("/") else Path.home() / _XDG[kind]) / _NAME
