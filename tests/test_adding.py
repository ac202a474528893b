import json
from pathlib import Path

import pytest

from tests.conftest import Inside
from tests.library import TEXT

pytestmark = pytest.mark.usefixtures("small_library")

ENTRY = "@article{new2020thing,\n  title = {A New Thing},\n  author = {Doe, Jane},\n  year = 2020,\n}\n"


def test_a_paper_from_options_is_at_the_end_of_the_file(inside: Inside, tmp_path: Path) -> None:
    answer = inside(
        "add", "--title", "Attention", "--author", "Ashish Vaswani", "--arxiv", "https://arxiv.org/abs/1706.03762v5",
        "--category", "adapter", "--tag", "base", "--link", "code=https://github.com/a/b",
    )  # fmt: skip
    assert answer.code == 0
    assert (tmp_path / "papers.toml").read_text() == TEXT + (
        "\n[[papers]]\n"
        'key = "vaswani2017attention"\n'
        'type = "misc"\n'
        'title = "Attention"\n'
        'authors = ["Vaswani, Ashish"]\n'
        'posted = "2017-06"\n'
        'arxiv = "1706.03762v5"\n'
        'paradigm = "additive"\n'
        'category = "adapter"\n'
        'tags = ["base"]\n'
        "\n[papers.links]\n"
        'code = "https://github.com/a/b"\n'
    )


@pytest.mark.parametrize(
    ("number", "posted"), [("1706.03762", "2017-06"), ("hep-th/9901001", "1999-01"), ("2413.00001", None)]
)
def test_an_arxiv_id_says_when_a_paper_was_first_public(inside: Inside, number: str, posted: str | None) -> None:
    inside("add", "--title", "Attention", "--author", "Ashish Vaswani", "--key", "new", "--arxiv", number)
    assert json.loads(inside("show", "new", "--json").out)[0].get("posted") == posted


def test_what_was_added_is_found_at_once(inside: Inside) -> None:
    inside("add", "-", stdin=ENTRY)
    assert inside("search", "thing", "--keys").out == "new2020thing\n"


@pytest.mark.parametrize("source", ["refs.bib", "-"])
def test_bibtex_is_read_from_a_file_and_from_standard_input(inside: Inside, tmp_path: Path, source: str) -> None:
    (tmp_path / "refs.bib").write_text(ENTRY)
    answer = inside("add", source, "--tag", "thesis", "--json", stdin=ENTRY)
    (paper,) = json.loads(answer.out)
    assert paper["key"] == "new2020thing"
    assert paper["tags"] == ["thesis"]


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("@misc{liu2024dora, title = {T}}", "already in the library as liu2024dora (the same key liu2024dora)"),
        ("@misc{dora, title = {T}}", "already in the library as liu2024dora (the same key dora)"),
        ("@misc{x, eprint = {2402.09353v2}, archiveprefix = {arXiv}}", "as liu2024dora (the same arxiv 2402.09353)"),
        ("@misc{x, doi = {10.1000/abc}}", "already in the library as muller2023adapter (the same doi 10.1000/abc)"),
        ("@misc{x, url = {https://doi.org/10.1000/ABC}}", "as muller2023adapter (the same doi 10.1000/abc)"),
    ],
)
def test_a_duplicate_is_refused_with_the_key_that_is_there(
    inside: Inside, tmp_path: Path, entry: str, why: str
) -> None:
    answer = inside("add", "-", stdin=entry)
    assert (answer.code, answer.out) == (4, "")
    assert f"-:1: {entry[6 : entry.index(',')]}: already in the library" in answer.err
    assert why in answer.err
    assert (tmp_path / "papers.toml").read_text() == TEXT


def test_of_two_entries_with_one_key_the_first_is_taken_and_the_second_named(inside: Inside) -> None:
    answer = inside("add", "-", stdin=ENTRY + ENTRY.replace("New", "Other"))
    assert answer.code == 4
    assert answer.out.startswith("new2020thing\t")
    assert "-:6: new2020thing: already in the library as new2020thing" in answer.err
    assert answer.err.endswith("1 refused\n")


def test_a_broken_entry_is_named_and_the_others_are_added(inside: Inside) -> None:
    answer = inside("add", "-", "--keys", stdin="@article{broken, title = {a\n\n" + ENTRY)
    assert answer.out == "new2020thing\n"
    assert answer.code == 3
    assert "-:1: " in answer.err
    assert "1 not understood" in answer.err


def test_a_missing_comma_is_mended_and_said(inside: Inside) -> None:
    answer = inside(
        "add", "-", "--json", stdin="@misc{a,\n title = {T},\n primaryClass={cs.CV} url={https://x.org/1}\n}"
    )
    assert answer.code == 0
    assert json.loads(answer.out)[0]["url"] == "https://x.org/1"
    assert "-:3: " in answer.err
    assert "comma" in answer.err


def test_another_encoding_is_said(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "old.bib").write_bytes(ENTRY.replace("Jane", "J\u00f6rg").encode("latin-1"))
    answer = inside("add", "old.bib", "--json")
    assert json.loads(answer.out)[0]["authors"] == ["Doe, Jörg"]
    assert "old.bib: this is not UTF-8; it was read as Windows-1252" in answer.err


def test_an_entry_pasted_in_another_encoding_is_named_with_its_line(inside: Inside, tmp_path: Path) -> None:
    pasted = ENTRY.replace("Jane", "Léa").encode() + b"@misc{pasted,\n title = {Na\xefve}}"
    (tmp_path / "two.bib").write_bytes(pasted)
    line = pasted.count(b"\n") + 1

    answer = inside("add", "two.bib", "--json")

    assert [paper["title"] for paper in json.loads(answer.out)][-1] == "Naïve"
    assert f"two.bib:{line}: this is not UTF-8, as the rest is" in answer.err


def test_a_key_may_be_chosen_for_one_paper_alone(inside: Inside) -> None:
    assert inside("add", "-", "--key", "mine", "--keys", stdin=ENTRY).out == "mine\n"
    refused = inside("add", "-", "--key", "mine2", stdin="@misc{p, title={A}}\n@misc{q, title={B}}")
    assert refused.code == 3
    assert "--key names one paper; 2 are to be added" in refused.err


def test_a_proposed_key_that_is_taken_gets_a_letter(inside: Inside) -> None:
    first = inside("add", "--title", "Thing", "--author", "Doe, J", "--year", "2020", "--keys")
    second = inside("add", "--title", "Thing", "--author", "Doe, K", "--year", "2020", "--keys")
    assert (first.out, second.out) == ("doe2020thing\n", "doe2020thingb\n")


def test_the_curated_library_is_not_copied_for_papers_that_it_has(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").unlink()
    answer = inside("add", "--title", "DoRA", "--arxiv", "2402.09353")
    assert answer.code == 4
    assert "already in the library as liu2024dora" in answer.err
    assert json.loads(inside("where", "--json").out)["because"].startswith("the curated library")


def test_without_a_library_of_ones_own_the_curated_one_is_copied(inside: Inside, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (tmp_path / "papers.toml").unlink()
    answer = inside("add", "--title", "Mine", "--year", "2020", "--keys", cwd=folder)
    assert answer.out == "2020mine\n"
    assert "copied the curated library to " in answer.err
    assert json.loads(inside("where", "--json", cwd=folder).out)["because"] == "your own library"
    assert inside("search", "dora", "mine", "--keys", cwd=folder).code == 1
    assert "2020mine" in inside("list", "--keys", cwd=folder).out
    assert "liu2024dora" in inside("list", "--keys", cwd=folder).out


def test_a_library_that_is_named_but_not_there_is_made(inside: Inside, tmp_path: Path) -> None:
    answer = inside("--library", "sub/new.toml", "add", "--title", "Mine", "--year", "2020")
    assert answer.code == 0
    assert "made sub/new.toml" in answer.err
    assert (tmp_path / "sub" / "new.toml").read_text().startswith("[library]\nschema = 1\n")


def test_a_file_without_entries_adds_nothing_and_copies_no_library(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").unlink()
    (tmp_path / "notes.bib").write_text("no entry here\n")
    answer = inside("add", "notes.bib")
    assert (answer.code, answer.out) == (1, "")
    assert "notes.bib: there is no entry in it" in answer.err
    assert json.loads(inside("where", "--json").out)["because"].startswith("the curated library")


def test_an_unknown_key_removes_nothing(inside: Inside, tmp_path: Path) -> None:
    assert inside("remove", "liu2024dora", "nosuch").code == 1
    assert (tmp_path / "papers.toml").read_text() == TEXT


def test_removing_what_was_added_gives_the_first_file(inside: Inside, tmp_path: Path) -> None:
    inside("add", "-", stdin=ENTRY)
    assert inside("remove", "new2020thing").out == "new2020thing\n"
    assert (tmp_path / "papers.toml").read_text() == TEXT


def test_a_new_library_is_a_copy_of_the_curated_one_or_empty(inside: Inside, tmp_path: Path) -> None:
    assert inside("init", "copy.toml").code == 0
    assert inside("--library", "copy.toml", "search", "key:liu2024dora", "--keys").out == "liu2024dora\n"
    assert inside("init", "empty.toml", "--empty").code == 0
    assert inside("--library", "empty.toml", "list").code == 1
    assert (tmp_path / "empty.toml").read_text().startswith("[library]\nschema = 1\n")


def test_init_makes_the_library_that_was_named(inside: Inside, tmp_path: Path) -> None:
    answer = inside("--library", "thesis.toml", "init", "--empty")
    assert answer.err == "mllmtune: made thesis.toml\n"
    assert (tmp_path / "thesis.toml").is_file()


def test_init_makes_the_library_that_the_environment_names(
    inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLLMTUNE_LIBRARY", str(tmp_path / "elsewhere.toml"))
    assert inside("init", "--empty").code == 0
    assert (tmp_path / "elsewhere.toml").is_file()
