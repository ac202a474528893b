import pytest

from mllmtune.model.facts import Facts
from mllmtune.model.keys import propose_key, proposer


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"authors": ["Liu, Shih-Yang"], "year": 2024, "method": "DoRA"}, "liu2024dora"),
        ({"authors": ["Liu, Haotian"], "year": 2023, "title": "Visual Instruction Tuning"}, "liu2023visual"),
        ({"authors": ["Müller, Jörg"], "year": 2020, "title": "On the {LoRA} of Things"}, "muller2020lora"),
        ({"authors": ["van den Berg, Jan"], "year": 2019, "title": "A Study"}, "berg2019study"),
        ({"authors": ["{OpenAI Team}"], "posted": "2023-03", "title": "GPT-4"}, "openaiteam2023gpt4"),
        ({"authors": ["Łukasz, Ørsted"], "year": 2001, "title": "$x$"}, "lukasz2001x"),
        ({"title": "The"}, "paper"),
        ({}, "paper"),
    ],
)
def test_a_key_is_family_name_year_and_what_it_is_about(facts: Facts, expected: str) -> None:
    assert propose_key(facts) == expected


def test_a_taken_key_gets_the_first_free_letter() -> None:
    facts: Facts = {"authors": ["Liu, A"], "year": 2024, "method": "X"}
    assert propose_key(facts, {"liu2024x"}) == "liu2024xb"
    assert propose_key(facts, {"liu2024x", "liu2024xb"}) == "liu2024xc"


def test_letters_do_not_run_out() -> None:
    facts: Facts = {"authors": ["Liu, A"], "year": 2024, "method": "X"}
    taken = {"liu2024x", *(f"liu2024x{chr(code)}" for code in range(ord("a"), ord("z") + 1))}
    assert propose_key(facts, taken) == "liu2024xaa"


def test_a_thousand_keys_of_one_stem_are_each_proposed_once() -> None:
    taken: set[str] = set()
    propose = proposer(taken)
    keys = [propose({"title": "LoRA"}) for _ in range(1000)]
    assert (keys[0], keys[1], keys[25], keys[26]) == ("lora", "lorab", "loraz", "loraaa")
    assert len(set(keys)) == 1000
