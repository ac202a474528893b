"""What options that choose papers say of a name that is misspelt: refused where all papers would be meant."""

from pathlib import Path

import pytest

from tests.conftest import Inside

LIBRARY = """\
[library]
schema = 1

[[papers]]
key = "one"
type = "misc"
authors = ["Doe, Jane"]
venue = "ICML"
topic = "survey"
tags = ["thesis"]

[papers.links]
leaderboard = "https://example.org/"
"""


@pytest.fixture(autouse=True)
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(LIBRARY)
    return path


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--missing", "author"], '"author", and there is no such attribute; did you mean authors?'),
        (["--missing", "topics"], '"topics", and there is no such attribute; did you mean topic?'),
        (["--has", "leaderbord"], '"leaderbord", and there is no such attribute; did you mean leaderboard?'),
        (["missing:yeer"], '"yeer", and there is no such attribute; did you mean year?'),
        (["a OR -has:yeer"], '"yeer", and there is no such attribute; did you mean year?'),
    ],
)
@pytest.mark.parametrize("command", [["list"], ["export", "--bib"], ["stats"], ["fmt"], ["dedupe"]])
def test_an_attribute_that_is_misspelt_is_refused(
    inside: Inside, command: list[str], options: list[str], named: str
) -> None:
    assert inside(*command, *options) == (2, "", f"mllmtune: no paper has {named}\n")


@pytest.mark.parametrize("query", ["old2020name", "key:old2020name", "key:old*"])
def test_a_paper_is_found_by_the_key_that_it_had(inside: Inside, library: Path, query: str) -> None:
    library.write_text(LIBRARY.replace('type = "misc"', 'type = "misc"\naliases = ["old2020name"]'))
    assert inside("list", "--keys", query) == (0, "one\n", "")


def test_nothing_is_changed_where_an_attribute_is_misspelt(inside: Inside, library: Path) -> None:
    assert inside("set", "--missing", "topics", "topic=new", "--yes").code == 2
    assert library.read_text() == LIBRARY


@pytest.mark.parametrize(
    "name",
    [
        "doi",  # an attribute, though no paper has it
        "code",  # a link that lists usually have
        "poster",  # the same, though it is nearly "posted"
        "file",  # a field of BibTeX, unlike any name there is
        "leaderboard",
    ],
)
def test_what_papers_can_have_may_be_asked_for(inside: Inside, name: str) -> None:
    assert inside("list", "--keys", f"has:{name} OR missing:{name}") == (0, "one\n", "")


def test_a_region_that_misspells_an_attribute_is_refused_with_its_line(inside: Inside, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("# Papers\n\n<!-- mllmtune: --missing author -->\n<!-- /mllmtune -->\n")
    answer = inside("render", "README.md")
    assert answer.code == 3
    assert answer.err.startswith('mllmtune: README.md:3: no paper has "author"')


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--paradigm", "addative"], '--paradigm is selective, additive, reparameterization, not "addative"'),
        (
            ["--category", "promt"],
            '--category is iterative, posterior, adapter, prompt, structure, calibration, not "promt"',
        ),
    ],
)
def test_a_place_that_there_is_not_is_refused(inside: Inside, options: list[str], named: str) -> None:
    assert inside("list", *options) == (2, "", f"mllmtune: {named}\n")


@pytest.mark.parametrize(
    ("options", "near"),
    [
        (["--venue", "ICMLL"], "icml"),
        (["--topic", "surveys"], "survey"),
        (["--tag", "theses"], "thesis"),
        (["--author", "Does"], "doe"),
    ],
)
def test_an_option_that_finds_nothing_names_what_is_near(inside: Inside, options: list[str], near: str) -> None:
    answer = inside("list", *options)
    assert answer == (1, "", f"mllmtune: no paper found for {' '.join(options)}; did you mean {near}?\n")
