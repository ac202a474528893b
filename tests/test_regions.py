"""The parts of a README that are made from the library: where they are, and that nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mllmtune.errors import BadRegionError
from mllmtune.formats.markdown_fences import outside_code
from mllmtune.formats.markdown_typed import as_typed
from mllmtune.formats.regions import Filling, Place, Region, marked, regions, replaced

OPENING = "<!-- mllmtune: --sort year -->"
CLOSING = "<!-- /mllmtune -->"


def bodies(text: str) -> list[str]:
    return [text[region.start : region.end] for region in regions(text, "README.md")]


def rewritten(text: str, body: str) -> str:
    return replaced(text, [Filling(region, body) for region in regions(text, "README.md")])


def test_a_region_is_what_stands_between_its_markers() -> None:
    text = f"# List\n\n{OPENING}\nold\n{CLOSING}\nend\n"
    assert regions(text, "README.md") == [Region(3, "--sort year", 39, 43)]
    assert bodies(text) == ["old\n"]


def test_each_region_has_options_of_its_own() -> None:
    text = f"<!--mllmtune:a -b-->\n{CLOSING}\n<!-- mllmtune: -->\n   <!-- /mllmtune -->  \n"
    assert [region.options for region in regions(text, "README.md")] == ["a -b", ""]


@pytest.mark.parametrize(
    "text",
    [
        f"```md\n{OPENING}\n{CLOSING}\n```\n",
        f"~~~~\n{OPENING}\n~~~\n{CLOSING}\n~~~~\n",
        f"- a\n  ```\n  {OPENING}\n  ```\n",
        f"- ```\n  {OPENING}\n  ```\n",
        f"> ```\n> {OPENING}\n> ```\n",
        f"1. a\n\n       ```\n{'       '}{OPENING}\n       ```\n",
        f"    {OPENING}\n    {CLOSING}\n",
        f"\t{OPENING}\n",
        f"`{OPENING}` and `{CLOSING}` are markers\n",
        f"see {OPENING}\n",
        "<!-- mllmtune-other: x -->\n<!-- mllmtunes -->\n",
        f"```\n{OPENING}\n",
    ],
)
def test_markers_that_are_only_shown_make_no_region(text: str) -> None:
    assert regions(text, "README.md") == []


@pytest.mark.parametrize(
    "before",
    [
        "```\ncode\n```\n", "~~~\n```\n~~~\n", "- ```\n  code\n  ```\n", "> ```\n> code\n\n", "    ```\n", "``` `x`\n",
        "- ```\n\ntext\n", "```\n> ```\n```\n", "\ufeff", "text\r", "\u2028\n", "a\x0cb\x85\n", "> quoted\n",
        "````\n```\n````\n",
    ],
)  # fmt: skip
def test_a_region_below_code_is_found(before: str) -> None:
    assert bodies(f"{before}{OPENING}\nx\n{CLOSING}") == ["x\n"]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (f"a\n{OPENING}\nb\n", 2, "not closed"),
        (f"a\n\n{CLOSING}\n", 3, "is closed that no"),
        (f"{OPENING}\n{OPENING}\n{CLOSING}\n", 2, "inside the one of line 1"),
        (f"{OPENING} text\n{CLOSING}\n", 1, "alone on its line"),
        (f"{OPENING}\n{CLOSING} text\n", 2, "alone on its line"),
        ("<!-- mllmtune -->\n", 1, "alone on its line"),
        ("<!-- mllmtune: a\n-->\n", 1, "alone on its line"),
        ("<!-- /mllmtune: -->\n", 1, "alone on its line"),
        (f"{OPENING}\n```\n{CLOSING}\n", 1, "not closed"),
    ],
)
def test_a_marker_out_of_place_is_named_with_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(BadRegionError, match=rf"^README\.md:{line}: .*{what}"):
        regions(text, "README.md")


def test_only_the_region_changes() -> None:
    assert rewritten(f"a  \n{OPENING}\nold\n{CLOSING}\nb", "new\n") == f"a  \n{OPENING}\nnew\n{CLOSING}\nb"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_that_of_the_marker_does(newline: str) -> None:
    text = newline.join(["\ufeff" + OPENING, "old", CLOSING])
    assert rewritten(text, "new\n\nmore\n") == newline.join(["\ufeff" + OPENING, "new", "", "more", CLOSING])


def test_blank_lines_beside_the_markers_stay() -> None:
    assert rewritten(f"{OPENING}\n\n\nold\n \n{CLOSING}", "new\n") == f"{OPENING}\n\n\nnew\n \n{CLOSING}"


def test_an_indented_region_stays_in_its_list_item() -> None:
    text = f"- item\n\n  {OPENING}\n  {CLOSING}\n"
    assert rewritten(text, "a\n\nb\n") == f"- item\n\n  {OPENING}\n  a\n\n  b\n  {CLOSING}\n"


def test_a_region_can_become_empty() -> None:
    assert rewritten(f"{OPENING}\nold\n{CLOSING}\n", "") == f"{OPENING}\n{CLOSING}\n"


PIECES = st.sampled_from(
    [
        OPENING,
        CLOSING,
        "```",
        "~~~",
        "- ",
        "> ",
        "    ",
        "| a | b |",
        "| - | - |",
        "text",
        "\ufeff",
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\x0c",
    ]
)
BODIES = st.sampled_from(["", "new\n", "| a | b |\n| --- | --- |\n| c | - |\n", "# h\n\n- a\n"])


@given(st.lists(PIECES, max_size=30).map("".join), BODIES)
def test_any_text_outside_regions_stays_and_rendering_twice_changes_nothing(text: str, body: str) -> None:
    try:
        found = regions(text, "README.md")
    except BadRegionError:
        return
    once = rewritten(text, body)
    again = regions(once, "README.md")
    assert [(region.line > 0, region.options) for region in again] == [(True, region.options) for region in found]
    assert _outside(once, again) == _outside(text, found)
    assert rewritten(once, body) == once


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_around_a_region_stays(before: str, after: str) -> None:
    text = f"{before}\n{OPENING}\n{CLOSING}\n{after}"
    try:
        made = rewritten(text, "new\n")
    except BadRegionError:
        return
    assert made in (text, f"{before}\n{OPENING}\nnew\n{CLOSING}\n{after}")


def _outside(text: str, found: list[Region]) -> list[str]:
    ends = [0, *(region.end for region in found)]
    return [text[end:start] for end, start in zip(ends, [*(region.start for region in found), len(text)], strict=True)]


NEW = [
    "| Time | Title | Code |",
    "| --- | --- | :---: |",
    "| 2024.02 | **A \\| b** | [link](https://x.org/c) |",
    "| - | **New** | - |",
]


@pytest.mark.parametrize(
    "typed",
    [
        "|2024.02|A \\| b|[Github](https://x.org/c)|",
        "| 2024.02   | **A \\| b**  |   [link](https://x.org/c)",
        "| 2024.02 | **A &#124; b**<br> | [[code](https://x.org/c)] |",
    ],
)
def test_a_row_that_says_the_same_stays_as_it_was_typed(typed: str) -> None:
    old = ["|  Time  | Title | Code |", "|:------|-----|---|", typed]
    assert as_typed(NEW, old, {}) == [*old, None]


@pytest.mark.parametrize(
    "typed",
    [
        "| 2024.03 | **A \\| b** | [link](https://x.org/c) |",
        "| 2024.02 | **a \\| b** | [link](https://x.org/c) |",
        "| 2024.02 | **A \\| b** | [link](https://x.org/d) |",
        "| 2024.02 | **A \\| b** | ![](https://x.org/i)[link](https://x.org/c) |",
        "| 2024.02 | **A \\| b** (oral) | [link](https://x.org/c) |",
        "| 2024.02 | **A \\| b** | [link](https://x.org/c) | more |",
        "| 2024.02 | [link](https://x.org/c) | **A \\| b** |",
    ],
)
def test_a_row_that_says_something_else_is_written_anew(typed: str) -> None:
    assert as_typed(NEW, ["| Time | Title |", "| --- | --- |", typed], {})[:3] == [None, None, None]


def test_tables_become_regions() -> None:
    text = "# List\r\n| a |\r\n| - |\r\n\r\n  | b |\r\n  | - |"
    places = [Place(5, 6, "--tag b"), Place(2, 3, "--tag a")]
    made = marked(text, places)
    assert made == (
        "# List\r\n<!-- mllmtune: --tag a -->\r\n| a |\r\n| - |\r\n<!-- /mllmtune -->\r\n\r\n"
        "  <!-- mllmtune: --tag b -->\r\n  | b |\r\n  | - |\r\n  <!-- /mllmtune -->"
    )
    assert [region.options for region in regions(made, "README.md")] == ["--tag a", "--tag b"]


def test_a_byte_order_mark_stays_first() -> None:
    assert marked("\ufeff| a |\n", [Place(1, 1, "x")]) == "\ufeff<!-- mllmtune: x -->\n| a |\n<!-- /mllmtune -->\n"


@pytest.mark.parametrize(
    "text",
    [
        "```\na\n```\nb\n",
        "- x\n  ```\n  a\n  ```\nb\n",
        "> ~~~\n> a\nb\n",
        "````\n```\na\n````\nb\n",
        "```a`b`\na\n",
        "1. ```\n   a\n   ```\n",
    ],
)
def test_fences_are_where_a_parser_of_markdown_finds_them(text: str) -> None:
    fences = [token.map for token in MarkdownIt().parse(text) if token.type == "fence" and token.map]
    inside = {number + 1 for first, last in fences for number in range(first, last)}
    lines = text.splitlines(keepends=True)
    assert {number for number, _, _ in outside_code((0, line) for line in lines)} == {
        *range(1, len(lines) + 1)
    } - inside
