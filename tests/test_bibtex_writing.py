# ruff: noqa: RUF001 - letters and signs that look alike are what is tested
import subprocess
import sys
from typing import cast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mllmtune.formats import Format, writer
from mllmtune.formats.bibtex_reader import read
from mllmtune.model.facts import Facts

DIALECTS = [Format.BIBTEX, Format.BIBLATEX]

DORA = Facts(
    key="liu2024dora",
    type="inproceedings",
    title="DoRA: Größe & Weight-Decomposed {Low-Rank} Adaptation",
    authors=["Müller, Jörg", "{The LoRA Team}", "others"],
    year=2024,
    month=2,
    venue="ICML",
    booktitle="International Conference on Machine Learning",
    address="Wien",
    doi="10.1000/a_b",
    arxiv="2402.09353",
    arxiv_class="cs.CL",
    url="https://x.org/a_b%20c",
    paradigm="reparameterization",
    category="calibration",
    tags=["peft"],
    aliases=["dora"],
    notes="mine",
    fields={"howto": "{Oral} 5%", "isodate": 'mar # "~3"'},
)


def write(facts: Facts, dialect: Format = Format.BIBTEX) -> str:
    return writer(dialect).write([facts])


def again(text: str, dialect: Format) -> str:
    reading = read(text)
    assert not [problem for problem in reading.problems if problem.lost]
    return writer(dialect).write(paper.facts() for paper in reading.papers)


def test_classic_bibtex_is_ascii_in_a_fixed_order() -> None:
    assert write(DORA) == (
        r"""@inproceedings{liu2024dora,
  author = {M{\"u}ller, J{\"o}rg and {The LoRA Team} and others},
  title = {{DoRA}: Gr{\"o}{\ss}e \& Weight-Decomposed {Low-Rank} Adaptation},
  booktitle = {International Conference on Machine Learning},
  year = {2024},
  month = feb,
  address = {Wien},
  doi = {10.1000/a_b},
  eprint = {2402.09353},
  archivePrefix = {arXiv},
  primaryClass = {cs.CL},
  url = {https://x.org/a_b%20c},
  ids = {dora},
  howto = {{Oral} 5%},
  isodate = mar # "~3",
}
"""
    )


def test_biblatex_is_unicode_with_its_own_fields() -> None:
    assert write(DORA, Format.BIBLATEX) == (
        r"""@inproceedings{liu2024dora,
  author = {Müller, Jörg and {The LoRA Team} and others},
  title = {{DoRA}: Größe \& Weight-Decomposed {Low-Rank} Adaptation},
  booktitle = {International Conference on Machine Learning},
  date = {2024-02},
  location = {Wien},
  doi = {10.1000/a_b},
  eprint = {2402.09353},
  eprinttype = {arxiv},
  eprintclass = {cs.CL},
  url = {https://x.org/a_b%20c},
  ids = {dora},
  howto = {{Oral} 5%},
  isodate = mar # "~3",
}
"""
    )


@pytest.mark.parametrize(
    ("read_from", "dates"),
    [
        ("year = 2024", ["date = {2024}"]),
        ("year = 2024, month = feb", ["date = {2024-02}"]),
        ("year = 2024, month = feb, day = 9", ["year = {2024}", "month = {2}", "day = {9}"]),
        ('year = 2024, month = feb # "~3"', ["year = {2024}", 'month = feb # "~3"']),
        ("year = 2024, crossref = {b}", ["year = {2024}", "crossref = {b}"]),
        ("date = {2024}, crossref = {b}", ["date = {2024}", "crossref = {b}"]),
        ("date = {2024-02-09}", ["date = {2024-02-09}"]),
        ("date = {2024-02-09}, year = 2024, month = feb", ["date = {2024-02-09}"]),
        ("date = {2024-02-09}, year = 2024, month = mar", ["month = {3}", "date = {2024-02-09}"]),
        ("year = 712", ["year = {712}"]),
    ],
)
def test_biblatex_gets_a_date_where_it_takes_nothing_away(read_from: str, dates: list[str]) -> None:
    (paper,) = read(f"@misc{{a, {read_from}}}").papers

    written = write(paper.facts(), Format.BIBLATEX)

    assert written == "@misc{a,\n" + "".join(f"  {line},\n" for line in dates) + "}\n"
    assert again(written, Format.BIBLATEX) == written


@pytest.mark.parametrize("date", ["2024-02-09", "2024-02/2025-03", "2024-02/"])
def test_classic_bibtex_gets_year_and_month_of_a_date_that_its_styles_do_not_know(date: str) -> None:
    (paper,) = read(f"@misc{{a, date = {{{date}}}}}").papers

    assert write(paper.facts()) == f"@misc{{a,\n  year = {{2024}},\n  month = feb,\n  date = {{{date}}},\n}}\n"


def test_entries_have_a_blank_line_between_them() -> None:
    text = writer(Format.BIBTEX).write([Facts(key="a", type="misc"), Facts(key="b", type="misc")])

    assert text == "@misc{a,\n}\n\n@misc{b,\n}\n"
    assert writer(Format.BIBTEX).write([]) == ""


@pytest.mark.parametrize(
    ("kind", "field"), [("inproceedings", "booktitle"), ("conference", "booktitle"), ("article", "journal")]
)
def test_a_venue_stands_in_for_a_proceedings_or_journal_without_a_name(kind: str, field: str) -> None:
    assert f"  {field} = {{ICML}},\n" in write(Facts(key="a", type=kind, venue="ICML"))


@pytest.mark.parametrize(
    "facts",
    [
        Facts(key="a", type="misc", venue="ICML"),
        Facts(key="a", type="inproceedings", venue="ICML", booktitle="B"),
        Facts(key="a", type="article", venue="ICML", journal="J"),
    ],
)
def test_a_venue_is_not_written_otherwise(facts: Facts) -> None:
    assert "ICML" not in write(facts)


def test_openreview_and_the_anthology_stand_in_for_an_address() -> None:
    assert "url = {https://openreview.net/forum?id=abcDEF123}" in write(
        Facts(key="a", type="misc", openreview="abcDEF123")
    )
    assert "url = {https://aclanthology.org/2024.acl-long.1}" in write(
        Facts(key="a", type="misc", anthology="2024.acl-long.1")
    )
    assert "openreview" not in write(Facts(key="a", type="misc", openreview="abcDEF123", url="https://x.org"))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("attribute", ["url", "doi"])
def test_addresses_are_written_as_they_are(attribute: str, dialect: Format) -> None:
    address = "https://x.org/a_b%20c&d#e~f$g" if attribute == "url" else "10.1000/a_b%&#(c)"

    facts = cast("Facts", {"key": "a", "type": "misc", attribute: address})

    assert f"{attribute} = {{{address}}}" in write(facts, dialect)


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("a } b { c", r"a \textbraceright{} b \textbraceleft{} c"),
        (r"a \} b", r"a \textbraceright{} b"),
        (r"\{a\}", r"\{a\}"),
        ("{a}", "{a}"),
        ("C:\\", "C:\\ "),
        ("bell\x07 and esc\x1b[31m", "bell and esc[31m"),
    ],
)
def test_no_text_breaks_the_file(typed: str, safe: str) -> None:
    assert f"  note = {{{safe}}},\n" in write(Facts(key="a", type="misc", note=typed))


def test_an_unpaired_brace_in_an_address_is_percent_encoded() -> None:
    assert "url = {https://x.org/%7Ba}" in write(Facts(key="a", type="misc", url="https://x.org/{a"))


def test_the_name_of_a_field_cannot_break_the_file_and_none_is_written_twice() -> None:
    text = write(Facts(key="a", type="misc", title="T", fields={"my = field, {x}": "1", "Title": "2", "NOTE": "3"}))

    assert text == "@misc{a,\n  title = {T},\n  my-field-x- = {1},\n  note = {3},\n}\n"


def test_a_name_with_the_word_and_stays_one_name() -> None:
    text = write(Facts(key="a", type="misc", authors=["Barnes and Noble", "Liu, Ann"]))

    assert read(text).papers[0].authors == ("{Barnes and Noble}", "Liu, Ann")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "fields",
    [
        "month = dec",
        'month = mar # "~3"',
        'month = "10~" # jan, year = {2024}',
        "month = jan, date = {2024-02-14}",
        "title = {{\\'e} and \\'{e} {LoRA} {{\\\"U}ber} $\\ell_1$ A \\& B}",
        "journal = IEEE_J_PAMI",
        "year = {in press}",
        "year = {0712}",
        "title = {}",
        "note = {\\lbrace a}",
        'x = {C # "a"}',
        "address = {A}, location = {B}",
        "url = {https://x.org/a_b%20c}, note = {\\url{https://x.org/a_b%20c}}",
        "author = {{Barnes and Noble} and van Beethoven, Jr, Ludwig and 张三 and others}",
        "abstract = {One.\n\nTwo.}",
    ],
)
def test_what_was_read_is_written_the_same_at_each_run(fields: str, dialect: Format) -> None:
    first = again(f"@misc{{a, {fields}}}", dialect)

    assert again(first, dialect) == first


def test_extended_names_are_for_biblatex_alone() -> None:
    facts = Facts(key="a", type="misc", authors=["family=Müller, given=Ann, prefix=von, given-i=A", "Liu, Ann"])

    assert 'author = {von M{\\"u}ller, Ann and Liu, Ann}' in write(facts)
    assert "author = {family=Müller, given=Ann, prefix=von, given-i=A and Liu, Ann}" in write(facts, Format.BIBLATEX)


def family(*members: str) -> list[Facts]:
    """Return papers from "key" or "key>parent"."""
    pairs = [member.partition(">") for member in members]
    return [Facts(key=key, type="misc", fields={"crossref": up} if up else {"x": "y"}) for key, _, up in pairs]


def order(text: str) -> list[str]:
    return [paper.key for paper in read(text).papers]


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("p a>p b", "a p b"),
        ("p a>p b c>P d", "a b c p d"),
        ("a>p p b", "a p b"),
        ("g p>g a>p b>p x", "a b p g x"),
        ("g x p>g c>g a>p", "x c a p g"),
        ("p p a>p", "a p p"),
        ("a>a b>nowhere", "a b"),
        ("x a>b b>a c>a y", "x c y a b"),
    ],
)
def test_bibtex_gets_parents_behind_their_children_and_all_else_in_its_order(given: str, written: str) -> None:
    first = writer(Format.BIBTEX).write(family(*given.split()))

    assert order(first) == written.split()
    assert again(first, Format.BIBTEX) == first


def test_biblatex_gets_parents_where_they_are() -> None:
    assert order(writer(Format.BIBLATEX).write(family("p", "a>p"))) == ["p", "a"]


TEXT = st.text(
    st.sampled_from("aBé ü{}\\$&%#_^~\"'`,=@\n-“–αı\u0301中:( )") | st.characters(codec="utf-8"),
    min_size=1,
    max_size=20,
)
NAME = st.sampled_from(
    ["Liu, Ann", "van Beethoven, Ludwig", "{A and B}", "others", "Müller", "张三", "and", "A, B, C, D"]
)
FIELD = st.sampled_from(["howto", "isodate", "x-y", "file", "crossref"])
FACTS = st.fixed_dictionaries(
    {"key": st.just("k"), "type": st.sampled_from(["article", "inproceedings", "phdthesis"])},
    optional={
        "title": TEXT,
        "authors": st.lists(NAME | TEXT, min_size=1, max_size=3),
        "year": st.integers(1, 9999),
        "month": st.integers(1, 12),
        "note": TEXT,
        "abstract": TEXT,
        "url": TEXT,
        "school": TEXT,
        "address": TEXT,
        "arxiv": st.just("2402.09353"),
        "fields": st.dictionaries(FIELD, TEXT, max_size=2),
    },
)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(facts=FACTS)
@example(facts={"key": "k", "type": "misc", "title": "\\LaTeXü \\ü {"})
@example(facts={"key": "k", "type": "misc", "title": "\\\x1fO"})
@example(facts={"key": "k", "type": "misc", "title": "{À"})
@example(facts={"key": "k", "type": "misc", "title": "$ 0A"})
@example(facts={"key": "k", "type": "misc", "title": "\\AÀ0"})
@example(facts={"key": "k", "type": "misc", "authors": ["De\xa0Croon", "\\\xa0"]})
@example(facts={"key": "k", "type": "misc", "authors": ["\xa0ü, Ann\xa0"]})
def test_writing_reading_and_writing_gives_the_same_bytes(facts: Facts, dialect: Format) -> None:
    first = write(facts, dialect)

    assert again(first, dialect) == first


WORD = st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1, max_size=8).filter(
    lambda word: word.lower() not in ("and", "others") and not set(word) & set("µĿŀŉĲĳſ")
)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(
    facts=st.fixed_dictionaries(
        {"key": st.just("k"), "type": st.just("article")},
        optional={
            "title": WORDS.map(lambda words: f"{{{words}}}"),
            "authors": st.lists(st.tuples(WORD, WORD).map(", ".join), min_size=1, max_size=3),
            "editors": st.lists(st.tuples(WORD, WORD).map(", ".join), min_size=1, max_size=3),
            "year": st.integers(1000, 9999),
            "journal": WORDS,
            "volume": st.integers(1, 99).map(str),
            "pages": st.just("1--9"),
            "address": WORDS,
            "publisher": WORDS,
            "note": WORDS,
            "doi": st.just("10.1000/182_a%"),
            "arxiv": st.just("2402.09353"),
            "url": st.just("https://x.org/a_b%20c"),
            "abstract": WORDS,
            "keywords": WORDS,
            "aliases": st.just(["old", "older"]),
            "fields": st.dictionaries(FIELD, WORDS, min_size=1, max_size=2),
        },
    )
)
def test_a_paper_written_and_read_is_the_same_paper(facts: Facts, dialect: Format) -> None:
    (paper,) = read(write(facts, dialect)).papers

    assert paper.facts() == facts


@pytest.mark.parametrize("dialect", DIALECTS)
def test_writing_loads_neither_the_model_nor_the_parser(dialect: Format) -> None:
    program = f"import sys, mllmtune.formats as f; f.writer(f.Format('{dialect}')); print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout.split()

    assert not {"pydantic", "bibtexparser", "pylatexenc"} & set(loaded)
