"""Count what other programs read in .bib files before and after mllmtune has converted them to biblatex.

    python bench/fidelity.py FOLDER [--readers pybtex biber pandoc] [--to biblatex] [--differences FILE]
                             [--figures FILE] [--ratchet FILE]

Every .bib file below FOLDER is read and written again. Then pybtex, biber (in its tool mode) and pandoc read the file
and what became of it, and the two readings are compared: pybtex's as `meaning.py` says, biber's and pandoc's as they
are. ``more`` counts what pandoc did not read before, or not to its end: a month in words, what follows a bare percent
sign. A table of counts goes to stdout, the counts of each file to the figures (`figures.py` makes a table of them);
every difference is a line of FILE: reader, file, key, field, before, after, with tabs between them. Broken entries that
only we read are counted too. Each program gets five minutes a file. The ratchet is the number of differences of each
file as pybtex sees them, for `tests/test_fidelity.py`.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from meaning import Entry, identified, kind, pairs, seen
from mllmtune.formats import Format, writer
from mllmtune.formats.bibtex_preamble import preamble_text
from mllmtune.formats.bibtex_reader import read
from mllmtune.text.decoding import decoded

SECONDS = 300
# biber leaves the braces of an accent or a special letter around it.
_ALONE = re.compile(r"\{([ß-ɏÀ-Þ])\}")
COLUMNS = (
    "files", "entries", "lost", "only ours", "fields", "same", "spelling", "escaped", "protected", "more",
    "differ",
)  # fmt: skip


class Difference(NamedTuple):
    """A field, or with field "" a whole entry, that another program reads otherwise than before."""

    reader: str
    file: str
    key: str
    field: str
    before: str
    after: str


def main() -> None:
    """Compare every file with every reader."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readers", nargs="+", choices=READERS, default=list(READERS))
    parser.add_argument("--to", type=Format, default=Format.BIBLATEX)
    parser.add_argument("--differences", type=Path, default=Path("differences.tsv"))
    parser.add_argument("--figures", type=Path, default=Path("figures.tsv"))
    parser.add_argument("--ratchet", type=Path)
    options = parser.parse_args()
    if options.ratchet:
        options.ratchet.write_text("".join(ratchet(options.folder, Path())), encoding="utf-8")
        return
    print(f"| reader | {' | '.join(COLUMNS)} |\n| --- |{' ---: |' * len(COLUMNS)}")
    with options.differences.open("w", encoding="utf-8") as out, options.figures.open("w", encoding="utf-8") as figures:
        figures.write("\t".join(("reader", "file", *COLUMNS[1:])) + "\n")
        for reader in options.readers:
            total: Counter[str] = Counter()
            for path, differences, counts in of_every_file(reader, options.folder, options.to):
                out.writelines("\t".join(" ".join(each.split()) for each in row) + "\n" for row in differences)
                name = path.relative_to(options.folder).as_posix()
                figures.write("\t".join((reader, name, *(str(counts[column]) for column in COLUMNS[1:]))) + "\n")
                total += counts
            print(f"| {reader} | " + " | ".join(f"{total[column]:,}" for column in COLUMNS) + " |", flush=True)
            for remark in total.keys() - set(COLUMNS):
                print(reader, remark, file=sys.stderr)


def of_every_file(reader: str, folder: Path, form: Format) -> Iterator[tuple[Path, list[Difference], Counter[str]]]:
    """Give the differences and the counts of each file, in the order of their names; a few are worked on at a time."""

    def one(path: Path) -> tuple[Path, list[Difference], Counter[str]]:
        counts: Counter[str] = Counter()
        with tempfile.TemporaryDirectory() as scratch:
            return path, list(compared(reader, path, folder, form, Path(scratch), counts)), counts

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(one, sorted(folder.rglob("*.bib")))


def ratchet(folder: Path, scratch: Path) -> Iterator[str]:
    """Give a line for each file: how many fields pybtex reads otherwise than before, and its path."""
    for path in sorted(folder.rglob("*.bib")):
        differences = list(compared("pybtex", path, folder, Format.BIBLATEX, scratch, Counter()))
        yield f"{len(differences)} {path.relative_to(folder).as_posix()}\n"


def compared(
    reader: str, path: Path, folder: Path, form: Format, scratch: Path, counts: Counter[str]
) -> Iterator[Difference]:
    """Give the differences of one file, and count what is the same."""
    text = decoded(path.read_bytes()).text
    name = path.relative_to(folder).as_posix()
    try:
        before, after = (READERS[reader](each, scratch) for each in (text, converted(text, form)))
    except (subprocess.SubprocessError, ValueError, ET.ParseError) as error:
        counts[f"not read: {type(error).__name__} {name}"] += 1
        return
    if after and not before:
        counts[f"not read: {reader} takes nothing of {name}"] += 1
        return
    counts["files"] += 1
    counts["only ours"] += max(0, len(after) - len(before))
    for one, two in pairs(before, after):
        counts["entries"] += 1
        if two is None:
            counts["lost"] += 1
            counts["fields"] += len(one.fields)
            counts["differ"] += len(one.fields)
            yield Difference(reader, name, one.key, "", f"@{one.type}", "")
            continue
        yield from (Difference(reader, name, one.key, *each) for each in fields_that_differ(reader, one, two, counts))


def fields_that_differ(reader: str, one: Entry, two: Entry, counts: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """Give name, value before and value after of each field that says something else; the type counts as one.

    pandoc itself makes small letters of the capitals in a title that stand in no braces.
    """
    ours, theirs = ({"@type": entry.type} | entry.fields for entry in (two, one))
    for name in theirs | ours:
        counts["fields"] += 1
        agreement = kind(name, theirs[name], ours[name]) if name in theirs and name in ours else ""
        if not agreement and reader == "pandoc" and "title" in name:
            agreement = kind(name, theirs.get(name, "").lower(), ours.get(name, "").lower()) and "protected"
        if not agreement and reader == "pandoc" and _is_more(theirs.get(name, ""), ours.get(name, "")):
            agreement = "more"
        counts[agreement or "differ"] += 1
        if not agreement:
            yield name, theirs.get(name, "<none>"), ours.get(name, "<none>")


def _is_more(before: str, after: str) -> bool:
    """Tell whether the reader sees now what it did not see before, or not to its end."""
    return after.lower().startswith(before.lower().rstrip("]} ")) and len(after) > len(before)


def converted(text: str, form: Format = Format.BIBLATEX) -> str:
    """Return what mllmtune makes of a file."""
    reading = read(text)
    return preamble_text(reading.preambles) + writer(form).write(paper.facts() for paper in reading.papers)


def by_pybtex(text: str, _scratch: Path) -> list[Entry]:
    """Return what pybtex reads, a @preamble as an entry of its own."""
    found = seen(text)
    return [*found.entries, *(Entry("@preamble", "preamble", {"text": each}) for each in found.preambles)]


def by_biber(text: str, scratch: Path) -> list[Entry]:
    """Return what biber reads: dates in parts, names in parts, accents as letters; fields that it knows."""
    (scratch / "in.bib").write_text(text, encoding="utf-8")
    (scratch / "out.xml").unlink(missing_ok=True)
    command = [
        "biber",
        "--tool",
        "--quiet",
        "--output-format=biblatexml",
        "--no-bltxml-schema",
        "-O",
        "out.xml",
        "in.bib",
    ]
    output_of(command, scratch)
    if not (scratch / "out.xml").exists():
        return []
    return list(map(_of_biber, ET.parse(scratch / "out.xml").getroot()))  # noqa: S314 - we had it written


def _of_biber(entry: ET.Element) -> Entry:
    fields: dict[str, str] = {}
    for field in entry:
        name = "".join((field.tag.rpartition("}")[2], *(f" {field.get(which, '')}" for which in ("type", "datetype"))))
        fields[name.strip()] = "|".join(_leaves(field))
    return Entry(entry.get("id", ""), entry.get("entrytype", ""), identified(fields))


def _leaves(field: ET.Element) -> Iterator[str]:
    """Give every text in the field with the kind of part that it is; initials follow from the texts."""
    for part in field.iter():
        attributes = [f"{name}={value}" for name, value in sorted(part.attrib.items()) if name != "initial"]
        if attributes or (part.text or "").strip():
            yield _ALONE.sub(r"\1", " ".join([*attributes, (part.text or "").strip()]))


def by_pandoc(text: str, _scratch: Path) -> list[Entry]:
    """Return what pandoc reads: the fields of CSL, as text."""
    found = json.loads(output_of(["pandoc", "-f", "biblatex", "-t", "csljson"], Path.cwd(), text) or "[]")
    return [_of_pandoc(item) for item in found]


def _of_pandoc(item: dict[str, object]) -> Entry:
    texts = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for name, value in item.items()
    }
    return Entry(texts.pop("id", ""), texts.pop("type", ""), identified(texts))


def output_of(command: list[str], folder: Path, text: str = "") -> str:
    """Return what a program prints; it has `SECONDS` for that."""
    done = subprocess.run(
        command, cwd=folder, input=text, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    return done.stdout


READERS: dict[str, Callable[[str, Path], list[Entry]]] = {"pybtex": by_pybtex, "biber": by_biber, "pandoc": by_pandoc}


if __name__ == "__main__":
    main()
