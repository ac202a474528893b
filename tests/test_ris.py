import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.formats import bibtex_reader, ris_reader
from mllmtune.formats.ris import write
from mllmtune.model.facts import Facts
from mllmtune.model.paper import Paper

# In the likeness of what Zotero, EndNote, Mendeley and the sites of publishers write.
ZOTERO = """\
TY  - JOUR
TI  - Weights {in} vivo: 50% & $5
AU  - Müller, Jörg
AU  - King, Martin Luther, Jr.
AU  - World Health Organization,
T2  - Transactions on Machine Learning
AB  - First line,
 second line: AB - is no tag.
DA  - 2024/02/14/
PY  - 2024
DO  - 10.1000/xyz_1
DP  - DOI.org (Crossref)
VL  - 12
IS  - 3
SP  - 101
EP  - 115
J2  - TML
LA  - en
SN  - 1234-5678
UR  - https://example.org/a;b_c
UR  - https://github.com/x/y
L1  - https://example.org/a.pdf
Y2  - 2024/03/01/09:30:00
KW  - adapters
KW  - low rank
N1  - a note
C1  - first
C1  - second
ID  - mueller2024
ER  -

"""
ENDNOTE = """\
TY  - CPAPER\r
A1  - LeCun, Yann\r
A2  - Bach, Francis\r
Y1  - 2024/07//\r
T1  - A title\r
T2  - Proceedings of the Conference\r
C3  - ICML 2024\r
PB  - PMLR\r
CY  - Vienna\r
SP  - 1-9\r
SN  - 978-3-16-148410-0\r
M3  - Conference Paper\r
RN  - my own thoughts\r
ER  - \r
"""
EXAMPLES = "TY  - BOOK\nTI  - Walden\nAU  - Thoreau, Henry David\nPY  - 1854\nID  - walden\nER  - \n"


def only(text: str) -> Facts:
    (paper,) = ris_reader.read(text).papers
    return paper.facts()


def record(*lines: str, kind: str = "JOUR") -> Facts:
    return only("\n".join([f"TY  - {kind}", "ID  - a", *lines, "ER  - "]))


def paper(**attributes: object) -> Facts:
    return Paper.model_validate({"key": "a", "type": "misc"} | attributes).facts()


# Reading


def test_a_record_of_zotero_becomes_a_paper() -> None:
    assert only(ZOTERO) == {
        "key": "mueller2024",
        "type": "article",
        "title": r"Weights \textbraceleft{}in\textbraceright{} vivo: 50% & \$5",
        "authors": ["Müller, Jörg", "King, Jr., Martin Luther", "{World Health Organization}"],
        "year": 2024,
        "month": 2,
        "journal": "Transactions on Machine Learning",
        "volume": "12",
        "number": "3",
        "pages": "101--115",
        "doi": "10.1000/xyz_1",
        "issn": "1234-5678",
        "url": "https://example.org/a;b_c",
        "keywords": "adapters, low rank",
        "note": "a note",
        "abstract": "First line, second line: AB - is no tag.",
        "links": {"link": "https://github.com/x/y", "pdf": "https://example.org/a.pdf"},
        "fields": {
            "shortjournal": "TML",
            "date": "2024-02-14",
            "urldate": "2024-03-01",
            "language": "en",
            "ris-dp": "DOI.org (Crossref)",
            "ris-y2": "2024/03/01/09:30:00",
            "ris-c1": "first ; second",
        },
    }


def test_a_record_of_endnote_becomes_a_paper() -> None:
    assert only(ENDNOTE) == {
        "key": "lecun2024title",
        "type": "inproceedings",
        "title": "A title",
        "authors": ["LeCun, Yann"],
        "editors": ["Bach, Francis"],
        "year": 2024,
        "month": 7,
        "booktitle": "Proceedings of the Conference",
        "pages": "1--9",
        "publisher": "PMLR",
        "address": "Vienna",
        "isbn": "978-3-16-148410-0",
        "notes": "my own thoughts",
        "fields": {"eventtitle": "ICML 2024", "type": "Conference Paper", "ris-ty": "CPAPER"},
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["PY  - 2024///"], {"year": 2024}),
        (["PY  - 2024/02"], {"year": 2024, "month": 2}),
        (["Y1  - 2024/02/14/"], {"year": 2024, "month": 2, "fields": {"date": "2024-02-14"}}),
        (["PY  - 2024", "DA  - 2023/12/01/"], {"year": 2024, "fields": {"ris-da": "2023/12/01/"}}),
        (["PY  - 2019", "DA  - MAR 15"], {"year": 2019, "month": 3, "fields": {"date": "2019-03-15"}}),  # WoS
        (["PY  - 2019", "DA  - Jan"], {"year": 2019, "month": 1}),
        (["PY  - 2019", "DA  - JAN-FEB"], {"year": 2019, "fields": {"ris-da": "JAN-FEB"}}),
        (["Y1  - 2001/05//Spring"], {"year": 2001, "month": 5, "fields": {"ris-y1": "2001/05//Spring"}}),
        (["PY  - in press"], {"fields": {"year": "in press"}}),
        (["DA  - Spring 2024"], {"fields": {"year": "Spring 2024"}}),
        (["PY  - 2024", "DA  - Spring"], {"year": 2024, "fields": {"ris-da": "Spring"}}),
        (["SP  - e1234"], {"pages": "e1234"}),
        (["EP  - 9"], {"pages": "9"}),
        (["SP  - 5", "EP  - 5"], {"pages": "5"}),
        (["JO  - J. Mach.", "JF  - Journal of Machines"],
         {"journal": "Journal of Machines", "fields": {"shortjournal": "J. Mach."}}),
        (["AN  - arXiv:2402.09353"], {"arxiv": "2402.09353"}),
        (["UR  - https://arxiv.org/abs/2402.09353"], {"arxiv": "2402.09353"}),
        (["DO  - https://doi.org/10.1/x"], {"fields": {"ris-do": "https://doi.org/10.1/x"}}),
        (["DO  - https://doi.org/10.1000/x"], {"doi": "10.1000/x"}),
        (["UR  - javascript:alert(1)"], {"fields": {"ris-ur": "javascript:alert(1)"}}),
        (["AU  - K. He"], {"authors": ["He, K."]}),
        (["AU  - Doe, J.", "AU  - et al."], {"authors": ["Doe, J.", "others"]}),
        (["AU  - Doe, J.; Roe, R."], {"authors": ["Doe, J.", "Roe, R."]}),
        (["AU  - Doe, Jane and Roe, Richard"], {"authors": ["Doe, Jane", "Roe, Richard"]}),
        (["AU  - Centers for Control and Prevention,"], {"authors": ["{Centers for Control and Prevention}"]}),
        (["KW  - one", "two words", "KW  - three"], {"keywords": "one, two words, three"}),  # EndNote
        (["UR  - https://a.org", "https://b.org"],
         {"url": "https://a.org", "links": {"link": "https://b.org"}}),
        (["SN  - 1234-5678 (Print)", "1234-5679"], {"issn": "1234-5678 (Print), 1234-5679"}),
        (["SN  - 03029743 (ISSN); 9783030000000 (ISBN)"], {"issn": "03029743", "isbn": "9783030000000"}),  # Scopus
        (["SN  - 1234-5678", "SN  - 978-3-16-148410-0"], {"issn": "1234-5678", "isbn": "978-3-16-148410-0"}),
        (["SN  - 1234-5678", "SN  - 8765-4321"], {"issn": "1234-5678, 8765-4321"}),
        (["TI  - Twice", "T1  - Twice"], {"title": "Twice"}),
        (['XX  - unknown # "x"'], {"fields": {"ris-xx": 'unknown \\# "x"'}}),
        (["TI  -", "AB  - "], {}),
    ],
)  # fmt: skip
def test_a_tag_is_held_or_kept(lines: list[str], expected: dict[str, object]) -> None:
    facts = record(*lines)
    assert {name: value for name, value in facts.items() if name not in ("key", "type")} == expected


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("JOUR", "article"), ("MGZN", "article"), ("CONF", "inproceedings"), ("CPAPER", "inproceedings"),
        ("CHAP", "incollection"), ("BOOK", "book"), ("EDBOOK", "collection"), ("RPRT", "techreport"),
        ("THES", "thesis"), ("ELEC", "online"), ("UNPB", "unpublished"), ("GEN", "misc"), ("COMP", "software"),
        ("NOSUCH", "misc"),
    ],
)  # fmt: skip
def test_a_type_comes_back_as_it_was(kind: str, entry: str) -> None:
    facts = record("AU  - Doe, J.", "TI  - T", kind=kind)
    assert facts["type"] == entry
    assert write([facts]).startswith(f"TY  - {kind}\n")


@pytest.mark.parametrize(
    ("kind", "field", "text", "line"),
    [
        ("software", "version", "3.12", "ET  - 3.12"),
        ("dataset", "version", "2.0", "ET  - 2.0"),
        ("patent", "holder", "{Acme Corp}", "PB  - Acme Corp"),
    ],
)
def test_a_field_has_the_tag_that_its_type_gives_it(kind: str, field: str, text: str, line: str) -> None:
    written = write([{"key": "k", "type": kind, "title": "T", "fields": {field: text}}])
    assert line in written.splitlines()
    assert only(written)["fields"] == {field: text}


def test_the_language_of_biblatex_is_written() -> None:
    assert "LA  - ngerman" in write([{"key": "k", "type": "book", "fields": {"langid": "ngerman"}}])


def test_several_names_in_one_tag_are_said() -> None:
    problems = ris_reader.read("TY  - JOUR\nID  - k\nAU  - Doe, J.; Roe, R.\nER  - \n").problems
    assert [(each.line, each.text, each.lost) for each in problems] == [
        (1, "AU holds several names; it was taken for: Doe, J. and Roe, R.", False)
    ]


def test_the_degree_tells_the_kind_of_a_thesis() -> None:
    facts = record("M3  - PhD thesis", "PB  - ETH", kind="THES")
    assert (facts["type"], facts["school"], "fields" in facts) == ("phdthesis", "ETH", False)


# Files that are not in order


def test_a_record_that_does_not_end_is_taken_and_said() -> None:
    reading = ris_reader.read("TY  - BOOK\nID  - a\nTI  - A\n\nTY  - BOOK\nID  - b\nTI  - B\nER  - \n")
    assert [(entry.line, entry.paper.key) for entry in reading.entries] == [(1, "a"), (5, "b")]
    assert [(problem.line, problem.lost) for problem in reading.problems] == [(1, False)]


def test_a_record_without_its_type_is_named_and_loses_none_of_the_others() -> None:
    reading = ris_reader.read(f"\nAU  - Doe, J.\nTI  - Lost\nER  - \n\n{EXAMPLES}")
    assert [(entry.line, entry.paper.key) for entry in reading.entries] == [(6, "walden")]
    ((line, raw, lost),) = [(problem.line, problem.raw, problem.lost) for problem in reading.problems]
    assert (line, lost) == (2, True)
    assert "Lost" in raw


def test_text_between_records_is_said_and_numbers_are_not() -> None:
    reading = ris_reader.read(f"Exported by a program\n{EXAMPLES}\n2.\n{EXAMPLES.replace('walden', 'b')}")
    assert [paper.key for paper in reading.papers] == ["walden", "b"]
    assert [(problem.line, problem.lost) for problem in reading.problems] == [(1, False)]


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLES.replace("\n", "\r\n"), EXAMPLES.replace("\n", "\r"), "\ufeff" + EXAMPLES, "\n\n" + EXAMPLES,
        EXAMPLES.replace("  - ", " - "), EXAMPLES.replace("ER  - ", "ER  -"), EXAMPLES.replace("TY", "  TY"),
        EXAMPLES.replace("Walden", "\nWalden"), EXAMPLES + EXAMPLES[:0],
    ],
)  # fmt: skip
def test_line_ends_marks_and_blanks_make_no_difference(text: str) -> None:
    assert only(text) == only(EXAMPLES)


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_file_holds_nothing(text: str) -> None:
    assert (ris_reader.read(text).papers, ris_reader.read(text).problems) == ((), ())


@pytest.mark.parametrize(
    "text", ["no ris", "\x00\x01", '[{"id": 1}]', "@book{a}", "x\n" * 50_000, "AU  - x\n" * 50_000]
)
def test_a_file_of_something_else_is_a_problem(text: str) -> None:
    reading = ris_reader.read(text)
    assert reading.papers == ()
    assert [problem.line for problem in reading.problems] == [1]


@pytest.mark.slow
def test_a_hundred_thousand_records_are_read() -> None:
    reading = ris_reader.read("".join(f"TY  - BOOK\nID  - k{each}\nER  - \n" for each in range(100_000)))
    assert (len(reading.papers), reading.entries[-1].line) == (100_000, 299_998)


# Writing


def test_a_paper_becomes_a_record() -> None:
    facts = paper(
        type="inproceedings",
        title="{DoRA}: $\\ell_1$ -- \\emph{x}\nER  - ",
        authors=["Liu, Shih-Yang", "van Gogh, Jr, V.", "{The Team, Inc.}", "others"],
        editors=["Bach, F."],
        year=2024,
        month=7,
        venue="ICML",
        series="PMLR",
        pages="1--9",
        doi="10.1000/x",
        arxiv="2402.09353",
        keywords="a, b",
        tags=["peft"],
        links={"code": "https://example.org/c"},
        fields={"ris-c1": "kept"},
    )
    assert write([facts]) == (
        "TY  - CONF\nID  - a\nAU  - Liu, Shih-Yang\nAU  - van Gogh, V., Jr\nAU  - The Team Inc.,\nAU  - others\n"
        "ED  - Bach, F.\nTI  - DoRA: ℓ₁ – x ER -\nT2  - ICML\nT3  - PMLR\nPY  - 2024\nDA  - 2024/07//\n"  # noqa: RUF001
        "SP  - 1\nEP  - 9\nDO  - 10.1000/x\nAN  - arXiv:2402.09353\nUR  - https://arxiv.org/abs/2402.09353\n"
        "UR  - https://example.org/c\nKW  - a\nKW  - b\nKW  - peft\nC1  - kept\nER  - \n"
    )


def test_records_have_an_empty_line_between() -> None:
    assert write([paper(), paper(key="b")]) == "TY  - GEN\nID  - a\nER  - \n\nTY  - GEN\nID  - b\nER  - \n"


def test_a_book_of_bibtex_goes_through_ris_and_back() -> None:
    text = "@book{a, title={T}, author={Doe, J.}, publisher={P}, address={X}, edition={2}, series={S}, year=1999}"
    (facts,) = [each.facts() for each in bibtex_reader.read(text).papers]
    assert only(write([facts])) == facts


TEXTS = st.text(st.sampled_from(string.ascii_letters + "éÅ王 {}\\$-_&%#'\n,;"), min_size=1, max_size=20)
TEXT_ATTRIBUTES = (
    "title", "venue", "booktitle", "journal", "series", "volume", "publisher", "note", "keywords", "abstract",
    "address", "edition", "pages",
)  # fmt: skip
PAPERS = st.fixed_dictionaries(
    {
        "key": st.just("a"),
        "type": st.sampled_from(["article", "inproceedings", "book", "techreport", "misc", "online"]),
    },
    optional={
        **dict.fromkeys(TEXT_ATTRIBUTES, TEXTS),
        "authors": st.lists(st.sampled_from(["Doe, J.", "{A Team}", "van Gogh, Jr, V.", "others"]), min_size=1),
        "year": st.integers(1, 9999),
        "month": st.integers(1, 12),
        "links": st.just({"code": "https://example.org/c"}),
        "fields": st.dictionaries(
            st.sampled_from(["date", "year", "ris-c1", "shortjournal", "ris-ty"]), TEXTS, min_size=1
        ),
    },
)


@given(PAPERS)
def test_any_paper_is_one_record_and_comes_back_the_same_a_second_time(facts: Facts) -> None:
    text = write([only(write([facts]))])
    assert text.count("\nER  - ") == text.count("TY  - ") == 1
    assert write([only(text)]) == text


@given(st.text(st.sampled_from("TYERAU  -\n\rx12"), max_size=200))
def test_any_lines_are_read_without_a_fault(text: str) -> None:
    reading = ris_reader.read(text)
    assert len(reading.papers) + sum(problem.lost for problem in reading.problems) >= (
        1 if "TY  - " in text.split("\n") else 0
    )


def test_pages_with_a_long_dash_are_a_range() -> None:
    lines = write([{"key": "a", "type": "article", "pages": "123\u2014130"}]).splitlines()
    assert [line for line in lines if line[:2] in ("SP", "EP")] == ["SP  - 123", "EP  - 130"]
