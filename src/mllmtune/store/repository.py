"""What does git know of the place where a library lives? Asked of the git program itself."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mllmtune.errors import NoRepositoryError, UnreadableFileError

_TIMEOUT_SECONDS = 60


class Repository(NamedTuple):
    """A repository by the root of its working tree, and the path of the library from there, with slashes."""

    root: Path
    library: str

    @property
    def attributes(self) -> Path:
        """The file that says which files are merged and shown in a way of their own."""
        return self.root / ".gitattributes"


def repository_of(library: Path) -> Repository:
    """Return the repository in which a library file lives.

    Raises:
        NoRepositoryError: it lives in none, or there is no git.

    """
    real = Path(os.path.realpath(library))
    found = _git(real.parent, library, "rev-parse", "--show-toplevel")
    if found.returncode:
        raise NoRepositoryError(str(library), "it is in no git repository; run `git init` beside it first")
    root = Path(os.path.realpath(found.stdout.removesuffix("\n")))
    return Repository(root, real.relative_to(root).as_posix())


def attributes_of(repository: Repository, names: Sequence[str]) -> list[str]:
    """Return what these attributes of the library are set to, as git sees them: gitattributes(5)."""
    answer = _git(repository.root, repository.attributes, "check-attr", "-z", *names, "--", repository.library)
    return answer.stdout.split("\0")[2::3]


def configure(repository: Repository, settings: dict[str, str]) -> list[str]:
    """Set what is not set so in the repository's own configuration, and return the names of what was.

    Raises:
        UnreadableFileError: git could not write it.

    """
    names = [name for name, value in settings.items() if _setting(repository, name) != value]
    for name in names:
        _must(repository, "config", "--local", "--replace-all", name, settings[name])
    return names


def forget(repository: Repository, sections: Sequence[str]) -> list[str]:
    """Take sections out of the repository's own configuration, and return those that were there."""
    there = [
        section for section in sections
        if not _git(repository.root, repository.root, "config", "--local", "--get-regexp", rf"^{section}\.").returncode
    ]  # fmt: skip
    for section in there:
        _must(repository, "config", "--local", "--remove-section", section)
    return there


def merged_by_line(base: Path, ours: Path, theirs: Path, size: int) -> bool:
    """Merge line by line into `ours`, as git does with any text: git-merge-file(1); tell whether without a conflict."""
    names = ("-L", "ours", "-L", "base", "-L", "theirs")
    return not _git(
        Path.cwd(), ours, "merge-file", "-q", f"--marker-size={size}", *names, *map(str, (ours, base, theirs))
    ).returncode


def _setting(repository: Repository, name: str) -> str | None:
    answer = _git(repository.root, repository.root, "config", "--local", "-z", "--get", name)
    return None if answer.returncode else answer.stdout.removesuffix("\0")


def _must(repository: Repository, *args: str) -> None:
    answer = _git(repository.root, repository.root, *args)
    if answer.returncode:
        raise UnreadableFileError(str(repository.root), f"git cannot be set up: {answer.stderr.strip()}")


def _git(folder: Path, asked_for: Path, *args: str) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(  # noqa: S603 - no shell, and the arguments are ours or paths
            ["git", *args],  # noqa: S607 - the git that the user has
            cwd=folder, capture_output=True, text=True, check=False, timeout=_TIMEOUT_SECONDS,
        )  # fmt: skip
    except FileNotFoundError:
        raise NoRepositoryError(str(asked_for), "there is no git on this machine, or no such folder") from None
