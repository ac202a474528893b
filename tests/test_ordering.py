"""Papers and attributes are put in order, and nothing but their places changes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.store.blocks import split
from mllmtune.store.hunks import hunks
from mllmtune.store.placing import was_made
from mllmtune.store.windows import window
from tests.conftest import Inside

TEXT = """\
[library]
schema = 1

[[papers]]
key = "c"
type = "misc"
year = 2023

# of b
[[papers]]
key = "b"
type = "misc" # why
year = 2024


[[papers]]
key = "A"
type = "misc"
year = 2023
paradigm = "selective"

# a part of its own

[[papers]]
year = 2025
key = "z"
type = "misc"

[[papers]]
key = "y"
type = "misc"
topic = "survey\""""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def keys(inside: Inside) -> list[str]:
    return inside("list", "--keys").out.split()


@pytest.mark.parametrize(
    ("by", "order"),
    [
        ("key", ["A", "b", "c", "y", "z"]),
        ("-key", ["c", "b", "A", "z", "y"]),
        ("year", ["c", "A", "b", "z", "y"]),
        ("-year,key", ["b", "A", "c", "y", "z"]),
        ("place,key", ["A", "b", "c", "y", "z"]),
    ],
)
def test_papers_are_sorted_between_comments_of_their_own(
    inside: Inside, library: Path, by: str, order: list[str]
) -> None:
    inside("sort", "--by", by)
    assert keys(inside) == order
    assert sorted(library.read_text().split()) == sorted(TEXT.split())


def test_what_stands_between_papers_stays(inside: Inside, library: Path) -> None:
    answer = inside("sort")
    a, c = (
        '[[papers]]\nkey = "A"\ntype = "misc"\nyear = 2023\nparadigm = "selective"',
        '[[papers]]\nkey = "c"\ntype = "misc"\nyear = 2023',
    )
    z, y = '[[papers]]\nyear = 2025\nkey = "z"\ntype = "misc"', '[[papers]]\nkey = "y"\ntype = "misc"\ntopic = "survey"'
    swapped = TEXT.replace(a, "A").replace(c, a).replace("\nA\n", f"\n{c}\n")
    assert library.read_text() == swapped.replace(z, "Z").replace(y, z).replace("\nZ\n", f"\n{y}\n")
    assert answer == (0, "", f"mllmtune: put the papers of {library} in order: 4 papers changed\n")


def test_what_is_sorted_already_stays(inside: Inside, library: Path) -> None:
    inside("sort")
    before = library.read_bytes()
    assert inside("sort") == (0, "", f"mllmtune: the papers of {library} are in order\n")
    assert library.read_bytes() == before


def test_attributes_are_put_in_order(inside: Inside, library: Path) -> None:
    answer = inside("fmt")
    assert library.read_text() == TEXT.replace(
        'year = 2025\nkey = "z"\ntype = "misc"', 'key = "z"\ntype = "misc"\nyear = 2025'
    ).replace('"misc" # why', '"misc"  # why')
    assert answer.err.endswith("in order: 2 papers changed\n")


def test_only_the_papers_meant_are_put_in_order(inside: Inside, library: Path) -> None:
    inside("fmt", "year:2025")
    assert library.read_text() == TEXT.replace(
        'year = 2025\nkey = "z"\ntype = "misc"', 'key = "z"\ntype = "misc"\nyear = 2025'
    )


@pytest.mark.parametrize("command", ["sort", "fmt"])
def test_it_is_taken_back(inside: Inside, library: Path, command: str) -> None:
    inside(command)
    assert library.read_text() != TEXT
    assert inside("undo").code == 0
    assert library.read_text() == TEXT


@pytest.mark.parametrize("command", ["sort", "fmt"])
@pytest.mark.parametrize(("option", "code"), [("--check", 1), ("--diff", 0), ("--dry-run", 0)])
def test_it_is_only_told(inside: Inside, library: Path, command: str, option: str, code: int) -> None:
    answer = inside(command, option)
    assert answer.code == code
    assert library.read_text() == TEXT
    assert ("--- " in answer.out) == (option == "--diff")


def test_what_is_in_order_passes_the_check(inside: Inside, library: Path) -> None:
    inside("sort")
    inside("fmt")
    assert inside("sort", "--check").code == inside("fmt", "--check").code == 0
    assert json.loads(inside("list", "--json").out)[0]["key"] == "A"
    assert library.read_text() != TEXT


@pytest.mark.parametrize("args", [("fmt",), ("dedupe",), ("rename", "--pattern", "{author}")])
def test_a_query_that_means_no_paper_says_so(inside: Inside, library: Path, args: tuple[str, ...]) -> None:
    answer = inside(*args, "year:1066")
    assert answer == (1, "", "mllmtune: no paper found for year:1066\n")
    assert library.read_text() == TEXT


def test_an_unknown_order_is_refused(inside: Inside, library: Path) -> None:
    answer = inside("sort", "--by", "size")
    assert answer.code == 2
    assert 'papers cannot be sorted by "size"; by key, year' in answer.err
    assert library.read_text() == TEXT


@given(st.permutations("abcde"), st.permutations("abcde"), st.sampled_from(["", "\n"]))
def test_of_a_sort_that_was_killed_the_library_tells_whether_it_was_done(
    before: list[str], after: list[str], end: str
) -> None:
    old, new = (
        "\n\n".join(f'[[papers]]\nkey = "{key}"\ntype = "misc"' for key in keys) + end for keys in (before, after)
    )
    done = hunks(window(split(old.encode()), new.encode()))
    assert was_made(done, split(new.encode()))
    assert was_made(done, split(old.encode())) is (old == new)


def test_how_many_papers_are_not_in_order_is_told(inside: Inside, library: Path) -> None:
    library.write_text('[[papers]]\nkey = "b"\ntype = "misc"\n\n[[papers]]\nkey = "a"\ntype = "misc"\n')
    answer = inside("sort", "--check")
    assert answer.code == 1
    assert answer.err.startswith(f"mllmtune: {library}: 2 papers are not in order; run the same command")
