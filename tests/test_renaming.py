import pytest

from mllmtune.errors import BadOptionError
from mllmtune.model.facts import Facts
from mllmtune.model.renaming import keys_by_pattern, renamed

DORA: Facts = {
    "key": "x",
    "type": "misc",
    "title": "DoRA: A Thing",
    "authors": ["Liu, S."],
    "year": 2024,
    "method": "DoRA",
}


def test_the_old_key_becomes_an_alias() -> None:
    assert renamed({"key": "a", "type": "misc", "aliases": ["b"], "links": {"x": "y:"}}, "b") == {
        "key": "b",
        "type": "misc",
        "aliases": ["a"],
        "links": {"x": "y:"},
    }
    assert list(renamed({"key": "a", "type": "misc", "note": "n"}, "b")) == ["key", "type", "aliases", "note"]


def test_a_paper_of_the_year_0_keeps_its_year() -> None:
    assert renamed({"key": "a", "type": "misc", "year": 0}, "b")["year"] == 0


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{author}{year}{word}", "liu2024dora"),
        ("{Author}:{yy}", "Liu:24"),
        ("{author}-{key}", "liu-x"),
    ],
)
def test_a_pattern_makes_a_key(pattern: str, key: str) -> None:
    assert keys_by_pattern([DORA], pattern, ()) == {"x": key}


def test_equal_keys_are_told_apart_by_letters() -> None:
    papers: list[Facts] = [{**DORA, "key": key} for key in ("1", "2", "3")]
    assert keys_by_pattern(papers, "{author}", ("liub",)) == {"1": "liu", "2": "liuc", "3": "liud"}


def test_a_key_that_is_as_the_pattern_says_stays() -> None:
    papers: list[Facts] = [{**DORA, "key": key} for key in ("liu2024b", "other", "liu2024")]
    assert keys_by_pattern(papers, "{author}{year}", {"liu2024b", "liu2024", "other"}) == {"other": "liu2024c"}


def test_an_alias_of_its_own_may_become_the_key() -> None:
    assert keys_by_pattern([{**DORA, "aliases": ["liu"]}], "{author}", {"x", "liu"}) == {"x": "liu"}


@pytest.mark.parametrize("pattern", ["{who}", "{author} {year}", "{", "{}", ""])
def test_a_pattern_that_makes_no_key_is_refused(pattern: str) -> None:
    with pytest.raises(BadOptionError):
        keys_by_pattern([DORA], pattern, ())
