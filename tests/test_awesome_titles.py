"""Where a title begins and ends among tags, citations, people, venues and years."""

import pytest

from mllmtune.formats.awesome import read
from mllmtune.model.facts import Facts

PAGE = "https://arxiv.org/abs/3105.00042"
CODE = "https://github.com/spoon/bend"
TITLE = "Bending Forks and Spoons at Scale"


def facts(text: str) -> list[Facts]:
    return [paper.facts() for paper in read(text).papers]


@pytest.mark.parametrize(
    "item",
    [
        f"**[Spoon Memory] {TITLE}**. [[Paper]({PAGE})] [[Code]({CODE})]",
        f"[[2031][A Lab][xSpoon] {TITLE}]({PAGE}) [code]({CODE})",
        f"`[Smith et al. CVPR31]` {TITLE}. CVPR, 2031. [[paper]]({PAGE}) [[code]]({CODE})",
        f"`IEEE Transactions on Cutlery 2031` {TITLE} [[paper]]({PAGE}) [[code]]({CODE})",
        f"**SIGSPATIAL 2031** | [{TITLE}]({PAGE}) | [code]({CODE})",
        f"2031 - {TITLE} - [paper]({PAGE}) - [code]({CODE})",
        f"[arXiv:3105.00042] {TITLE} [[paper]]({PAGE}) [[code]]({CODE})",
        f"**{TITLE} (IEEE TKDE, 2031, 60+ citations) [[**Paper**]({PAGE})][[**Code**]({CODE})]**",
        f"<b>{TITLE} (2031 CVPR)</b> [[Paper]]({PAGE}) [[Code]]({CODE})",
        f"CVPR 2031 highlight, {TITLE}, [arXiv]({PAGE}) / [Github]({CODE})",
        f"arXiv 2031.05, {TITLE}, [arXiv]({PAGE}) / [Github]({CODE})",
        f"**Smith, A. B. (2031).** [{TITLE}]({PAGE}). *Journal of Cutlery*, 37(1), 32-64. [code]({CODE})",
        f"**Smith, A. B., & Li, C. (2031).** [{TITLE}]({PAGE}). *Journal of Cutlery*. [code]({CODE})",
        f"**Smith, A., et al. (2031a).** [{TITLE}]({PAGE}). [code]({CODE})",
        f"RGBT ---- {TITLE}. Ann Smith, Bo Li, and Cy Wang. TIM 2031. [[Paper]({PAGE})] [[Code]({CODE})]",
        f"[{TITLE}, SIGMOD, 2031]({PAGE}) [code]({CODE})",
        f"[{TITLE}, 2031, SIGMOD]({PAGE}) [code]({CODE})",
        f"{TITLE}, 2031 [[paper]]({PAGE}) [[code]]({CODE})",
        f"{TITLE} | **Under Review** | [`[pdf]`]({PAGE}) | [`[code]`]({CODE})",
        f'[ "{TITLE}," A. Smith (2031)]({PAGE}): Easy to read. [code]({CODE})',
        f"A. Smith, B. Li. {TITLE}. CVPR 2031. [[paper]]({PAGE}) [[code]]({CODE})",
        f"Smith, A., Li, B. {TITLE}. CVPR 2031. [[paper]]({PAGE}) [[code]]({CODE})",
        f"Ann Smith, Bo E. Li, {TITLE}, CVPR, 2031. [[paper]]({PAGE}) [[code]]({CODE})",
        f"Smith et al.: {TITLE}. CVPR 2031. [[paper]]({PAGE}) [[code]]({CODE})",
        f"Ann Smith and Bo Li, {TITLE}, CVPR, 2031. [[paper]]({PAGE}) [[code]]({CODE})",
        f"{TITLE}, Smith, A., Li, B., 2031. [paper]({PAGE}) | [code]({CODE})",
        f"{TITLE} <br> Ann Smith et al. <br> IEEE Transactions on Cutlery 2031 [[Paper]({PAGE})] [[Code]({CODE})]",
        f":white_check_mark: [{TITLE}] [[Paper]]({PAGE}) [[Code]]({CODE})(the first of all)",
        f"Ann Smith, Bo Li (NeurIPS 2031 Spotlight). {TITLE}. [Paper]({PAGE}), [Code]({CODE})",
        f"[{TITLE}, Ann Smith and Bo Li, CVPR 2031]({PAGE}) [code]({CODE})",
        f"{TITLE}. [[journal]]({PAGE}) [[code]]({CODE})",
    ],
)
def test_a_title_is_found_among_what_stands_beside_it(item: str) -> None:
    (paper,) = facts(f"## Spoons\n\n- {item}\n")

    assert (paper["title"], paper["arxiv"], paper["links"]) == (TITLE, "3105.00042", {"code": CODE})


@pytest.mark.parametrize("name", ["xSpoon", "SpNet", "LLaMo"])
def test_a_title_behind_a_linked_name_and_a_full_stop_is_the_title(name: str) -> None:
    (paper,) = facts(f"- [{name}]({PAGE}). Human Spoon Instruction Tuning, Smith et al. CVPR 2031.\n")

    assert (paper["title"], paper["method"]) == ("Human Spoon Instruction Tuning", name)


@pytest.mark.parametrize(
    "behind", ["Ann Smith, Bo Li. CVPR 2031", "International Conference on Spoons, 2031", "It bends."]
)
def test_what_is_said_behind_a_linked_name_is_no_title(behind: str) -> None:
    (paper,) = facts(f"- [SpoonNet]({PAGE}). {behind}\n")

    assert paper["title"] == "SpoonNet"


@pytest.mark.parametrize(
    "title",
    [
        "Spoon Security: Spoon Poisoning, Backdoor Attacks, and Defenses",
        "Spoon Series; Detection of bent spoons in kitchens",
        "Faster, Better, Stronger Spoons",
        "Bend, Break, and Repair",
        "Merge Now, Regret Later: The Hidden Cost of Bending",
        "Loss Surfaces, Mode Connectivity, and Fast Ensembling of Spoons",
        "Can Spoons Bend (2015-2024)",
        "[MASK]",
    ],
)
def test_commas_and_brackets_of_a_title_are_not_the_end_of_it(title: str) -> None:
    (paper,) = facts(f"- **{title}**. Ann Smith, Bo Li. CVPR 2031 [[pdf]({PAGE})]\n")
    (plain,) = facts(f"- {title}. Ann Smith, Bo Li. CVPR 2031 [[pdf]({PAGE})]\n") if title[0] != "[" else (paper,)

    assert (paper["title"], plain["title"]) == (title.strip("[]"), title.strip("[]"))


@pytest.mark.parametrize("name", ["BERT", "xSpoon", "LLaVA-Spoon", "Deep Spoons"])
@pytest.mark.parametrize(
    "entry", ["{}. Smith et al. CVPR 2031.", "{}, Ann Smith and Bo Li, CVPR 2031.", "*{}*, Smith et al, CVPR 2031"]
)
def test_a_short_title_stands_before_those_who_wrote_it(name: str, entry: str) -> None:
    (paper,) = facts(f"- {entry.format(name)} [[paper]({PAGE})]\n")

    assert paper["title"] == name


def test_a_title_as_two_names_and_a_year_would_be_is_one_where_there_is_no_other() -> None:
    (paper,) = facts(f"<b>Viewpoints and Handles (2031)</b> [[Paper]]({PAGE})\n")
    (other,) = facts(f"- **Smith and Li (2031)** {TITLE} [[Paper]]({PAGE})\n")

    assert (paper["title"], other["title"]) == ("Viewpoints and Handles", TITLE)


def test_a_title_begins_with_its_name_behind_those_who_wrote_it() -> None:
    (paper,) = facts(f"- Ann Smith, Bo Li, Faster S-CNN: Towards Real-Time Bending, CVPR 2031. [[paper]({PAGE})]\n")

    assert (paper["title"], paper["authors"]) == ("Faster S-CNN: Towards Real-Time Bending", ["Smith, Ann", "Li, Bo"])


@pytest.mark.parametrize(
    "words", ["{p}. {t}. CVPR 2031.", "{t}. {p}. CVPR 2031.", "{t}, {p}, CVPR 2031", "CVPR 2031: {t}", "CVPR'31 | {t}"]
)
def test_a_whole_citation_that_is_linked_has_the_title_in_it(words: str) -> None:
    (paper,) = facts(f"- [{words.format(p='Ann Smith et al', t=TITLE)}]({PAGE}) [code]({CODE})\n")

    assert (paper["title"], paper["links"]) == (TITLE, {"code": CODE})


def test_a_label_under_a_heading_says_the_title() -> None:
    text = f"- **Title:** {TITLE}\n  **Authors:** Ann Smith, Bo Li\n  **Link:** [paper]({PAGE})"
    (paper,) = facts(f"## A Topic\n\n{text}\n")

    assert (paper["title"], paper["arxiv"]) == (TITLE, "3105.00042")


def test_a_title_behind_a_name_and_a_bar_is_the_title() -> None:
    (paper,) = facts(f"- SpoonNet | {TITLE} | CVPR 2031 | [Paper]({PAGE}) | [Code]({CODE})\n")

    assert (paper["title"], paper["links"]) == (TITLE, {"code": CODE})


def test_a_name_in_code_behind_a_title_is_not_the_title() -> None:
    (paper,) = facts(f"|Year|Title|Links|\n|-|-|-|\n|2031|{TITLE} `xSpoon`|[Paper]({PAGE})/[Code]({CODE})|\n")

    assert (paper["title"], paper["links"]) == (TITLE, {"code": CODE})


def test_a_name_with_its_venue_in_brackets_is_a_title() -> None:
    (paper,) = facts(f"- **NetSpoon (KDD 2031)**\n  - Ann Smith, Bo Li, and Cy Doe\n  - [[Paper]]({PAGE})\n")

    assert (paper["title"], paper["venue"], paper["year"]) == ("NetSpoon", "KDD", 2031)


@pytest.mark.parametrize("colon", [": ", ":", " : "])
def test_a_quoted_title_behind_a_name_is_the_title_and_the_name_that_of_the_method(colon: str) -> None:
    (found,) = facts(f'* xSpoon{colon}"{TITLE}" CVPR. [[Paper]]({PAGE}) [[Code]]({CODE})\n')
    assert (found["title"], found["method"], found["venue"]) == (TITLE, "xSpoon", "CVPR")


def test_a_name_in_bold_behind_a_venue_begins_the_title() -> None:
    (found,) = facts(f"- CVPR 2031, **xSpoon**: {TITLE}, [arXiv]({PAGE})\n")
    assert (found["title"], found["venue"], found["year"]) == (f"xSpoon: {TITLE}", "CVPR", 2031)


@pytest.mark.parametrize("piece", ["a", "A-", "(", "aB"])
def test_a_word_without_end_is_read_at_once(piece: str) -> None:
    assert (
        facts(f"- {piece * 100_000} [paper]({PAGE})\n- [{TITLE}](https://arxiv.org/abs/3105.00043)\n")[-1]["title"]
        == TITLE
    )
