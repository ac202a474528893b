"""How long does it take to import a long list in Markdown, from nothing, and how much memory?

    python bench/importing.py [--lists FOLDER] [--entries 5000] [--runs 5]

The list is a made library, exported as tables; with ``--lists`` it is made of the lists of a folder (``*.md``, below it
too), by name, up to the line of the last entry asked for. Each import is a process of its own, and no library, index or
cache is there before. Told are medians.
"""

import argparse
import os
import subprocess
import tempfile
from pathlib import Path
from statistics import median

import libraries
from measuring import PROGRAM, Seen, measured
from mllmtune.formats.awesome import read


def main() -> None:
    """Import the list as often as asked, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", type=Path)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    text = joined(options.lists, options.entries) if options.lists else exported(options.entries)
    print(f"{len(read(text).entries):,} entries on {text.count(chr(10)):,} lines, {len(text.encode()) / 1e6:.2f} MB")
    found = [imported(text) for _ in range(options.runs)]
    passed, worked, megabytes = (median(column) for column in zip(*found, strict=True))
    print(f"{passed:.2f} s, {worked:.2f} s of the processor, {megabytes:.0f} MB")


def exported(entries: int) -> str:
    """Return a made library of that many papers as a list."""
    with tempfile.TemporaryDirectory(prefix="importing-") as name:
        library = Path(name) / "papers.toml"
        libraries.write_library(library, entries)
        command = [*PROGRAM, "--library", str(library), "export", "--markdown", "--group-by", "topic"]
        return subprocess.run(
            command, check=True, capture_output=True, encoding="utf-8", env=_environment(Path(name))
        ).stdout


def joined(folder: Path, entries: int) -> str:
    """Return the lists of a folder behind one another, up to the line of the last entry asked for."""
    text = "\n\n".join(path.read_text(encoding="utf-8-sig") for path in sorted(folder.rglob("*.md")))
    starts = [entry.line for entry in read(text).entries]
    return "".join(text.splitlines(keepends=True)[: starts[entries - 1]]) if len(starts) > entries else text


def imported(text: str) -> Seen:
    """Import a list into a new library, and return what that took."""
    with tempfile.TemporaryDirectory(prefix="importing-") as name:
        folder = Path(name)
        (folder / "README.md").write_text(text, encoding="utf-8")
        words = ["--library", "papers.toml", "import", "README.md", "--yes", "--keep-going"]
        found = measured(folder, words, _environment(folder))
        assert (folder / "papers.toml").exists()
        return found


def _environment(folder: Path) -> dict[str, str]:
    homes = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("CACHE", "STATE")}
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | homes


if __name__ == "__main__":
    main()
