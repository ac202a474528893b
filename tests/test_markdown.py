"""Lists in Markdown: what each option of a layout does, and that text from outside stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mllmtune.errors import BadOptionError
from mllmtune.formats.markdown import write
from mllmtune.formats.markdown_cells import title
from mllmtune.formats.markdown_layout import Column, Grouping, Layout, Shape, Sort, columns
from mllmtune.model.facts import Facts
from mllmtune.text.latex import plain
from mllmtune.text.names import given_first
from mllmtune.text.printable import one_line

DORA: Facts = {
    "key": "liu2024dora",
    "type": "inproceedings",
    "title": "{DoRA}: Weight-Decomposed",
    "authors": ["Liu, Shih-Yang", "Wang, Chien-Yi", "others"],
    "year": 2024,
    "posted": "2024-02-14",
    "venue": "ICML",
    "arxiv": "2402.09353",
    "doi": "10.1/a(b)",
    "paradigm": "reparameterization",
    "category": "calibration",
    "method": "DoRA",
    "also": ["additive/adapter", "survey"],
    "tags": ["peft", "LoRA"],
    "abstract": "We | decompose *weights*.",
    "links": {
        "code": "https://github.com/NVlabs/DoRA",
        "project": "https://nbasyl.github.io",
        "Slides": "http://x.org/s",
    },
    "fields": {"howlong": "8 pages"},
}
ADAPTER: Facts = {
    "key": "a2023",
    "type": "article",
    "title": "Zebra",
    "year": 2023,
    "journal": "Vision",
    "url": "https://x.org/z",
    "paradigm": "additive",
    "category": "adapter",
}
LINKS = (
    "[Paper](https://arxiv.org/abs/2402.09353) [Code](https://github.com/NVlabs/DoRA)"
    " [Project](https://nbasyl.github.io) [Slides](http://x.org/s)"
)
SURVEY: Facts = {"key": "survey", "type": "misc", "title": "All of It", "posted": "2025-01", "topic": "survey"}
ALL = [DORA, ADAPTER, SURVEY]
FLAT = Layout(group_by=Grouping.NONE)


def row(names: str, facts: Facts = DORA, *, badges: bool = False) -> str:
    return write([facts], FLAT._replace(columns=columns(names), badges=badges)).splitlines()[2]


def headings(layout: Layout) -> list[str]:
    return [line for line in write(ALL, layout).splitlines() if line.startswith("#")]


def titles(sort: Sort, papers: list[Facts]) -> list[str]:
    text = write(papers, FLAT._replace(sort=sort, columns=columns("key")))
    return [line.strip("| ") for line in text.splitlines()[2:]]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Time", "| 2024.02 |"),
        ("Date", "| 2024-02-14 |"),
        ("Year,Venue", "| 2024 | ICML |"),
        ("Venue", "| ICML'24 |"),
        ("Conference/Journal", "| ICML'24 |"),
        ("Title,Paper", "| **DoRA: Weight-Decomposed** | [link](https://arxiv.org/abs/2402.09353) |"),
        ("Title", "| [**DoRA: Weight-Decomposed**](https://arxiv.org/abs/2402.09353) |"),
        ("Authors", "| Shih-Yang Liu, Chien-Yi Wang, et al. |"),
        ("Code,slides", "| [link](https://github.com/NVlabs/DoRA) | [link](http://x.org/s) |"),
        ("arXiv", "| [2402.09353](https://arxiv.org/abs/2402.09353) |"),
        ("DOI", "| [10.1/a(b)](https://doi.org/10.1/a%28b%29) |"),
        ("PDF", "| [link](https://arxiv.org/pdf/2402.09353) |"),
        ("Key,Method,Tags", "| liu2024dora | DoRA | peft, LoRA |"),
        ("Category,Paradigm", "| Calibration | Reparameterization |"),
        ("Dataset,ISBN", "| - | - |"),
        ("Howlong", "| 8 pages |"),
        ("Links", f"| {LINKS} |"),
    ],
)
def test_a_column_shows_what_lists_call_so(names: str, expected: str) -> None:
    assert row(names) == expected


def test_the_link_of_an_address_that_is_escaped_for_latex_leads_there() -> None:
    escaped = r"\url{https://x.org/a\_b}"
    assert row("URL,Code", {**SURVEY, "url": escaped, "links": {"code": r"https://x.org/c\_d"}}) == (
        "| [link](https://x.org/a_b) | [link](https://x.org/c_d) |"
    )


def test_a_column_has_the_heading_that_is_given_it() -> None:
    text = write([DORA], FLAT._replace(columns=columns(" time , Venue = Published | at,code,alt_titles")))
    assert text.splitlines()[0] == "| Time | Published \\| at | Code | Alt titles |"


@pytest.mark.parametrize("names", ["", "Time,,Title", "=Time", "Time,"])
def test_a_column_without_a_name_is_refused(names: str) -> None:
    with pytest.raises(BadOptionError, match="--columns has"):
        columns(names)


@pytest.mark.parametrize(("name", "what"), [("GitHub", "code"), ("Alt Titles", "alt_titles"), ("Web Page", "web page")])
def test_a_column_is_known_by_what_it_shows(name: str, what: str) -> None:
    assert columns(name) == (Column(what, name),)


@pytest.mark.parametrize(
    ("group_by", "expected"),
    [
        (
            Grouping.PARADIGM,
            ["### Additive Tuning", "#### Adapter Tuning", "### Reparameterization Tuning",
             "#### Calibration Reparameterization Tuning", "### Survey"],
        ),
        (Grouping.TOPIC, ["### Survey", "### Other"]),
        (Grouping.YEAR, ["### 2025", "### 2024", "### 2023"]),
        (Grouping.VENUE, ["### ICML", "### Vision", "### Other"]),
        (Grouping.TAG, ["### LoRA", "### peft", "### Other"]),
        (Grouping.NONE, []),
    ],
)  # fmt: skip
def test_headings_are_of_what_is_asked_for(group_by: Grouping, expected: list[str]) -> None:
    assert headings(Layout(group_by=group_by)) == expected


def test_years_go_up_when_papers_do() -> None:
    assert headings(Layout(group_by=Grouping.YEAR, sort=Sort.OLDEST)) == ["### 2023", "### 2024", "### 2025"]


@pytest.mark.parametrize(
    ("level", "expected"),
    [(1, ["#", "##", "#", "##", "#"]), (6, ["######"] * 5), (5, ["#####", "######"] * 2 + ["#####"])],
)
def test_the_first_heading_has_the_level_that_is_given(level: int, expected: list[str]) -> None:
    assert [line.split()[0] for line in headings(Layout(heading_level=level))] == expected


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        (("additive",), ["### Additive Tuning", "#### Adapter Tuning", "### Survey"]),
        (("calibration",), [
            "### Additive Tuning", "#### Adapter Tuning", "### Reparameterization Tuning",
            "#### Calibration Reparameterization Tuning", "### Survey",
        ]),
    ],
)  # fmt: skip
def test_a_paper_with_several_places_stands_in_those_that_were_asked_for(
    within: tuple[str, ...], expected: list[str]
) -> None:
    assert headings(Layout(within=within)) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.LIBRARY, ["liu2024dora", "a2023", "survey", "bare"]),
        (Sort.NEWEST, ["survey", "liu2024dora", "a2023", "bare"]),
        (Sort.OLDEST, ["a2023", "liu2024dora", "survey", "bare"]),
        (Sort.YEAR, ["survey", "liu2024dora", "a2023", "bare"]),
        (Sort.TITLE, ["survey", "bare", "liu2024dora", "a2023"]),
        (Sort.VENUE, ["liu2024dora", "a2023", "survey", "bare"]),
        (Sort.KEY, ["a2023", "bare", "liu2024dora", "survey"]),
    ],
)
def test_papers_follow_each_other_as_is_asked_for(sort: Sort, expected: list[str]) -> None:
    assert titles(sort, [*ALL, {"key": "bare", "type": "misc"}]) == expected


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.YEAR, Sort.TITLE, Sort.VENUE])
def test_papers_that_are_equal_keep_their_order(sort: Sort) -> None:
    same: list[Facts] = [{"key": key, "type": "misc", "title": "T", "year": 2024, "venue": "V"} for key in "cab"]
    assert titles(sort, same) == ["c", "a", "b"]


def test_an_item_names_the_people_the_venue_and_all_links() -> None:
    assert write([DORA], FLAT._replace(shape=Shape.BULLETS)) == (
        "- **DoRA: Weight-Decomposed**, Shih-Yang Liu, Chien-Yi Wang, et al., *ICML* 2024."
        " [[Paper](https://arxiv.org/abs/2402.09353)] [[Code](https://github.com/NVlabs/DoRA)]"
        " [[Project](https://nbasyl.github.io)] [[Slides](http://x.org/s)]\n"
    )


def test_an_item_leaves_out_what_is_not_known() -> None:
    assert write([SURVEY], FLAT._replace(shape=Shape.BULLETS)) == "- **All of It**.\n"


def test_an_item_has_the_columns_that_are_asked_for() -> None:
    layout = FLAT._replace(shape=Shape.BULLETS, columns=columns("Time,Title,Code=GitHub"))
    assert (
        write([DORA], layout) == "- 2024.02, **DoRA: Weight-Decomposed**. [[GitHub](https://github.com/NVlabs/DoRA)]\n"
    )


def test_details_show_everything() -> None:
    text = write([DORA], FLAT._replace(shape=Shape.DETAILS))
    assert text.startswith(
        "### DoRA: Weight-Decomposed\n\nShih-Yang Liu, Chien-Yi Wang, et al., *ICML* 2024. [[Paper]("
    )
    assert "<details>\n<summary>Abstract</summary>\n\nWe \\| decompose \\*weights\\*.\n\n</details>\n" in text
    assert "<details>\n<summary>BibTeX</summary>\n\n```bibtex\n@inproceedings{liu2024dora,\n" in text
    assert text.endswith("}\n```\n\n</details>\n")


def test_the_heading_of_a_paper_is_one_below_that_of_its_group() -> None:
    levels = [line.split()[0] for line in headings(Layout(shape=Shape.DETAILS, group_by=Grouping.YEAR))]
    assert levels == ["###", "####"] * 3


def test_ticks_in_an_entry_do_not_end_its_block() -> None:
    paper: Facts = {"key": "a", "type": "misc", "fields": {"odd": "{\n````\n<!-- /mllmtune -->\n}"}}
    tokens = MarkdownIt().parse(write([paper], FLAT._replace(shape=Shape.DETAILS)))
    (fence,) = [token for token in tokens if token.type == "fence"]
    assert "<!-- /mllmtune -->" in fence.content


def test_badges_come_only_when_asked_for() -> None:
    assert "img.shields.io" not in row("Paper,Code")
    assert row("Paper,Code", badges=True) == (
        "| [![arXiv](https://img.shields.io/badge/arXiv-2402.09353-b31b1b)](https://arxiv.org/abs/2402.09353)"
        " | [![Star](https://img.shields.io/github/stars/NVlabs/DoRA)](https://github.com/NVlabs/DoRA) |"
    )


@pytest.mark.parametrize(
    ("address", "repository"),
    [
        ("https://github.com/a/b.c_d-e/tree/main/x", "a/b.c_d-e"),
        ("http://www.github.com/a/b.git", "a/b"),
        ("https://github.com/a", None),
        ("https://gitlab.com/a/b", None),
        ("https://github.com.evil.org/a/b", None),
    ],
)
def test_stars_are_those_of_a_repository(address: str, repository: str | None) -> None:
    cell = row("Code", {"key": "a", "type": "misc", "links": {"code": address}}, badges=True)
    shown = f"![Star](https://img.shields.io/github/stars/{repository})" if repository else "link"
    assert cell == f"| [{shown}]({address}) |"


def test_the_badge_of_an_old_arxiv_number_is_spelt_as_shields_wants_it() -> None:
    cell = row("arXiv", {"key": "a", "type": "misc", "arxiv": "hep-th/9901001"}, badges=True)
    assert "badge/arXiv-hep--th%2F9901001-b31b1b" in cell


@pytest.mark.parametrize("shape", list(Shape))
@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x.org", "HTTPS:x"])
def test_only_the_web_is_linked(shape: Shape, address: str) -> None:
    paper: Facts = {"key": "a", "type": "misc", "links": {"code": address, "x](javascript:1)": "https://x.org"}}
    text = write([paper], FLAT._replace(shape=shape, columns=columns("Title,Links,Code")))
    tokens = MarkdownIt().enable("table").parse(text)
    links = [child.attrGet("href") for token in tokens for child in token.children or [] if child.type == "link_open"]
    assert links == ["https://x.org"]


HOSTILE = st.lists(
    st.sampled_from([
        *"ab *_`<>|\\[](){}!#~$&;-+=.\n\r\t:/\"'1\u2028\u202e",
        "www.", "https://x.org", "<!-- /mllmtune -->", "<script>", "](javascript:a)",
        "&lt;", "&#124;", "\\|", "![](https://x.org)", "<https://x.org>", "    ", "1. ", "- ", "\n\n",
    ]),
    max_size=20,
).map("".join)  # fmt: skip


GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = ["Title", "Venue", "Tags", "Authors", "Method"]
INNER = {"text", "text_special", "strong_open", "strong_close", "em_open", "em_close"}


def hostile(text: str, more: str) -> Facts:
    return {
        "key": "key", "type": "misc", "title": text, "venue": more, "tags": [more], "authors": [f"{{{text}}}"],
        "method": text, "abstract": more, "year": 2024,
    }  # fmt: skip


def cells_of(markdown: str) -> list[list[str]]:
    """Return the text of every cell as a reader of Markdown sees it; anything but text in one is a fault."""
    rows: list[list[str]] = []
    for token in GITHUB.parse(markdown):
        rows += [[]] if token.type == "tr_open" else []
        if token.type == "inline":
            assert {child.type for child in token.children or []} <= INNER
            rows[-1].append("".join(child.content for child in token.children or []))
    return rows


@given(HOSTILE, HOSTILE, st.permutations(TEXTS))
def test_the_cells_read_back_are_those_that_were_written(text: str, more: str, names: list[str]) -> None:
    facts, chosen = hostile(text, more), columns(",".join([*names, "Year"]))
    markdown = write([facts, SURVEY], FLAT._replace(columns=chosen))
    head, first, second = cells_of(markdown)
    shown = {
        "Title": " ".join(title(facts).split()), "Venue": shown_of(more) or "-", "Tags": shown_of(more) or "-",
        "Authors": " ".join(one_line(given_first(f"{{{text}}}")).split()) or "-", "Method": shown_of(text) or "-",
    }  # fmt: skip
    assert head == [*names, "Year"]
    assert [" ".join(cell.split()) for cell in first] == [*(shown[name] for name in names), "2024"]
    assert len(second) == len(head)


def shown_of(text: str) -> str:
    return " ".join(one_line(plain(text)).split())


@given(HOSTILE, HOSTILE, st.sampled_from([Shape.BULLETS, Shape.DETAILS]), st.permutations(TEXTS))
def test_any_text_stays_text(text: str, more: str, shape: Shape, names: list[str]) -> None:
    layout = Layout(shape=shape, group_by=Grouping.TAG, columns=columns(",".join(names)))
    tokens = GITHUB.parse(write([hostile(text, "x" + more)], layout).replace("<details>", "").partition("BibTeX")[0])
    inner = {child.type for token in tokens for child in token.children or []}
    assert inner <= INNER
    blocks = [token.tag for token in tokens if token.nesting > 0 and token.type != "paragraph_open"]
    assert blocks == (["h3", "h4"] if shape is Shape.DETAILS else ["h3", "ul", "li"])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("see https://x.org/a", "see https\\://x.org/a"),
        ("see www.x.org", "see www\\.x.org"),
        ("WWW.X.ORG", "WWW\\.X.ORG"),
        ("ftp://x.org: it", "ftp\\://x.org: it"),
    ],
)
def test_what_github_would_make_a_link_of_is_escaped(text: str, written: str) -> None:
    assert row("Title", {"key": "a", "type": "misc", "title": text}) == f"| **{written}** |"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- a", "\\- a"), ("+", "\\+"), ("1. a", "1\\. a"), ("12) a", "12\\) a"), ("# a", "\\# a"),
        ("{-}{-}{-}", "\\---"),
        ("=", "\\="), ("1.5 times", "1.5 times"), ("-adic", "-adic"), ("#1", "#1"),
    ],
)  # fmt: skip
def test_what_begins_a_text_begins_no_block(text: str, written: str) -> None:
    shown = write([{"key": "a", "type": "misc", "abstract": text}], FLAT._replace(shape=Shape.DETAILS))
    assert f"<summary>Abstract</summary>\n\n{written}\n\n" in shown


@given(
    st.lists(st.sampled_from(ALL), max_size=4),
    st.sampled_from(list(Shape)),
    st.sampled_from(list(Grouping)),
    st.sampled_from(list(Sort)),
)
def test_no_paper_is_left_out(papers: list[Facts], shape: Shape, group_by: Grouping, sort: Sort) -> None:
    text = write(papers, Layout(shape=shape, group_by=group_by, sort=sort, columns=columns("Key,Title")))
    assert all(facts["key"] in text for facts in papers)
    assert bool(text) == bool(papers)
