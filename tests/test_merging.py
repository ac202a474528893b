"""What becomes of papers that come into a library: matched, compared, planned."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.formats import Format, writer
from mllmtune.formats.bibtex_reader import read
from mllmtune.model.facts import Facts
from mllmtune.model.matching import Match, match, terms_to_match
from mllmtune.model.merge import differences, merged
from mllmtune.model.planning import Incomer, Step, Verdict, steps
from mllmtune.store.blocks import split
from mllmtune.store.toml import read_paper
from tests.library import TEXT

DORA: Facts = {
    "key": "liu2024dora",
    "type": "inproceedings",
    "title": "{DoRA}: Weight-Decomposed Low-Rank Adaptation",
    "authors": ["Liu, Shih-Yang", "Wang, Chien-Yi", "Yin, Hongxu"],
    "year": 2024,
    "venue": "ICML",
    "arxiv": "2402.09353",
    "tags": ["peft"],
    "links": {"code": "https://github.com/NVlabs/DoRA"},
}


def but(facts: Facts, **values: object) -> Facts:
    """Return `facts` with other values; None takes an attribute away."""
    return {name: value for name, value in {**facts, **values}.items() if value is not None}  # type: ignore[return-value]


def matched(paper: Facts, library: Sequence[Facts]) -> Match | None:
    holders = {term: facts["key"] for facts in reversed(library) for term in terms_to_match(facts)}
    by_key = {facts["key"]: facts for facts in library}
    return match(paper, terms_to_match(paper), holders, lambda key: by_key[key])


def planned(papers: Sequence[Facts | Incomer], library: Sequence[Facts], *, prefer_theirs: bool = False) -> list[Step]:
    holders = {term: facts["key"] for facts in library for term in terms_to_match(facts)}
    by_key = {facts["key"]: facts for facts in library}
    incomers = [paper if isinstance(paper, Incomer) else Incomer.of(paper) for paper in papers]
    return list(steps(incomers, holders, lambda key: by_key[key], prefer_theirs=prefer_theirs))


# Is it the same paper?


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"key": "x", "arxiv": "2402.09353v3", "title": "Another name"}, "another version of the same preprint"),
        ({"arxiv": None, "title": "DoRA: weight decomposed low rank adaptation"}, "same key, nearly the same title"),
        ({"key": "x", "arxiv": None}, "same title, first author and year"),
        ({"key": "x", "arxiv": None, "title": "DORA: Weight-decomposed low-rank adaptation"}, "capitals do not count"),
        ({"key": "x", "arxiv": None, "year": 2025}, "the year of the proceedings"),
        ({"key": "x", "arxiv": None, "doi": "10.1/x"}, "an identifier of another kind contradicts nothing"),
        (
            {"key": "x", "arxiv": None, "url": "https://arxiv.org/pdf/2402.09353v1", "title": "T"},
            "named by its address",
        ),
    ],
)
def test_a_paper_is_known(values: dict[str, object], why: str) -> None:
    assert matched(but(DORA, **values), [DORA]) == Match("liu2024dora"), why


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"key": "x", "arxiv": "2402.99999"}, "same title, but another preprint: a second part, an extension"),
        ({"key": "x", "arxiv": None, "authors": ["Doe, Jane"]}, "same title by somebody else"),
        ({"key": "x", "arxiv": None, "authors": None}, "a title alone says too little"),
        ({"key": "x", "arxiv": None, "year": 2019}, "same title by the same author, years before"),
        ({"key": "x", "arxiv": None, "title": "DoRA"}, "the name of the method is no title"),
    ],
)
def test_a_paper_is_new(values: dict[str, object], why: str) -> None:
    assert matched(but(DORA, **values), [DORA]) is None, why


def test_the_key_of_another_paper_is_a_clash() -> None:
    other = but(DORA, arxiv=None, title="On something else altogether")

    assert matched(other, [DORA]) == Match("liu2024dora", clash=True)


def test_an_identifier_says_more_than_a_key() -> None:
    lora = but(DORA, key="hu2021lora", arxiv="2106.09685", title="LoRA")

    assert matched(but(DORA, key="hu2021lora"), [lora, DORA]) == Match("liu2024dora")


# What do they say differently?


@pytest.mark.parametrize(
    "theirs",
    [
        but(DORA, title="DoRA:  Weight-Decomposed Low-Rank Adaptation"),
        but(DORA, arxiv="2402.09353v2"),
        but(DORA, authors=["Liu, Shih-Yang", "others"]),
        but(DORA, booktitle="ICML"),
        but(DORA, arxiv=None, journal="arXiv preprint arXiv:2402.09353"),
        but(DORA, arxiv=None, url="https://arxiv.org/abs/2402.09353"),
        but(DORA, tags=["peft"], links=None),
    ],
)
def test_what_means_the_same_is_no_difference(theirs: Facts) -> None:
    assert differences(DORA, theirs) == []


def test_what_only_they_say_is_filled_in() -> None:
    theirs = but(DORA, doi="10.1/x", links={"demo": "https://x.org"}, fields={"howpublished": "{Oral}"}, tags=["new"])

    found = differences(DORA, theirs)

    assert [(one.attribute, one.is_change, one.is_conflict) for one in found] == [
        ("doi", True, False),
        ("links.demo", True, False),
        ("fields.howpublished", True, False),
        ("tags", True, False),
    ]
    assert merged(DORA, found) == but(
        DORA,
        doi="10.1/x",
        links={**DORA["links"], "demo": "https://x.org"},
        fields={"howpublished": "{Oral}"},
        tags=["peft", "new"],
    )


def test_a_value_of_the_library_stays_unless_theirs_is_preferred() -> None:
    theirs = but(DORA, year=2025)

    assert merged(DORA, differences(DORA, theirs)) == DORA
    assert merged(DORA, differences(DORA, theirs, prefer_theirs=True)) == theirs


def test_their_key_becomes_an_alias_and_the_key_stays() -> None:
    assert merged(DORA, differences(DORA, but(DORA, key="dora24", aliases=["d"]))) == but(DORA, aliases=["dora24", "d"])


VALUES = st.fixed_dictionaries(
    {"key": st.sampled_from("abc"), "type": st.just("misc")},
    optional={
        "title": st.sampled_from(["T", "{T}", "U"]),
        "year": st.integers(2020, 2022),
        "authors": st.lists(st.sampled_from(["A, B", "C, D"]), min_size=1, max_size=2),
        "tags": st.lists(st.sampled_from("xyz"), min_size=1, unique=True),
        "links": st.dictionaries(st.sampled_from(["code", "demo"]), st.just("https://x.org"), min_size=1),
        "fields": st.dictionaries(st.sampled_from("pq"), st.sampled_from("12"), min_size=1),
    },
)


@given(VALUES, VALUES, st.booleans())
def test_what_is_merged_differs_no_more_unless_a_value_was_kept(ours: Facts, theirs: Facts, prefer: bool) -> None:  # noqa: FBT001
    once = merged(ours, differences(ours, theirs, prefer_theirs=prefer))

    again = differences(once, theirs, prefer_theirs=prefer)

    assert all(one.is_conflict and not one.is_change for one in again)
    assert not (prefer and again)
    assert once["key"] == ours["key"]
    assert set(ours) <= set(once)


# What becomes of each?


def test_papers_come_one_after_another() -> None:
    first, second = but(DORA, key="a", doi=None), but(DORA, key="b", pages="1--9")

    found = planned([first, second], [])

    assert [step.verdict for step in found] == [Verdict.NEW, Verdict.DIFFERING]
    assert found[1].facts == but(DORA, key="a", pages="1--9", aliases=["b"])


def test_a_proposed_key_becomes_no_alias() -> None:
    assert planned([Incomer.of(but(DORA, key="liu2024dorab"), key_proposed=True)], [DORA])[0].verdict is Verdict.SAME


def test_the_key_of_another_paper_becomes_no_alias() -> None:
    lora = but(DORA, key="hu2021lora", arxiv="2106.09685", title="LoRA")

    assert planned([but(DORA, key="hu2021lora", aliases=["hu2021lora"])], [lora, DORA])[0].verdict is Verdict.SAME


def test_a_clash_leaves_the_library_as_it_is() -> None:
    other = but(DORA, arxiv=None, title="On something else altogether")

    assert planned([other, DORA], [DORA]) == [Step(Verdict.CLASH, other), Step(Verdict.SAME, DORA)]


@pytest.mark.parametrize("form", [Format.BIBTEX, Format.BIBLATEX])
def test_a_library_has_nothing_new_or_differing_in_its_own_export(form: Format) -> None:
    library = [read_paper(block).facts() for block in split(TEXT.encode()).papers]

    back = [paper.facts() for paper in read(writer(form).write(library)).papers]

    assert [step.verdict for step in planned(back, library)] == [Verdict.SAME] * len(library)


ADAPTER: Facts = {"key": "a", "type": "misc", "paradigm": "additive", "category": "adapter"}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({}, {"paradigm": "selective"}, {"paradigm": "selective"}),
        ({}, {"topic": "llm"}, {"topic": "llm"}),
        (ADAPTER, {"topic": "llm"}, {"topic": "llm"}),
        (ADAPTER, {"paradigm": "selective", "category": "posterior"}, {"also": ["selective/posterior"]}),
        (ADAPTER, {"paradigm": "additive", "category": "prompt"}, {"also": ["additive/prompt"]}),
        (ADAPTER, {"paradigm": "additive"}, {}),
        (ADAPTER, ADAPTER, {}),
        (ADAPTER | {"also": ["additive/prompt"]}, {"paradigm": "additive", "category": "prompt"}, {}),
        ({"paradigm": "additive"}, {"paradigm": "additive", "category": "prompt"}, {"category": "prompt"}),
        ({"topic": "llm"}, {"topic": "llm/2024"}, {"also": ["llm/2024"]}),
        ({"topic": "llm"}, {"topic": "llm"}, {}),
    ],
)
def test_a_second_place_is_put_beside_the_first(ours: Facts, theirs: Facts, expected: Facts) -> None:
    found = differences({"key": "a", "type": "misc", **ours}, {"key": "a", "type": "misc", **theirs})
    assert {one.attribute: one.settled for one in found} == expected
    assert not [one for one in found if one.is_conflict]


def test_a_place_that_is_preferred_replaces_ours() -> None:
    theirs: Facts = {"key": "a", "type": "misc", "paradigm": "additive", "category": "prompt"}
    (found,) = differences(ADAPTER, theirs, prefer_theirs=True)
    assert (found.attribute, found.settled) == ("category", "prompt")
