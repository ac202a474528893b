"""A heading with a paper's links or its BibTeX entry under it is a paper."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

PAGE = "https://arxiv.org/pdf/3105.00042v2"
CODE = "https://github.com/spoon/bend"
TITLE = "Bending Spoons at Scale"
ENTRY = """```bibtex
@inproceedings{smith2031bend,
  title={Bending Spoons at Scale},
  author={Smith, Ann and Li, Bo},
  booktitle={CVPR},
  year={2031}
}
```
"""


def papers(text: str) -> list[Facts]:
    return [paper.facts() for paper in read(text).papers]


@pytest.mark.parametrize(
    "under",
    [
        f"paper link: [here]({PAGE})\n\ngithub link: [here]({CODE})\n",
        f"Paper: {PAGE}\nCode: {CODE}\n",
        f"- Paper: [link]({PAGE})\n- Code: {CODE}\n- Venue: CVPR 2031\n",
        f"- [Paper]({PAGE})\n- [Code]({CODE})\n",
        f"**Authors:** Ann Smith, Bo Li  \n**Venue:** CVPR 2031  \n**Link:** [{PAGE}]({PAGE})\n**Code:** {CODE}\n",
        f"[![arXiv](https://img.shields.io/badge/arXiv-3105.00042-red)]({PAGE}) [[Code]]({CODE})\n",
        f'<a href="{PAGE}">paper</a> <a href="{CODE}">code</a>\n',
    ],
)
@pytest.mark.parametrize("heading", [TITLE, f"1. {TITLE}", f"**{TITLE}**", f"[CVPR 2031] {TITLE}", f":star: {TITLE}"])
def test_a_heading_over_labelled_links_is_a_title(heading: str, under: str) -> None:
    (paper,) = papers(f"# Spoons\n\n## All\n\n#### {heading}\n\n{under}")

    assert (paper["title"], paper["arxiv"], paper["links"]) == (TITLE, "3105.00042", {"code": CODE})


def test_links_in_a_heading_are_not_of_its_title() -> None:
    (paper,) = papers(f"# Spoons\n\n## All\n\n### {TITLE} [[paper]({PAGE})] [[code]({CODE})]\n\nIt bends.\n")

    assert (paper["title"], paper["arxiv"], paper["links"]) == (TITLE, "3105.00042", {"code": CODE})


def test_several_links_of_a_kind_are_all_kept() -> None:
    (paper,) = papers(
        f"## All\n\n#### {TITLE}\n\npaper link: [here]({PAGE})\n\n"
        "model-zoo links: [v1.5](https://hf.co/spoon/v15) | [v1.6](https://hf.co/spoon/v16)\n\n"
        "updated version: [here](https://arxiv.org/abs/3106.00001)\n"
    )

    assert paper["links"] == {
        "model": "https://hf.co/spoon/v15",
        "model2": "https://hf.co/spoon/v16",
        "update": "https://arxiv.org/abs/3106.00001",
    }


def test_the_bibtex_entry_under_a_title_gives_the_facts_and_its_key() -> None:
    (paper,) = papers(f"## All\n\n#### {TITLE} (SpoonNet)\n\npaper link: [here]({PAGE})\n\ncitation:\n{ENTRY}")

    assert (paper["key"], paper["type"], paper["booktitle"]) == ("smith2031bend", "inproceedings", "CVPR")
    assert (paper["authors"], paper["year"], paper["arxiv"]) == (["Smith, Ann", "Li, Bo"], 2031, "3105.00042")
    assert (paper["method"], paper["alt_titles"]) == ("SpoonNet", ["Bending Spoons at Scale (SpoonNet)"])


def test_a_bibtex_entry_of_another_title_is_not_the_papers() -> None:
    (paper,) = papers(f"## All\n\n#### Forks and How to Hold Them\n\npaper link: [here]({PAGE})\n\n{ENTRY}")

    assert (paper["title"], paper.get("authors")) == ("Forks and How to Hold Them", None)


def test_the_bibtex_entry_under_an_item_is_the_items() -> None:
    (paper,) = papers(f"- [{TITLE}]({PAGE})\n\n{ENTRY}")

    assert (paper["key"], paper["authors"]) == ("smith2031bend", ["Smith, Ann", "Li, Bo"])


def test_what_was_to_be_said_of_a_bibtex_entry_has_the_line_in_the_list() -> None:
    text = f"## All\n\n#### {TITLE}\n\n[paper]({PAGE})\n\n```bibtex\n@misc{{a, title={{{TITLE}}}\n"

    assert [problem.line for problem in read(text).problems] == [8]


def test_a_key_that_is_taken_is_not_given_twice() -> None:
    text = f"## All\n\n#### {TITLE}\n\n{ENTRY}\n#### {TITLE}\n\n{ENTRY}"

    assert len({paper["key"] for paper in papers(text)}) == 2


def test_how_to_cite_the_list_is_no_paper() -> None:
    assert papers(f"# Spoons\n\n## Citation\n\n{ENTRY}") == []


def test_details_with_a_title_as_summary_are_a_paper() -> None:
    text = f"<details>\n<summary>{TITLE}</summary>\n\n[Paper]({PAGE}) [Code]({CODE})\n\n</details>\n"

    assert [paper["title"] for paper in papers(text)] == [TITLE]


def test_a_heading_over_entries_is_no_paper() -> None:
    text = f"## Spoons in the Wild\n\n- [{TITLE}]({PAGE})\n"

    assert [paper["title"] for paper in papers(text)] == [TITLE]


def test_a_heading_over_text_that_only_mentions_a_site_is_no_paper() -> None:
    assert papers(f"## Spoons in the Wild\n\nSee our [code]({CODE}) and the [project page](https://spoon.org).\n") == []
