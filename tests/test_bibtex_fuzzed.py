"""Whatever stands in a BibTeX file: no traceback, nothing left out without a word, no more time than it is long."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mllmtune.formats import Format, writer
from mllmtune.formats.bibtex_blocks import RawEntry, raw_entries
from mllmtune.formats.bibtex_plain import Plain
from mllmtune.formats.bibtex_reader import read
from mllmtune.formats.bibtex_split import Definition, Head, Part, Unread, parsed, parts
from mllmtune.formats.bibtex_values import simple_text
from mllmtune.formats.reading import Problem

# Pieces of files, whole and broken, in any order.
PIECES = st.sampled_from(
    [
        "@misc{a,\n title = {T},\n}\n", "@article(b, title = {T}, year = 2024)\n", "\n@misc{c, note = {n}}\n",
        "@misc{", "@misc(", "a,", "title = ", "{T}", '"T"', "{", "}", "(", ")", '"', ",", "=", "#", "@", "\\", "%",
        "\n", " ", "\n@", "@string{s = {S}}\n", "@string{s = ", "@preamble{{P}}\n", "@preamble{", "@comment{C}\n",
        "@comment", "s # {x}", "note = {\\}", 'note = {"}', 'note = "{"}"', "year = 2024", "und", "ü", "\\{", "\\}",
        "and", "@home{now}", "\0", "\f", "\u00a0", "\x85", "% ", "month = jan,", "@misc{, x = 1}", "\\\n",
    ]
)  # fmt: skip
FILES = st.lists(PIECES, max_size=30).map("".join) | st.text(st.sampled_from('@misc{}(),="#\\%a \n'), max_size=60)


def uncovered(text: str) -> str:
    """Return what of the file is in no entry, problem, preamble or definition that was read."""
    told = [item.raw for item in raw_entries(text) if isinstance(item, RawEntry | Problem)]
    told += [part.raw for part in parts(text) if isinstance(part, Definition | Head)]
    free = [True] * len(text)
    for raw in filter(None, told):
        at = text.find(raw)
        while at >= 0:
            free[at : at + len(raw)] = [False] * len(raw)
            at = text.find(raw, at + 1)
    return "".join(sign for sign, is_free in zip(text, free, strict=True) if is_free)


@given(text=FILES)
@example(text='@misc{a, title = "x {"}the {y"} z",\n}')
@example(text="@misc{a, title = {x}},\n year = 2024,\n}")
@example(text="@misc{a,\n@misc{b")
@example(text="@misc{a,\n title = {T},\n}\n,@home{now}a,@home{now}")
@example(text="@misc{@misc{a,\n title = {T},\n}\n")
@example(text="@string{s = @misc{a,\n title = {T},\n}\na,@misc{a,\n title = {T},\n}\n@misc{a,\n title = {T},\n}\n")
def test_all_that_is_not_blank_is_an_entry_or_named_by_a_problem(text: str) -> None:
    assert not uncovered(text).strip()


@given(text=FILES)
def test_every_entry_is_written_so_that_it_can_be_read_again(text: str) -> None:
    papers = read(text).papers
    for form in (Format.BIBTEX, Format.BIBLATEX):
        again = read(writer(form).write(paper.facts() for paper in papers))

        assert [paper.key for paper in again.papers] == [paper.key for paper in papers]
        assert not [problem for problem in again.problems if problem.lost]


@given(text=FILES)
def test_every_problem_has_a_line_of_the_file(text: str) -> None:
    lines = text.count("\n") + 1

    assert all(1 <= problem.line <= lines for problem in read(text).problems)


def said(part: Part) -> object:
    """Return what a part says, whoever has read it."""
    match part:
        case Plain():
            return part.line, part.type.lower(), part.key, list((part.texts or {}).items()), part.raw
        case Unread():
            fields = [(name.lower(), simple_text(value) or value) for name, value, _ in part.fields]
            return part.line, part.type, part.key, fields, part.raw
    return part


@given(text=FILES)
@example(text="@misc{a, title = {T}}\n,year = 2024}\n@misc{b, title = {T}}")
@example(text="@misc{a, title = {x \\\n y}}\n@misc{b, title = {x \\}}\n@misc{c, month = jan}")
@example(text="@comment{\n@misc{a, title = {T}}\n}\n@misc{b, title = {x\n@misc{c, title = {T}}")
def test_a_plain_entry_is_read_as_the_parser_reads_it(text: str) -> None:
    assert [said(part) for part in parts(text)] == [said(part) for part in parsed(text)]


LONG = {
    "open braces": "{" * 65_536,
    "open braces in a value": "@misc{a, title = " + "{" * 65_536,
    "braces in braces": "@misc{a, title = " + "{" * 65_536 + "x" + "}" * 65_536 + "}",
    "one line": "@misc{a, note = {" + "word " * 2_000_000 + "}}",
    "one line outside": "word " * 2_000_000,
    "one line of entries": "@misc{a, note = {x}, year = 2024} " * 30_000,
    "strings": "".join(f"@string{{s{number} = {{v}}}}\n" for number in range(100_000)),
    "missing commas": "@misc{a,\n" + "".join(f" f{number} = {{v}}\n" for number in range(10_000)) + "}",
    "entries that do not end": "@misc{a,\n title = {x},\n" * 2_000,
    "an entry that does not end": "@misc{a,\n" + " title = {x},\n" * 10_000,
    "pieces": "@misc{a, title = " + '"a" # ' * 100_000 + '"b"}',
    "strings that double": "@string{s0 = {ab}}\n"
    + "".join(f"@string{{s{number + 1} = s{number} # s{number}}}\n" for number in range(60))
    + "@misc{a, note = s60}",
    "strings in strings": "@string{s0 = {x}}\n"
    + "".join(f"@string{{s{number + 1} = s{number} # {{x}}}}\n" for number in range(50_000)),
    "strings in strings that nobody defines": "".join(
        f"@string{{s{number + 1} = s{number} # {{x}}}}\n" for number in range(50_000)
    ),
    "a long string in many entries": "@string{s = {"
    + "x" * 100_000
    + "}}\n"
    + "".join(f"@misc{{a{number}, note = s # s}}\n" for number in range(5_000)),
    "escaped braces": "@misc{a, title = {" + "\\{ " * 10_000 + "\\} " * 10_000 + "}}",
    "names": "@misc{a, author = {" + " and ".join(["A B"] * 10_000) + "}}",
    "entries without a key": "@misc{, title = {T}}\n" * 10_000,
    "commas for and": "@misc{a, author = {" + ", ".join(["A B"] * 10_000) + "}}",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_file_is_read_and_written_in_reasonable_time(text: str) -> None:
    reading = read(text)
    for form in (Format.BIBTEX, Format.BIBLATEX):
        writer(form).write(paper.facts() for paper in reading.papers)

    assert reading.entries or reading.problems or "@string" in text
