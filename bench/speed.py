"""Time whole processes on libraries of 100 to 100,000 papers and print a table of medians and ratios.

    python bench/speed.py [--sizes 100 1000 10000 100000] [--runs 15]

Each row is a command as a user types it; the first row is a Typer program that does nothing. The commands of a round
run one after another and the ratios are those of medians of the same rounds, so that a machine that is busy for a
while slows both sides. Everything happens in a temporary folder.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from libraries import write_library

HERE = Path(__file__).parent
NOTHING = [sys.executable, str(HERE / "nothing.py"), "lora"]
MLLMTUNE = [str(Path(sys.executable).with_name("mllmtune"))]


def main() -> None:
    """Measure every size that is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), size, options.runs)


def measure(folder: Path, size: int, runs: int) -> None:
    """Print the table of one size."""
    library = folder / "papers.toml"
    write_library(library, size)
    environment = dict(os.environ, XDG_CACHE_HOME=str(folder / "cache"), XDG_STATE_HOME=str(folder / "state"))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python keeps what it has compiled
    call = [*MLLMTUNE, "--library", str(library)]
    time.sleep(2.1)  # a library younger than this is compared by its content
    first = seconds([*call, "search", "lora"], environment)
    second = seconds([*call, "search", "lora"], environment)
    print(f"\n{size:,} papers, {library.stat().st_size / 1e6:.1f} MB; first index {first:.2f} s, then {second:.3f} s\n")
    print("| command | median ms | x nothing |\n| --- | ---: | ---: |")
    commands = {
        "(a Typer program that does nothing)": NOTHING,
        "search lora": [*call, "search", "lora"],
        "search transformer (2 % of the titles)": [*call, "search", "transformer"],
        "show KEY": [*call, "show", f"paper{size // 2}"],
        "filter additive adapter --year 2026 --keys": [
            *call,
            "filter",
            "additive",
            "adapter",
            "--year",
            "2026",
            "--keys",
        ],
        "--version": [*MLLMTUNE, "--version"],
    }
    table(commands, environment, runs)
    changes = {
        "add one paper": lambda number: [
            *call,
            "add",
            "--title",
            f"Added {number}",
            "--year",
            "2026",
            "--key",
            f"new{number}",
        ],
    }
    once("add one paper", changes["add one paper"], lambda _: None, environment)
    once(
        "search after a hand edit",
        lambda _: [*call, "search", "lora", "--keys"],
        lambda n: edit(library, n),
        environment,
    )
    time.sleep(2.1)
    seconds([*call, "search", "lora"], environment)
    print(f"\npeak memory of a warm search: {peak_megabytes([*call, 'search', 'lora'], environment):.1f} MB")


def table(commands: dict[str, list[str]], environment: dict[str, str], runs: int) -> None:
    """Print a row for each command: the median of its runs, and that by the median of the first command."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command, environment))
    floor = statistics.median(times[next(iter(commands))])
    for name, found in times.items():
        print(f"| {name} | {statistics.median(found) * 1000:.1f} | {statistics.median(found) / floor:.2f} |")


def once(
    name: str, command: Callable[[int], list[str]], before: Callable[[int], None], environment: dict[str, str]
) -> None:
    """Print a row for a command that finds another library at each run."""
    found = []
    for number in range(5):
        before(number)
        found.append(seconds(command(number), environment))
    print(f"| {name} | {statistics.median(found) * 1000:.1f} | |")


def edit(library: Path, number: int) -> None:
    """Change one title in the middle of the file, as an editor would."""
    data = library.read_bytes()
    middle = data.find(b'\ntitle = "', len(data) // 2) + len(b'\ntitle = "')
    library.write_bytes(data[:middle] + f"Edited {number} ".encode() + data[middle:])


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return how long a process takes from its start to its end."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def peak_megabytes(command: list[str], environment: dict[str, str]) -> float:
    """Return the most memory that a process held at once, in MB (getrusage counts in KiB on Linux)."""
    # Started by a small process of its own: a child is counted with what its parent held when it was forked.
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    measured = subprocess.run(
        [sys.executable, "-S", "-c", script, *command], env=environment, capture_output=True, check=True, text=True
    )
    return int(measured.stdout) * 1024 / 1e6


if __name__ == "__main__":
    main()
