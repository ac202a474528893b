"""How long does each command take that changes one paper of a large library, and how much memory?

    python bench/changes.py --size 100000 --runs 3

Each command is a process of its own. Told are medians: the time that passed, the time that the processor worked for it
(which a busy machine does not make longer), and the most memory that it held.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import libraries
from measuring import Seen, measured

FOLDERS = ("CACHE", "STATE", "DATA", "CONFIG")
# The paper is in the middle; {n} is another number in each round, so that there is something to do.
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("add", "--title", "New {n}", "--key", "new{n}"), ("tag", "{key}", "tag{n}"), ("untag", "{key}", "tag{n}"),
    ("set", "{key}", "venue=V{n}"), ("note", "{key}", "note {n}"), ("mark", "{key}", "reading"),
    ("edit", "{key}"), ("edit", "--notes", "{key}"), ("rename", "{key}", "renamed{n}"), ("undo",), ("redo",), ("undo",),
    ("merge", "{key}", "{other}", "--prefer", "{key}"), ("undo",), ("remove", "{key}"), ("undo",), ("undo", "3"),
    ("import", "one.bib", "--yes"), ("log",), ("log", "{key}"), ("diff",),
)  # fmt: skip


def main() -> None:
    """Run every command on one paper, and print what was seen."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", type=int, default=100_000)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="changes-") as name:
        folder = Path(name)
        for kind in FOLDERS:
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind)
        (folder / "editor.py").write_text("import sys, time; open(sys.argv[1], 'a').write(f'# {time.time_ns()}\\n')\n")
        os.environ["EDITOR"] = f"{sys.executable} -S -E {folder / 'editor.py'}"
        libraries.write_library(folder / "papers.toml", chosen.size)
        seen: dict[str, list[Seen]] = {}
        measured(folder, ["list", "--keys"], os.environ)
        for number in range(chosen.runs):
            for command, words in _commands(chosen.size, number):
                (folder / "one.bib").write_text(f"@misc{{in{number}, title = {{Incoming {number}}}, year = 2000}}\n")
                seen.setdefault(command, []).append(measured(folder, words, os.environ))
    print("| command | seconds | of the processor | MB |\n| --- | ---: | ---: | ---: |")
    for command, each in seen.items():
        passed, worked, memory = (median(column) for column in zip(*each, strict=True))
        print(f"| {command} | {passed:.2f} | {worked:.2f} | {memory:.0f} |")


def _commands(size: int, number: int) -> list[tuple[str, list[str]]]:
    """Return the commands of a round, as they are told and as they are run."""
    names = {"n": str(number), "key": f"paper{size // 2 + number}", "other": f"paper{size // 3 + number}"}
    return [(_told(words), [word.format(**names) for word in words]) for words in COMMANDS]


def _told(words: Sequence[str]) -> str:
    return " ".join(word.format(key="KEY", n="N", other="KEY") for word in words)


if __name__ == "__main__":
    main()
