"""Where and when a paper appeared, as headings, columns and labelled facts of a list say it."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

PAPER = "- [Bending Spoons at Scale](https://arxiv.org/abs/2105.00042)"


def only(text: str) -> Facts:
    """Return the facts of the one paper of a list."""
    (paper,) = read(text).papers
    return paper.facts()


@pytest.mark.parametrize(
    ("headings", "venue", "year"),
    [
        ("### ICML 2031", "ICML", 2031),
        ("### [ICML-2031](#contents)", "ICML", 2031),
        ("### 🔥 CVPR'31 (12 papers)", "CVPR", 2031),
        ("### NeurIPS\n#### 2031", "NeurIPS", 2031),
        ("### 2031\n#### NeurIPS", "NeurIPS", 2031),
        ("### 2031", None, 2031),
        ("### Papers in 2031", None, 2031),
        ("### 2031年", None, 2031),
    ],
)
def test_what_no_paper_says_its_heading_says_of_all(headings: str, venue: str | None, year: int) -> None:
    facts = only(f"# A list\n## Spoons\n{headings}\n{PAPER}\n")
    assert (facts.get("venue"), facts.get("year"), facts["topic"]) == (venue, year, "spoons")


@pytest.mark.parametrize(
    "heading", ["Machine Learning", "Science", "SC", "Neural Networks", "ICML and its workshops since 2031"]
)
def test_a_heading_that_may_be_a_topic_is_no_venue(heading: str) -> None:
    facts = only(f"## {heading}\n{PAPER}\n")
    assert "venue" not in facts
    assert "topic" in facts


def test_what_a_paper_says_of_itself_goes_before_its_heading() -> None:
    facts = only(f"## ICML 2031\n{PAPER}. TPAMI 2032.\n")
    assert (facts["venue"], facts["year"], facts["type"]) == ("TPAMI", 2032, "article")


def test_a_paper_under_a_venue_is_one_of_its_proceedings() -> None:
    assert only(f"## ICML 2031\n{PAPER}\n")["type"] == "inproceedings"


def test_the_day_of_a_preprint_goes_before_the_year_of_its_heading() -> None:
    facts = only(f"## 2031\n{PAPER} 2030.12\n")
    assert (facts["posted"], facts["year"]) == ("2030-12", 2030)


@pytest.mark.parametrize("heading", ["Venue and Year", "收录", "Kind", ""])
def test_a_column_of_venues_is_known_by_its_heading_or_by_what_it_holds(heading: str) -> None:
    rows = "".join(
        f"|Bending {what} at Scale|{venue}|[link](https://arxiv.org/abs/2105.0004{number})|\n"
        for number, (what, venue) in enumerate([("Spoons", "ICML 2031"), ("Forks", "EMNLP 2030"), ("Knives", "")])
    )
    papers = [paper.facts() for paper in read(f"|Paper Title|{heading}|Link|\n|--|--|--|\n{rows}").papers]
    assert [(facts.get("venue"), facts.get("year")) for facts in papers] == [
        ("ICML", 2031),
        ("EMNLP", 2030),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("fact", "venue", "year"),
    [
        ("📅 Date: June 10, 2031", None, 2031),
        ("Institutions: MIT Media Lab", None, None),
        ("Keywords: clear frontiers, micro tuning", None, None),
        ("Venue: NeurIPS 2031", "NeurIPS", 2031),
        ("📑 Publisher: arXiv", "arXiv", None),
        ("CVPR 2031: Oral", "CVPR", 2031),
        ("MIT Media Lab, 2031", None, 2031),
    ],
)
def test_a_fact_under_a_paper_is_of_what_its_label_says(fact: str, venue: str | None, year: int | None) -> None:
    facts = only(f"{PAPER}\n    - Ann Smith, Bo Li, Cy Wang\n    - {fact}\n")
    assert (facts.get("venue"), facts.get("year")) == (venue, year)


@pytest.mark.parametrize(
    ("said", "posted"),
    [
        ("arxiv(31.02)", "2031-02"),
        ("ArXiv'3102", "2031-02"),
        ("arXiv 2012", None),  # a year as well
        ("arXiv 3102.00042", None),
        ("arXiv 31.13", None),
    ],
)
def test_a_month_behind_arxiv_is_when_a_paper_was_posted(said: str, posted: str | None) -> None:
    facts = only(f"|Title|Venue|Link|\n|--|--|--|\n|Bending Spoons|{said}|[link](https://arxiv.org/abs/2105.00042)|\n")
    assert (facts["venue"], facts.get("posted")) == ("arXiv", posted)


@pytest.mark.parametrize("journal", ["Journal of Cutlery and Related Matters", "npj Computational Cutlery"])
def test_a_journal_that_leads_to_the_paper_is_not_its_title(journal: str) -> None:
    facts = only(
        f"- `2031.06` Bending forks and spoons at scale. [{journal}](https://doi.org/10.1000/182), [Code](https://github.com/spoon/bend)\n"
    )
    assert (facts["title"], facts["doi"]) == ("Bending forks and spoons at scale", "10.1000/182")
