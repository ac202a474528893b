"""Time mllmtune beside other programs where they do the same work, on one real .bib file.

    python bench/side_by_side.py FILE.bib [--entries 10000] [--library-entries 1000] [--runs 3] [--limit 180]

The first entries of FILE with keys of their own are read. What is not installed (papis, cobib, bibtex-tidy, bibtool,
biber) is left out and said. Each command is a process of its own in a home of its own; figures are medians in seconds,
and one run counts where it takes longer than `--limit` seconds, after which it is ended.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

MLLMTUNE = str(Path(sys.executable).with_name("mllmtune"))
PARSE = "import sys, bibtexparser; bibtexparser.parse_file(sys.argv[1])"


class Task(NamedTuple):
    """A command, and what must be done before each run of it."""

    name: str
    command: list[str]
    before: Callable[[], None] = lambda: None


def main() -> None:
    """Measure what is installed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--library-entries", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=180)
    options = parser.parse_args()
    text = options.file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = {"HOME": name, **{f"XDG_{kind}_HOME": f"{name}/{kind}" for kind in ("CONFIG", "DATA", "STATE", "CACHE")}}
        environment = {**os.environ, **home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        many = write(folder / "many.bib", text, options.entries)
        few = write(folder / "few.bib", text, options.library_entries)
        show(f"A .bib file of {options.entries:,} entries", converting(many, folder), environment, options)
        show(f"{options.library_entries:,} entries into an empty library", importing(few, folder), environment, options)
        show("The same library as .bib", exporting(folder), environment, options)


def write(path: Path, text: str, count: int) -> Path:
    """Write the first `count` entries whose keys have not been seen before."""
    chosen: dict[str, str] = {}
    for part in re.split(r"(?m)^(?=@)", text):
        if match := re.match(r"@\w+\{([^,\s]+),", part):
            chosen.setdefault(match[1], part)
        if len(chosen) == count:
            break
    path.write_text("".join(chosen.values()), encoding="utf-8")
    return path


def converting(bib: Path, folder: Path) -> Iterator[Task]:
    """Give what reads a .bib file and writes another."""
    out = str(folder / "out.bib")
    yield Task("(bibtexparser.parse_file alone)", [sys.executable, "-c", PARSE, str(bib)])
    yield Task("mllmtune convert", [MLLMTUNE, "convert", str(bib), out])
    yield Task("mllmtune add, into an empty library", taking("add", bib, folder), fresh(folder))
    yield Task("mllmtune import, into an empty library", [*taking("import", bib, folder), "--yes"], fresh(folder))
    yield Task("bibtool", ["bibtool", "-q", "-i", str(bib), "-o", out])
    yield Task("bibtex-tidy", ["bibtex-tidy", str(bib), "-o", out])
    yield Task("biber --tool", ["biber", "--tool", "--quiet", "--output-file", out, str(bib)])


def importing(bib: Path, folder: Path) -> Iterator[Task]:
    """Give what takes a .bib file into a library."""

    def papis() -> None:
        shutil.rmtree(folder / "papis", ignore_errors=True)
        (folder / "papis").mkdir()
        (folder / "CONFIG" / "papis").mkdir(parents=True, exist_ok=True)
        config = f"[settings]\ndefault-library = papers\n[papers]\ndir = {folder / 'papis'}\n"
        (folder / "CONFIG" / "papis" / "config").write_text(config)

    def cobib() -> None:
        shutil.rmtree(folder / "DATA" / "cobib", ignore_errors=True)
        (folder / "DATA" / "cobib").mkdir(parents=True)
        (folder / "DATA" / "cobib" / "literature.yaml").touch()

    yield Task("mllmtune add", taking("add", bib, folder), fresh(folder))
    yield Task("cobib add", ["cobib", "add", "-b", str(bib)], cobib)
    yield Task(
        "papis bibtex read, import --all", ["papis", "bibtex", "read", str(bib), "import", "--all", "--batch"], papis
    )


def exporting(folder: Path) -> Iterator[Task]:
    """Give what writes the library of `importing` as .bib."""
    out = str(folder / "out.bib")
    yield Task("mllmtune export --bib", [MLLMTUNE, "-l", str(folder / "papers.toml"), "export", "--bib", "-o", out])
    yield Task("cobib export", ["cobib", "export", "--bibtex", out])
    yield Task("papis export", ["papis", "export", "--all", "--format", "bibtex", "--out", out])


def taking(verb: str, bib: Path, folder: Path) -> list[str]:
    """Return the command that takes `bib` into our library."""
    return [MLLMTUNE, "-l", str(folder / "papers.toml"), verb, str(bib), "--keys"]


def fresh(folder: Path) -> Callable[[], None]:
    """Return what makes our library empty."""

    def empty() -> None:
        (folder / "papers.toml").write_text("[library]\nschema = 1\n")

    return empty


def show(heading: str, tasks: Iterator[Task], environment: dict[str, str], options: argparse.Namespace) -> None:
    """Print a row for each task."""
    print(f"\n{heading}\n\n| program | seconds |\n| --- | ---: |")
    for task in tasks:
        if shutil.which(task.command[0]) is None:
            print(f"| {task.name} | not installed |", flush=True)
            continue
        print(f"| {task.name} | {measured(task, environment, options)} |", flush=True)


def measured(task: Task, environment: dict[str, str], options: argparse.Namespace) -> str:
    """Return the median of the runs, or what came in its way."""
    try:
        return format(statistics.median(times(task, environment, options)), ".2f")
    except subprocess.TimeoutExpired:
        return f"> {options.limit:.0f}"
    except subprocess.CalledProcessError as error:
        return f"failed with {error.returncode}"


def times(task: Task, environment: dict[str, str], options: argparse.Namespace) -> Iterator[float]:
    """Give the seconds of each run."""
    null = subprocess.DEVNULL
    for _ in range(options.runs):
        task.before()
        start = time.perf_counter()
        subprocess.run(
            task.command, env=environment, stdin=null, stdout=null, stderr=null, timeout=options.limit, check=True
        )
        yield time.perf_counter() - start


if __name__ == "__main__":
    main()
