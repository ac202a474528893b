"""What every rule of `check` promises, over all of them; the examples of the manuals are inputs found and not found."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mllmtune.checks.all_rules import all_rules, chosen, named
from mllmtune.checks.checking import findings
from mllmtune.checks.manual import examples, manual_page
from mllmtune.checks.mend import mended
from mllmtune.checks.rule import Kind, Rule, View
from mllmtune.checks.subject import Subject
from mllmtune.errors import UnknownRuleError
from mllmtune.model.facts import Facts
from mllmtune.model.paper import Paper
from tests.seen import SETTING, seen, subjects

RULES = all_rules()
DOCS = Path(__file__).parents[1] / "docs" / "rules.md"
MUST = [(rule, example) for rule in RULES for example in examples(rule, "Found")]
MUST_NOT = [(rule, example) for rule in RULES for example in examples(rule, "Not found")]


def name(value: object) -> str:
    return value.code if isinstance(value, Rule) else ""


def test_a_code_names_one_rule() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES) >= 10
    assert [rule.code for rule in RULES if not re.fullmatch(r"MT\d{3}", rule.code)] == []


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_manual_says_what_is_wrong_with_examples_of_both_and_what_the_fix_is(rule: Rule) -> None:
    first, blank, _ = rule.manual.split("\n", 2)
    assert first.endswith(".")
    assert blank == ""
    assert list(examples(rule, "Found"))
    assert list(examples(rule, "Not found"))
    assert re.search(r"^Fix: \w", rule.manual, re.MULTILINE)


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_rule_is_named_for_its_fault_not_for_the_remedy(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.fault)
    assert not re.match(r"(use|add|fix|remove|no|avoid|require|check)-", rule.fault)


@pytest.mark.parametrize(("rule", "example"), MUST, ids=name)
def test_what_the_manual_says_is_found_is_found(rule: Rule, example: str) -> None:
    found = findings(seen(example, rule), [rule])
    assert found
    assert {(one.code, one.fault) for one in found} == {(rule.code, rule.fault)}


@pytest.mark.parametrize(("rule", "example"), MUST_NOT, ids=name)
def test_what_the_manual_says_is_not_found_is_not(rule: Rule, example: str) -> None:
    assert findings(seen(example, rule), [rule]) == []


@pytest.mark.parametrize(("rule", "example"), MUST, ids=name)
def test_an_edit_replaces_the_value_that_is_there_by_another(rule: Rule, example: str) -> None:
    view = seen(example, rule)
    subjects = {subject.key: subject for subject in view.subjects}
    for edit in (edit for one in findings(view, [rule]) for edit in one.edits):
        assert subjects[edit.key].value(edit.path) == edit.old != edit.new


@pytest.mark.parametrize(("rule", "example"), MUST, ids=name)
def test_what_was_mended_is_not_found_again(rule: Rule, example: str) -> None:
    view = seen(example, rule)
    edited = {edit.key for one in findings(view, [rule]) for edit in one.edits}

    after = mended(view, [rule], unsafe=True).view

    assert [one.text for one in findings(after, [rule]) if one.key in edited and not one.others] == []


@pytest.mark.parametrize(("rule", "example"), MUST, ids=name)
def test_a_waived_rule_is_silent(rule: Rule, example: str) -> None:
    view = seen(example, rule)
    waived = tuple(
        Subject({**subject.facts, "waive": [f"{rule.code}: so it is"]}, subject.line_of) for subject in view.subjects
    )
    silent = replace(view, subjects=waived, troubles=())

    assert [one for one in findings(silent, [rule]) if one.key] == []


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_a_safe_or_unsafe_edit_is_announced_by_the_manual(rule: Rule) -> None:
    edits = [edit for example in examples(rule, "Found") for one in findings(seen(example, rule), [rule])
             for edit in one.edits]  # fmt: skip
    said = rule.manual.rpartition("\nFix: ")[2].lower()
    assert {"safe" if edit.safe else "unsafe" for edit in edits} <= set(re.findall(r"\bunsafe|\bsafe", said))


# Choosing


def test_a_rule_is_named_by_its_code_the_beginning_of_it_or_its_fault() -> None:
    assert [rule.code for rule in named("missing-year", RULES)] == ["MT301"]
    assert [rule.code for rule in chosen(["MT301"], [])] == ["MT301"]
    assert {rule.code[:3] for rule in chosen(["MT3"], [])} == {"MT3"}
    assert "MT301" not in {rule.code for rule in chosen([], ["missing-year"])}


@pytest.mark.parametrize(
    ("word", "meant"), [("mising-year", "missing-year"), ("missing_venue", "missing-venue"), ("MT3111", "MT311")]
)
def test_a_rule_that_is_nearly_named_is_proposed(word: str, meant: str) -> None:
    with pytest.raises(UnknownRuleError, match=f"did you mean .*{meant}"):
        chosen([word], [])


def test_a_code_in_small_letters_is_the_code() -> None:
    assert [rule.code for rule in named("mt301", RULES)] == ["MT301"]


@pytest.mark.parametrize("word", ["X999", "year", "?"])
def test_a_word_that_names_no_rule_is_refused(word: str) -> None:
    with pytest.raises(UnknownRuleError, match="--list-rules"):
        chosen([word], [])


# The manual on paper


def test_the_page_of_rules_holds_every_manual_as_it_is_now() -> None:
    generated = "\n".join(map(manual_page, RULES))
    assert DOCS.read_text(encoding="utf-8").partition("<!-- from here on: mllmtune check --explain MT -->\n\n")[2] == (
        generated
    ), "run: mllmtune check --explain MT, and put it into docs/rules.md"


# Laws of mending

TITLES = st.sampled_from([
    "Dora: Weight-Decomposed &amp; Low", "A  B :  C", "Plain Title of a Paper", "Multimodal tuning with lora",
    "AUTOPROMPT: ELICITING KNOWLEDGE", "Caf\u00c3\u00a9", "a\u200bb", "Dora : A", "lora &lt; Lora", "{Bert} 5 &amp; 6",
    "Visual prompt tuning", "Doubled",
])  # fmt: skip
ADDRESSES = st.sampled_from([
    "ttps://github.com/a/b", "http://github.com/a/b", "https://arxiv.org/pdf/2402.09353v2.pdf", "https://https://x.org/",
    "https://github.com/a/b", "http://arxiv.org/abs/2402.09353", "https://huggingface.co/docs/peft/index",
    "ttps://arxiv.org/abs/2402.09353", "https://http://github.com/a/b", "htps://huggingface.co/docs/peft/index",
    "http://www.arxiv.org/pdf/2402.09353",
])  # fmt: skip
PAPERS = st.lists(
    st.fixed_dictionaries(
        {"title": TITLES, "links": st.dictionaries(st.sampled_from(["code", "project", "blog"]), ADDRESSES)},
        optional={
            "year": st.integers(2019, 2026),
            "arxiv": st.sampled_from(["2402.09353", "2010.00001"]),
            "venue": st.sampled_from(["ICML", "arXiv", "ECCV"]),
            "authors": st.sampled_from([["Doe, Jane"], ["Jane Doe, John Roe, Max Moe, Ann Poe"]]),
            "url": ADDRESSES,
            "doi": st.sampled_from(["10.1000/182", "10.1000/182.", "10.1007/a\\_1"]),
            "method": st.sampled_from(["DoRA", "AutoPrompt"]),
        },
    ),
    max_size=4,
)


def library(tables: list[Facts]) -> View:
    papers = [Paper.of({**table, "key": f"k{number}", "type": "misc"}).facts() for number, table in enumerate(tables)]
    return View(Kind.LIBRARY, tuple(Subject(facts, lambda _: 1) for facts in papers), SETTING)


def facts_of(view: View) -> list[Facts]:
    return [subject.facts for subject in view.subjects]


@settings(max_examples=60, deadline=None)
@given(PAPERS, st.booleans())
def test_mending_what_is_mended_changes_nothing(tables: list[Facts], unsafe: bool) -> None:  # noqa: FBT001 - hypothesis
    once = mended(library(tables), RULES, unsafe=unsafe).view

    twice = mended(once, RULES, unsafe=unsafe)

    assert twice.edits == ()
    assert facts_of(twice.view) == facts_of(once)


@settings(max_examples=60, deadline=None)
@given(PAPERS)
def test_a_paper_without_findings_is_never_changed(tables: list[Facts]) -> None:
    view = library(tables)
    guilty = {one.key for one in findings(view, RULES)}

    after = mended(view, RULES, unsafe=True).view

    clean = [subject.facts for subject in view.subjects if subject.key not in guilty]
    assert [subject.facts for subject in after.subjects if subject.key not in guilty] == clean


@settings(max_examples=60, deadline=None)
@given(PAPERS)
def test_a_mended_paper_is_still_a_paper(tables: list[Facts]) -> None:
    for facts in facts_of(mended(library(tables), RULES, unsafe=True).view):
        assert Paper.of(facts).facts() == facts


@settings(max_examples=200, deadline=None)
@given(PAPERS)
def test_a_safe_fix_makes_no_finding_of_another_rule(tables: list[Facts]) -> None:
    view = library(tables)
    before = {(one.key, one.code) for one in findings(view, RULES)}

    after = {(one.key, one.code) for one in findings(mended(view, RULES).view, RULES)}

    assert after <= before


def test_what_is_left_after_mending_has_no_safe_fix() -> None:
    view = library([{"title": "Dora : A &amp; B", "links": {"code": "https://http://github.com/a/b"}}])

    left = findings(mended(view, RULES).view, RULES)

    assert [one.code for one in left if any(edit.safe for edit in one.edits)] == []


def test_a_title_is_found_again_however_often_it_stands_there() -> None:
    papers: list[Facts] = [{"title": "Visual Widget Tuning", "authors": ["Doe, Jane"], "year": 2024}] * 100

    found = findings(library(papers), named("repeated-title", RULES))

    assert {one.key for one in found} == {f"k{number}" for number in range(1, 100)}


@pytest.mark.parametrize(
    "said",
    [
        {"booktitle": "Advances in Neural Information Processing Systems", "volume": "\u00b2"},
        {"booktitle": "Advances in Neural Information Processing Systems", "volume": "9" * 5000},
        {"venue": "ICML", "volume": "\u00b2"},
        {"venue": "ICML", "url": f"https://proceedings.mlr.press/v{'9' * 5000}/doe24a.html"},
        {"pages": f"{'2' * 5000}--{'3' * 5000}"},
    ],
)
def test_a_volume_or_pages_that_are_no_number_end_no_rule(said: dict[str, str]) -> None:
    view = View(Kind.LIBRARY, subjects({"title": "A Paper", "year": 2024, **said}), SETTING)

    codes = {one.code for one in findings(view, RULES)}

    assert codes.isdisjoint({"MT321", "MT324"})


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ({"authors": ["Doe, Jane", "\u200b", "Roe, Richard"]}, {"authors": ["Doe, Jane", "Roe, Richard"]}),
        ({"organization": " \u200b"}, {"organization": " \u200b"}),
        ({"url": "?"}, {"url": "?"}),
    ],
)
def test_a_safe_fix_leaves_no_value_that_a_paper_cannot_have(said: dict[str, object], left: dict[str, object]) -> None:
    view = View(Kind.LIBRARY, subjects({"title": "A Paper of Something", **said}), SETTING)

    facts = mended(view, [rule for rule in RULES if rule.code in {"MT602", "MT213"}]).view.subjects[0].facts

    assert {name: facts.get(name) for name in left} == left


@pytest.mark.parametrize(
    ("kind", "said", "text"),
    [
        (Kind.LIST, {"title": "({[" * 20_000}, ""),
        (Kind.LIBRARY, {"title": f"A{' ' * 60_000}x"}, ""),
        (Kind.LIBRARY, {"title": f"A Paper ({'A' * 60_000}"}, ""),
        (Kind.LIBRARY, {"venue": "({[" * 20_000}, ""),
        (Kind.LIBRARY, {"venue": f"A{' ' * 60_000}x"}, ""),
        (Kind.LIBRARY, {"authors": [f"Doe, {'a' * 60_000}1"]}, ""),
        (Kind.LIST, {}, f"- [A](https://arxiv.org/abs/2402.09353) {'`' * 60_000}"),
        (Kind.LIST, {}, f"- **A {'`' * 60_000}"),
        (Kind.LIST, {}, f"## A{' ' * 60_000}x\n[a](#b)"),
        (Kind.LIST, {}, f"## {'#' * 60_000}x\n[a](#b)"),
        (Kind.LIST, {}, f"## A\n{' ' * 60_000}x\n## B\n"),
        (Kind.LIST, {}, f"| a | b |\n|-{' ' * 60_000}x\n"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_text_of_one_sign_again_and_again_ends(kind: Kind, said: dict[str, object], text: str) -> None:
    view = View(kind, subjects({"title": "A Paper of Something", **said}), SETTING, text)

    assert all(one.code for one in findings(view, RULES))
