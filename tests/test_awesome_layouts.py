"""Layouts of lists of many fields: marks in italics, HTML left open, rows in common, lines broken by hand."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

PAGE = "https://arxiv.org/abs/3105.00042"
CODE = "https://github.com/spoon/bend"
TITLE = "Bending Spoons at Scale"


def facts(text: str) -> list[Facts]:
    return [paper.facts() for paper in read(text).papers]


@pytest.mark.parametrize(
    "text",
    [
        f"- (*CVPR 2031*) {TITLE} [[pdf]({PAGE})] [[code]({CODE})]",
        f"- (*J. of Cutlery*) {TITLE} [[pdf]({PAGE})][[code]({CODE})]",
        f"- (*CVPR 2031*) **[Bend]** {TITLE} [[pdf]({PAGE})] [[code]({CODE})]",
        f"- (`CVPR'31`) {TITLE} [[pdf]({PAGE})] [[code]({CODE})]",
        f"- [Bending Spoons: **At Scale**]({PAGE}) *CVPR 2031* <sup>[code]({CODE})</sup>".replace(": **At", " **at"),
        f"- {TITLE}, Smith et al., CVPR 2031, [pdf]({PAGE}), [code]({CODE})",
        f"- {TITLE}, Smith and Li, CVPR 2031, {PAGE}, code: {CODE}",
        f"- 《{TITLE}》，某大学，CVPR 2031。[[论文]]({PAGE}) [[代码]]({CODE})",
    ],
)
def test_a_title_is_found_whatever_marks_it(text: str) -> None:
    (paper,) = facts(text)

    assert (paper["title"], paper["arxiv"], paper["links"]) == (TITLE, "3105.00042", {"code": CODE})


def test_a_name_alone_behind_a_venue_is_a_title() -> None:
    (paper,) = facts(f"- (*CVPR 2031*) SpoonBench [[pdf]({PAGE})]")

    assert paper["title"] == "SpoonBench"


def test_a_chinese_title_ends_before_its_authors() -> None:
    (paper,) = facts("- 弯曲勺子的大规模研究，张三，李四，《餐具学报》，2031，[论文](https://doi.org/10.1000/spoon)")

    assert (paper["title"], paper["doi"]) == ("弯曲勺子的大规模研究", "10.1000/spoon")


def test_a_doi_that_is_no_link_is_an_identifier() -> None:
    (paper,) = facts(f"- {TITLE}. Smith A, et al. Science. 2031. doi: 10.1126/science.abc2187. [Code]({CODE})")

    assert paper["doi"] == "10.1126/science.abc2187"


@pytest.mark.parametrize("label", ["official", "spoon/bend", "here"])
def test_an_item_that_says_code_has_the_code(label: str) -> None:
    (paper,) = facts(f"- [{TITLE}]({PAGE})\n  - Ann Smith, Bo Li\n  - Code: [{label}]({CODE})")

    assert paper["links"] == {"code": CODE}


@pytest.mark.parametrize(
    "text",
    [
        f"- Bending of Spoons and of Other Cutlery at\n  Scale and Speed. (2031)\n  Ann Smith, Bo Li\n  <{PAGE}>",
        f"- Bending of Spoons and of Other Cutlery at\n  Scale and Speed.\n  Ann Smith, Bo Li.\n  [[paper]]({PAGE})",
    ],
)
def test_a_title_goes_on_behind_a_line_that_is_full(text: str) -> None:
    (paper,) = facts(text)

    assert paper["title"] == "Bending of Spoons and of Other Cutlery at Scale and Speed"


def test_a_title_ends_with_its_line_where_the_authors_follow() -> None:
    (paper,) = facts(f"- Bending of Spoons and of Other Cutlery at Scale\n  Ann Smith, Bo Li.\n  [paper]({PAGE})")

    assert paper["title"] == "Bending of Spoons and of Other Cutlery at Scale"


def test_items_of_html_need_not_be_closed() -> None:
    text = f"""<ol>
<li> <b>{TITLE}</b> (ECCV 2032) <a href="{PAGE}">paper</a> | <a href="{CODE}">code</a>
<li> <b>Bending Forks at Scale</b> (ECCV 2032) <a href="https://arxiv.org/abs/3105.00043">paper</a>
</ol>"""

    papers = facts(text)

    assert [(paper["title"], paper.get("links")) for paper in papers] == [
        (TITLE, {"code": CODE}),
        ("Bending Forks at Scale", None),
    ]


def test_a_cell_that_stands_in_two_rows_is_in_both() -> None:
    text = f"""<table>
<tr><th>Year</th><th>Venue</th><th>Title</th><th>Links</th></tr>
<tr><td rowspan="2">2031</td><td rowspan=2>CVPR</td><td>{TITLE}</td><td><a href="{PAGE}">paper</a></td></tr>
<tr><td>Bending Forks at Scale</td><td><a href="https://arxiv.org/abs/3105.00043">paper</a></td></tr>
<tr><td>2032</td><td>ICCV</td><td>Bending Knives at Scale</td><td><a href="https://arxiv.org/abs/3105.00044">paper</a></td></tr>
</table>"""

    papers = facts(text)

    assert [(paper["title"], paper["venue"], paper["year"]) for paper in papers] == [
        (TITLE, "CVPR", 2031),
        ("Bending Forks at Scale", "CVPR", 2031),
        ("Bending Knives at Scale", "ICCV", 2032),
    ]


def test_an_abstract_to_unfold_is_no_section_of_the_list() -> None:
    text = f"""## 2031:
### 1. [CVPR '31] {TITLE}
**Authors**: Ann Smith, Bo Li
<details span>
<summary><b>Abstract</b></summary>
Spoons have revolutionized soup. We bend them, as in Nature 2029.
</details>

[📄 Paper]({PAGE}) | [💻 Code]({CODE})

### 2. Bending Forks at Scale
**Authors**: Ann Smith, Bo Li

[📄 Paper](https://arxiv.org/abs/3105.00043)
"""

    bent, forks = facts(text)

    assert (bent["title"], bent["venue"], bent["links"]) == (TITLE, "CVPR", {"code": CODE})
    assert forks["title"] == "Bending Forks at Scale"


def test_what_is_unfolded_under_a_title_is_its_bibtex_entry() -> None:
    text = f"""## {TITLE}
[paper]({PAGE})
<details><summary>BibTeX</summary>

```bibtex
@misc{{smith3105bend, title={{Bending Spoons at Scale}}, author={{Smith, Ann}}, year={{2031}}, eprint={{3105.00042}}}}
```

</details>
"""

    (paper,) = facts(text)

    assert paper["key"] == "smith3105bend"


@pytest.mark.parametrize(
    "text",
    [
        f'- "{TITLE}", CVPR, 2031. [[paper]({PAGE})][[code]({CODE})] [**`PTQ`**]',
        f"- [[CVPR]({PAGE})] {TITLE}. [**`bin.`**] [[torch]({CODE})][67⭐]",
        f"- `[Bend]` *{TITLE}*, Ann Smith, Bo Li. CVPR 2031 ([pdf]({PAGE})) ([code]({CODE}))",
        f"- Smith, A. B., Li, B., & Doe, C. (2031). {TITLE}. *CVPR*, 1-10. [[link]]({PAGE}) [code]({CODE})",
        f'- Bend — "{TITLE}" (CVPR 2031) {PAGE} ({CODE})',
        f"**Title:** {TITLE} \\\n**Authors:** Ann Smith, Bo Li \\\n**Link:** {PAGE} \\\n**Code:** {CODE}",
        f"Smith et al. (2031). *{TITLE}*. CVPR. [[paper]({PAGE})] [[code]({CODE})]",
        f"- **{TITLE}** ![arXiv](https://img.shields.io/badge/arXiv-3105.00042-b31b1b) [code]({CODE})",
    ],
)
def test_a_title_is_found_beside_tags_names_and_badges(text: str) -> None:
    (paper,) = facts(text)

    assert (paper["title"], paper["arxiv"], paper["links"]["code"]) == (TITLE, "3105.00042", CODE)


def test_authors_of_the_apa_are_taken_apart() -> None:
    (paper,) = facts(f"- Smith, A. B., van Li, B., & Doe, C. (2031). {TITLE}. *CVPR*. [[link]]({PAGE})")

    assert paper["authors"] == ["Smith, A. B.", "van Li, B.", "Doe, C."]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"- **DCRNN** (ICLR'18): Diffusion of Spoons. [paper]({PAGE})", "DCRNN: Diffusion of Spoons"),
        (f"- [Graph Fork (IJCAI19)]({PAGE}): Graph Fork for Deep Soup.", "Graph Fork for Deep Soup"),
        (f"- [Video Diffusion Models]({PAGE}) (Apr., 2031)", "Video Diffusion Models"),
    ],
)
def test_a_title_goes_on_behind_a_name_with_its_venue(text: str, title: str) -> None:
    (paper,) = facts(text)

    assert paper["title"] == title


def test_a_column_of_titles_is_known_by_them_whatever_it_is_called() -> None:
    text = f"""
| Method | Headline | Links |
| --- | --- | --- |
| Bend | Bend: Spoons are General Forks | [arXiv]({PAGE}) |
| Fork | Fork: Editing Soup using Cutlery | [arXiv](https://arxiv.org/abs/3105.00043) · [Github]({CODE}) |
"""

    papers = facts(text)

    assert [paper["title"] for paper in papers] == [
        "Bend: Spoons are General Forks",
        "Fork: Editing Soup using Cutlery",
    ]


def test_what_several_rows_share_is_no_name_of_a_method() -> None:
    text = f"""
| Title | Venue | Code | Dataset |
| - | - | - | - |
| [{TITLE}]({PAGE}) | CVPR 2031 | [PyTorch]({CODE}) | SOUP-10 |
| [Bending Forks at Scale](https://arxiv.org/abs/3105.00043) | CVPR 2031 | | SOUP-10 |
"""

    papers = facts(text)

    assert [paper.get("method") for paper in papers] == [None, None]


@pytest.mark.parametrize("journal", ["Nature Comput. Sci.", "Nat Biotechnol."])
def test_a_journal_in_italics_is_nobody(journal: str) -> None:
    (paper,) = facts(f"- (*{journal}*) {TITLE} [[pdf]({PAGE})]")

    assert "authors" not in paper


def test_a_heading_and_the_same_words_to_unfold_make_one_topic() -> None:
    text = f"## Spoons\n<details>\n<summary>spoons</summary>\n\n- [{TITLE}]({PAGE})\n\n</details>\n"

    (paper,) = facts(text)

    assert paper["topic"] == "spoons"


def test_a_quote_that_a_title_begins_with_is_not_all_of_it() -> None:
    text = f"""
| No. | Title | Venue | Link |
| - | - | - | - |
| 1 | "Do Anything Now": Characterizing Spoons in the Wild | CCS'24 | [Link]({PAGE}) |
"""

    (paper,) = facts(text)

    assert paper["title"] == '"Do Anything Now": Characterizing Spoons in the Wild'


def test_the_first_of_many_authors_is_one_name() -> None:
    (paper,) = facts(f'- Smith, Ann, et al. "{TITLE}." *arXiv preprint arXiv:3105.00042* (2031).')

    assert paper["authors"] == ["Smith, Ann", "others"]


def test_what_stands_under_a_picture_is_no_paper() -> None:
    assert facts(f"*Figure 1: Overview from our survey of many spoons [link]({PAGE}).*") == []
