"""Time what an author waits for: the .bib file of a paper, and that of a whole library, as whole processes.

    python bench/latex.py [--sizes 10000 100000] [--cited 50] [--runs 15]

The first row of each table is a Typer program that does nothing (bench/nothing.py). The commands of a round run one
after another and the ratios are those of medians of the same rounds. Everything happens in a temporary folder.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from libraries import write_library
from speed import MLLMTUNE, NOTHING, seconds, table

WHOLE = 10_000  # papers, up to which a whole library is exported, too


def main() -> None:
    """Measure every size that is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--cited", type=int, default=50)
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), size, options.cited, options.runs)


def measure(folder: Path, size: int, cited: int, runs: int) -> None:
    """Print the table of one size."""
    library = folder / "papers.toml"
    write_library(library, size)
    documents = write_documents(folder, [f"paper{number * size // cited}" for number in range(cited)])
    environment = dict(os.environ, XDG_CACHE_HOME=str(folder / "cache"), XDG_STATE_HOME=str(folder / "state"))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's Python keeps what it has compiled
    call = [*MLLMTUNE, "--library", str(library)]
    time.sleep(2.1)  # a library younger than this is compared by its content
    seconds([*call, "list", "--keys", "key:paper0"], environment)
    print(f"\n{size:,} papers, {library.stat().st_size / 1e6:.1f} MB, {cited} of them cited\n")
    print("| command | median ms | x nothing |\n| --- | ---: | ---: |")
    export = [*call, "export"]
    commands = {
        "(a Typer program that does nothing)": NOTHING,
        **{
            f"export {option} --aux {path.name}": [*export, option, "--aux", str(path)]
            for option, path in [("--bib", path) for path in documents] + [("--biblatex", documents[0])]
        },
        f"export --bib --aux {documents[0].name} -o refs.bib, unchanged": [
            *export, "--bib", "--aux", str(documents[0]), "-o", str(folder / "refs.bib")
        ],
        f"cited {documents[0].name} --missing": [*call, "cited", str(documents[0]), "--missing"],
    }  # fmt: skip
    if size <= WHOLE:
        commands |= {f"export {option}, all {size:,}": [*export, option] for option in ("--bib", "--biblatex")}
    table(commands, environment, runs)


def write_documents(folder: Path, keys: list[str]) -> list[Path]:
    """Write documents that cite these keys, in each syntax, and return their paths."""
    pairs = [keys[number : number + 2] for number in range(0, len(keys), 2)]
    text = "\n\n".join("Lorem ipsum dolor sit amet " * 20 + f"~\\citep{{{','.join(pair)}}}." for pair in pairs)
    contents = {
        "paper.aux": "\\relax \n" + "".join(f"\\citation{{{','.join(pair)}}}\n" for pair in pairs),
        "paper.bcf": "".join(f'<bcf:citekey order="1">{key}</bcf:citekey>\n' for key in keys) + "</bcf:controlfile>",
        "paper.tex": f"\\begin{{document}}\n{text}\n\\end{{document}}\n",
        "paper.typ": "".join(f"Lorem ipsum @{key}.\n" for key in keys),
    }
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [folder / name for name in contents]


if __name__ == "__main__":
    main()
