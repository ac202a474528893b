"""`mllmtune render` and the options of lists in Markdown, on the command line."""

from pathlib import Path

import pytest

from tests.conftest import Inside

pytestmark = pytest.mark.usefixtures("small_library")

OPENING = "<!-- mllmtune: {} -->"
CLOSING = "<!-- /mllmtune -->"
BULLET = "- **DoRA: Weight-Decomposed Low-Rank Adaptation**, 2024.02.\n"
DORA = "dora --layout bullets --columns Title,Time --group-by none"


@pytest.fixture
def readme(tmp_path: Path) -> Path:
    return tmp_path / "README.md"


def page(*options: str, body: str = "") -> str:
    return "# List\n" + "".join(f"\n{OPENING.format(one)}\n{body}{CLOSING}\n" for one in options) + "\nend"


def test_a_region_is_written_from_the_library(inside: Inside, readme: Path) -> None:
    readme.write_text(page(DORA, body="old\n"))
    assert inside("render", "README.md") == (0, "", "")
    assert readme.read_text() == page(DORA, body=BULLET)


def test_the_options_are_those_of_export(inside: Inside, readme: Path) -> None:
    options = "--paradigm reparameterization --sort title --heading-level 2 --columns 'Title,Venue=Published in,Key'"
    readme.write_text(page(options))
    assert inside("render", "README.md").code == 0
    exported = inside(
        "export", "--markdown", "--paradigm", "reparameterization", "--sort", "title", "--heading-level", "2",
        "--columns", "Title,Venue=Published in,Key",
    )  # fmt: skip
    assert readme.read_text() == page(options, body=exported.out)
    assert "## Reparameterization Tuning" in exported.out


def test_a_query_is_part_of_the_options(inside: Inside, readme: Path) -> None:
    options = '"low rank" -vision OR author:wu --group-by none --columns Key'
    readme.write_text(page(options))
    assert inside("render", "README.md").code == 0
    assert readme.read_text() == page(options, body="| Key |\n| --- |\n| liu2024dora |\n| wu2025moslora |\n")


def test_a_list_follows_the_order_of_the_library(inside: Inside) -> None:
    answer = inside(
        "export", "moslora", "OR", "adapter", "OR", "dora", "--markdown", "--group-by", "none", "--columns", "Key"
    )
    assert [line.strip("| ") for line in answer.out.splitlines()[2:]] == [
        "liu2024dora",
        "muller2023adapter",
        "wu2025moslora",
    ]


@pytest.mark.parametrize(
    "around",
    [
        b"\xef\xbb\xbf# A\r\n%s\r\nb", b"\xff\xfe not utf-8\n%s\n\xe9", b"a\n\n%s", b"%s\n\n\n", b"a\rb\r\n%s\nc \t\n",
        b"```\n<!-- mllmtune: dora -->\n```\n%s\n", b"\x00\x1b[31m\n%s\n\xe2\x80\xa8",
    ],
)  # fmt: skip
def test_every_byte_outside_the_region_stays(inside: Inside, readme: Path, around: bytes) -> None:
    newline = b"\r\n" if b"%s\r\n" in around else b"\n"
    opening, closing = OPENING.format(DORA).encode() + newline, CLOSING.encode()
    readme.write_bytes(around.replace(b"%s", opening + b"old" + newline + closing))
    assert inside("render", "README.md").code == 0
    assert readme.read_bytes() == around.replace(b"%s", opening + BULLET.strip().encode() + newline + closing)


def test_a_second_run_changes_nothing(inside: Inside, readme: Path) -> None:
    readme.write_text(page(DORA, "--layout details", "--group-by year --badges"))
    assert inside("render", "README.md").code == 0
    first, written = readme.read_bytes(), readme.stat().st_mtime_ns
    assert inside("render", "README.md").code == 0
    assert (readme.read_bytes(), readme.stat().st_mtime_ns) == (first, written)


def test_a_row_stays_as_it_was_typed(inside: Inside, readme: Path) -> None:
    typed = "|Time   |Title|\n|:--:|-----|\n|2024.02|   DoRA: Weight-Decomposed Low-Rank Adaptation|\n"
    readme.write_text(page("dora --group-by none --columns Time,Title", body=typed))
    assert inside("render", "README.md").code == 0
    link = "[**DoRA: Weight-Decomposed Low-Rank Adaptation**](https://arxiv.org/abs/2402.09353)"
    assert readme.read_text().splitlines()[3:6] == ["|Time   |Title|", "|:--:|-----|", f"|2024.02| {link} |"]


@pytest.mark.parametrize(
    ("options", "typed"),
    [
        (
            "--columns Title,Venue,Code",
            (
                "| Title | Venue | Code |\n| --- | --- | --- |\n"
                "![](https://img.shields.io/github/stars/NVlabs/DoRA)<br>[DoRA: Weight-Decomposed Low-Rank Adaptation]"
                "(https://arxiv.org/pdf/2402.09353v2) (our favourite) | ICML 2024, Oral |"
                " [Github](https://github.com/NVlabs/DoRA)\n"
            ),
        ),
        (
            "--layout bullets --columns Title,Venue,Code",
            (
                "1. [READ] [DoRA: Weight-Decomposed Low-Rank Adaptation](https://arxiv.org/abs/2402.09353) (ICML'24)\n"
                "   [[code](https://github.com/NVlabs/DoRA)]  \n   a remark of ours\n"
            ),
        ),
    ],
)
def test_what_reads_as_the_library_has_it_stays_as_it_was_typed(
    inside: Inside, readme: Path, options: str, typed: str
) -> None:
    readme.write_text(text := page(f"{options} --group-by none dora", body=typed))
    assert inside("render", "README.md") == (0, "", "")
    assert readme.read_text() == text


def test_what_reads_otherwise_is_written_anew_in_the_style_of_its_list(inside: Inside, readme: Path) -> None:
    old = "* [DoRA](https://arxiv.org/abs/2402.09353), 2023\n"
    readme.write_text(page("dora --layout bullets --columns Title,Time --group-by none", body=old))
    assert inside("render", "README.md").code == 0
    assert readme.read_text() == page(DORA, body=BULLET.replace("- ", "* "))


def test_cells_that_say_the_same_stay_beside_one_that_does_not(inside: Inside, readme: Path) -> None:
    head = "| Title | Venue | Code |\n| :-- | --- | --- |\n"
    typed = (
        "|  ![](x.svg) [Dora: weight-decomposed adaptation](https://arxiv.org/abs/2402.09353) | ICML 2024 (oral)|{}|\n"
    )
    readme.write_text(page("dora --group-by none --columns Title,Venue,Code", body=head + typed.format("  -  ")))
    assert inside("render", "README.md").code == 0
    link = "[**DoRA: Weight-Decomposed Low-Rank Adaptation**](https://arxiv.org/abs/2402.09353)"
    row = f"| {link} | ICML 2024 (oral)| [link](https://github.com/NVlabs/DoRA) |\n"
    assert readme.read_text() == page("dora --group-by none --columns Title,Venue,Code", body=head + row)
    assert inside("render", "README.md", "--check") == (0, "", "")


def test_a_column_that_is_kept_by_hand_keeps_its_cells(inside: Inside, readme: Path) -> None:
    options = "dora OR moslora --group-by none --columns -=Read,Title,Venue,-=Remark"
    head = "| Read | Title | Venue | Remark |\n| --- | --- | :---: | :---: |\n"
    typed = "| [x] | **Dora: weight-decomposed** | [ICML](https://arxiv.org/abs/2402.09353)|  read *twice*|\n"
    readme.write_text(page(options, body=head + typed))
    assert inside("render", "README.md").code == 0
    first, second = readme.read_text().splitlines()[5:7]
    assert first.startswith(
        "| [x] | [**DoRA: Weight-Decomposed Low-Rank Adaptation**](https://arxiv.org/abs/2402.09353) |"
    )
    assert first.endswith("|  read *twice*|")
    assert (second.split(" | ")[0], second.split(" | ")[-1]) == ("| -", "- |")
    assert inside("render", "README.md", "--check").code == 0


def test_check_shows_the_difference_and_writes_nothing(inside: Inside, readme: Path) -> None:
    readme.write_text(page(DORA, body="old\n"))
    answer = inside("render", "README.md", "--check")
    assert (answer.code, answer.out) == (1, "")
    assert "\n-old\n+- **DoRA" in answer.err
    assert "mllmtune: README.md is not up to date; run the same command without --check" in answer.err
    assert readme.read_text() == page(DORA, body="old\n")


def test_stale_regions_become_annotations_of_github(inside: Inside, readme: Path) -> None:
    readme.write_text(page(DORA, DORA, "moslora", body=BULLET))
    answer = inside("render", "README.md", "--check", "--output-format", "github")
    told = "the library makes something else of this; run `mllmtune render README.md`"
    assert (answer.code, answer.out) == (1, f"::error file=README.md,line=11,title=not up to date::{told}\n")
    assert "\n-- **DoRA" in answer.err


def test_annotations_are_for_checks(inside: Inside, readme: Path) -> None:
    readme.write_text(page(DORA))
    answer = inside("render", "README.md", "--output-format", "github")
    assert answer == (2, "", "mllmtune: --output-format is for --check\n")
    assert readme.read_text() == page(DORA)


def test_a_last_line_without_an_end_is_shown_as_such(inside: Inside, readme: Path) -> None:
    readme.write_text(f"{OPENING.format(DORA)}\n{CLOSING}")
    assert inside("render", "README.md", "--check").err.splitlines()[5:7] == [
        f" {CLOSING}",
        "\\ No newline at end of file",
    ]


def test_check_is_content_with_what_render_wrote(inside: Inside, readme: Path) -> None:
    readme.write_text(page(DORA))
    inside("render", "README.md")
    assert inside("render", "README.md", "--check") == (0, "", "")


def test_check_names_every_file(inside: Inside, tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(page(DORA))
    answer = inside("render", "a.md", "b.md", "--check")
    assert [line for line in answer.err.splitlines() if "not up to date" in line] == [
        f"mllmtune: {name} is not up to date; run the same command without --check to write it"
        for name in ("a.md", "b.md")
    ]


@pytest.mark.parametrize(
    ("options", "code", "what"),
    [
        ("--colour red", 3, "there is no option --colour"),
        ("--layout cards", 3, "Invalid value for '--layout': 'cards' is not one of"),
        ("--heading-level 7", 3, "Invalid value for '--heading-level': 7 is not in the range"),
        ("--sort", 3, "Option '--sort' requires an argument"),
        ("--paradigm aditive", 3, '--paradigm is selective, additive, reparameterization, not "aditive"'),
        ("--category lora", 3, "--category is iterative"),
        ("--year soon", 3, "years are written"),
        ("colour:red", 3, 'there is no field "colour"'),
        ("'open", 3, "no closing quotation"),
        ("--columns Titel", 3, "which no paper has; did you mean title"),
        ("--columns ,", 3, "--columns has"),
        ("--columns Title,-", 3, "--columns has"),
        ("--aux paper.aux", 3, "there is no such file"),
        ("--help", 3, "there is no option --help"),
        ("--output x.md", 3, "there is no option --output"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(inside: Inside, readme: Path, options: str, code: int, what: str) -> None:
    readme.write_text(page(DORA, options))
    answer = inside("render", "README.md")
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith("mllmtune: README.md:6: ")
    assert what in answer.err
    assert readme.read_text() == page(DORA, options)


def test_nothing_is_written_if_a_region_of_another_file_is_wrong(inside: Inside, readme: Path, tmp_path: Path) -> None:
    readme.write_text(page(DORA))
    (tmp_path / "b.md").write_text(f"{OPENING.format(DORA)}\n")
    answer = inside("render", "README.md", "b.md")
    assert answer == (3, "", "mllmtune: b.md:1: the region is not closed; put <!-- /mllmtune --> below it\n")
    assert readme.read_text() == page(DORA)


def test_a_file_without_a_region_is_told(inside: Inside, readme: Path) -> None:
    readme.write_text("# List\n")
    answer = inside("render", "README.md")
    assert answer.code == 1
    assert "README.md has no region; put <!-- mllmtune: OPTIONS --> above one" in answer.err


def test_a_file_that_is_not_there_is_told(inside: Inside) -> None:
    assert inside("render", "README.md") == (3, "", "mllmtune: README.md: there is no such file\n")


def test_regions_without_papers_are_told(inside: Inside, readme: Path) -> None:
    readme.write_text(page("dorra", "--venue ECCV", DORA, body="old\n"))
    answer = inside("render", "README.md")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.splitlines() == [
        "mllmtune: README.md:3: the region is empty: no paper found for dorra; did you mean dora?",
        "mllmtune: README.md:7: the region is empty: no paper found for --venue ECCV",
    ]
    assert readme.read_text().count("old") == 0
    assert readme.read_text().endswith(page(DORA, body=BULLET).removeprefix("# List"))


def test_a_document_is_found_beside_the_file(inside: Inside, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "paper.aux").write_text("\\citation{dora}\n\\citation{gone}\n")
    options = "--aux paper.aux --group-by none --columns Title,Time --layout bullets"
    (folder / "cited.md").write_text(page(options))
    answer = inside("render", "paper/cited.md")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.startswith('mllmtune: paper/cited.md:3: paper/paper.aux: no paper has the key "gone"')
    assert (folder / "cited.md").read_text() == page(options, body=BULLET)


def test_it_is_a_filter(inside: Inside) -> None:
    answer = inside("render", "-", stdin=page(DORA).encode())
    assert answer == (0, page(DORA, body=BULLET), "")


def test_a_paper_stands_only_in_the_place_that_was_asked_for(inside: Inside) -> None:
    answer = inside("export", "--markdown", "--paradigm", "additive")
    assert [line for line in answer.out.splitlines() if line.startswith("#")] == [
        "### Additive Tuning",
        "#### Adapter Tuning",
    ]


@pytest.mark.parametrize(
    ("form", "option"),
    [
        ("--bib", ("--sort", "year")),
        ("--csv", ("--badges",)),
        ("--json", ("--heading-level", "2")),
        ("--biblatex", ("--columns", "Title")),
    ],
)
def test_a_format_without_a_layout_takes_no_options_of_one(inside: Inside, form: str, option: tuple[str, ...]) -> None:
    answer = inside("export", form, *option)
    name = {"--bib": "bibtex", "--csv": "csv", "--json": "json", "--biblatex": "biblatex"}[form]
    assert answer == (2, "", f"mllmtune: {option[0]} is for --markdown; {name} does not take it\n")


def test_export_refuses_a_column_that_no_paper_has(inside: Inside) -> None:
    answer = inside("export", "--markdown", "--columns", "Title,Cod")
    assert answer == (2, "", 'mllmtune: --columns names "cod", which no paper has; did you mean code?\n')
