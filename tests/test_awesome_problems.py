"""What a list holds that is no paper is counted, mended or named with its line; no text makes the reading fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.formats.awesome import read

PAGE = "https://arxiv.org/abs/3105.00042"
TABLE = f"""# Awesome-Spoon-Tuning

## Additive Tuning

### Adapter Tuning

| Time | Title | Venue | Paper | Code |
| --- | --- | :---: | :---: | :---: |
| 2031.05 | **SpoonLoRA: Bending Spoons** | ICLR'32 | [link]({PAGE}) | [link](https://github.com/spoon/bend) |
|         | **** | ACL'31 | [link]() | [link]() |
"""


def told(text: str) -> list[tuple[int, str, bool]]:
    return [(problem.line, problem.text, problem.lost) for problem in read(text).problems]


def test_a_list_is_read_with_all_that_it_says() -> None:
    (entry,) = read(TABLE).entries

    assert (entry.line, entry.key_proposed) == (9, True)
    assert entry.paper.facts() == {
        "key": "2032spoonlora",
        "type": "inproceedings",
        "title": "SpoonLoRA: Bending Spoons",
        "year": 2032,
        "posted": "2031-05",
        "venue": "ICLR",
        "arxiv": "3105.00042",
        "paradigm": "additive",
        "category": "adapter",
        "method": "SpoonLoRA",
        "links": {"code": "https://github.com/spoon/bend"},
    }


def test_rows_that_only_keep_a_place_are_counted_at_the_first() -> None:
    row = "| | **** | | [link]() | |\n"

    assert told(TABLE + row) == [(10, "2 rows only keep a place, without a title and a link; passed over", False)]


def test_text_that_was_decoded_wrongly_is_mended_and_said() -> None:
    reading = read(f"- **Bending \u00e2\u20ac\u0153Spoons\u00e2\u20ac\u009d at Scale** [paper]({PAGE})\n")

    assert reading.papers[0].title == "Bending \u201cSpoons\u201d at Scale"
    assert [(problem.line, problem.lost) for problem in reading.problems] == [(1, False)]
    assert "decoded with the wrong code page" in reading.problems[0].text


def test_lines_that_were_decoded_wrongly_are_named_together() -> None:
    row = "- \u00e2\u20ac\u0153Spoons\u00e2\u20ac\u009d\n"

    ((line, text, lost),) = told(f"{row}{row}{row}- Forks\n{row}")

    assert (line, lost) == (1, False)
    assert text == (
        "decoded with the wrong code page and mended, and so were lines 2-3, 5; this line is read as: "
        "- \u201cSpoons\u201d"
    )


def test_a_line_too_long_for_a_list_is_named_and_kept_word_for_word() -> None:
    line = f"- [Bending Spoons]({PAGE}) " + "x" * 30_000

    (problem,) = read(f"- [Other Spoons in Use]({PAGE})\n\n{line}\n").problems

    assert (problem.line, problem.lost, len(problem.raw)) == (3, True, len(line) - 2)


def test_a_bibtex_entry_of_another_paper_is_named() -> None:
    entry = "```bibtex\n@misc{a, title={Forks of Old}}\n```\n"
    text = f"## All\n\n#### Bending Spoons at Scale\n\n[paper]({PAGE})\n\n{entry}"

    assert told(text) == [
        (
            8,
            'this BibTeX entry is not of "Bending Spoons at Scale", under which it stands; it was not taken',
            True,
        )
    ]


def test_a_value_that_no_paper_has_is_left_out_and_named() -> None:
    reading = read(f"- [Bending Spoons at Scale]({PAGE}), CVPR 2031 [[code]](https://x.org/\ud800)\n")

    (paper,), (problem,) = reading.papers, reading.problems
    assert paper.links == {}
    assert problem.text == '2031bending: "https://x.org/\ud800" cannot be the links.code of a paper; it is left out'
    assert not problem.lost


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_ends_of_lines_change_nothing(end: str) -> None:
    assert read(TABLE.replace("\n", end)).entries == read(TABLE).entries


@pytest.mark.parametrize("text", ["", "\n", "# \n", "| |\n|-|\n", "<table>", "```bibtex\n", "- \n", "\ufeff", "\0"])
def test_a_text_without_entries_has_no_papers_and_no_problems(text: str) -> None:
    reading = read(text)

    assert (reading.entries, reading.problems) == ((), ())


PIECES = st.sampled_from(
    [
        "# ", "## Spoons\n", "- ", "  - ", "1. ", "|", "|-|-|\n", "|Title|Paper|Code|\n", "\n", "\n\n", "**", "*",
        "_", "`", "```\n", "```bibtex\n@misc{a, title={Spoons}}\n```\n", "[", "](", ")",
        "](https://arxiv.org/abs/3105.00042)", "![](", "<", "<td>", "</td>", "<tr>", "<table>", "</table>", "<br>",
        "<a href='https://x.org'>", "</a>", "<!--", "-->", "$", "<details>", "<summary>", "Bending Spoons at Scale",
        "Ann Smith, Bo Li", "CVPR 2031", "ICLR'32", "2031.05", "et al.", "paper", "code", "{", "}", "\\",
        "\u4e2d\u6587", "\U0001f944", "\u00e2\u20ac\u0153", "&amp;", "&#0;", "\0", "\t", ":", "(", "[x]: y\n", "> ",
        "https://github.com/a/b",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_text_in_the_likeness_of_a_list_makes_the_reading_fail(text: str) -> None:
    reading = read(text)

    assert all(entry.paper.title and entry.line >= 1 for entry in reading.entries)


@given(st.text(max_size=300))
def test_no_text_at_all_makes_the_reading_fail(text: str) -> None:
    read(text)


BOMBS = [
    "|",
    "[",
    "<",
    "(",
    "*",
    "_",
    "`",
    "!",
    "#",
    ">",
    "&",
    "- ",
    "[x](",
    "![",
    "<a ",
    "<!--",
    "<td>",
    "~~",
    "$",
    '"',
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_megabyte_of_what_never_ends_is_read_in_seconds(bomb: str) -> None:
    """A time that grew with the square of the length would take hours."""
    assert read(bomb * (1_000_000 // len(bomb))).entries == ()


@pytest.mark.parametrize("bomb", ["<li>", "<ul><li>", "<details><summary>", "# a b\n", "|a|b|\n", "- a\n", "> a\n"])
def test_ten_thousand_elements_are_read_in_seconds(bomb: str) -> None:
    assert read(bomb * 10_000).entries == ()


LINES = [
    "- a" + " " * 19_000 + "b",
    *(
        "- " + part * (19_000 // len(part))
        for part in ("((((((", "Ann Smith, ", "2031.10 ", "[ab][cd]", "2031.2031.", "AAAAAAAAAA", "Smith, A. B., ")
    ),
]


@pytest.mark.parametrize(
    "line", LINES, ids=["blanks", "brackets", "names", "days", "tags", "years", "capitals", "initials"]
)
def test_a_line_of_many_signs_is_read_in_seconds(line: str) -> None:
    assert len(read(f"{line} [paper]({PAGE})\n").entries) <= 1
