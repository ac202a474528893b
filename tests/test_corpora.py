"""Files of other people: every entry is taken or named, and what is written is the same at each run."""

import csv
from pathlib import Path

import pytest

from mllmtune.formats import Format, writer
from mllmtune.formats.bibtex_reader import read

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "open"
MANIFEST = CORPORA / "MANIFEST.tsv"
# Files in which we count otherwise than the manifest, and why.
OTHER_COUNTS = {
    # The manifest leaves out "@boo{fd{},fds}", which pybtex counts; we name it as lost.
    "bib/peers/FlamingTempura+bibtex-tidy/test/bibliographies/others/example1.bib": 8,
}
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def listed() -> list[tuple[str, int]]:
    if not MANIFEST.exists():
        return []
    with MANIFEST.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["path"], int(row["entries"])) for row in rows if row["path"].endswith(".bib")]


def text_of(path: str) -> str:
    data = (CORPORA / path).read_bytes()
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


@pytest.mark.skipif(not MANIFEST.exists(), reason="the corpora are not on this machine")
@pytest.mark.slow
@pytest.mark.parametrize(("path", "entries"), listed())
def test_every_entry_is_taken_or_named(path: str, entries: int) -> None:
    reading = read(text_of(path))

    lost = [problem for problem in reading.problems if problem.lost]
    assert len(reading.entries) + len(lost) == OTHER_COUNTS.get(path, entries)
    for form in (Format.BIBTEX, Format.BIBLATEX):
        write = writer(form).write
        first = write(paper.facts() for paper in reading.papers)
        assert write(paper.facts() for paper in read(first).papers) == first
