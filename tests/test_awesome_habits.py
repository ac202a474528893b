"""Habits of lists of many fields: how they number, cite, label and part what they say of a paper."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

PAGE = "https://arxiv.org/abs/3105.00042"
CODE = "https://github.com/spoon/bend"
PROJECT = "https://spoon.github.io/bend"
TITLE = "Bending Spoons at Scale"


def facts(text: str) -> list[Facts]:
    return [paper.facts() for paper in read(text).papers]


@pytest.mark.parametrize(
    "text",
    [
        f"[12] Ann Smith, Bo Li. {TITLE}. In CVPR, 2031. [[pdf]]({PAGE}) [[code]]({CODE})",
        f'**[12]** Smith, Ann, et al. "**{TITLE}**." CVPR (2031). [[pdf]]({PAGE}) [[code]]({CODE}) **(Gold)** :star:',
        f"[12]{TITLE}<br>\n[paper]({PAGE}) | [code]({CODE})<br><br>",
        f"- [x] {TITLE} - Smith et al., CVPR 2031 ([pdf]({PAGE}), [code]({CODE}))",
        f"- CVPR'31 | {TITLE} | [Paper]({PAGE}) | [Code]({CODE})",
        f"- CVPR 2031: {TITLE}. [Paper]({PAGE}), [Code]({CODE})",
        f"- [[Smith et al., 2031]]({PAGE}) {TITLE}. [code]({CODE})",
        f"- [Smith and Li (2031)]({PAGE}): {TITLE} [code]({CODE})",
        f"**{TITLE}**\n\n- 论文：{PAGE}\n- 代码：{CODE}\n- 机构：某大学",
        f"### {TITLE}\n\n- Paper: {PAGE}\n- Code: {CODE}\n- What is bent: spoons",
        f"- **{TITLE}** (CVPR 2031)\n  - 著者: Ann Smith\n  - 論文: [arXiv]({PAGE})\n  - 実装: [GitHub]({CODE})",
        f"- **{TITLE}**\n  - 저자: Ann Smith\n  - 논문: [arXiv]({PAGE})\n  - 코드: [GitHub]({CODE})",
        f"|날짜|논문 제목|학회|링크|코드|\n|-|-|-|-|-|\n|2031-05|{TITLE}|CVPR 2031|[논문]({PAGE})|[코드]({CODE})|",
        f"|Titel der Arbeit|Seite|Quelltext|\n|-|-|-|\n|{TITLE}|[paper]({PAGE})|[code]({CODE})|",
    ],
)
def test_a_paper_and_its_code_are_found_whatever_numbers_cites_or_labels_them(text: str) -> None:
    (paper,) = facts(f"{text}\n")

    assert (paper["title"], paper["arxiv"], paper["links"]) == (TITLE, "3105.00042", {"code": CODE})


@pytest.mark.parametrize(
    "title",
    [
        "When Does Bending Help? Evidence from Spoons at Scale",
        "Spoons Matter, But Not How You Think: Revisiting Bending",
        "Dr. Spoon: Bending at Scale",
        "M3-Spoon: Multi-Fork, Multi-Knife, Multi-Bowl Cutlery",
    ],
)
@pytest.mark.parametrize(
    "entry",
    [
        "- {}. Ann Smith, Bo Li. CVPR 2031. [[pdf](https://arxiv.org/abs/3105.00042)]",
        "1. <u>{}</u>. *Ann Smith et al*. CVPR 2031. [[Paper](https://arxiv.org/abs/3105.00042)]",
        "|Title|Venue|PDF|\n|-|-|-|\n|{}|CVPR 2031|[pdf](https://arxiv.org/abs/3105.00042)|",
    ],
)
def test_what_looks_like_the_end_of_a_title_is_in_it(title: str, entry: str) -> None:
    (paper,) = facts(entry.format(title) + "\n")

    assert (paper["title"], paper["venue"], paper["year"]) == (title, "CVPR", 2031)


@pytest.mark.parametrize(
    "text",
    [
        f"* **(CVPR 2031)** xSpoon [[paper]]({PAGE}) [[code]]({CODE})",
        f"* xSpoon <{PAGE}> <{CODE}>",
        f"* [[Code]({CODE})] [[Paper]({PAGE})] xSpoon (CVPR'31)",
        f"* *xSpoon*, Ann Smith, Bo Li, CVPR 2031. [Paper]({PAGE}), [Code]({CODE})",
        f"### 3. xSpoon\n\n* **Authors:** Ann Smith\n* **Link:** [{PAGE}]({PAGE})\n* **GitHub:** [spoon/bend]({CODE})",
    ],
)
def test_a_title_may_be_one_word_that_only_a_method_has(text: str) -> None:
    (paper,) = facts(f"{text}\n")

    assert (paper["title"], paper["arxiv"], paper["links"]) == ("xSpoon", "3105.00042", {"code": CODE})


def test_a_word_over_a_text_that_mentions_one_paper_is_no_title() -> None:
    assert facts(f"## Introduction\n\nThis repository goes with [our survey]({PAGE}).\n") == []


def test_a_title_behind_a_name_and_a_dash_is_the_title() -> None:
    (paper,) = facts(f"- **xSpoon** - {TITLE} - CVPR 2031 [[paper]({PAGE})]\n")

    assert (paper["title"], paper["method"], paper["venue"]) == (TITLE, "xSpoon", "CVPR")


def test_a_description_behind_a_name_and_a_dash_is_no_title() -> None:
    (paper,) = facts(f"- **Spoon-Bending Networks** - proposes Networks (SBNs) for Spoons [[paper]({PAGE})]\n")

    assert paper["title"] == "Spoon-Bending Networks"


def test_rows_of_one_title_that_say_more_of_it_are_one_paper() -> None:
    text = f"""<table>
<tr><th>Venue</th><th>Title</th><th>Kind</th><th>Link</th></tr>
<tr><td rowspan="2">CVPR 2031</td><td rowspan="2">{TITLE}</td><td>Paper</td><td><a href="{PAGE}">arXiv</a></td></tr>
<tr><td>Code</td><td><a href="{CODE}">GitHub</a></td></tr>
</table>
"""

    (paper,) = facts(text)

    assert (paper["title"], paper["links"]) == (TITLE, {"code": CODE})


def test_a_repository_that_a_description_mentions_is_not_the_papers_code() -> None:
    text = f"""
| Work | Contributions | Resources |
| - | - | - |
| [{TITLE}]({PAGE}) | Bends [Forks](https://github.com/fork/fork) as well | [Code]({CODE}) |
"""

    (paper,) = facts(text)

    assert paper["links"] == {"code": CODE}


def test_arxiv_in_small_letters_has_its_year_behind_it() -> None:
    (paper,) = facts(f"- {TITLE}, [[arXiv31]]({PAGE})\n")

    assert (paper["venue"], paper["year"]) == ("arXiv", 2031)


@pytest.mark.parametrize(
    "text",
    [
        f"### xSpoon\n\n- Paper: [{TITLE}]({PAGE})\n- Code: [spoon/bend]({CODE})\n- Year: 2031",
        f"- **xSpoon**\n  - Paper: [{TITLE}]({PAGE})\n  - Code: [link]({CODE})",
        f"- **Bending Spoons**\n  - Paper: [{TITLE}]({PAGE})\n  - Code: [link]({CODE})",
        f"10. {TITLE}\n\n   Paper: {PAGE}\n\n   Code: {CODE}",
        f"1、{TITLE}\n\n论文：{PAGE}\n\n代码：{CODE}",
        f"论文标题：{TITLE}\n论文链接：{PAGE}\n代码链接：{CODE}\n机构：某大学",
        f"- 2031-CVPR-{TITLE} [[Paper]({PAGE})] [[Code]({CODE})]",
        f"- **{TITLE}** - It outdoes [forks](https://arxiv.org/abs/2001.00001). ([paper]({PAGE}), [code]({CODE}))",
        f"- [{TITLE}]({PAGE}) ([code]({CODE}))\n\n  It goes on where [forks](https://arxiv.org/abs/2001.00001) ended.",
        f"|Model|#Params (B)|Tokens (T)|Paper|Code|\n|-|-|-|-|-|\n|xSpoon|7|1.5|[{TITLE}]({PAGE})|[link]({CODE})|",
    ],
)
def test_a_paper_and_its_code_are_found_under_a_name_and_beside_other_papers(text: str) -> None:
    (paper,) = facts(f"{text}\n")

    assert (paper["title"], paper["arxiv"], paper["links"]["code"]) == (TITLE, "3105.00042", CODE)


@pytest.mark.parametrize(
    "title",
    [
        "Are Spoons a Good Tool? A Preliminary Study",
        "Towards Trustworthy Spoons: A Review (2015-2024)",
        "Beyond Bending, Toward Breaking",
        "Video-Spoon2",
    ],
)
def test_a_title_that_nothing_sets_apart_is_whole(title: str) -> None:
    (paper,) = facts(f"- {title} ([arXiv:3105.00042]({PAGE})) [code]({CODE})\n")

    assert paper["title"] == title


def test_rows_without_a_heading_over_them_are_all_read() -> None:
    row = "<tr><td><img src='a.png'></td><td><a href='{}'><b>{}</b></a><br>Ann Smith, Bo Li<br>CVPR 2031</td></tr>\n"
    other = row.format("https://arxiv.org/abs/3105.00043", "Bending Forks of Many Kinds")

    papers = facts(f"<table>\n{row.format(PAGE, 'e-Spoon: ' + TITLE)}{other}</table>\n")

    assert [paper["title"] for paper in papers] == [f"e-Spoon: {TITLE}", "Bending Forks of Many Kinds"]


@pytest.mark.parametrize("event", ["The 3rd Workshop on Spoons, CVPR 2031", "Tutorial on Bending Spoons, ICML 2031"])
def test_a_workshop_is_no_paper(event: str) -> None:
    assert facts(f"- [{event}](https://spoon-workshop.github.io/)\n") == []


@pytest.mark.parametrize("title", ["Data-Spoon X", "Video-Spoon: Learning to Bend", "Bench Spoons", "Talk Is Cheap"])
@pytest.mark.parametrize(
    "entry",
    [
        "- [{}](https://arxiv.org/abs/3105.00042)",
        "* **{}** [Paper](https://arxiv.org/abs/3105.00042) [Code](https://github.com/spoon/bend)",
        "- {}, CVPR 2031. [paper](https://arxiv.org/abs/3105.00042)",
        "|Paper|Code|\n|-|-|\n|[{}](https://arxiv.org/abs/3105.00042)|[link](https://github.com/spoon/bend)|",
    ],
)
def test_a_title_that_begins_like_a_label_is_one_though_it_stands_alone_under_a_heading(title: str, entry: str) -> None:
    (paper,) = facts(f"# L\n\n## A Topic of Cutlery\n\n{entry.format(title)}\n\n## End\n")

    assert paper["title"] == title


@pytest.mark.parametrize(
    "text",
    [
        f"<dl>\n<dt><a href='{PAGE}'>{TITLE}</a></dt>\n<dd>Ann Smith. CVPR 2031. <a href='{CODE}'>code</a></dd>\n</dl>",
        f"### [{TITLE}]({PAGE}) (CVPR 2031) [[code]]({CODE})\n\n### Notes",
        f"* {TITLE} ~ CVPR 2031 ~ [PDF]({PAGE}) ~ [Code]({CODE})",
        f"- **Spoon** - *{TITLE}*, CVPR 2031 [[Paper]({PAGE})] [[Code]({CODE})]",
        f"**1. [{TITLE}]({PAGE})**\n- Ann Smith, Bo Li\n- *CVPR 2031*\n- [Code]({CODE})",
        f"- **CVPR31:** {TITLE} [[Paper]({PAGE})] [[Code]({CODE})]",
        f"- [{TITLE}]({PAGE}) (CVPR 2031) [[code]]({CODE})\n  - **Summary**: Unlike [forks](https://arxiv.org/abs/2001.1).",
        f"- [{TITLE}]({PAGE})\n\n  CVPR 2031, [code]({CODE})",
        f"- ✨ {TITLE} 📅 CVPR 2031 📄 [Paper]({PAGE}) 💻 [Code]({CODE}) 🏫 A University",
        f"**{TITLE}**\n\nAnn Smith, Bo Li\n\nCVPR 2031 · [arXiv]({PAGE}) · [GitHub]({CODE})\n\n---",
    ],
)
def test_a_paper_its_venue_and_its_code_are_found_however_they_are_parted(text: str) -> None:
    (paper,) = facts(f"{text}\n")

    assert (paper["title"], paper["arxiv"], paper["venue"], paper["year"]) == (TITLE, "3105.00042", "CVPR", 2031)
    assert paper["links"] == {"code": CODE}


@pytest.mark.parametrize(
    "title",
    [
        "Can spoons bend? A study of their handles",
        "Do Spoons Bend? Yes, and No",
        "SpoonQA: A Benchmark for Multi-Fork, Multi-Knife Question Answering",
    ],
)
def test_a_title_goes_on_behind_what_could_end_it(title: str) -> None:
    (paper,) = facts(f"- {title}, *CVPR, 2031* [[pdf]({PAGE})]\n")

    assert paper["title"] == title


def test_who_wrote_it_behind_a_name_and_a_colon_is_not_of_the_title() -> None:
    (paper,) = facts(f"- **SpoonMerge**: Ann Smith et al., CVPR 2031. [paper]({PAGE})\n")

    assert paper["title"] == "SpoonMerge"


@pytest.mark.parametrize(
    "text",
    [
        f"- [[CVPR]({PAGE})] {TITLE}. [[pytorch]({CODE})] [__`cls.`__ __`seg.`__] :fire: :star:",
        f"- {TITLE} (**ABCD 2031**) [[paper]({PAGE})] [[code]({CODE})]",
        f"* ⭐(ABC 2031) *{TITLE}*, Ann Smith et al. [[Paper]({PAGE})] [[Code]({CODE})]",
        f"|2031.05|🔥[**Spoon**] {TITLE}(@A University etc)|[[pdf]]({PAGE})|[[spoon]]({CODE})|",
        f"- {TITLE}, <ins>ABCD, 2031</ins> [[Paper]({PAGE})] [[Code]({CODE})]",
        f'* **Code Spoon** (Spoon 2): "{TITLE}" [2031-05] [[paper]({PAGE})] [[repo]({CODE})]',
        f'* **Spoon** (MLM + Handle Prediction + Bowl Alignment): "{TITLE}" [[paper]({PAGE})] [[repo]({CODE})]',
        f'* **Spoon** "{TITLE}" *arXiv, May 2031*. [[Paper]({PAGE})] [[Code]({CODE})]',
        f'* **Spoon**: "Bending Spoons\n  at Scale", *ABC, 2031*. [[Paper]({PAGE})] [[Github]({CODE})]',
        f"# 勺子\n\n**{TITLE}**\n\n- CVPR 2031 Oral\n\n- 论文下载链接：{PAGE}\n\n- 代码（即将开源）：{CODE}",
        f"# L\n\n## 勺子\n\n{TITLE}\n\n- 论文：{PAGE}\n- 代码和数据集：{CODE}",
        f"- [{TITLE}]({PAGE})\n  - Ann Smith, Bo Li\n  - {CODE}",
        f"- {TITLE} (OSDI'31) [link to paper]({PAGE}) [link to code]({CODE})",
        f"- {TITLE} (preprint from A Lab) [link to paper]({PAGE}) [code]({CODE})",
        f'**[7]** Smith, A., et al. "{TITLE}." (2031). [[pdf]]({PAGE}) [[code]]({CODE}) **(To bend, to reduce bends)**',
        f"|2031.05|[Smith, A., & Li, B. (2031, May). {TITLE}. *Cutlery*, 4(1), 1-9.]({PAGE})||[py]({CODE})|",
        f"- [{TITLE}](https://Arxiv.org/abs/3105.00042) [[code]({CODE})]",
        f"- [{TITLE}]({PAGE})\n  - Ann Smith, Bo Li\n  - Code: [official]({CODE})",
        f"- {TITLE} [[CVPR2031]]({PAGE}) [[Keras(Official)]]({CODE})",
        f"- {TITLE} [[ICONIP 2031]({PAGE})] [[Code]({CODE})] (**Bends**)",
        f"- {TITLE} [[Some Letters in Cutlery and Forks 2031]({PAGE})] [[Code]({CODE})]",
        f"- {TITLE} [[PR 2031](https://arxiv.53yu.com/pdf/3105.00042)] [[Code]({CODE})]",
        f"- [{TITLE}. ICLR 2031 (Under Review). 2031-02-03]({PAGE}) [code]({CODE})",
        f"- [{TITLE}. NeurIPS 2031 workshop.]({PAGE}) [code]({CODE})",
        f"- [(*) {TITLE}. 2031-02.]({PAGE}) [code]({CODE})",
        f"- [{TITLE}, 2031]({PAGE}) [code]({CODE})",
        f"* {TITLE}, in *Some Journal of Forks* 2031. [\\[paper\\]]({PAGE}) [\\[code\\]]({CODE})",
        f'- **SP:** Ann Smith, Bo Li.<br />\n  "{TITLE}." **CVPR (2031)**.\n  [[paper]({PAGE})]\n  [[code]({CODE})]',
        f'- **A First Long Survey:** A Lab.<br />\n  "{TITLE}." CBM.\n  [[paper]({PAGE})]\n  [[code]({CODE})]',
    ],
)
def test_a_paper_is_found_among_the_tags_and_people_and_links_that_stand_beside_it(text: str) -> None:
    table = "|Date|Title|Paper|Code|\n|-|-|-|-|\n" if text.startswith("|") else ""
    (paper,) = facts(f"{table}{text}\n")

    assert (paper["title"], paper["arxiv"], paper["links"]) == (TITLE, "3105.00042", {"code": CODE})


def test_a_further_link_behind_the_labelled_ones_is_not_the_title() -> None:
    links = f"[[Paper]({PAGE})] [[Code]({CODE})] [[A Short Story of Spoons](https://youtu.be/spoon)]"
    (paper,) = facts(f"* (CVPR 2031) *{TITLE}*, Ann Smith et al. {links}\n")

    assert (paper["title"], paper["links"]["video"]) == (TITLE, "https://youtu.be/spoon")


def test_a_title_of_two_words_stands_before_its_tags() -> None:
    (paper,) = facts(f"- [[NeurIPS]({PAGE})] Deep Spoons. [[pytorch]({CODE})] [__`cls.`__] :star:\n")

    assert paper["title"] == "Deep Spoons"


def test_a_title_broken_in_its_midst_is_whole() -> None:
    (paper,) = facts(
        f"- Supersizing Self-Supervision: Learning to Bend from 50K Tries and\n  700 Spoons. [pdf]({PAGE})\n"
    )

    assert paper["title"] == "Supersizing Self-Supervision: Learning to Bend from 50K Tries and 700 Spoons"


@pytest.mark.parametrize(
    ("item", "links"),
    [
        (f"Code: [official]({PROJECT})", {"code": PROJECT}),
        (f"Dataset: [SpoonSet]({CODE})", {"dataset": CODE}),
        (f"数据集：{CODE}", {"dataset": CODE}),
    ],
)
def test_the_word_before_a_link_says_where_it_leads_if_its_own_do_not(item: str, links: dict[str, str]) -> None:
    (paper,) = facts(f"- [{TITLE}]({PAGE})\n  - Ann Smith, Bo Li\n  - {item}\n")

    assert paper["links"] == links


def test_what_is_said_under_a_title_that_leads_to_its_page_is_of_it_whatever_it_mentions() -> None:
    (paper,) = facts(
        f"# L\n\n## A\n\n### [{TITLE}]({PAGE})\n- **Metrics:** EM, [SpoonScore](https://arxiv.org/abs/3001.00001)\n"
        "- **Datasets:** [SpoonQA](https://spoonqa.github.io/)\n"
    )

    assert (paper["title"], paper["arxiv"]) == (TITLE, "3105.00042")


def test_code_that_lies_at_the_page_of_the_project_is_code_too() -> None:
    row = f"|[{TITLE}]({PAGE})|[site]({PROJECT})|[code]({PROJECT})|"
    (paper,) = facts(f"|Paper|Website|Code|\n|-|-|-|\n{row}\n")

    assert paper["links"] == {"project": PROJECT, "code": PROJECT}


def test_a_year_in_brackets_is_not_of_the_title_but_a_citation_keeps_its_year() -> None:
    (paper,) = facts(f"- **Bending Forks and Spoons at Scale (2031)**, A. Smith et al. [[pdf]]({PAGE})\n")
    (other,) = facts(f"- **Smith et al. (2031)** {TITLE}. [[pdf]]({PAGE})\n")

    assert (paper["title"], other["title"]) == ("Bending Forks and Spoons at Scale", TITLE)


def test_names_are_parted_where_what_unfolds_begins() -> None:
    (paper,) = facts(
        f"- **{TITLE}** (10 May 2031)<details><summary>Ann Smith, Bo Li, et al.</summary>Ann Smith, Bo Li</details>\n"
        f"  [![Paper](https://img.shields.io/badge/arXiv-b31b1b.svg)]({PAGE})\n"
    )

    assert paper["authors"] == ["Smith, Ann", "Li, Bo", "others"]


def test_brackets_around_the_whole_of_a_title_are_not_of_it() -> None:
    (paper,) = facts(f"- **[SpoonNet]** SpoonNet | **[CVPR 31]** |[`[pdf]`]({PAGE}) [`[code]`]({CODE})\n")

    assert (paper["title"], paper["links"]) == ("SpoonNet", {"code": CODE})


def test_a_paper_at_a_library_of_medicine_has_its_page_there() -> None:
    page = "https://pubmed.ncbi.nlm.nih.gov/3105000/"
    (paper,) = facts(f"- {TITLE} [[IJSF 2031]({page})]\n")

    assert (paper["title"], paper["url"]) == (TITLE, page)


def test_a_sentence_that_goes_on_behind_a_bracket_is_no_title() -> None:
    line = f"I have the luck of joining [**SpoonLab**] and helping with a survey \\([{TITLE}]({PAGE})\\)."

    assert facts(f"# L\n\n{line}\n") == []


def test_a_citation_before_a_title_is_none_however_many_words_its_names_have() -> None:
    (paper,) = facts(f"- **Smith-Jones et al., 2031** — {TITLE} [[pdf]]({PAGE})\n")

    assert (paper["title"], paper["year"]) == (TITLE, 2031)


@pytest.mark.parametrize("place", ["SPOON 2031 Working Notes", "NAACL-HLT 2031"])
def test_bold_words_with_a_year_in_brackets_before_a_title_say_where_it_was_shown(place: str) -> None:
    (paper,) = facts(f"- [**{place}**] Bending Forks and Spoons at Scale [[pdf]]({PAGE})\n")

    assert (paper["title"], paper.get("method"), paper["year"]) == ("Bending Forks and Spoons at Scale", None, 2031)


def test_a_month_is_read_behind_a_hyphen_that_does_not_break() -> None:
    (paper,) = facts(f"|Date|Title|Paper|\n|-|-|-|\n|2031&#8209;05|{TITLE}|[pdf]({PAGE})|\n")

    assert paper["posted"] == "2031-05"


@pytest.mark.parametrize("name", ["N/A", "n/a", "None", "TBD"])
def test_a_cell_that_says_there_is_no_name_names_no_method(name: str) -> None:
    (paper,) = facts(f"|Model|Title|Venue|\n|-|-|-|\n|{name}|[Bending Forks at Scale]({PAGE})|CVPR 2031|\n")

    assert "method" not in paper


def test_a_title_and_its_venue_in_code_are_a_paper_without_any_link() -> None:
    papers = facts(
        "## Spoons\n\n- Bending Forks and Spoons at Scale `CVPR 2031`\n\n## Forks\n\n"
        "- Learning to Hold Forks in Long Videos `Arxiv 2031-05`\n"
    )

    assert [(paper["title"], paper["venue"], paper["year"]) for paper in papers] == [
        ("Bending Forks and Spoons at Scale", "CVPR", 2031),
        ("Learning to Hold Forks in Long Videos", "arXiv", 2031),
    ]


@pytest.mark.parametrize(
    "item",
    [
        "We present Spoons and Forks at `CVPR 2031`",
        "Two of the spoons were shown at `CVPR 2031`",
        "Bending Forks and Spoons at Scale `spoon 2031`",
        "Bending Forks and Spoons at Scale `CVPR`",
        "Bending Forks and Spoons at Scale `CVPR 2031`\n  - with a note below",
    ],
)
def test_a_line_without_a_link_is_none_if_it_is_no_title_or_names_no_year(item: str) -> None:
    assert facts(f"## Spoons\n\n- {item}\n") == []
