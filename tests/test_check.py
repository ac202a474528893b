"""`check`: what is found where, what is mended, and what a script sees of it."""

import json
from difflib import unified_diff
from pathlib import Path

import pytest

from mllmtune.checks.addresses import respelt
from tests.conftest import Inside
from tests.library import TEXT

FAULTY = """\
[library]
schema = 1

# a comment
[[papers]]
key = "a2023x" # mine
type = "inproceedings"
title = "A Paper of Something"
authors = ["Doe, Jane"]
year = 2023
venue = "CVPR"
topic = "survey"
arxiv = "2312.10136"

[papers.links]
project = "http://someone.github.io/x" # so it is
code = "https://arxiv.org/abs/2312.10136"
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "papers.toml"
    path.write_text(FAULTY)
    return path


def test_findings_name_file_line_rule_and_paper(inside: Inside, library: Path) -> None:
    answer = inside("check", "--select", "MT201,MT204,MT310")

    assert answer.out == (
        "papers.toml:10: MT310 venue-before-arxiv: a2023x: CVPR 2023 was over when the paper came to arXiv, in "
        "2023-12\n"
        "papers.toml:16: MT204 insecure-address: a2023x: http://someone.github.io/x begins with http://, and https:// "
        "serves it [fix]\n"
        "papers.toml:17: MT201 code-is-paper: a2023x: the code link leads to a paper: https://arxiv.org/abs/2312.10136 "
        "[unsafe fix]\n"
    )
    assert answer.code == 1
    assert "3 findings in 1 paper, 1 can be mended with --fix, 1 with --unsafe-fixes" in answer.err
    assert library.read_text() == FAULTY


@pytest.mark.usefixtures("library")
def test_a_clean_library_ends_with_zero(inside: Inside) -> None:
    answer = inside("check", "--select", "MT103")

    assert (answer.code, answer.out, answer.err) == (0, "", "mllmtune: no findings in 1 paper\n")


def test_a_waiver_silences_its_rule_alone(inside: Inside, library: Path) -> None:
    library.write_text(FAULTY.replace("year = 2023\n", 'year = 2023\nwaive = ["MT310: late upload"]\n'))

    answer = inside("check", "--select", "MT2,MT310", "--output-format", "json")

    assert [one["code"] for one in json.loads(answer.out)] == ["MT204", "MT201"]


def test_a_safe_fix_mends_the_value_and_leaves_every_comment(inside: Inside, library: Path) -> None:
    answer = inside("check", "--fix", "--select", "MT201,MT204")

    assert library.read_text() == FAULTY.replace("http://someone", "https://someone")
    assert answer.code == 1
    assert "1 value mended" in answer.err


def test_an_unsafe_fix_is_made_when_it_is_asked_for(inside: Inside, library: Path) -> None:
    assert inside("check", "--unsafe-fixes", "--select", "MT201,MT204").code == 0

    assert "code =" not in library.read_text()


def test_fixing_twice_gives_the_same_bytes(inside: Inside, library: Path) -> None:
    inside("check", "--unsafe-fixes")
    once = library.read_bytes()

    answer = inside("check", "--unsafe-fixes")

    assert library.read_bytes() == once
    assert "0 values mended" in answer.err


def test_a_diff_shows_what_would_be_mended_and_changes_nothing(inside: Inside, library: Path) -> None:
    answer = inside("check", "--diff", "--select", "MT204")

    assert answer.code == 1
    assert '-project = "http://someone.github.io/x" # so it is\n' in answer.out
    assert '+project = "https://someone.github.io/x" # so it is\n' in answer.out
    assert library.read_text() == FAULTY


@pytest.mark.parametrize("how", ["--fix", "--unsafe-fixes"])
def test_what_the_diff_shows_is_what_mending_does(inside: Inside, library: Path, how: str) -> None:
    before = library.read_text().splitlines(keepends=True)
    shown = inside("check", how, "--diff").out

    inside("check", how)

    done = "".join(unified_diff(before, library.read_text().splitlines(keepends=True), str(library), str(library)))
    assert shown == done != ""


@pytest.mark.usefixtures("library")
def test_a_mended_library_has_no_diff(inside: Inside) -> None:
    answer = inside("check", "--diff", "--select", "MT103")

    assert (answer.code, answer.out) == (0, "")


def test_every_fault_of_a_broken_library_is_found_at_once(inside: Inside, library: Path) -> None:
    more = '\n[[papers]]\nkey = "b"\ntype = "misc"\ntitel = "B"\n\n[[papers]]\nkey = "c"\ntype = 7\n'
    library.write_text(FAULTY + more)

    answer = inside("check", "--select", "MT001,MT204")

    assert [line.split(" ")[:2] for line in answer.out.splitlines()] == [
        ["papers.toml:16:", "MT204"], ["papers.toml:22:", "MT001"], ["papers.toml:26:", "MT001"],
    ]  # fmt: skip


def test_another_library_is_checked_and_mended_where_it_is_named_as_a_file(
    inside: Inside, library: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    other.write_bytes(library.read_bytes())
    kept = library.read_bytes()
    answer = inside("check", "other.toml", "--select", "MT201,MT204,MT310")
    assert answer.code == 1
    assert answer.out.startswith("other.toml:")
    inside("check", "other.toml", "--fix", "--select", "MT201,MT204")
    assert other.read_bytes() != kept
    assert library.read_bytes() == kept


def test_a_file_is_checked_without_a_library(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@misc{a, title = {One Thing}, year = 2020}\n\n@article{b,\n  title = {Cut")

    answer = inside("check", "refs.bib", "--select", "MT001,MT302")

    assert [line.split(" ")[0] for line in answer.out.splitlines()] == ["refs.bib:1:", "refs.bib:3:"]
    assert answer.code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]


def test_of_a_file_it_is_said_what_can_be_mended_later(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@misc{a, url = {http://github.com/a/b}}\n")

    answer = inside("check", "refs.bib", "--select", "MT204")

    assert "1 finding in 1 paper, 1 can be mended once it is imported" in answer.err


def test_a_file_is_never_mended(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@misc{a, url = {http://github.com/a/b}}\n")

    answer = inside("check", "refs.bib", "--fix")

    assert answer.code == 2
    assert "fixes are made in the library alone" in answer.err


def test_the_line_of_a_field_is_found_in_a_bib(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@misc{a,\n  title = {T},\n  url = {http://github.com/a/b},\n}\n@misc{b}\n")

    answer = inside("check", "refs.bib", "--select", "MT204")

    assert answer.out.startswith("refs.bib:3: MT204 ")


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("<!-- waive MT202: the code is promised -->", []),
        ("<!-- waive MT202 -->", ["MT202"]),  # no reason
        ("<!-- waive MT203: another rule -->", ["MT202"]),
    ],
)
def test_a_comment_waives_a_rule_for_the_next_line_of_a_list(
    inside: Inside, tmp_path: Path, comment: str, left: list[str]
) -> None:
    (tmp_path / "list.md").write_text(f"# List\n\n{comment}\n- [A Paper](https://arxiv.org/abs/2402.00001) [code]()\n")

    found = json.loads(inside("check", "list.md", "--select", "MT202", "--output-format", "json").out)

    assert [one["code"] for one in found] == left


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("[code](https:/github.com/a/b)", "MT203"),
        ("[code](https//github.com/a/b)", "MT203"),
        ("[code](https\N{FULLWIDTH COLON}//github.com/a/b)", "MT203"),
        ("[code](https:\\\\github.com\\a\\b)", "MT203"),
        ("[code](www.example.org/b)", "MT203"),
        ("[code](https://github.com/a b/c)", "MT203"),
        ("[code](#)", "MT202"),
        ("[here](https://www.alphaxiv.org/abs/2402.09353)", "MT206"),
        ("[here](https://www.semanticscholar.org/arxiv/2402.09353)", "MT206"),
        ("a remark with\N{ZERO WIDTH SPACE} something in it", "MT602"),
    ],
)
def test_what_a_reader_of_lists_passes_over_is_found_on_its_line(
    inside: Inside, tmp_path: Path, typed: str, code: str
) -> None:
    readme = tmp_path / "README.md"
    paper = "- [A Paper of Something](https://openreview.net/forum?id=abcdefgh)"
    readme.write_text(f"# Papers\n\n{paper}\n  {typed}\n", encoding="utf-8")

    result = inside("check", str(readme), "--select", "MT2,MT6", "--output-format", "json")

    assert [(one["code"], one["line"]) for one in json.loads(result.out)] == [(code, 4)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ttps://a.org/b", "https://a.org/b"),
        ("https:///a.org", "https://a.org"),
        ("https://www.https://a.org", "https://a.org"),
        ("https://https:a.org", "https://a.org"),
        ("https://http://a.org", "http://a.org"),
        ("https: //a.org", "https://a.org"),
        ("https:\\\\a.org\\b", "https://a.org/b"),
        ("http://a.org/https://b.org", "http://a.org/https://b.org"),
        ("https://a.org/a\\_b", "https://a.org/a\\_b"),
        ("mailto:a@a.org", "mailto:a@a.org"),
        ("ftp://a.org", "ftp://a.org"),
    ],
)
def test_a_scheme_is_spelt_right_and_what_has_one_is_left_alone(said: str, meant: str) -> None:
    assert respelt(said) == meant


def test_what_bibtex_takes_for_a_comment_is_no_fault(inside: Inside, tmp_path: Path) -> None:
    bib = tmp_path / "refs.bib"
    bib.write_text("words\n@comment{jabref-meta: x;}\n@misc{a2024b, title = {A}, author = {Doe, Jane}, year = 2024}\n")

    assert inside("check", str(bib)).out == ""


def test_the_line_of_a_link_is_its_own(inside: Inside, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    item = "#### A Paper of Something\n\npaper link: [here](https://arxiv.org/abs/2402.09353)\n\n"
    readme.write_text(f"{item}github link: [here](ttps://github.com/a/b)\n", encoding="utf-8")

    result = inside("check", str(readme), "--select", "MT203", "--output-format", "json")

    assert [one["line"] for one in json.loads(result.out)] == [5]


def test_the_line_of_a_finding_is_that_of_the_list(inside: Inside, tmp_path: Path) -> None:
    rows = "| **A Paper of Something** | [link](https://arxiv.org/abs/2402.00001) | [link](http://github.com/a/b) |\n"
    head = "# List\n\n| Title | Paper | Code |\n| --- | --- | --- |\n"
    (tmp_path / "list.md").write_text(head + rows)

    assert inside("check", "list.md", "--select", "MT204").out.startswith("list.md:5: MT204 ")


def test_the_bibtex_in_a_list_is_checked_on_its_own_lines(inside: Inside, tmp_path: Path) -> None:
    block = "```bibtex\n@misc{a,\n  title = {A Paper},\n  author = {Doe, Jane and others},\n  year = 2024\n}\n```\n"
    (tmp_path / "list.md").write_text(f"# List\n\n## Citation\n\n{block}")

    assert inside("check", "list.md", "--select", "MT313").out.startswith("list.md:8: MT313 ")


def test_months_at_arxiv_are_said_on_the_command_line(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@misc{a, title = {A}, eprint = {2401.00001}, archiveprefix = {arXiv}}\n")

    assert inside("check", "refs.bib", "--select", "MT316", "--arxiv-months", "1").code == 1
    assert inside("check", "refs.bib", "--select", "MT316", "--arxiv-months", "9999").code == 0


# What programs read


@pytest.mark.usefixtures("library")
def test_json_holds_the_fix_as_data(inside: Inside) -> None:
    found = json.loads(inside("check", "--select", "MT204", "--output-format", "json").out)

    assert found == [
        {
            "code": "MT204",
            "fault": "insecure-address",
            "level": "error",
            "path": "papers.toml",
            "line": 16,
            "key": "a2023x",
            "message": "http://someone.github.io/x begins with http://, and https:// serves it",
            "fix": [
                {
                    "key": "a2023x",
                    "attribute": "links.project",
                    "old": "http://someone.github.io/x",
                    "new": "https://someone.github.io/x",
                    "safe": True,
                }
            ],
        }
    ]


def test_annotations_escape_what_github_would_take_for_its_own(inside: Inside, library: Path) -> None:
    library.write_text(FAULTY.replace("/x", "/100%,:"))

    answer = inside("check", "--select", "MT204", "--output-format", "github")

    assert answer.out.startswith("::error file=papers.toml,line=16,title=MT204 insecure-address::a2023x: http://")
    assert "/100%25,:" in answer.out


def test_an_annotation_is_one_line_whatever_a_title_holds(inside: Inside, library: Path) -> None:
    library.write_text(FAULTY.replace('"A Paper of Something"', '"100% <b>\\n::error::Paper"'))

    lines = inside("check", "--select", "MT603", "--output-format", "github").out.splitlines()

    assert [line.partition(" ")[0] for line in lines] == ["::error"]


@pytest.mark.usefixtures("library")
def test_sarif_has_what_the_standard_demands(inside: Inside) -> None:
    log = json.loads(inside("check", "--output-format", "sarif").out)

    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    known = [rule["id"] for rule in driver["rules"]]
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert driver["name"] == "mllmtune"
    assert len(known) == len(set(known))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning"}
    for result in run["results"]:
        (place,) = result["locations"]
        assert result["ruleId"] in known
        assert result["level"] in {"error", "warning", "note", "none"}
        assert result["message"]["text"]
        assert place["physicalLocation"]["region"]["startLine"] >= 1
    assert run["results"]


@pytest.mark.usefixtures("library")
def test_sarif_names_every_rule_that_ran_and_every_place(inside: Inside) -> None:
    log = json.loads(inside("check", "--select", "MT201,MT310", "--output-format", "sarif").out)

    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["MT201", "MT310"]
    assert [(one["ruleId"], one["level"]) for one in run["results"]] == [("MT310", "warning"), ("MT201", "error")]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "papers.toml"}, "region": {"startLine": 10}}


def test_rules_are_listed_a_line_each(inside: Inside) -> None:
    lines = inside("check", "--list-rules").out.splitlines()

    assert "MT310\tvenue-before-arxiv\twarning\tnone\t" in "\n".join(lines)
    assert all(line.count("\t") == 4 for line in lines)


def test_a_rule_is_explained_by_its_manual(inside: Inside) -> None:
    assert inside("check", "--explain", "venue-before-arxiv").out.startswith("## MT310 venue-before-arxiv\n\n**")


@pytest.mark.usefixtures("library")
def test_a_rule_that_is_none_is_wrong_usage(inside: Inside) -> None:
    assert inside("check", "--select", "MT999").code == 2


def test_a_small_library_has_lines_in_the_file(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(TEXT)

    lines = [one["line"] for one in json.loads(inside("check", "--output-format", "json").out)]

    assert lines == sorted(lines)
    assert all(1 <= line <= TEXT.count("\n") for line in lines)


def test_the_facts_of_another_paper_are_not_put_in_the_place_of_those_of_a_paper_that_has_its_identifier(
    inside: Inside, tmp_path: Path
) -> None:
    library = tmp_path / "other.toml"
    library.write_text(
        '[library]\nschema = 1\ntitle = "L"\n\n[[papers]]\nkey = "chen2023longlora"\ntype = "inproceedings"\n'
        'title = "LongLoRA: Efficient Fine-tuning of Long-Context Large Language Models"\n'
        'authors = ["Chen, Yukang", "Jia, Jiaya"]\nyear = 2024\nvenue = "ICLR"\nopenreview = "nZeVKeeFYf9"\n'
    )

    inside("--library", str(library), "check", "--unsafe-fixes")

    assert '"Chen, Yukang", "Jia, Jiaya"' in library.read_text()
