"""Items and paragraphs of a list are papers, however their title, their authors and their links are set."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

PAGE = "https://arxiv.org/abs/3105.00042"
CODE = "https://github.com/spoon/bend"
TITLE = "Bending Spoons at Scale"
BADGES = (
    f"[![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)]({PAGE}) "
    f"[![Star](https://img.shields.io/github/stars/spoon/bend.svg?style=social)]({CODE})"
)


def only(text: str) -> Facts:
    (paper,) = read(text).papers
    return paper.facts()


def titles(text: str) -> list[str | None]:
    return [paper.title for paper in read(text).papers]


@pytest.mark.parametrize(
    "text",
    [
        f"- [{TITLE}]({PAGE}), CVPR 2031. [[code]]({CODE})",
        f"- [{TITLE}]({PAGE}) - Ann Smith, Bo Li, CVPR 2031 [[code]({CODE})]",
        f"- (CVPR 2031) {TITLE} [[paper]({PAGE})] [[code]({CODE})]",
        f"- [CVPR 2031] {TITLE} [[paper]({PAGE})] [[code]({CODE})]",
        f"* [**CVPR'31**] [{TITLE}]({PAGE}) [[code]({CODE})]",
        f"- **[CVPR 2031]** {TITLE} [[Paper]({PAGE})] [[Code]({CODE})]",
        f"* **`CVPR 2031`** {TITLE} [`arXiv`]({PAGE}) [`Code`]({CODE})",
        f"- {TITLE}. [[CVPR 2031]]({PAGE}) [[code]]({CODE})",
        f"- [[CVPR 2031]({PAGE})] {TITLE} [[code]({CODE})]",
        f"1. **{TITLE}.** `CVPR`, *Ann Smith, Bo Li* [[PDF]]({PAGE}) [[Code]({CODE})], 2031",
        f"- **{TITLE},** Ann Smith, Bo Li, *CVPR 2031* | [paper]({PAGE}) | [code]({CODE})",
        f"- **{TITLE}**<br>*Ann Smith, Bo Li*<br>[[Paper]({PAGE})] [[Code]({CODE})] CVPR 2031",
        f"+ **{TITLE}** CVPR 2031 [📄 Paper]({PAGE}) | [💻 Code]({CODE})",
        f"* \\[[paper]({PAGE})\\] \\[[code]({CODE})\\] **{TITLE}** (CVPR 2031)",
        f"- [Paper]({PAGE}) [Code]({CODE}) {TITLE}. Ann Smith, Bo Li. CVPR 2031",
        f"* 🔥 **(CVPR'31)** *{TITLE}*, Ann Smith et al. [Paper]({PAGE}), [Code]({CODE})",
        f'- Ann Smith, Bo Li. "{TITLE}." CVPR (2031). [pdf]({PAGE}) [code]({CODE})',
        f"- Smith A., Li B. {TITLE}. CVPR 2031. [[PDF]({PAGE})] [[code]({CODE})]",
        f"- Ann Smith, Bo Li, **{TITLE}**, CVPR 2031 [[pdf]({PAGE})] [[code]({CODE})]",
        f"- [{TITLE}, CVPR 2031]({PAGE}) [code]({CODE})",
        f"- [{TITLE} (CVPR 2031)]({PAGE}) [code]({CODE})",
        f"1. {TITLE}, Ann Smith, Bo Li, CVPR'31, {PAGE} [code]({CODE})",
        f"- {TITLE}. CVPR 2031. [[Paper]][1] [[Code]][2]\n\n[1]: {PAGE}\n[2]: {CODE}",
        f"- ![](https://img.shields.io/badge/CVPR-2031-blue) [**{TITLE}**]({PAGE}) [code]({CODE})",
        f"- **{TITLE}** CVPR 2031 {BADGES}",
        f"- [{TITLE}]({PAGE}) CVPR 2031 ![Stars](https://img.shields.io/github/stars/spoon/bend?style=social)",
        f"- **{TITLE}**\n  - Authors: Ann Smith, Bo Li\n  - [Paper]({PAGE}) | [Code]({CODE})\n  - CVPR 2031",
        f"- **{TITLE},** CVPR 2031.\n\n  *Ann Smith, Bo Li.* [[Paper]({PAGE})][[Code]({CODE})]",
        f"(CVPR 2031) [{TITLE}]({PAGE}) [[Code]]({CODE}) by Smith et al.",
        f"[{TITLE}]({PAGE}), CVPR 2031 [[code]]({CODE})",
        f"**{TITLE}** *Ann Smith, Bo Li* CVPR 2031 [paper]({PAGE}) [code]({CODE})",
        f"Ann Smith, Bo Li. **{TITLE}**. In CVPR, 2031. [[PDF]({PAGE})] [[code]({CODE})]",
        f"> **{TITLE}**, CVPR 2031. [[Paper]({PAGE})] [[code]({CODE})]",
        f'<ul>\n<li><b>{TITLE}</b> CVPR 2031 <a href="{PAGE}">paper</a> <a href="{CODE}">code</a></li>\n</ul>',
        f'<p><b>{TITLE}</b><br>\n<i>CVPR 2031</i> <a href="{PAGE}">[paper]</a> <a href="{CODE}">[code]</a></p>',
        f"- [x] [{TITLE}]({PAGE}) ([code]({CODE})) CVPR 2031",
        f"- {TITLE}\n  - {PAGE}\n  - {CODE}\n  - CVPR 2031",
        f"* [{TITLE}](({PAGE})) CVPR 2031 | [Code]({CODE})",
        f"- __{TITLE}__ _Ann Smith, Bo Li_ CVPR-2031 [paper]({PAGE}) [code]({CODE})",
        f"- ** {TITLE} ** CVPR 2031 [paper] ({PAGE}) [code] ({CODE})",
        f"* 📜**{TITLE}** | **CVPR 2031** | [Paper]({PAGE}) | [Code]({CODE})",
        f"1. <span id='1'>**[SpoonNet]**</span> | **CVPR'31** | {TITLE} | [`[pdf]`]({PAGE}) | [`[code]`]({CODE})",
        f"[{TITLE}]({PAGE}), CVPR 2031, [[code]](https://github.com/spoon/bend)",
        f"1.  [{TITLE}]({PAGE})\n    *   Ann Smith, Bo Li\n    *   CVPR 2031\n    *   [Code]({CODE})",
        f"- 【CVPR 2031】{TITLE} [[paper]]({PAGE}) [[code]]({CODE})",
        f"- {TITLE} ([paper]({PAGE})) ([code]({CODE})) (CVPR 2031)",
        f"- Ann Smith, Bo Li. 2031. [{TITLE}]({PAGE}). In *CVPR 2031*. [code]({CODE})",
        f"- Ann Smith and Bo Li. 2031. {TITLE}. In CVPR 2031. [[pdf]({PAGE})] [[code]({CODE})]",
        f"* {TITLE} | Ann Smith, Bo Li | CVPR 2031 | [paper]({PAGE}) | [code]({CODE})",
        f"- {TITLE} \u2014 Ann Smith, Bo Li \u2014 CVPR 2031 \u2014 [link]({PAGE}) [code]({CODE})",
        f"- Paper: {TITLE} [link]({PAGE}), CVPR 2031, Code: [link]({CODE})",
        f"- **Paper**: [{TITLE}]({PAGE}) CVPR 2031, [code]({CODE})",
        f"- {TITLE}\n[paper]({PAGE}) [code]({CODE}) CVPR 2031",
        f"* {TITLE} [\\[paper\\]]({PAGE}) [\\[code\\]]({CODE}) CVPR 2031",
        f'- [{TITLE}]({PAGE} "x") [code]({CODE} "code") CVPR 2031',
        f"**{TITLE}**\n\n*Ann Smith, Bo Li*, CVPR 2031\n\n[Paper]({PAGE}) | [Code]({CODE})",
        f"{TITLE}, CVPR 2031\n[[paper]({PAGE})] [[code]({CODE})]",
        f"* **?**: {TITLE}, CVPR, 2031 (*Spoon Univ., China*). [[Paper]({PAGE})][[PyTorch]({CODE})]",
        f"- {TITLE}\n\n  Ann Smith, Bo Li\n\n  CVPR 2031. [paper]({PAGE}) [code]({CODE})",
    ],
)
def test_title_page_venue_and_code_of_an_entry_are_found_in_any_order(text: str) -> None:
    paper = only(text + "\n")

    assert (paper["title"], paper["arxiv"], paper["venue"], paper["year"]) == (TITLE, "3105.00042", "CVPR", 2031)
    assert paper["links"] == {"code": CODE}


@pytest.mark.parametrize(
    "text",
    [
        f"- [{TITLE}]({PAGE}), Ann Smith, Bo Li",
        f"- [{TITLE}]({PAGE}), by Ann Smith and Bo Li",
        f"- [{TITLE}.]({PAGE}) Ann Smith, Bo Li. CVPR 2031.",
        f"1. {TITLE}. Ann Smith, Bo Li. *CVPR*, 2031. [paper]({PAGE})",
        f"- **{TITLE}** *Ann Smith\\*, Bo Li† (2031)* [paper]({PAGE})",
        f"- **{TITLE}** *Smith, Ann and Li, Bo* [paper]({PAGE})",
        f"- **{TITLE}** _Smith A., Li Bo._ [paper]({PAGE})".replace("Smith A.", "Ann Smith").replace("Li Bo", "Bo Li"),
        f"- **{TITLE}**\n  - Authors: Ann Smith, Bo Li\n  - [Paper]({PAGE})",
        f"**{TITLE}** \\\n*Ann Smith, Bo Li* \\\nCVPR 2031. [[Paper]({PAGE})]",
    ],
)
def test_authors_joined_by_commas_are_names_as_bibtex_has_them(text: str) -> None:
    assert only(text + "\n")["authors"] == ["Smith, Ann", "Li, Bo"]


def test_a_title_before_a_name_and_a_nickname_do_not_end_the_list_of_names() -> None:
    paper = only(f"- [{TITLE}]({PAGE}). Ann Smith, Md. Bo Li, Cy (Jo) Wu, Di Xu. [[Paper]({PAGE})]\n")

    assert paper["authors"] == ["Smith, Ann", "Li, Md. Bo", "Wu, Cy", "Xu, Di"]


@pytest.mark.parametrize("more", ["et al.", "et al", "and others", "..."])
def test_who_is_not_named_is_others(more: str) -> None:
    assert only(f"- **{TITLE}**, Ann Smith, Bo Li, {more} [paper]({PAGE})\n")["authors"][-1] == "others"


def test_initials_behind_a_family_name_stay_behind_it() -> None:
    paper = only(f"- **{TITLE}** *Smith A, Li B, Wu C D.* [paper]({PAGE})\n")

    assert paper["authors"] == ["Smith, A", "Li, B", "Wu, C D"]


def test_a_list_of_things_is_no_list_of_names() -> None:
    assert "authors" not in only(f"- [{TITLE}]({PAGE}) runs on Windows, Linux, Android\n")


@pytest.mark.parametrize(
    "text",
    [
        f"- `SpoonNet` **{TITLE}.** [paper]({PAGE})",
        f"- **SpoonNet** [{TITLE}]({PAGE})",
        f"- **SpoonNet** **{TITLE}** [paper]({PAGE})",
        f'- **SpoonNet**: "{TITLE}", CVPR 2031. [paper]({PAGE})',
        f"- **[SpoonNet]** | **CVPR'31** | {TITLE} | [paper]({PAGE})",
        f"- (**SpoonNet**) {TITLE} [paper]({PAGE})",
    ],
)
def test_a_short_name_before_the_title_is_the_method(text: str) -> None:
    paper = only(text + "\n")

    assert (paper["title"], paper["method"]) == (TITLE, "SpoonNet")


@pytest.mark.parametrize(
    "text",
    [
        f"**SpoonNet**: {TITLE}",
        f"**SpoonNet:** {TITLE}",
        f"**SpoonNet**: SpoonNet: {TITLE}",
        f"[SpoonNet: {TITLE}]({PAGE})",
        f"SpoonNet - {TITLE}",
        f"*SpoonNet*: {TITLE}",
    ],
)
def test_a_name_with_a_colon_is_the_beginning_of_the_title_and_the_method(text: str) -> None:
    paper = only(f"- {text} [paper]({PAGE})\n")

    assert (paper["title"], paper["method"]) == (f"SpoonNet: {TITLE}", "SpoonNet")


@pytest.mark.parametrize("word", ["Survey", "Position", "Beyond LLMs", "Rethinking"])
def test_a_word_with_a_colon_that_is_no_name_is_no_method(word: str) -> None:
    assert "method" not in only(f"- [{word}: {TITLE}]({PAGE})\n")


@pytest.mark.parametrize(
    ("mark", "posted"),
    [
        ("[2031/10]", "2031-10"),
        ("(2031-10)", "2031-10"),
        ("2031.10:", "2031-10"),
        ("[10/2031]", "2031-10"),
        ("31.10", "2031-10"),
        ("`2031-10-07`", "2031-10-07"),
        ("**Oct 2031**", "2031-10"),
        ("[7 Oct 2031]", "2031-10-07"),
        ("(Oct. 7, 2031)", "2031-10-07"),
    ],
)
def test_a_day_before_the_title_is_when_it_was_posted(mark: str, posted: str) -> None:
    paper = only(f"- {mark} [{TITLE}]({PAGE})\n")

    assert (paper["title"], paper["posted"]) == (TITLE, posted)


def test_a_day_behind_the_title_is_when_it_was_posted_and_the_venue_has_its_year() -> None:
    paper = only(f"- [{TITLE}]({PAGE}) [ICLR'32] [Spoon Univ.] [May 2031]\n")

    assert (paper["venue"], paper["year"], paper["posted"]) == ("ICLR", 2032, "2031-05")


@pytest.mark.parametrize(("mark", "status"), [("READ", "read"), ("UNREAD", "unread"), ("UN-READ", "unread")])
def test_marks_of_reading_are_the_status(mark: str, status: str) -> None:
    paper = only(f"- [{mark}] **{TITLE}** [paper]({PAGE})\n")

    assert (paper["title"], paper["status"]) == (TITLE, status)


@pytest.mark.parametrize("remark", ["（很好的综述）", "(a remark)", "【综述】", " - 值得一读", "：介绍"])
def test_a_remark_behind_the_title_is_not_of_it(remark: str) -> None:
    assert only(f"- [{TITLE}]({PAGE}){remark}\n")["title"] == TITLE


@pytest.mark.parametrize("page", ["https://zhuanlan.zhihu.com/p/1", "https://mp.weixin.qq.com/s/x"])
def test_a_title_that_leads_to_notes_is_a_paper_with_notes(page: str) -> None:
    paper = only(f"1. (LLM) [{TITLE}]({page})(很好)\n")

    assert (paper["title"], paper["links"]) == (TITLE, {"notes": page})
    assert "url" not in paper


def test_an_article_in_chinese_about_papers_is_no_paper() -> None:
    assert titles("1. [万字长文总结多模态大模型最新进展](https://zhuanlan.zhihu.com/p/1)\n") == []


def test_a_number_in_brackets_is_not_of_the_title() -> None:
    assert only(f"- **[12] {TITLE},** CVPR 2031. [[Paper]({PAGE})]\n")["title"] == TITLE


def test_signs_that_markdown_needs_escaped_are_of_the_title() -> None:
    assert only(f"- [**A\\*-Spoon: Bending Well.**]({PAGE})\n")["title"] == "A*-Spoon: Bending Well"


def test_words_in_quotes_at_the_beginning_of_a_title_keep_them() -> None:
    title = "\u201cWhy Bend Spoons?\u201d: Explaining It"

    assert only(f"- [{title}]({PAGE})\n")["title"] == title


def test_mathematics_in_a_title_stays_mathematics() -> None:
    assert only(f"- [$S^2$-Spoons: All of Them]({PAGE})\n")["title"] == "$S^2$-Spoons: All of Them"


def test_an_arxiv_number_without_a_link_is_the_papers() -> None:
    paper = only(f"- **{TITLE}**. arXiv:3105.00042. CVPR 2031.\n\n  *Ann Smith, Bo Li.* [Paper] [[Code]({CODE})]\n")

    assert (paper["arxiv"], paper["venue"]) == ("3105.00042", "CVPR")


def test_a_title_with_its_authors_is_a_paper_though_nothing_leads_to_it() -> None:
    paper = only(f"- **{TITLE};** Ann Smith et al; Forks are used to train it.\n")

    assert (paper["title"], paper["authors"]) == (TITLE, ["Smith, Ann", "others"])


def test_items_under_a_word_are_papers_of_that_topic() -> None:
    entries = read(f"- Spoons\n  - [{TITLE}]({PAGE})\n  - [Other Spoons in Use](https://arxiv.org/abs/3105.00043)\n")

    assert [(entry.paper.title, entry.paper.topic) for entry in entries.entries] == [
        (TITLE, "spoons"),
        ("Other Spoons in Use", "spoons"),
    ]


def test_items_under_a_paper_that_describe_it_are_no_papers() -> None:
    text = f"* [{TITLE}]({PAGE}) | [Code]({CODE})\n  - The first framework that applies forks | Task: VQA\n"

    assert titles(text) == [TITLE]


def test_a_paper_in_what_is_said_of_another_is_no_entry() -> None:
    text = f"- [{TITLE}]({PAGE})\n  - Abstract: We bend spoons, see [forks](https://arxiv.org/abs/3001.00001).\n"

    assert titles(text) == [TITLE]


def test_a_name_that_is_spelled_like_a_label_is_of_the_title() -> None:
    assert only(f"- **TAG: {TITLE}**, Ann Smith et al. [paper]({PAGE})\n")["title"] == f"TAG: {TITLE}"


def test_an_institute_in_brackets_is_no_author() -> None:
    assert "authors" not in only(f"- **{TITLE}**, CVPR 2031 (*Spoon Univ., China*). [[Paper]({PAGE})]\n")


def test_a_title_that_leads_nowhere_is_a_paper_where_its_venue_is_named() -> None:
    paper = only(f"[{TITLE}](), ACL 2031\n")

    assert (paper["title"], paper["venue"]) == (TITLE, "ACL")


def test_each_line_of_a_paragraph_that_is_an_entry_is_a_paper() -> None:
    text = f"[2031] [{TITLE}]({PAGE})\n[2030] [Other Spoons in Use](https://arxiv.org/abs/3105.00043)\n"

    assert titles(text) == [TITLE, "Other Spoons in Use"]


def test_a_paragraph_that_speaks_of_a_paper_is_none() -> None:
    assert titles(f"This list goes with our survey [{TITLE}]({PAGE}), which is on arXiv.\n") == []


def test_links_on_the_line_below_an_entry_are_its() -> None:
    text = f"**{TITLE}** *Ann Smith, Bo Li* [paper]({PAGE})\n\n[code]({CODE}) [project](https://spoon.org)\n"

    assert only(text)["links"] == {"code": CODE, "project": "https://spoon.org"}


ITEMS = (
    "- [First Spoon of All](https://arxiv.org/abs/3105.00001)\n- [Second Spoon of All](https://arxiv.org/abs/3105.2)\n"
)


def test_an_item_that_leads_to_code_only_is_a_paper_where_the_others_are() -> None:
    assert titles(f"{ITEMS}- **Third Spoon: A Plug-in Tool**. [[Project]({CODE})]\n")[2:] == [
        "Third Spoon: A Plug-in Tool"
    ]


@pytest.mark.parametrize(
    "item",
    [
        f"- [SpoonKit]({CODE}): a toolkit",
        f"- [spoon/bend]({CODE})",
        "- [A Course on the Bending of Spoons](https://www.youtube.com/watch?v=1)",
        "- [First section of this list](#first-section)",
        "- Star us!",
    ],
)
def test_software_courses_and_contents_are_no_papers(item: str) -> None:
    assert len(titles(f"{ITEMS}{item}\n")) == 2


@pytest.mark.parametrize(
    "item",
    [
        f"- [2031/05/07] We release **SpoonNet** [paper]({PAGE}) and [code]({CODE}).",
        f"- 2031.05: Our survey [Spoons: A Survey]({PAGE}) is out!",
        f'- **[2031-05-07]** The survey "[Spoons: A Survey of Bending]({PAGE})" is now on arXiv.',
        f"- Please cite [Spoons: A Survey]({PAGE}) if you find it useful.",
        "- Special thanks to our contributors: Ann Smith, Bo Li, Cy Wu",
        "- Maintained by Ann Smith, Bo Li",
        "- If you know of papers in CVPR, ICCV, ECCV that are not in this list, tell me.",
    ],
)
def test_what_speaks_to_the_reader_is_no_paper(item: str) -> None:
    assert titles(f"{item}\n") == []


def test_a_list_of_software_has_no_papers() -> None:
    text = "".join(f"- [Spoon Kit {n}: Tools for Bending]({CODE}{n}) a toolkit\n" for n in range(9))

    assert titles(text) == []


@pytest.mark.parametrize("comment", ["<!--\n{}\n-->", "[//]: # ({})", "<!-- {} -->"])
def test_what_is_commented_out_is_no_paper(comment: str) -> None:
    hidden = comment.format(f"- [{TITLE}]({PAGE})".replace("(", "&#40;").replace(")", "&#41;"))

    assert titles(f"- [Shown Spoons in Use](https://arxiv.org/abs/3105.00043)\n\n{hidden}\n") == ["Shown Spoons in Use"]
