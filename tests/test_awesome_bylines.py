"""Those who wrote a paper, where a list links their names, and titles that lines or brackets part."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

PAGE = "https://arxiv.org/abs/3105.00042"
CODE = "https://github.com/spoon/bend"
ANN = "[Ann Smith](https://ann-smith.github.io)"
BO = "[Bo Li](https://github.com/boli)"
TITLE = "Bending Spoons at Scale"


def facts(text: str) -> list[Facts]:
    return [paper.facts() for paper in read(text).papers]


@pytest.mark.parametrize(
    "item",
    [
        f"{TITLE}. *{ANN}, {BO}*. [[paper]({PAGE})] [[code]({CODE})]",
        f"**{TITLE}**<br>*{ANN}, Bo Li*<br>[[paper]({PAGE})] [[code]({CODE})]",
        f"[{TITLE}]({PAGE}), {ANN} and {BO} [[code]({CODE})]",
        f"**[{TITLE}]({PAGE})** by {ANN}, {BO}. [[code]({CODE})]",
        f"{TITLE}, [Smith, Ann and Li, Bo](https://ann-smith.github.io). [[paper]({PAGE})] [[code]({CODE})]",
        f"[{TITLE}]({PAGE}) ([Ann Smith](https://openreview.net/profile?id=~Ann1), Bo Li) [code]({CODE})",
    ],
)
def test_links_of_those_who_wrote_it_are_no_links_of_the_paper(item: str) -> None:
    (paper,) = facts(f"- {item}\n")

    assert (paper["title"], paper["arxiv"], paper["links"]) == (TITLE, "3105.00042", {"code": CODE})
    assert paper["authors"] == ["Smith, Ann", "Li, Bo"]


@pytest.mark.parametrize("name", ["[Ann Smith](https://ann.org) et al.", "[Ann Smith et al.](https://ann.org)"])
def test_the_link_of_the_first_of_many_is_none_of_the_paper(name: str) -> None:
    (paper,) = facts(f"- {TITLE}, {name}, CVPR 2031 [[paper]({PAGE})] [[code]({CODE})]\n")

    assert (paper["authors"], paper["links"]) == (["Smith, Ann", "others"], {"code": CODE})


def test_links_of_people_under_a_heading_are_no_links_of_the_paper() -> None:
    (paper,) = facts(f"### {TITLE}\n\n*{ANN}, {BO}*\n\n[Paper]({PAGE}) | [Code]({CODE})\n")

    assert paper["links"] == {"code": CODE}


def test_a_link_whose_words_could_be_a_name_is_kept_where_it_stands_alone() -> None:
    (paper,) = facts(f"- **{TITLE}** [[paper]({PAGE})] [Spoon Bench](https://spoon.org/bench)\n")

    assert paper["links"] == {"link": "https://spoon.org/bench"}


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Bending Spoons and Forks\n  of Many Kinds, CVPR 2031", "Bending Spoons and Forks of Many Kinds"),
        ("Bending Spoons:\n  Forks of Many Kinds", "Bending Spoons: Forks of Many Kinds"),
        (
            "Bending Spoons with an\n  Application to Forks. Ann Smith, Bo Li",
            "Bending Spoons with an Application to Forks",
        ),
        ("Bending spoons without\n  hammers large enough", "Bending spoons without hammers large enough"),
    ],
)
def test_a_title_goes_on_where_its_line_ended(lines: str, title: str) -> None:
    (paper,) = facts(f"- {lines} [[paper]({PAGE})]\n")

    assert paper["title"] == title


@pytest.mark.parametrize(
    "below", ["by Ann Smith, Bo Li", "code: soon", "in CVPR 2031", "Ann Smith, Bo Li", "CVPR 2031"]
)
def test_what_is_said_on_the_next_line_is_not_of_the_title(below: str) -> None:
    (paper,) = facts(f"- {TITLE}\n  {below}\n  [[paper]({PAGE})]\n")

    assert paper["title"] == TITLE


@pytest.mark.parametrize("marks", ["[3105] [xSpoon]", "[CVPR31] [xSpoon]", "[3105][xSpoon]"])
def test_a_title_may_stand_in_brackets_behind_others(marks: str) -> None:
    (paper,) = facts(f"- {marks} [{TITLE}] [[paper]({PAGE})] [[code]({CODE})]\n")

    assert (paper["title"], paper["method"], paper["links"]) == (TITLE, "xSpoon", {"code": CODE})


@pytest.mark.parametrize("title", ["Attention to spoons is all you need", "bending spoons at scale"])
def test_a_title_in_small_letters_stands_behind_the_link_to_its_page(title: str) -> None:
    (paper,) = facts(f"## Spoons\n\n- [[paper]({PAGE})] {title}\n")

    assert paper["title"] == title


def test_what_is_said_behind_a_link_to_code_is_no_title() -> None:
    assert facts(f"## Spoons\n\n- [code]({CODE}) that bends a lot of spoons\n") == []


@pytest.mark.parametrize("label", ["Demo paper", "short paper", "Workshop Paper"])
def test_a_kind_of_paper_is_the_label_of_its_page(label: str) -> None:
    (paper,) = facts(f"- {TITLE} [[{label}]({PAGE})] [[code]({CODE})]\n")

    assert (paper["title"], paper["arxiv"], paper["links"]) == (TITLE, "3105.00042", {"code": CODE})


@pytest.mark.parametrize("page", ["https://https://arxiv.org/abs/3105.00042", "ttps://arxiv.org/abs/3105.00042"])
def test_a_mistyped_address_gives_its_number_and_stays_to_be_mended(page: str) -> None:
    (paper,) = facts(f"- {TITLE} [[paper]({page})]\n")

    assert (paper["arxiv"], paper["url"]) == ("3105.00042", page)
