"""Time the reading of hostile and of long BibTeX files at two sizes: what grows with the file alone has a ratio near 2.

    python bench/long_files.py [--scale 1]

Each row is a kind of file at one size and at twice that size, the seconds to read each, and their ratio.
"""

import argparse
import time
from collections.abc import Callable

from mllmtune.formats.bibtex_reader import read

KINDS: dict[str, Callable[[int], str]] = {
    "open braces, 32 kB": lambda size: "{" * 32_768 * size,
    "braces in braces": lambda size: "@misc{a, title = " + "{" * 32_768 * size + "x" + "}" * 32_768 * size + "}",
    "one line, 5 MB": lambda size: "@misc{a, note = {" + "word " * 1_000_000 * size + "}}",
    "one line outside, 5 MB": lambda size: "word " * 1_000_000 * size,
    "one line of entries, 10,000": lambda size: "@misc{a, note = {x}, year = 2024} " * 10_000 * size,
    "@string, 50,000": lambda size: "".join(f"@string{{s{number} = {{v}}}}\n" for number in range(50_000 * size)),
    "missing commas, 10,000": lambda size: (
        "@misc{a,\n" + "".join(f" f{number} = {{v}}\n" for number in range(10_000 * size)) + "}"
    ),
    "fields of one entry, 10,000": lambda size: (
        "@misc{a,\n" + "".join(f" f{number} = {{v}},\n" for number in range(10_000 * size)) + "}"
    ),
    "entries that do not end, 5,000": lambda size: "@misc{a,\n title = {x},\n" * 5_000 * size,
    "names, 10,000": lambda size: "@misc{a, author = {" + " and ".join(["A B"] * 10_000 * size) + "}}",
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=int, default=1, help="times the sizes named in the table")
    scale = parser.parse_args().scale
    print("| kind | s | twice the size, s | ratio |\n| --- | ---: | ---: | ---: |")
    for kind, made in KINDS.items():
        once, twice = (seconds(made(size)) for size in (scale, 2 * scale))
        print(f"| {kind} | {once:.2f} | {twice:.2f} | {twice / once:.1f} |", flush=True)


def seconds(text: str) -> float:
    """Return the best of three readings."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        read(text)
        best = min(best, time.perf_counter() - begun)
    return best


if __name__ == "__main__":
    main()
