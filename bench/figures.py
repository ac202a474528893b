"""Make the table of docs/fidelity.md of the figures that fidelity.py has written.

    python bench/figures.py FIGURES...

A row is a file, or for files of other programs' tests a repository: entries, and for each reader the fields compared,
those that say the same, and those that differ. A file that a reader takes nothing of has a dash.
"""

import csv
import sys
from collections import Counter, defaultdict

READERS = ("pybtex", "biber", "pandoc")
COUNTED = ("entries", "fields", "differ")
AGREE = ("same", "spelling", "escaped", "protected", "more")


def main() -> None:
    """Print the table."""
    rows: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    files: defaultdict[str, set[str]] = defaultdict(set)
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as figures:  # noqa: PTH123 - as the user named it
            for line in csv.DictReader(figures, delimiter="\t"):
                row = called(line["file"])
                files[row].add(line["file"])
                rows[row][line["reader"]] += Counter({column: int(line[column]) for column in (*AGREE, *COUNTED)})
    asked = [reader for reader in READERS if any(reader in readers for readers in rows.values())]
    print("| file | entries |" + "".join(f" {reader}: fields | same | differ |" for reader in asked))
    print("| --- | ---: |" + " ---: | ---: | ---: |" * len(asked))
    for row, readers in sorted(rows.items()):
        what = f"{row} ({len(files[row])} files)" if len(files[row]) > 1 else row
        print(f"| {what} | {max(counts['entries'] for counts in readers.values()):,} |", end="")
        print("".join(map(cells, (readers[reader] for reader in asked))))


def called(file: str) -> str:
    """Return what the row of a file is called: its path, or the repository of a program that has it for its tests."""
    kind, repository, _ = file.split("/", 2)
    return repository.replace("+", "/") if kind == "peers" else file.removeprefix("packages/").removeprefix("papers/")


def cells(counts: Counter[str]) -> str:
    """Return the three cells of a reader."""
    if not counts["fields"]:
        return " – | – | – |"  # noqa: RUF001 - a dash
    return f" {counts['fields']:,} | {sum(counts[column] for column in AGREE):,} | {counts['differ']:,} |"


if __name__ == "__main__":
    main()
