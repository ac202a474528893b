from mllmtune.model.facts import Facts
from mllmtune.model.joining import Disagreement, joined, settled

A: Facts = {"key": "a", "type": "misc", "title": "T", "year": 2024, "tags": ["x"], "paradigm": "additive"}
B: Facts = {
    "key": "b",
    "type": "misc",
    "title": "{T}",
    "year": 2025,
    "doi": "10.1/x",
    "tags": ["y"],
    "aliases": ["old"],
}
C: Facts = {"key": "c", "type": "misc", "doi": "10.1/y", "year": 2025, "paradigm": "selective", "category": "posterior"}


def test_what_one_alone_says_is_kept_and_keys_become_aliases() -> None:
    whole = joined([A, B])
    assert whole.facts == {**A, "doi": "10.1/x", "tags": ["x", "y"], "aliases": ["b", "old"]}
    assert whole.disagreements == (Disagreement("year", (("a", 2024), ("b", 2025))),)


def test_a_disagreement_is_settled_by_the_key_of_a_paper() -> None:
    assert settled(joined([A, B]), {"year": "b"})["year"] == 2025
    assert settled(joined([A, B]), {})["year"] == 2024


def test_each_value_is_offered_once_with_the_first_that_says_it() -> None:
    whole = joined([A, B, C])
    assert {one.attribute: one.values for one in whole.disagreements} == {
        "year": (("a", 2024), ("b", 2025)),
        "doi": (("b", "10.1/x"), ("c", "10.1/y")),
    }


def test_the_place_of_another_becomes_a_second_one() -> None:
    whole = joined([A, C])
    assert whole.facts["paradigm"] == "additive"
    assert "category" not in whole.facts
    assert whole.facts["also"] == ["selective/posterior"]


def test_links_disagree_one_by_one() -> None:
    first: Facts = {**A, "links": {"code": "https://x.org"}}
    second: Facts = {**A, "key": "b", "links": {"code": "https://y.org", "blog": "https://z.org"}}
    whole = joined([first, second])
    assert [one.attribute for one in whole.disagreements] == ["links.code"]
    assert settled(whole, {"links.code": "b"})["links"] == second["links"]


def test_a_title_that_does_not_stay_is_an_other_title() -> None:
    second: Facts = {"key": "b", "type": "misc", "title": "Other"}
    assert settled(joined([A, second]), {"title": "a"})["alt_titles"] == ["Other"]
    chosen = settled(joined([A, second]), {"title": "b"})
    assert (chosen["title"], chosen["alt_titles"]) == ("Other", ["T"])
