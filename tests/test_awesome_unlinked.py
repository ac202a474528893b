"""Papers that nothing links, that stand under others, or whose title stands apart from their page."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

PAGE = "https://arxiv.org/abs/3105.00042"
OTHER = "https://arxiv.org/abs/3105.00043"
CODE = "https://github.com/spoon/bend"
TITLE = "Bending Forks and Spoons at Scale"


def facts(text: str) -> list[Facts]:
    return [paper.facts() for paper in read(text).papers]


@pytest.mark.parametrize(
    "text",
    [
        f"- {TITLE}. CVPR 2031",
        f"- {TITLE} | **[CVPR' 31]**",
        f"- [CVPR'31] {TITLE}",
        f"- **{TITLE} (CVPR 2031)**",
        f"{TITLE}. CVPR. 18 Sept 2031",
    ],
)
def test_a_title_with_its_venue_and_year_and_no_more_is_a_paper(text: str) -> None:
    (paper,) = facts(f"## Spoons\n\n{text}\n")

    assert (paper["title"], paper["venue"], paper["year"]) == (TITLE, "CVPR", 2031)


@pytest.mark.parametrize(
    "text",
    [
        "We are proud to show Spoons at CVPR 2031",
        "Our Paper on Bending Spoons was Accepted. CVPR 2031",
        "Ann Smith, Bo Li, Cy Doe. CVPR 2031",
        "Workshop on Spoons, CVPR 2031",
        "Deep Spoons. CVPR 2031",
    ],
)
def test_a_line_with_a_venue_and_no_title_is_no_paper(text: str) -> None:
    assert facts(f"## Spoons\n\n- {text}\n\n{text}\n") == []


def test_an_item_set_as_the_others_is_a_paper_though_it_links_nothing() -> None:
    papers = facts(f"- [A Long Paper of Spoons]({PAGE})\n- [A Long Paper of Forks]({OTHER})\n- {TITLE}\n")

    assert papers[2]["title"] == TITLE


def test_a_name_has_the_title_that_is_cited_under_it() -> None:
    for indent in ("    ", " "):  # one blank does not set an item under another, though it was meant so
        (paper,) = facts(f"* Spoon-Net [[Paper]]({PAGE})\n{indent}* Ann Smith, Bo Li, {TITLE}, CVPR, 2031.\n")

        assert (paper["title"], paper["method"], paper["arxiv"]) == (TITLE, "Spoon-Net", "3105.00042")
        assert (paper["authors"], paper["venue"]) == (["Smith, Ann", "Li, Bo"], "CVPR")


def test_papers_under_a_paper_are_papers_of_their_own() -> None:
    papers = facts(
        f"- **[xSpoon]** {TITLE}. CVPR. 2031. [[paper]]({PAGE})\n"
        f"  - **[yFork]** Bending knives by their handles. ACL. 2031. [[paper]]({OTHER}) [[code]]({CODE})\n"
    )

    assert [(paper["title"], paper["arxiv"]) for paper in papers] == [
        (TITLE, "3105.00042"),
        ("Bending knives by their handles", "3105.00043"),
    ]
    assert "links" not in papers[0]


def test_who_wrote_it_in_the_next_item_is_said_of_the_title_before() -> None:
    (paper,) = facts(f"* **{TITLE}** <br>\n* Ann Smith, Bo Li <br>\nCVPR, 2031. [[Paper]]({PAGE})\n")

    assert (paper["title"], paper["authors"], paper["arxiv"]) == (TITLE, ["Smith, Ann", "Li, Bo"], "3105.00042")


def test_a_title_over_who_wrote_it_and_a_paragraph_of_links_is_the_title() -> None:
    (paper,) = facts(f"## Spoons\n\n**{TITLE}**  \nAnn Smith, Bo Li\n\n[[Paper]({PAGE})] [[Code]({CODE})]\n")

    assert (paper["title"], paper["links"]) == (TITLE, {"code": CODE})


def test_items_under_a_linked_heading_may_say_who_and_where_without_a_label() -> None:
    (paper,) = facts(f"#### [{TITLE}]({PAGE})\n* Ann Smith, Bo Li\n* CVPR 2031\n* [code]({CODE})\n")

    assert (paper["title"], paper["venue"], paper["links"]) == (TITLE, "CVPR", {"code": CODE})


@pytest.mark.parametrize("label", ["Smith (1960)", "Smith, Li (1977)", "Smith et al., 2031"])
def test_a_citation_behind_a_title_leads_to_the_paper(label: str) -> None:
    (paper,) = facts(f"- Some Consequences of Bending. [{label}](https://spoon.edu/bending.html).\n")

    assert (paper["title"], paper["url"]) == ("Some Consequences of Bending", "https://spoon.edu/bending.html")


def test_a_title_that_leads_to_its_repository_has_code_and_no_page() -> None:
    (paper,) = facts(f"- 2031 - CVPR - [{TITLE}]({CODE})\n  - *Ann Smith, Bo Li*\n")

    assert (paper["title"], paper["venue"], paper["links"]) == (TITLE, "CVPR", {"code": CODE})
    assert "url" not in paper


@pytest.mark.parametrize("heading", ["Papers", "Articles, Thesis and Reports", "论文名称"])
def test_a_row_of_a_column_that_says_papers_is_one_though_it_links_nothing(heading: str) -> None:
    papers = facts(
        f"|{heading}|Code|\n|-|-|\n|[Some Other Spoon Paper]({PAGE})|No|\n|{TITLE}|No|\n|**Long Words over a Part**||\n"
    )

    assert [paper["title"] for paper in papers] == ["Some Other Spoon Paper", TITLE]


def test_words_of_a_further_column_are_no_titles_beside_names_under_paper() -> None:
    row = f"|NLP|xSpoon|[Paper]({PAGE})|Bends Many Spoons, Forks and Knives|\n"
    papers = facts(
        f"|Tasks|Paper|Link|Index|\n|-|-|-|-|\n{row}{row.replace('xSpoon', 'Forks for Us').replace('42', '43')}"
    )

    assert [paper["title"] for paper in papers] == ["xSpoon", "Forks for Us"]


def test_a_heading_over_two_columns_does_not_move_the_others() -> None:
    (paper,) = facts(
        "<table><tr><td>Model</td><td colspan='2'>Memory</td><td>Time</td><td>Paper</td><td>Code</td></tr>\n"
        f"<tr><td>xSpoon</td><td>-</td><td>-</td><td>05/2031</td><td><a href='{PAGE}'>Paper</a></td>"
        f"<td><a href='{CODE}'>Code</a></td></tr></table>\n"
    )

    assert (paper["title"], paper["posted"], paper["links"]) == ("xSpoon", "2031-05", {"code": CODE})


def test_a_line_that_ends_in_html_does_not_end_a_title() -> None:
    (paper,) = facts(f"<ul>\n<li>Bending Forks and\nSpoons at Scale<a href='{PAGE}'>[paper]</a>\n</ul>\n")

    assert paper["title"] == TITLE
