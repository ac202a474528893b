import logging
import re
import tomllib
from pathlib import Path

import pytest

from mllmtune.formats import Format, reader, writer
from mllmtune.formats.bibtex_preamble import preamble_text
from mllmtune.formats.bibtex_reader import read
from mllmtune.formats.reading import Problem, Reading
from mllmtune.model.facts import Facts


def only(text: str) -> Facts:
    (paper,) = read(text).papers
    return paper.facts()


def keys(reading: Reading) -> list[str]:
    return [paper.key for paper in reading.papers]


def lost(reading: Reading) -> list[Problem]:
    return [problem for problem in reading.problems if problem.lost]


def told(reading: Reading) -> list[tuple[int, str]]:
    return [(problem.line, problem.text) for problem in reading.problems if not problem.lost]


def test_an_entry_of_every_day_is_read_into_attributes() -> None:
    facts = only(r"""
@InProceedings{liu2024dora,
  title     = {{DoRA}: Weight-Decomposed Low-Rank Adaptation},
  author    = "Shih-Yang Liu and M{\"u}ller, J{\"o}rg and {The LoRA Team} and others",
  booktitle = {International Conference on
               Machine Learning},
  year      = 2024,
  month     = jul,
  pages     = {1--9},
  doi       = {https://doi.org/10.1000/182},
  url       = {https://x.org/a_b%20c},
  ids       = {dora, dora2024},
}
""")

    assert facts == {
        "key": "liu2024dora",
        "type": "inproceedings",
        "title": "{DoRA}: Weight-Decomposed Low-Rank Adaptation",
        "authors": ["Liu, Shih-Yang", "Müller, Jörg", "{The LoRA Team}", "others"],
        "year": 2024,
        "month": 7,
        "booktitle": "International Conference on Machine Learning",
        "pages": "1--9",
        "doi": "10.1000/182",
        "url": "https://x.org/a_b%20c",
        "aliases": ["dora", "dora2024"],
    }


def test_strings_are_put_in_and_joined() -> None:
    facts = only("""
@string{neurips = "Advances in " # {Neural}}
@STRING(full = neurips # " Systems")
@inproceedings{a, booktitle = NeurIPS, series = full # ", " # 12, note = {neurips}}
""")

    assert facts["booktitle"] == "Advances in Neural"
    assert facts["series"] == "Advances in Neural Systems, 12"
    assert facts["note"] == "neurips"


def test_a_string_defined_again_counts_from_there_on() -> None:
    first, second = read('@string{x = "1"}\n@misc{a, note = x}\n@string{x = "2"}\n@misc{b, note = x}').papers

    assert (first.note, second.note) == ("1", "2")


def test_a_macro_that_nobody_defined_stays_a_macro_and_is_told_once() -> None:
    reading = read("@article{a, journal = IEEE_J_PAMI}\n@article{b, journal = ieee_j_pami}")

    assert [paper.fields for paper in reading.papers] == [
        {"journal": 'IEEE_J_PAMI # ""'},
        {"journal": 'ieee_j_pami # ""'},
    ]
    assert told(reading) == [(1, "a: IEEE_J_PAMI is not defined in this file; it is kept as a macro")]


@pytest.mark.parametrize(
    ("written", "month"),
    [("dec", 12), ("DEC", 12), ("{dec}", 12), ('"December"', 12), ("{12}", 12), ("2", 2), ("{02}", 2), ("{Sept.}", 9)],
)
def test_a_month_is_read_from_its_macro_name_or_number(written: str, month: int) -> None:
    assert only(f"@misc{{a, month = {written}}}")["month"] == month


@pytest.mark.parametrize(
    ("written", "field", "kept"),
    [
        ('month = mar # "~3"', "month", 'mar # "~3"'),
        ('month = "10~" # jan', "month", '"10~" # jan'),
        ("month = {July--August}", "month", "July--August"),
        ("year = {in press}", "year", "in press"),
        ("year = {2020/21}", "year", "2020/21"),
        ("doi = {to appear}", "doi", "to appear"),
        ("ids = {a b, c}", "ids", "a b, c"),
        ("title = {}", "title", ""),
        ("author = {}", "author", ""),
        ("Howto = {{Oral} at \\'{E}cole}", "howto", "{Oral} at \\'{E}cole"),
        ("file = {C:\\texts\\a_b%20c.pdf}", "file", "C:\\texts\\a_b%20c.pdf"),
        ('x = {C # "a"}', "x", '{C # "a"}'),
    ],
)
def test_a_value_that_no_attribute_holds_without_loss_stays_a_field_word_for_word(
    written: str, field: str, kept: str
) -> None:
    assert only(f"@misc{{a, {written}}}") == {"key": "a", "type": "misc", "fields": {field: kept}}


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {2402.09353}, archivePrefix = {arXiv}, primaryClass = {cs.CL}",
        "eprint = {2402.09353}, eprinttype = {arxiv}, eprintclass = {cs.CL}",
        "eprint = {arXiv:2402.09353}, primaryclass = {cs.CL}",
        "eprint = {2402.09353 [cs.CL]}, archiveprefix = {arXiv}",
    ],
)
def test_arxiv_is_known_in_every_dialect(fields: str) -> None:
    assert only(f"@misc{{a, {fields}}}") == {
        "key": "a",
        "type": "misc",
        "arxiv": "2402.09353",
        "arxiv_class": "cs.CL",
    }


def test_an_eprint_of_another_archive_stays_as_it_is() -> None:
    facts = only("@misc{a, eprint = {hal-0123}, archivePrefix = {HAL}, primaryClass = {math}}")

    assert facts["fields"] == {"eprint": "hal-0123", "archiveprefix": "HAL", "primaryclass": "math"}


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ("date = {2024}", {"year": 2024}),
        ("date = {2024-02}", {"year": 2024, "month": 2}),
        ("date = {2024-02-14}", {"year": 2024, "month": 2, "fields": {"date": "2024-02-14"}}),
        ("date = {2020-01/2021-03}", {"year": 2020, "month": 1, "fields": {"date": "2020-01/2021-03"}}),
        ("date = {2020-24}", {"year": 2020, "fields": {"date": "2020-24"}}),  # a season
        ("date = {2020-02-30}, month = mar", {"year": 2020, "month": 3, "fields": {"date": "2020-02-30"}}),
        ("date = {2024/2025}", {"year": 2024, "fields": {"date": "2024/2025"}}),
        ("date = {2024-02}, year = {2023}", {"year": 2023, "fields": {"date": "2024-02"}}),
        ("date = {2024}, crossref = {b}", {"year": 2024, "fields": {"date": "2024", "crossref": "b"}}),
    ],
)
def test_a_date_of_biblatex_gives_year_and_month_and_stays_if_it_says_more(
    fields: str, facts: dict[str, object]
) -> None:
    assert only(f"@misc{{a, {fields}}}") == {"key": "a", "type": "misc"} | facts


def test_the_names_of_biblatex_are_known_unless_the_field_has_its_own_place() -> None:
    assert only("@article{a, journaltitle = {J}, location = {L}}")["journal"] == "J"
    both = only("@article{a, journal = {J}, journaltitle = {K}, address = {A}, location = {L}}")
    assert both["fields"] == {"journaltitle": "K", "location": "L"}


def test_an_abstract_keeps_its_paragraphs_and_no_other_line_ends() -> None:
    assert only("@misc{a, abstract = {One\n  line.\n\n  Two.}}")["abstract"] == "One line.\n\nTwo."


def test_a_missing_comma_is_mended_and_told() -> None:
    reading = read(
        "@misc{a,\n  eprint={2402.09353},\n  primaryClass={cs.CV} url={https://x.org},\n  year = 2024 note = {n}\n}"
    )

    assert reading.papers[0].facts() == {
        "key": "a",
        "type": "misc",
        "year": 2024,
        "arxiv": "2402.09353",
        "arxiv_class": "cs.CV",
        "url": "https://x.org",
        "note": "n",
    }
    assert told(reading) == [
        (3, 'a: a comma is missing before "url"; it was put in'),
        (4, 'a: a comma is missing before "note"; it was put in'),
    ]
    assert [problem.raw for problem in reading.problems] == ["url = {https://x.org}", "note = {n}"]


def test_each_missing_comma_is_told_with_its_own_line() -> None:
    reading = read("@misc{a,\n title = {T}\n\n year = 2024\n note = {n}\n}")

    assert [problem.line for problem in reading.problems] == [4, 5]


def test_a_missing_comma_after_the_key_and_a_missing_key_are_mended() -> None:
    reading = read("@misc{a\n title = {A}}\n@misc{title = {LoRA again}, author = {Liu, Ann}, year = 2024}")

    assert keys(reading) == ["a", "liu2024lora"]
    assert not lost(reading)
    assert len(reading.problems) == 2


def test_the_first_of_two_fields_of_one_name_counts() -> None:
    reading = read("@misc{a,\n title = {One},\n TITLE = {Two}\n}")

    assert reading.papers[0].title == "One"
    told = 'a: field "title" stands there twice; the first counts, as in BibTeX, and this is left out: Two'
    assert reading.problems == (Problem(3, told, "TITLE = {Two}", lost=False),)


@pytest.mark.parametrize(
    "fields",
    [
        "title = {T}, % of the preprint\n % year = {1999},\n year = {2000}",
        "year = {2000},\n % year = {1999},\n title = {T}",
        "% year = 1999,\n year = 2000, title = {T}",
    ],
)
def test_of_two_fields_the_one_behind_a_percent_sign_does_not_count(fields: str) -> None:
    reading = read(f"@misc{{a,\n {fields}\n}}")

    assert reading.papers[0].year == 2000
    assert "left out: 1999" in reading.problems[-1].text


def test_a_field_given_twice_with_the_same_text_loses_nothing() -> None:
    (problem,) = read("@misc{a, title = {One}, title = {One}}").problems

    assert problem.text == 'a: field "title" stands there twice, the same'


def test_a_long_text_that_is_left_out_is_shown_from_its_beginning() -> None:
    (problem,) = read("@misc{a, abstract = {One}, abstract = {" + "word " * 10_000 + "}}").problems

    assert "left out: word word" in problem.text
    assert len(problem.text) < 400


def test_two_entries_of_one_key_are_both_there() -> None:
    assert keys(read("@misc{a, note = {1}}\n@misc{a, note = {2}}")) == ["a", "a"]


def test_an_entry_without_a_key_gets_one_that_is_free() -> None:
    text = "@misc{, title = {Prompts}, year = 2024}\n@misc{2024promptsb, note = {n}}"

    assert keys(read(text, taken=["2024prompts"])) == ["2024promptsc", "2024promptsb"]


@pytest.mark.parametrize("key", ["a key", "10.1002/%28SICI%29", "a#b", "a~b", "a\\b"])
def test_an_entry_whose_key_nothing_can_cite_is_taken_under_another(key: str) -> None:
    reading = read(f"@misc{{ok, note={{n}}}}\n@article{{{key}, title={{Prompts}}, year=2024}}")

    assert keys(reading) == ["ok", "2024prompts"]
    assert [entry.key_proposed for entry in reading.entries] == [False, True]
    (problem,) = reading.problems
    assert (problem.line, problem.lost) == (2, False)
    assert problem.text.startswith(f'"{key}" cannot be a key; it is called 2024prompts; a key has no blanks')


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("@article{x, title={a", 1, 'the brace that opens "title" on line 1 is not closed; the file ends'),
        ('\n@article{x,\n title="a}\n', 2, 'the quote that opens "title" on line 3 is not closed; the file ends'),
        (
            "@article{x,\n title={{a},\n year=2020\n}\n@misc{b, note={n}}",
            1,
            '"title" on line 2 is not closed before "year"',
        ),
        ("@article{x,\n year=2020,\n title {a}\n}\n@misc{b, note={n}}", 1, '"=" is missing after "title" on line 3'),
        (
            "@article{x,\n title={a},\n year=2020\n",
            1,
            "its closing brace is missing on line 3; the file ends before it",
        ),
        ("@article{x,\n title={a} b\n\n@misc{b, note={n}}", 1, '"=" is missing after "b" on line 2'),
        ("@article{x,\n title={a} {b}\n\n@misc{b, note={n}}", 1, '"{b}" on line 2 is neither a field nor the end'),
        ("@misc{ok, note={n}}\n@article{x,\n title={a},\n year=2020\n\n@misc{b, note={n}}", 2, "the next entry begins"),
        ("@article{x, title={{a}, year=2020}\n@misc{b, note={n}}", 1, "the next entry begins"),
    ],
)
def test_an_entry_that_cannot_be_read_is_told_with_its_line_and_swallows_no_other(
    text: str, line: int, says: str
) -> None:
    reading = read(text)

    (problem,) = lost(reading)
    assert problem.line == line
    assert says in problem.text
    assert problem.raw.startswith("@article{")
    assert problem.raw in text
    assert len(reading.papers) == text.count("@misc")


@pytest.mark.parametrize(
    "entry",
    [
        "@ article{x, title={T}}",
        "@article\n{x, title={T}}",
        "@article(x, title={T})",
        "@a-b{x, title={T}}",
        "@commented{x, title={T}}",
        '@article{x, title={T}, remark = "{a "quoted" word, and more}"}',
        "@article{x, title={T}, author={Adri\\{à} and B, C}}",
        "@article{x, title={T}, file={C:\\texts\\}}",
        "@article{x, title={T}, abstract={mail me\n@home{now}}}",
    ],
)
def test_good_bibtex_that_the_parser_gives_up_on_is_read_a_second_time(entry: str) -> None:
    reading = read(f"@misc{{before, note={{n}}}}\n{entry}\n@misc{{after, note={{n}}}}\n")

    assert keys(reading) == ["before", "x", "after"]
    assert reading.papers[1].title == "T"
    assert not lost(reading)


@pytest.mark.parametrize(
    "entry",
    [
        '@book{x, subtitle = "{zeitgem{"a}{\\ss} Schaffende}", year = "1991", note = {N}}',
        '@book{x, year = "1991", subtitle = "Simon {"}the {saint"} Templar", note = {N},\n}',
        "@book{x, file = {C:\\\\}, year = 1991, note = {N}, path = {D:\\\\}}",
    ],
)
def test_a_value_ends_where_bibtex_ends_it_and_swallows_no_other_field(entry: str) -> None:
    reading = read(f"{entry}\n\n@misc{{after, note={{n}}}}")

    assert keys(reading) == ["x", "after"]
    assert (reading.papers[0].year, reading.papers[0].note) == (1991, "N")
    assert not reading.problems


def test_what_people_take_for_a_comment_in_an_entry_is_left_out_and_told() -> None:
    reading = read("@misc{a,\n note = {n},\n year = 2014 %\n}")

    assert reading.papers[0].year == 2014
    assert told(reading) == [
        (3, 'a: what follows the value of "year" was left out: BibTeX knows no comments within entries'),
    ]


def test_what_stands_between_entries_is_told() -> None:
    reading = read("% mine\n\n@comment{x}\n@misc{a, note={n}}\n\nfree text\n")

    assert [(problem.line, problem.raw, problem.lost) for problem in reading.problems] == [
        (1, "% mine", False),
        (3, "@comment{x}", False),
        (6, "free text", False),
    ]


@pytest.mark.parametrize(
    ("file", "preambles"),
    [
        (r'@preamble{ "\newcommand{\noopsort}[1]{} " }', (r"\newcommand{\noopsort}[1]{}",)),
        (r'@PREAMBLE("\foo" # {\bar})', (r"\foo\bar",)),
        ("@string{x = {\\foo}}\n@preamble{x # {\n\\bar}}\n@preamble{{}}", ("\\foo\n\\bar", "")),
        (r'@preamble{ "\foo" # bar }', (r'"\foo" # bar',)),
        ('@preamble{{C # "a"}}', ('{C # "a"}',)),
    ],
)
@pytest.mark.parametrize("entry", ["", "@misc{a, note={n}}"])
def test_preambles_are_kept_and_written_as_they_were(file: str, preambles: tuple[str, ...], entry: str) -> None:
    reading = read(f"{entry}\n{file}\n")
    again = read(preamble_text(reading.preambles) + entry)

    assert reading.preambles == again.preambles == preambles
    assert len(reading.papers) == len(again.papers) == bool(entry)


def test_what_is_odd_in_a_preamble_is_told_and_the_preamble_kept() -> None:
    reading = read('@preamble{\\foo{x} y}\n@preamble{"a" # bar}\n@misc{a, note={n}}')

    assert reading.preambles == ("\\foo{x} y", '"a" # bar')
    assert told(reading) == [
        (1, "a @preamble: its text is not in braces or quotes"),
        (2, "a @preamble: bar is not defined in this file; it is kept as a macro"),
    ]


def test_a_file_without_preambles_gets_no_head() -> None:
    assert preamble_text(read("@misc{a, note={n}}").preambles) == ""


@pytest.mark.parametrize(
    ("author", "told"),
    [
        (
            "Ada Lovelace, Alan Turing, Grace Hopper",
            'this is likely several names; names are joined by "and": Ada Lovelace and Alan Turing and Grace Hopper',
        ),
        (
            "A. Turing, G. Hopper, A. Lovelace, and B. Liskov",
            'too many commas in a name; names are joined by "and": A. Turing and G. Hopper and A. Lovelace',
        ),
    ],
)
def test_several_names_in_one_are_told_once(author: str, told: str) -> None:
    reading = read(f"@misc{{a, author = {{{author}}}}}")

    assert [problem.text for problem in reading.problems] == [f"a: {told}"]


def test_authors_joined_by_commas_are_told() -> None:
    reading = read("@misc{a, author = {A. Liu, B. Wang, C. Yin, D. Hu}}")

    assert reading.papers[0].authors == ("A. Liu, B. Wang, C. Yin, D. Hu",)
    assert told(reading) == [
        (1, 'a: too many commas in a name; names are joined by "and": A. Liu and B. Wang and C. Yin and D. Hu')
    ]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ("Liu, A., Wang, B., Yin, C.", '"and": Liu, A. and Wang, B. and Yin, C.'),
        ("Liu, Wang, Yin, Hu", '"and": Liu and Wang and Yin and Hu'),
        ("Ada Liu; Alan Wang", 'a semicolon in a name; names are joined by "and": Ada Liu and Alan Wang'),
        ("Liu, A. and et al.", '"et al." is taken for a name; what stands for further ones is "and others"'),
        ("Daniel Liu, Alan Wang", 'this is likely several names; names are joined by "and": Daniel Liu and Alan Wang'),
        ("Liu, A.; Wang, B.", 'a semicolon in a name; names are joined by "and": Liu, A. and Wang, B.'),
        ("Liu, A., and Wang, B.", 'a comma too many at the end of the name "Liu, A.,"; it was left out'),
    ],
)
def test_names_that_are_not_parted_by_and_are_told_with_what_was_likely_meant(names: str, says: str) -> None:
    ((line, text),) = told(read(f"\n@misc{{a, author = {{{names}}}}}"))

    assert line == 2
    assert says in text


@pytest.mark.parametrize(
    "names", ["Liu, A. and Wang, B.", "{Barnes; Noble} and {Barnes, and Noble, Inc.}", "family=Liu, given=A"]
)
def test_names_that_are_in_order_are_not_told(names: str) -> None:
    assert not told(read(f"@misc{{a, author = {{{names}}}}}"))


def test_a_key_used_twice_is_told_with_both_lines() -> None:
    reading = read("@misc{a, note={1}}\n@misc{b, note={1}}\n@misc{a, note={2}}\n@misc{B, note={3}}\n@misc{a, note={1}}")

    assert keys(reading) == ["a", "b", "a", "B", "a"]
    assert told(reading) == [
        (3, 'the key "a" is used twice, on line 1 for another entry; give one of them another key'),
        (4, 'the key "B" is to BibTeX the same as "b" on line 2'),
        (5, 'the entry "a" stands on line 1 already, the same'),
    ]


def test_a_closing_brace_too_many_is_left_out_and_told() -> None:
    reading = read("@misc{a,\n title = {One}},\n year = 2024,\n note = {n}\n}\n@misc{b, note={n}}")

    assert [(paper.key, paper.year, paper.note) for paper in reading.papers] == [("a", 2024, "n"), ("b", None, "n")]
    assert told(reading) == [(2, 'a: a closing brace too many before "year"; it was left out')]


def test_quotes_within_quotes_are_text_and_told() -> None:
    reading = read('@misc{a,\n title = "One "two" three"\n}')

    assert reading.papers[0].title == 'One "two" three'
    assert told(reading) == [(2, 'a: a quote within the quotes of "title"; it is taken as part of the text')]


def test_values_without_braces_are_text_and_told() -> None:
    reading = read("@misc{a, title = Two words, pages = 1--9, note = }")

    assert reading.papers[0].facts() == {
        "key": "a",
        "type": "misc",
        "title": "Two words",
        "pages": "1--9",
        "fields": {"note": ""},
    }
    assert len(told(reading)) == 2


def test_a_byte_order_mark_and_the_line_ends_of_other_systems_do_not_matter() -> None:
    dos = read("\ufeff@misc{a,\r\n  title = {One\r\n  Two}\r\n}\r\n@misc{b\r\n")

    assert dos.papers[0].title == "One Two"
    assert [problem.line for problem in lost(dos)] == [5]
    assert keys(read("@misc{a, title = {T}}\r@misc{b, title = {U}}")) == ["a", "b"]


def test_the_parser_s_own_log_says_nothing(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.DEBUG):
        read("@article{x, title={a")

    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_every_parser_that_is_needed_has_an_upper_bound() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=]", each)[0]: each for each in project["dependencies"]}

    parsers = {"bibtexparser", "markdown-it-py", "pydantic", "pyyaml", "rispy", "rtoml", "tomlkit", "typer"}

    assert not {name for name in parsers & needed.keys() if "<" not in needed[name]}
    assert "bibtexparser" in needed


def test_an_empty_file_holds_nothing() -> None:
    assert read("") == Reading((), ())


def test_one_reader_serves_both_dialects() -> None:
    assert reader(Format.BIBTEX) is reader(Format.BIBLATEX)


def test_a_line_that_ends_in_a_backslash_is_a_line_of_the_file() -> None:
    text = "@misc{a,\n note = {contents \\\\\n more \\\\\n} # s\n}\n@misc{b, note = }\n"

    assert [entry.line for entry in read(text).entries] == [1, 6]
    assert [problem.line for problem in read(text).problems] == [2, 6]


def test_macros_that_would_make_a_file_of_a_megabyte_fill_a_disk_stay_macros() -> None:
    text = "@string{s = {" + "x" * 1_000_000 + "}}\n" + "".join(f"@misc{{a{n}, note = s # s}}\n" for n in range(100))

    reading = read(text)

    assert len(reading.papers) == 100
    assert sum(len(paper.fields["note"]) for paper in reading.papers if "note" in paper.fields) < 1_000
    assert [line for line, words in told(reading) if "s would make the file twenty times as long" in words] == [13]


def test_fields_that_the_model_does_not_know_keep_their_order_and_their_words() -> None:
    text = "@misc{a, zzz = {One {T}wo}, title = {T}, abc = {50\\% \\emph{x}}, Mixed-Case = {#1}, empty = {}}"

    fields = only(text)["fields"]

    assert list(fields.items()) == [
        ("zzz", "One {T}wo"),
        ("abc", "50\\% \\emph{x}"),
        ("mixed-case", "#1"),
        ("empty", ""),
    ]


@pytest.mark.parametrize("form", [Format.BIBTEX, Format.BIBLATEX])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "https://x.org/a_b%20c~d\\%#e?f=1&g=$h"),
        ("doi", "10.1000/a_b%20\\'e(1)<2>"),
        ("eprint", "a_b%20\\'e"),
        ("file", ":C\\:/a_b%20c/x.pdf:PDF"),
        ("pdf", "https://x.org/~a_b%20c.pdf"),
    ],
)
def test_what_is_verbatim_is_read_and_written_as_it_is(name: str, value: str, form: Format) -> None:
    text = f"@misc{{a, {name} = {{{value}}}}}"

    assert f"{name} = {{{value}}}" in writer(form).write([only(text)])


WEB_OF_SCIENCE = r"""
@article{ ISI:000312345600001,
Author = {Doe, John},
Title = {{A study of things}},
Journal = {{NATURE}},
Year = {{2012}},
Month = {{JAN}},
DOI = {{10.1016/j.things.2012.01.001}},
Early Access Date = {{DEC 2011}},
ISSN = {{1234-5678}},
Usage-Count-(Last-180-days) = {{1}},
}
"""


def test_braces_around_all_of_a_year_or_an_identifier_say_nothing() -> None:
    reading = read(WEB_OF_SCIENCE)

    facts = reading.papers[0].facts()
    assert (facts["year"], facts["month"]) == (2012, 1)
    assert (facts["doi"], facts["issn"]) == ("10.1016/j.things.2012.01.001", "1234-5678")
    assert (facts["title"], facts["journal"]) == ("{A study of things}", "{NATURE}")
    assert facts["fields"] == {"early-access-date": "{DEC 2011}", "usage-count--last-180-days-": "{1}"}
    assert told(reading) == [
        (
            9,
            'ISI:000312345600001: "Early Access Date" cannot be the name of a field; it is called "early-access-date"',
        )
    ]


@pytest.mark.parametrize(
    ("typed", "keywords"),
    [
        ("one\ntwo words\nthree", "one, two words, three"),  # EndNote
        ("one, two\nwords", "one, two words"),
        ("two\n   words", "two words"),
    ],
)
def test_keywords_a_line_each_stay_apart(typed: str, keywords: str) -> None:
    assert read(f"@misc{{a, keywords = {{{typed}}}}}").papers[0].keywords == keywords
