"""`mllmtune import --mark`: an existing list becomes one that is made, and comes out as it was."""

import csv
import difflib
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mllmtune.formats.markdown_items import as_typed, lists
from mllmtune.formats.marked_changes import Changes, Named, changes
from tests.conftest import Answer, Inside

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "open"
MANIFEST = CORPORA / "MANIFEST.tsv"
MARKER = re.compile(r" {0,3}<!-- /?mllmtune\b")
EMPTY = "[library]\nschema = 1\n"

# In the likeness of the survey's own list: tables by paradigm and category, padded by hand, a paper in two of them.
LIST = """\
<p align="center"><b>Tuning</b></p>

# Awesome Tuning

Papers on tuning. See [the survey](https://arxiv.org/abs/2503.04543)!

## Papers

### Selective Tuning

#### Posterior Selective Tuning
| Time    | Title                                                   | Venue |                  Paper                   |  Code  |
| ------- | ------------------------------------------------------- | :---: | :--------------------------------------: | :----: |
| 2024.06 | **Twin-Merging: Dynamic Integration of Modular Expertise** | NeurIPS'24 | [link](https://arxiv.org/abs/2406.15479) | [link](https://github.com/LZY-the-boys/Twin-Merging) |
| 2023.06 | **TIES-Merging: Resolving Interference**   | NeurIPS'23 | [link](https://arxiv.org/abs/2306.01708) |  -  |

### Reparameterization Tuning

#### Structure Reparameterization Tuning

| Time    | Title                                                   | Venue | Paper | Code |
| ------- | ------------------------------------------------------- | :---: | :---: | :--: |
| 2024.06 | **Twinmerging: Dynamic integration of modular expertise** | NeurIPS'24 | [link](https://arxiv.org/abs/2406.15479) | [link](https://github.com/LZY-the-boys/Twin-Merging) |
| 2024.06 | **Mixture-of-Subspaces in Low-Rank Adaptation** | EMNLP'24 | [link](https://arxiv.org/abs/2406.11909) | [link](https://github.com/wutaiqiang/MoSLoRA) |
| 2023.10 | **Vera: Vector-based Random Matrix Adaptation** |  ICLR 2024  | [Paper](https://arxiv.org/abs/2310.11454) | |

## Surveys

1. [**A Survey of Tuning**](https://arxiv.org/abs/2402.00001) _Ann Lee, Bo Li._ arXiv 2024. ![](https://img.shields.io/badge/tuning-blue)

2. [**Another Survey**](https://arxiv.org/abs/2301.00002) _Cy Ito._ ACL 2023.
   It is the one to begin with.

## Blogs

| Title | Venue | Remark |
| --- | --- | --- |
| [Notes on adapters in practice](https://arxiv.org/abs/2201.00003) | ICML 2022 | read twice |

The end"""  # noqa: E501 - as it is typed
STRUCTURE = "<!-- mllmtune: --category structure --group-by none --sort newest -->"


def moved_over(inside: Inside, text: bytes | str, *options: str) -> Answer:
    """Import a list into a fresh library, with markers."""
    data = text if isinstance(text, bytes) else text.encode()
    (inside.folder / "README.md").write_bytes(data)
    (inside.folder / "papers.toml").write_text(EMPTY, encoding="utf-8")
    return inside("import", "README.md", "--mark", "--keep-going", "--yes", *options)


def now(inside: Inside) -> str:
    return (inside.folder / "README.md").read_bytes().decode()


def changed(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(re.split(r"\r?\n", old), re.split(r"\r?\n", new), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_only_markers_come_in(inside: Inside) -> None:
    assert moved_over(inside, LIST).code == 0
    difference = changed(LIST, now(inside))
    assert difference == [
        "+<!-- mllmtune: --category posterior --group-by none --sort newest -->",
        "+<!-- /mllmtune -->",
        f"+{STRUCTURE}",
        "+<!-- /mllmtune -->",
        "+<!-- mllmtune: --topic surveys --layout bullets --group-by none --sort newest -->",
        "+<!-- /mllmtune -->",
        "+<!-- mllmtune: --topic blogs --group-by none --sort newest --columns Title,Venue,-=Remark -->",
        "+<!-- /mllmtune -->",
    ]


def test_rendering_right_after_changes_what_was_said_and_a_second_time_nothing(inside: Inside) -> None:
    answer = moved_over(inside, LIST)
    marked = now(inside)
    said = [line for line in answer.err.splitlines() if "rendering" in line]
    assert said == ["mllmtune: README.md:23: rendering changes this line: the library has it otherwise (title, method)"]
    inside("render", "README.md")
    assert [line[:30] for line in changed(marked, now(inside))] == [
        "-| 2024.06 | **Twinmerging: Dy",
        "+| 2024.06 | **Twin-Merging: D",
    ]
    assert inside("render", "README.md", "--check") == (0, "", "")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_line_ends_stay(inside: Inside, newline: str, end: str) -> None:
    text = ("\ufeff" + LIST + end).replace("\n", newline)
    moved_over(inside, text)
    lines = [line for line in now(inside).split(newline) if not MARKER.match(line)]
    assert newline.join(lines) == text
    assert now(inside).count("\n") == now(inside).count(newline)


def test_a_file_that_ends_in_a_table_ends_as_it_did(inside: Inside) -> None:
    table = LIST[: LIST.index("\n\n## Surveys")]
    moved_over(inside, table)
    assert now(inside).endswith("| |\n<!-- /mllmtune -->")


def test_a_dry_run_shows_both_differences_and_writes_nothing(inside: Inside) -> None:
    answer = moved_over(inside, LIST, "--dry-run")
    assert (answer.code, now(inside)) == (0, LIST)
    assert (inside.folder / "papers.toml").read_text() == EMPTY
    assert f"\n+{STRUCTURE}\n" in answer.err
    assert "\n-| 2024.06 | **Twinmerging" in answer.err
    assert "\n+| 2024.06 | **Twin-Merging" in answer.err


def test_a_library_that_knows_the_papers_already_is_left_alone(inside: Inside) -> None:
    moved_over(inside, LIST)
    library = (inside.folder / "papers.toml").read_bytes()
    (inside.folder / "README.md").write_text(LIST.replace("Twinmerging: Dynamic i", "Twin-Merging: Dynamic I"))
    answer = inside("import", "README.md", "--mark", "--yes")
    assert answer.code == 0
    assert now(inside).count("<!-- mllmtune:") == 4
    assert len((inside.folder / "papers.toml").read_bytes()) >= len(library)


def test_without_an_answer_nothing_is_changed(inside: Inside) -> None:
    (inside.folder / "README.md").write_text(LIST)
    (inside.folder / "papers.toml").write_text(EMPTY)
    answer = inside("import", "README.md", "--mark")
    assert answer.code == 4
    assert (now(inside), (inside.folder / "papers.toml").read_text()) == (LIST, EMPTY)


@pytest.mark.parametrize(
    ("markers", "code", "said"),
    [
        (f"{STRUCTURE}\n<!-- /mllmtune -->\n", 4, "README.md:1: there are markers already; take them out"),
        (f"{STRUCTURE}\n{STRUCTURE}\n<!-- /mllmtune -->\n", 3, "README.md:2: a region opens inside the one of line 1"),
        (f"{STRUCTURE}\n", 3, "README.md:1: the region is not closed"),
    ],
)
def test_markers_that_are_there_are_refused(inside: Inside, markers: str, code: int, said: str) -> None:
    answer = moved_over(inside, markers + LIST)
    assert answer.code == code
    assert said in answer.err
    assert now(inside) == markers + LIST
    assert (inside.folder / "papers.toml").read_text() == EMPTY


@pytest.mark.parametrize("source", ["-", "refs.bib"])
def test_only_lists_in_files_are_marked(inside: Inside, source: str) -> None:
    (inside.folder / "refs.bib").write_text("@misc{a, title = {A}}")
    answer = inside("import", source, "--mark", "--yes")
    assert answer == (2, "", f"mllmtune: --mark is for files with lists in Markdown; {source} is none\n")


HTML_ROW = '<tr><td>The Paper Number 1</td><td><a href="https://arxiv.org/abs/2401.00001">pdf</a></td></tr>\n'
UNDER_HEADING = "## The Paper Number {0}\n\n[paper](https://arxiv.org/abs/240{0}.00001)\n\n"
NOT_RENDERED = "here, but in no list and in no table that begins with a pipe: only these can be rendered"
HEAD = "| Time | Title | Venue | Paper |\n| --- | --- | --- | --- |\n"
ROW = "| 2024.0{0} | **The Paper Number {0}** | ICML'24 | [link](https://arxiv.org/abs/240{0}.00001) |\n"


STARS = "[![](https://img.shields.io/github/stars/a/b)](https://github.com/a/b)"
FIVE = ["Adapters", "Bias Terms", "Calibration", "Deltas", "Experts"]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        (HEAD + ROW.format(2) + ROW.format(1), "--group-by none --sort newest --columns Time,Title,Venue,Paper"),
        (HEAD + ROW.format(1) + ROW.format(2), "--group-by none --columns Time,Title,Venue,Paper"),
        (
            HEAD.replace("Venue", "Conference").replace("Time", "date") + ROW.format(1),
            "--group-by none --sort newest --columns date=date,Title,Conference,Paper",
        ),
        (
            f"| Title | Code |\n| - | - |\n| [The Paper Number 1](https://arxiv.org/abs/2401.00001) | {STARS} |\n",
            "--group-by none --sort newest --columns Title,Code --badges",
        ),
        (
            (
                "| Picture | Title | My view |\n| - | - | - |\n"
                "| ![](a.svg) | [The Paper Number 1](https://arxiv.org/abs/2401.00001) | |\n"
            ),
            "--group-by none --sort newest --columns '-=Picture,Title,-=My view'",
        ),
        (
            "* [The Paper Number 1](https://arxiv.org/abs/2401.00001), ICML 2024\n",
            "--layout bullets --group-by none --sort newest",
        ),
        (
            "".join(
                f"- [On {name} in Depth](https://arxiv.org/abs/2401.{(7 * number) % 5:05}), {2020 + (3 * number) % 5}\n"
                for number, name in enumerate(FIVE)
            ),
            "--layout bullets --group-by none",
        ),
    ],
)
def test_options_say_what_the_list_is_like(inside: Inside, text: str, options: str) -> None:
    moved_over(inside, f"# L\n\n## Adapters\n\n{text}\n## End\n")
    (marker,) = (line for line in now(inside).splitlines() if line.startswith("<!-- mllmtune:"))
    assert marker == f"<!-- mllmtune: --topic adapters {options} -->"
    assert inside("render", "README.md", "--check") == (0, "", "")


def test_a_list_without_titles_is_no_region(inside: Inside) -> None:
    moved_over(inside, "## Numbers\n\n|Name of it|Where|\n|-|-|\n|x|y|\n")
    assert "<!--" not in now(inside)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            f"## A\n\n{HEAD}{ROW.format(1)}\n\n{HEAD}{ROW.format(2)}",
            "3-5: left as it is: line 10 names another paper of its place, a, which would come in",
        ),
        (
            f"## A\n\n{HEAD}{ROW.format(1)}| | | nil | |\n",
            "3-6: left as it is: line 6 names no paper that was read, and would be lost",
        ),
        (
            "## A\n\n- a remark of ours\n- [The Paper Number 1](https://arxiv.org/abs/2401.00001), ICML 2024\n",
            "3-4: left as it is: line 3 names no paper that was read, and would be lost",
        ),
        (
            f"{HEAD}{ROW.format(1)}",
            "1-3: left as it is: the library has no place (paradigm, category or topic) that all of its papers share",
        ),
        (
            "## A\n\n- [The Paper Number 2](https://arxiv.org/abs/2402.00001)\n\n  | a |\n  | - |\n",
            "3-6: left as it is: a table stands within this list",
        ),
        (
            f"## A\n\n{HEAD.replace('Time', 'a<b')}{ROW.format(1)}",
            '3-5: left as it is: no column can be called "a<b"',
        ),
        (
            f"## A\n\n{HEAD.replace('Time', '    ')}{ROW.format(1)}",
            "3-5: left as it is: one of its columns has no heading",
        ),
        (
            f"## A\n\n<table>\n<tr><th>Title</th><th>Paper</th></tr>\n{HTML_ROW}</table>\n",
            f"5-5: left as it is: a paper stands {NOT_RENDERED}",
        ),
        (
            f"{UNDER_HEADING.format(1)}{UNDER_HEADING.format(2)}",
            f"1-5: left as it is: 2 papers stand {NOT_RENDERED}",
        ),
    ],
)
def test_a_table_or_list_is_left_with_the_reason(inside: Inside, text: str, why: str) -> None:
    answer = moved_over(inside, text)
    assert f"mllmtune: README.md:{why}" in answer.err
    assert now(inside) == text


@pytest.mark.parametrize("word", ["Paper", "Name", "标题"])
def test_the_column_of_titles_is_marked_whatever_is_written_over_it(inside: Inside, word: str) -> None:
    row = "| 2024.02 | [The Paper Number {0}](https://arxiv.org/abs/240{0}.00001) | good |"
    text = f"## A\n\n| Date | {word} | Remark |\n| - | - | - |\n{row.format(2)}\n{row.format(1)}\n"
    answer = moved_over(inside, text)
    assert "markers around 1 table or list; rendering changes nothing" in answer.err
    assert f"Date,Title={word},-=Remark" in now(inside)


def test_rows_that_are_repeated_or_only_keep_a_place_are_told(inside: Inside) -> None:
    text = f"## A\n\n{HEAD}{ROW.format(2)}{ROW.format(1)}{ROW.format(2)}| - | **** | - | [link]() |\n"
    answer = moved_over(inside, text)
    assert [line for line in answer.err.splitlines() if "changes this line" in line] == [
        "mllmtune: README.md:7: rendering changes this line: it repeats the paper of line 5",
        "mllmtune: README.md:8: rendering changes this line: it only keeps a place",
    ]
    inside("render", "README.md")
    assert HEAD + ROW.format(2) + ROW.format(1) + "<!-- /" in now(inside)


def test_numbers_that_change_are_told_as_another_order() -> None:
    old, named = ["1. a", "2. b", "3. c"], {1: Named("a"), 2: Named("b"), 3: Named("c", "it differs")}
    assert changes(old, ["1. C", "2. a", "3. b"], 1, named) == Changes(((3, "it differs"),), (), 0, moved=True)
    assert changes(old, ["1. a", "2. b", "3. C"], 1, named) == Changes(((3, "it differs"),), (), 0, moved=False)


def test_a_table_within_a_list_becomes_a_region_there(inside: Inside) -> None:
    table = (HEAD + ROW.format(1)).replace("\n", "\n  ").rstrip(" ")
    answer = moved_over(inside, f"## A\n\n- Of last year:\n\n  {table}")
    assert "left as it is" not in answer.err
    assert now(inside).splitlines()[4].startswith("  <!-- mllmtune: --topic a ")
    assert inside("render", "README.md", "--check") == (0, "", "")


def test_papers_of_the_library_that_come_in_are_told(inside: Inside) -> None:
    moved_over(inside, f"## A\n\n{HEAD}{ROW.format(2)}{ROW.format(1)}")
    (inside.folder / "README.md").write_text(f"## A\n\n{HEAD}{ROW.format(2)}")
    answer = inside("import", "README.md", "--mark", "--yes")
    assert "mllmtune: README.md:3: rendering brings in 1 paper of the library" in answer.err


OLD = ["3. [A](https://x.org/a), a remark", "", "4. **B**", "   more of B", ""]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (["- A.", "- B."], ["3. [A](https://x.org/a), a remark", "", "4. **B**", "   more of B"]),
        (["- B.", "- A."], ["3. **B**", "   more of B", "", "4. [A](https://x.org/a), a remark"]),
        (["- C.", "- B."], ["3. C.", "", "4. **B**", "   more of B"]),
        (["### Heading", "", "text"], ["### Heading", "", "text"]),
        ([], []),
    ],
)
def test_items_are_typed_in_the_style_of_their_list(new: list[str], expected: list[str]) -> None:
    read = {"- A.": OLD[0], "- B.": "\n".join(OLD[2:4])}
    assert as_typed(new, OLD, read) == expected


@pytest.mark.parametrize("end", ["</details>", "<!-- x -->", "<div>", "---", "# H", "> q", "```", "| a |"])
def test_a_list_ends_where_another_block_begins(end: str) -> None:
    assert list(lists(["- a", "lazy", end, "text"])) == [[(0, 2)]]


@pytest.mark.parametrize("line", ["<b>lazy</b>", "lazy", "  | a |", "  > q", "  </details>"])
def test_what_belongs_to_an_item_stays_with_it(line: str) -> None:
    assert list(lists(["- a", line, "- b"])) == [[(0, 2), (2, 3)]]


def test_an_item_with_another_marker_stays() -> None:
    assert as_typed(["- A.", "- B."], ["* A.", "* C."], {}) == ["* A.", "* B."]


PIECES = st.sampled_from([
    "## A\n", "## B\n", "\n", "\n", HEAD, *(ROW.format(number) for number in range(1, 6)), ROW.format(2).lstrip("| "),
    "| | **** | | [link]() |\n", "- [The Paper Number 1](https://arxiv.org/abs/2401.00001), ICML 2024\n",
    "* [A Paper About Tuning Things](https://arxiv.org/abs/2402.00009) *A. Lee* ICML 2024\n", "   a remark\n",
    "1. [Another Paper About Tuning](https://arxiv.org/abs/2402.00019)\n", "  - sub [code](https://github.com/a/b)\n",
    "2. **On Trees of Papers.** ACL 2022. [[pdf](https://arxiv.org/abs/2202.00019)] ![x](y.svg)\n", "text\n", "```\n",
    "<!-- x -->\n", "> quote\n", "    ", "\t", "  ", "\r\n", "\r", "---\n", "\x0c", "\u2028",
    "**The Bold Paper of Lines** [paper](https://arxiv.org/abs/2302.00119)\n",
])  # fmt: skip


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_comes_out_as_it_was_without_its_markers(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        inside = Inside(Path(folder))
        said = moved_over(inside, text).err
        marked = now(inside)
        lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", marked)
        assert "".join(line for line in lines if not MARKER.match(line)).rstrip("\r\n") == text.rstrip("\r\n")
        if marked != text:
            answer = inside("render", "README.md", "--check")
            assert answer.code == int("rendering changes nothing" not in said)
            inside("render", "README.md")
            assert inside("render", "README.md", "--check").code == 0


def listed() -> list[str]:
    if not MANIFEST.exists():
        return []
    with MANIFEST.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row["path"] for row in rows if row["path"].startswith("awesome/")]


@pytest.mark.skipif(not MANIFEST.exists(), reason="the corpora are not on this machine")
def test_the_survey_s_own_list_makes_the_round_trip(inside: Inside) -> None:
    (path,) = [one for one in listed() if "Awesome-MLLM-Tuning" in one]
    text = (CORPORA / path).read_bytes().decode()
    answer = moved_over(inside, text)
    marked = now(inside)
    assert {line[:15] for line in changed(text, marked)} == {"+<!-- mllmtune:", "+<!-- /mllmtune"}
    assert len(changed(text, marked)) == 12
    told = re.findall(r"README\.md:(\d+): rendering changes this line", answer.err)
    inside("render", "README.md")
    gone = [line[1:] for line in changed(marked, now(inside)) if line.startswith("-")]
    assert gone == [text.splitlines()[int(line) - 1] for line in told]
    assert len(gone) == 1
    assert inside("render", "README.md", "--check") == (0, "", "")


@pytest.mark.skipif(not MANIFEST.exists(), reason="the corpora are not on this machine")
@pytest.mark.slow
@pytest.mark.parametrize("path", listed())
def test_any_list_keeps_its_lines_and_is_the_same_after_two_renderings(inside: Inside, path: str) -> None:
    text = (CORPORA / path).read_bytes().decode()
    answer = moved_over(inside, text)
    marked = now(inside)
    assert [line for line in marked.splitlines() if not MARKER.match(line)] == text.splitlines()
    if "around 0" in answer.err:
        return
    inside("render", "README.md")
    if "rendering changes nothing" in answer.err:
        assert now(inside) == marked
    assert inside("render", "README.md", "--check") == (0, "", "")
