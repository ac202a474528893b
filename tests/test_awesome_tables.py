"""Rows of a table are papers, whatever the columns are called and in whatever order they stand."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

PAGE = "https://arxiv.org/abs/3105.00042"
CODE = "https://github.com/spoon/bend"
TITLE = "Bending Spoons at Scale"
STARS = "https://img.shields.io/github/stars/spoon/bend.svg?style=social&label=Star"
BADGED = (
    f"|[![Publish](https://img.shields.io/badge/Conference-CVPR'31-blue)]()<br>[{TITLE}]({PAGE})<br>Ann Smith, Bo Li"
    f'|<img width="9" src="a.png">|[Github]({CODE})<br>[Paper]({PAGE})<br>2031.05|'
)


def table(head: str, *rows: str) -> str:
    return "\n".join([head, "|".join(["", *["-"] * (head.strip("|").count("|") + 1), ""]), *rows, ""])


def papers(text: str) -> list[Facts]:
    return [paper.facts() for paper in read(text).papers]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("|Time|Title|Venue|Paper|Code|", f"|2031.05|**{TITLE}**|CVPR'31|[link]({PAGE})|[link]({CODE})|"),
        ("|Code|Paper|Title|Date|Venue|", f"|[link]({CODE})|[link]({PAGE})|{TITLE}|2031/05|CVPR 2031|"),
        ("|Title|Venue|Date|Code|Demo|", f"|[**{TITLE}**]({PAGE})<br>|CVPR 2031|2031-05|[Github]({CODE})|Local Demo|"),
        ("|Date|Paper|Conf|Github|", f"|May 2031|[{TITLE}]({PAGE})|CVPR'31|[spoon/bend]({CODE})|"),
        ("|Name|Conference|arXiv|Project|Time|", f"|{TITLE}|CVPR 2031|[3105.00042]({PAGE})|[Code]({CODE})|2031-05|"),
        ("|Title|Publication|Links|When|", f"|{TITLE}|CVPR 2031|[paper]({PAGE}) / [code]({CODE})|05/2031|"),
        ("|Title|Info|Year-Month|Date|", f"|{TITLE}|CVPR 2031 [paper]({PAGE}) [code]({CODE})||2031-05|"),
        ("|时间|标题|会议|论文|代码|", f"|2031.05|{TITLE}|CVPR'31|[链接]({PAGE})|[链接]({CODE})|"),
        ("|**Date**|**Title**|**Pub.**|**PDF**|**Repo**|", f"|2031.5|{TITLE}|CVPR31|{PAGE}|{CODE}|"),
        (
            "|Title & Authors|Introduction|Links|",
            BADGED,
        ),
        ("|Title|Venue/Date|Paper Link|Code (if any)|", f"|{TITLE}|CVPR 2031|[arXiv]({PAGE})|[Code]({CODE})|"),
        (
            "|Paper|Published in|Github|",
            f"|🔥 [{TITLE}]({PAGE})|![](https://img.shields.io/badge/CVPR-2031-blue)|[![Star]({STARS})]({CODE})|",
        ),
        ("|Paper|Published in|Code/Project|Released|", f"|[{TITLE}]({PAGE})|CVPR 2031|[Code]({CODE})|2031-05|"),
    ],
)
def test_columns_are_known_by_their_names_and_by_what_they_hold(head: str, row: str) -> None:
    (paper,) = papers(table(head, row))

    assert (paper["title"], paper["arxiv"], paper["venue"], paper["year"]) == (TITLE, "3105.00042", "CVPR", 2031)
    assert paper["links"] == {"code": CODE}


@pytest.mark.parametrize(
    "day", ["2031.05", "2031/05", "2031-05", "May 2031", "05/2031", "2031.5", "31.05", "2031年5月"]
)
def test_the_column_of_time_is_when_it_was_posted(day: str) -> None:
    (paper,) = papers(table("|Time|Title|Paper|", f"|{day}|{TITLE}|[link]({PAGE})|"))

    assert paper["posted"] == "2031-05"


def test_a_year_alone_is_the_year() -> None:
    (paper,) = papers(table("|Year|Title|Paper|", f"|2031|{TITLE}|[link]({PAGE})|"))

    assert paper["year"] == 2031
    assert "posted" not in paper


def test_authors_institute_and_name_have_columns_of_their_own() -> None:
    head = "|Method|Title|Authors|Institute|Link|"
    (paper,) = papers(table(head, f"|SpoonNet|{TITLE}|Ann Smith, Bo Li|Fork Lab|[pdf]({PAGE})|"))

    assert (paper["method"], paper["authors"]) == ("SpoonNet", ["Smith, Ann", "Li, Bo"])
    assert paper["fields"] == {"affiliation": "Fork Lab"}


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("Project", "project"),
        ("Homepage", "project"),
        ("Demo", "demo"),
        ("Dataset", "dataset"),
        ("Blog", "blog"),
        ("Video", "video"),
        ("Slides", "slides"),
        ("Model", "model"),
    ],
)
def test_a_link_that_only_points_is_what_its_column_says(column: str, kind: str) -> None:
    (paper,) = papers(table(f"|Title|Paper|{column}|", f"|{TITLE}|[link]({PAGE})|[link](https://spoon.org/x)|"))

    assert paper["links"] == {kind: "https://spoon.org/x"}


def test_an_address_says_more_than_the_label_of_its_host() -> None:
    link = "[![HF](https://img.shields.io/badge/HF-Data-yellow)](https://huggingface.co/datasets/spoon/x)"

    (paper,) = papers(table("|Title|Supplement|", f"|[{TITLE}]({PAGE})|{link}|"))

    assert paper["links"] == {"dataset": "https://huggingface.co/datasets/spoon/x"}


def test_a_badge_of_stars_is_the_code_where_nothing_else_is() -> None:
    (paper,) = papers(table("|Title|Venue|", f"|![Star]({STARS}) <br> [**{TITLE}**]({PAGE})|CVPR 2031|"))

    assert paper["links"] == {"code": CODE}


def test_a_badge_of_stars_is_no_second_code() -> None:
    (paper,) = papers(table("|Title|Code|", f"|![Star]({STARS}) <br> [{TITLE}]({PAGE})|[Github]({CODE}/tree/main)|"))

    assert paper["links"] == {"code": f"{CODE}/tree/main"}


def test_images_of_a_method_are_no_links() -> None:
    (paper,) = papers(table("|Title|Figure|", f"|[{TITLE}]({PAGE})|<img src='https://spoon.org/a.png'>|"))

    assert "links" not in paper


def test_a_column_of_names_beside_one_of_pages_gives_the_titles() -> None:
    found = papers(table("|Model|Paper|Code|", f"|SpoonNet|[arXiv]({PAGE})|[GitHub]({CODE})|"))

    assert [(paper["title"], paper["arxiv"]) for paper in found] == [("SpoonNet", "3105.00042")]


@pytest.mark.parametrize(
    "cell", ["Bending Spoons<br>at Scale", "**Bending Spoons**<br>**at Scale**", "Bending Spoons at<br/>Scale"]
)
def test_a_break_in_the_midst_of_a_title_is_a_blank(cell: str) -> None:
    (paper,) = papers(table("|Title|Paper|", f"|{cell}|[link]({PAGE})|"))

    assert paper["title"] == TITLE


def test_a_row_of_two_papers_with_a_page_each_is_two_papers() -> None:
    text = table(
        "|Title|Paper|", f"|{TITLE}<br>Other Spoons in Use|[a]({PAGE})<br>[b](https://arxiv.org/abs/3105.00043)|"
    )

    assert [(paper["title"], paper["arxiv"]) for paper in papers(text)] == [
        (TITLE, "3105.00042"),
        ("Other Spoons in Use", "3105.00043"),
    ]


def test_a_row_without_links_is_a_paper_where_the_table_says_when_and_where() -> None:
    (paper,) = papers(table("|Title|Venue|Year|", f"|{TITLE}|CVPR|2031|"))

    assert (paper["title"], paper["venue"], paper["year"]) == (TITLE, "CVPR", 2031)


def test_an_empty_link_leads_nowhere_and_the_title_stays() -> None:
    (paper,) = papers(table("|Title|Venue|Code|", f"|[{TITLE}]()|CVPR'31|[link]()|"))

    assert paper["title"] == TITLE
    assert "links" not in paper


@pytest.mark.parametrize("row", ["| | **** | ACL'31 | [link]() | [link]() |", "|2031.05|||[link]()||", "||||||"])
def test_a_row_that_only_keeps_a_place_is_no_paper(row: str) -> None:
    text = table("|Time|Title|Venue|Paper|Code|", f"|2031.05|**{TITLE}**|CVPR'31|[link]({PAGE})|[link]({CODE})|", row)

    assert len(papers(text)) == 1


def test_a_table_of_html_is_read_as_one_of_markdown() -> None:
    text = (
        "<table><thead><tr><th>Title</th><th>Venue</th><th>Links</th></tr></thead><tbody>\n"
        f"<tr><td><b>{TITLE}</b></td><td>CVPR 2031</td>\n"
        f"<td><a href='{PAGE}'>Paper</a> <a href=\"{CODE}\">Code</a></td></tr>\n"
        "</tbody></table>\n"
    )

    (paper,) = papers(text)

    assert (paper["title"], paper["venue"], paper["links"]) == (TITLE, "CVPR", {"code": CODE})


def test_markdown_in_the_cells_of_html_is_read() -> None:
    rows = [["**Name**", "Paper"], ["SpoonNet", f"[{TITLE}]({PAGE})"]]
    cells = ["".join(f"<td>\n\n{cell}\n\n</td>\n" for cell in row) for row in rows]
    text = "<table>\n" + "".join(f"<tr>\n{row}</tr>\n" for row in cells) + "</table>\n"

    (paper,) = papers(text)

    assert (paper["title"], paper["method"]) == (TITLE, "SpoonNet")


def test_a_table_without_a_heading_for_its_titles_is_read_cell_by_cell() -> None:
    text = f"<table><tr><td>\n\n[{TITLE}]({PAGE})\n\n</td></tr></table>\n"

    assert [paper["title"] for paper in papers(text)] == [TITLE]


def test_a_table_in_details_is_read() -> None:
    text = f"<details>\n<summary>2031</summary>\n\n{table('|Title|Link|', f'|{TITLE}|[arXiv]({PAGE})|')}\n</details>\n"

    assert [paper["title"] for paper in papers(text)] == [TITLE]


def test_a_table_of_results_has_no_papers() -> None:
    rows = [f"|SpoonNet-{n}|{n}.1|{n}2.3|4{n}.5|" for n in range(1, 9)]

    assert papers(table("|Method|Base|New|Mean|", *rows)) == []


def test_a_table_of_software_has_no_papers() -> None:
    rows = [f"|SpoonKit{n}|[GitHub]({CODE}{n})|a toolkit|" for n in range(1, 9)]

    assert papers(table("|Name|Link|Description|", *rows)) == []


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("LightFork - Simple and Fast Fork Tuning", "LightFork: Simple and Fast Fork Tuning"),
        ("Bending Spoons Slowly \N{EN DASH} A Study", "Bending Spoons Slowly \N{EN DASH} A Study"),
        ("Bending Spoons Slowly - a new study of spoons and of what bends them", "Bending Spoons Slowly"),
        ("Bending Spoons Slowly - Jane Doe, John Roe", "Bending Spoons Slowly"),
    ],
)
def test_a_title_goes_on_behind_a_dash_unless_people_or_remarks_follow(cell: str, title: str) -> None:
    text = f"| Title | Paper |\n| --- | --- |\n| {cell} | [link](https://arxiv.org/abs/2402.09353) |\n"

    (paper,) = read(text).papers

    assert paper.title == title


def test_the_title_ends_where_a_description_begins() -> None:
    text = table("|Paper|Links|", f'|3) **{TITLE}** - a method that bends "all spoons" at once.|[Paper]({PAGE})|')

    assert [paper["title"] for paper in papers(text)] == [TITLE]


def test_a_link_in_the_midst_of_a_description_is_not_the_title() -> None:
    cell = f"4) {TITLE}  Ann Smith of Fork Lab asks how people use it[s forks](https://fork.org)."

    (paper,) = papers(table("|Paper|Links|", f"|{cell}|[Paper]({PAGE})|"))

    assert paper["title"] == TITLE


def test_a_tag_before_a_title_and_a_name_behind_it_are_not_of_it() -> None:
    (paper,) = papers(table("|Title|Venue|", f"|✨ [Benchmark] [{TITLE}]({PAGE}) (SpoonNet)|CVPR 2031|"))

    assert paper["title"] == TITLE


def test_two_papers_with_the_same_title_have_two_keys() -> None:
    row = f"|{TITLE}|[link]({PAGE})|"

    assert len({paper["key"] for paper in papers(table("|Title|Paper|", row, row))}) == 2


def test_a_cell_of_thousands_of_breaks_ends() -> None:
    cell = f"A Paper of Something{'<br>' * 4000}[Paper](https://arxiv.org/abs/2402.09353)"

    found = read(f"| Title | Paper |\n|---|---|\n| {cell} | |\n")

    assert [entry.paper.arxiv for entry in found.entries] == ["2402.09353"]
