"""A list in Markdown is read as its readers read it: the papers, their links, and where they stand."""

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

TABLE = """# Awesome-Widget-Tuning

## Additive Tuning

### Adapter Tuning

| Time | Title | Venue | Paper | Code |
| --- | --- | :---: | :---: | :---: |
| 2031.05 | **WidgetLoRA: Bending Spoons at Scale** | ICLR'32 | [link](https://arxiv.org/abs/3105.00042) | [link](https://github.com/spoon/widgetlora) |
|         | **** | ACL'31 | [link]() | [link]() |
"""  # noqa: E501 - a row of a table is one line


def facts(text: str) -> list[Facts]:
    return [paper.facts() for paper in read(text).papers]


def test_a_row_of_a_table_is_a_paper_and_its_headings_are_its_place() -> None:
    assert facts(TABLE) == [
        {
            "key": "2032widgetlora",
            "type": "inproceedings",
            "title": "WidgetLoRA: Bending Spoons at Scale",
            "year": 2032,
            "posted": "2031-05",
            "venue": "ICLR",
            "arxiv": "3105.00042",
            "paradigm": "additive",
            "category": "adapter",
            "method": "WidgetLoRA",
            "links": {"code": "https://github.com/spoon/widgetlora"},
        }
    ]


def test_a_row_that_only_keeps_a_place_is_counted_and_is_no_entry() -> None:
    (problem,) = read(TABLE).problems

    assert (problem.line, problem.lost) == (10, False)
    assert problem.text == "1 row only keeps a place, without a title and a link; passed over"


def test_a_bullet_is_a_paper_with_authors_venue_and_code() -> None:
    text = "- [Bending Spoons](https://openreview.net/forum?id=abcDEF123), Ann Smith, Bo Li, NeurIPS 2031. [[code]](https://github.com/a/b)\n"

    (paper,) = facts(text)

    assert paper["title"] == "Bending Spoons"
    assert paper["authors"] == ["Smith, Ann", "Li, Bo"]
    assert (paper["venue"], paper["year"], paper["openreview"]) == ("NeurIPS", 2031, "abcDEF123")
    assert paper["links"] == {"code": "https://github.com/a/b"}
