"""A preprint becomes the paper that has been published only if a careful person would say so, too."""

from pathlib import Path

import pytest

from mllmtune.model.facts import Facts
from mllmtune.sources.agreeing import agreement, is_published_version

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def both(row: list[str]) -> tuple[Facts, Facts]:
    """Return the facts of a preprint and of a record."""
    _, _, title, posted, people, other, year, kind, venue, others = row
    preprint: Facts = {"key": "a", "type": "misc", "title": title, "posted": posted, "authors": people.split("; ")}
    record: Facts = {"key": "b", "type": kind, "title": other, "venue": venue}
    if year:
        record["year"] = int(year)
    if others:
        record["authors"] = others.split("; ")
    return preprint, record


def test_the_table_is_large_enough_to_say_something() -> None:
    assert sum(row[0] == "same" for row in PAIRS) >= 60
    assert sum(row[0] == "other" for row in PAIRS) >= 25


@pytest.mark.parametrize("row", [row for row in PAIRS if row[0] == "other"], ids=lambda row: row[1])
def test_no_other_paper_is_accepted(row: list[str]) -> None:
    preprint, record = both(row)
    assert not is_published_version(preprint, record), agreement(preprint, record)


def test_nine_of_ten_published_papers_are_known_again() -> None:
    known = [row for row in PAIRS if row[0] == "same"]
    missed = [row[2] for row in known if not is_published_version(*both(row))]
    assert len(missed) <= len(known) // 10, missed


def test_the_score_of_a_pair_is_a_number_of_a_hundred() -> None:
    scores = [agreement(*both(row)).score for row in PAIRS if row[0] == "same"]
    assert max(scores) == 100
    assert min(scores) > 60
