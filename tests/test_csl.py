import json
import shutil
import string
import subprocess
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.formats import Format, bibtex_reader, csl_reader, json_reader, reader, writer
from mllmtune.formats.csl import item_of, write
from mllmtune.formats.csl_facts import facts_of
from mllmtune.model.facts import Facts
from mllmtune.model.paper import Paper

# In the likeness of what Zotero writes ("Export Library", CSL JSON).
ZOTERO = """\
[
  {
    "id": "http://zotero.org/users/12345/items/ABCD2345",
    "type": "article-journal",
    "abstract": "First paragraph, 50% & more.\\n\\nSecond <i>one</i>.",
    "container-title": "Transactions on Machine Learning",
    "container-title-short": "TML",
    "DOI": "10.1000/xyz_1",
    "ISSN": "1234-5678",
    "issue": "3",
    "language": "en-US",
    "note": "arXiv:2402.09353 [cs]",
    "page": "101-115",
    "source": "DOI.org (Crossref)",
    "title": "Weights <i>in vivo</i>: H<sub>2</sub>O and <span class=\\"nocase\\">LoRA</span> {x} $5 ~ a_b",
    "URL": "http://arxiv.org/abs/2402.09353v2",
    "volume": 12,
    "author": [
      { "family": "Gogh", "given": "Vincent", "non-dropping-particle": "van" },
      { "family": "Humboldt", "given": "Alexander", "dropping-particle": "von" },
      { "family": "King", "given": "Martin Luther", "suffix": "Jr." },
      { "literal": "World Health Organization" }
    ],
    "accessed": { "date-parts": [["2024", 3, 1]] },
    "issued": { "date-parts": [["2024", 2, 14]] }
  }
]
"""


def only(text: str) -> Facts:
    reading = csl_reader.read(text)
    (paper,) = reading.papers
    return paper.facts()


def read_item(**variables: object) -> Facts:
    return only(json.dumps([{"id": "a", "type": "article-journal"} | variables]))


def written(facts: Facts) -> dict[str, object]:
    (item,) = json.loads(write([facts]))
    return cast("dict[str, object]", item)


def paper(**attributes: object) -> Facts:
    return Paper.of(cast("Facts", {"key": "a", "type": "misc"} | attributes)).facts()


# Reading


def test_an_item_of_zotero_becomes_a_paper() -> None:
    facts = only(ZOTERO)
    assert facts == {
        "key": "gogh2024weights",
        "type": "article",
        "title": r"Weights \textit{in vivo}: H\textsubscript{2}O and {LoRA} \textbraceleft{}x\textbraceright{} \$5 "
        r"\textasciitilde{} a_b",
        "authors": ["van Gogh, Vincent", "Humboldt, Alexander von", "King, Jr., Martin Luther",
                    "{World Health Organization}"],
        "year": 2024, "month": 2,
        "journal": "Transactions on Machine Learning",
        "volume": "12",
        "number": "3",
        "pages": "101--115",
        "doi": "10.1000/xyz_1",
        "arxiv": "2402.09353",
        "issn": "1234-5678",
        "url": "http://arxiv.org/abs/2402.09353v2",
        "note": "arXiv:2402.09353 [cs]",
        "abstract": "First paragraph, 50% & more.\n\nSecond \\textit{one}.",
        "fields": {
            "csl-id": "http://zotero.org/users/12345/items/ABCD2345",
            "date": "2024-02-14",
            "urldate": "2024-03-01",
            "shortjournal": "TML",
            "source": "DOI.org (Crossref)",
            "langid": "american",
        },
    }  # fmt: skip


def test_what_crossref_puts_into_lists_is_read() -> None:
    facts = read_item(type="article-journal", title=["Tuning"], author=[{"name": "ACME, Inc"}],
                      **{"container-title": ["Nature"], "ISSN": ["1234-5678"]})  # fmt: skip
    assert (facts["title"], facts["journal"], facts["issn"]) == ("Tuning", "Nature", "1234-5678")
    assert facts["authors"] == ["{ACME, Inc}"]


@pytest.mark.parametrize(
    ("variable", "value", "field"),
    [
        ("container-title", ["A", "B"], "container-title"),
        ("publisher", {"name": "P"}, "csl-publisher"),
        ("page", [1, 9], "page"),
        ("issue", [2], "issue"),
        ("URL", ["https://x.org/1", "https://x.org/2"], "csl-url"),
        ("author", [{"family": 5}], "csl-author"),
        ("author", [{"family": "Doe", "given": "J."}, {"x": "y"}], "csl-author"),
    ],
)
def test_a_variable_of_the_wrong_form_is_kept_as_a_field(variable: str, value: object, field: str) -> None:
    facts = read_item(type="article-journal", title="T", **{variable: value})
    kept = facts["fields"][field].replace(r"\textbraceleft{}", "{").replace(r"\textbraceright{}", "}")
    assert json.loads(kept) == value


def test_pages_of_several_ranges_have_the_dashes_of_bibtex() -> None:
    assert read_item(title="T", page="iv-x, 12, 31-5")["pages"] == "iv--x, 12, 31--5"


def test_a_key_that_two_items_have_is_named() -> None:
    reading = csl_reader.read('[{"id": "a", "title": "Walden"},\n{"id": "a", "title": "Emma"}]')
    (problem,) = reading.problems
    assert (problem.line, problem.lost) == (2, False)
    assert 'the key "a" is used twice, on line 1' in problem.text


def test_a_json_file_is_known_for_csl_by_its_items() -> None:
    assert reader(Format.JSON).read(ZOTERO) == csl_reader.read(ZOTERO)


def test_zoteros_address_is_no_key_but_is_kept() -> None:
    reading = csl_reader.read(ZOTERO, taken=["gogh2024weights"])
    assert [(entry.paper.key, entry.key_proposed) for entry in reading.entries] == [("gogh2024weightsb", True)]
    assert [(problem.line, problem.lost) for problem in reading.problems] == [(2, False)]


@pytest.mark.parametrize(
    ("ids", "key"),
    [({"id": "doe2020"}, "doe2020"), ({"id": 17}, "17"), ({"id": "http://zotero.org/x", "citation-key": "doe"}, "doe")],
)
def test_an_id_or_better_the_citation_key_is_the_key(ids: dict[str, object], key: str) -> None:
    assert read_item(**ids)["key"] == key


def test_a_key_that_bibtex_cannot_have_is_replaced_and_said() -> None:
    reading = csl_reader.read('[{"id": "a key, {x}", "type": "book", "title": "Walden"}]')
    assert [entry.paper.key for entry in reading.entries] == ["walden"]
    assert reading.problems[0].text == '"a key, {x}" cannot be a key; it is called walden'


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("article-journal", "article"), ("article-magazine", "article"), ("article-newspaper", "article"),
        ("paper-conference", "inproceedings"), ("chapter", "incollection"), ("book", "book"), ("report", "techreport"),
        ("thesis", "thesis"), ("webpage", "online"), ("post-weblog", "online"), ("article", "misc"),
        ("dataset", "dataset"), ("software", "software"), ("manuscript", "unpublished"), ("not-a-type", "misc"),
    ],
)  # fmt: skip
def test_a_type_comes_back_as_it_was(kind: str, entry: str) -> None:
    facts = read_item(type=kind, title="T")
    assert facts["type"] == entry
    assert written(facts)["type"] == (kind if kind != "not-a-type" else "not-a-type")


@pytest.mark.parametrize(
    ("genre", "entry"),
    [
        ("PhD thesis", "phdthesis"),
        ("Ph.D. Thesis", "phdthesis"),
        ("Master\u2019s thesis", "mastersthesis"),
        ("", "thesis"),
    ],
)
def test_a_thesis_is_known_by_its_genre(genre: str, entry: str) -> None:
    facts = read_item(type="thesis", genre=genre, publisher="ETH")
    assert (facts["type"], facts.get("school") or facts.get("institution")) == (entry, "ETH")


@pytest.mark.parametrize(
    ("issued", "year", "month", "fields"),
    [
        ({"date-parts": [[2024]]}, 2024, None, {}),
        ({"date-parts": [["2024", "2"]]}, 2024, 2, {}),
        ({"date-parts": [[2024, 2, 29]]}, 2024, 2, {"date": "2024-02-29"}),
        ({"date-parts": [[2024, 1], [2024, 3]]}, 2024, 1, {"date": "2024-01/2024-03"}),
        ({"date-parts": [[1999], [0]]}, 1999, None, {"date": "1999/"}),
        ({"date-parts": [[2024]], "circa": True}, 2024, None, {"date": "2024~"}),
        ({"date-parts": [[2024]], "season": 2}, 2024, None, {"date": "2024-22"}),
        ({"date-parts": [[-44, 3, 15]]}, -43, 3, {"date": "-0043-03-15"}),
        ({"raw": "2024-02"}, 2024, 2, {}),
        ({"raw": "February 14, 2024"}, 2024, 2, {"date": "2024-02-14"}),
        ({"raw": "Feb 2024"}, 2024, 2, {}),
        ({"literal": "in press"}, None, None, {"year": "in press"}),
        ({"raw": "Spring 2020"}, None, None, {"year": "Spring 2020"}),
        ({"raw": "circa 1920"}, None, None, {"year": "circa 1920"}),
        ("2024-02", 2024, 2, {}),
        ({"date-parts": [[2024, 13, 40]]}, None, None, {"csl-issued": '{"date-parts": [[2024, 13, 40]]}'}),
        ({"date-parts": [[None]]}, None, None, {}),  # Crossref's for a date that it does not know
    ],
)
def test_a_date_is_held_as_it_is_or_kept(
    issued: object, year: int | None, month: int | None, fields: dict[str, str]
) -> None:
    facts = read_item(issued=issued)
    kept = {name: text.replace(r"\textbraceleft{}", "{").replace(r"\textbraceright{}", "}").replace(r"\_", "_")
            for name, text in facts.get("fields", {}).items()}  # fmt: skip
    assert (facts.get("year"), facts.get("month"), kept) == (year, month, fields)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"family": "García y Vega", "given": "Ana"}, "{García y Vega}, Ana"),
        ({"family": "Simon and Schuster", "given": "A"}, "{Simon and Schuster}, A"),
        ({"family": "Doe, Roe", "given": "A, B"}, "{Doe, Roe}, {A, B}"),
        ({"family": "Plato"}, "Plato"),
        ({"family": "Two Words"}, "{Two Words}"),
        ({"given": "Prince"}, "{Prince}"),
        ({"family": "Smith", "suffix": "Jr"}, "Smith, Jr, {}"),
        ({"literal": "others"}, "others"),
        ({"family": "van Gogh", "given": "Vincent"}, "van Gogh, Vincent"),
        ({"literal": "A {B} \\c"}, r"{A \textbraceleft{}B\textbraceright{} \textbackslash{}c}"),
        ({"family": "王", "given": "小明"}, "王, 小明"),
    ],
)
def test_a_name_keeps_its_parts(name: dict[str, str], expected: str) -> None:
    assert read_item(author=[name])["authors"] == [expected]


@pytest.mark.parametrize(
    "variables",
    [
        {"author": "Doe, Jane"}, {"author": [17]}, {"title": ["a", "b"]}, {"volume": {"a": 1}}, {"DOI": "not a doi"},
        {"issued": [2024]}, {"categories": ["a", "b"]}, {"keyword": True}, {"custom": "text"},
        {"custom": {"status": "burnt", "links": 1, "other": [1]}}, {"custom": {"category": "prompt", "paradigm": "x"}},
        {"foo": 'bar # "b"', "number": "7", "eprint": "x", "crossref": "y"},
    ],
)  # fmt: skip
def test_what_no_attribute_holds_is_kept_among_the_fields(variables: dict[str, object]) -> None:
    facts = read_item(**variables)
    assert len(facts.get("fields", {})) >= 1
    (again,) = bibtex_reader.read(writer(Format.BIBLATEX).write([facts])).papers
    assert again.facts().get("fields", {}).keys() >= facts.get("fields", {}).keys() - {"crossref"}


def test_a_tie_in_a_name_is_a_blank() -> None:
    facts = Facts(key="a", type="misc", authors=["Christophe De~Wagter", "de~Croon, Guido"])

    assert written(facts)["author"] == [
        {"family": "Wagter", "given": "Christophe De"},
        {"family": "Croon", "given": "Guido", "non-dropping-particle": "de"},
    ]


def test_a_name_without_a_name_is_none() -> None:
    assert read_item(author=[{"literal": ""}, {"family": "Doe"}, {}])["authors"] == ["Doe"]


def test_nothing_but_nulls_is_an_empty_paper() -> None:
    assert read_item(title=None, author=[], note="") == {"key": "a", "type": "article"}


# Text


@pytest.mark.parametrize(
    ("rich", "latex"),
    [
        ("a <i>b <b>c</b></i> d", r"a \textit{b \textbf{c}} d"),
        ("x<sup>2</sup>", r"x\textsuperscript{2}"),
        ('<span style="font-variant:small-caps;">Ab</span>', r"\textsc{Ab}"),
        ("<i>never closed", "<i>never closed"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a -- b ``c'' \\alpha", "a -{}- b `{}`c'{}' \\textbackslash{}alpha"),
    ],
)
def test_rich_text_is_latex_text_and_back(rich: str, latex: str) -> None:
    facts = read_item(title=rich)
    assert facts["title"] == latex
    assert str(written(facts)["title"]).replace("\u2060", "") == rich


def test_latex_text_is_written_as_people_read_it() -> None:
    title = r"{LoRA} on $H_2O$, \emph{M{\"u}ller} -- R\&D \textsc{x} $\alpha^{i}$"
    assert written(paper(title=title))["title"] == (
        '<span class="nocase">LoRA</span> on H<sub>2</sub>O, <i>Müller</i> – R&D '  # noqa: RUF001 - the dash
        '<span style="font-variant:small-caps;">x</span> α<sup>i</sup>'  # noqa: RUF001 - the letter
    )


def test_text_that_looks_like_markup_stays_text() -> None:
    facts = paper(title=r"The <b>Tag</b> and \textit{<i>}")
    assert written(facts)["title"] == "The <\u2060b>Tag<\u2060/b> and <i><\u2060i></i>"
    assert facts_of(item_of(facts))["title"] == facts["title"]


# Writing


def test_a_paper_becomes_an_item_that_says_the_same() -> None:
    facts = paper(
        type="inproceedings",
        title="{DoRA}",
        authors=["Liu, Shih-Yang", "{The Team}", "others"],
        year=2024,
        month=7,
        posted="2024-02-14",
        venue="ICML",
        booktitle="Proceedings of {ICML}",
        series="PMLR",
        number="235",
        pages="1--9",
        address="Vienna",
        arxiv="2402.09353",
        paradigm="reparameterization",
        category="calibration",
        tags=["peft"],
        links={"code": "https://example.org/c"},
        fields={"editora": "Doe, J.", "urldate": "2024-03"},
    )
    item = written(facts)
    assert item == {
        "id": "a",
        "type": "paper-conference",
        "title": '<span class="nocase">DoRA</span>',
        "author": [{"family": "Liu", "given": "Shih-Yang"}, {"literal": "The Team"}, {"literal": "others"}],
        "issued": {"date-parts": [[2024, 7]]},
        "available-date": {"date-parts": [[2024, 2, 14]]},
        "accessed": {"date-parts": [[2024, 3]]},
        "container-title": 'Proceedings of <span class="nocase">ICML</span>',
        "collection-title": "PMLR",
        "collection-number": "235",
        "page": "1-9",
        "publisher-place": "Vienna",
        "URL": "https://arxiv.org/abs/2402.09353",
        "custom": {
            "venue": "ICML",
            "paradigm": "reparameterization",
            "category": "calibration",
            "tags": ["peft"],
            "links": {"code": "https://example.org/c"},
            "fields": {"editora": "Doe, J."},
        },
    }
    assert only(json.dumps([item])) == facts


def test_a_preprint_is_an_article_of_arxiv() -> None:
    facts = paper(title="T", arxiv="2402.09353", arxiv_class="cs.CL")
    item = written(facts)
    assert (item["type"], item["number"], item["publisher"]) == ("article", "arXiv:2402.09353", "arXiv")
    assert only(json.dumps([item])) == facts


def test_an_entry_has_what_it_refers_to() -> None:
    text = """
        @inproceedings{a, title = {T}, crossref = {p}, pages = {1}}
        @inproceedings{b, title = {U}, crossref = {p}, year = {2001}}
        @proceedings{p, title = {Proc}, year = {2000}, editor = {Doe, J.}, xdata = {x}}
        @xdata{x, publisher = {ACM}}
    """
    first, second, *_ = json.loads(write(each.facts() for each in bibtex_reader.read(text).papers))
    assert (first["container-title"], first["publisher"], first["issued"]) == ("Proc", "ACM", {"date-parts": [[2000]]})
    assert first["editor"] == [{"family": "Doe", "given": "J."}]
    assert second["issued"] == {"date-parts": [[2001]]}


def test_entries_that_refer_to_each_other_in_a_circle_are_written() -> None:
    text = "@book{a, title={A}, crossref={b}} @book{b, title={B}, crossref={a}} @book{c, xdata={c}}"
    assert len(json.loads(write(each.facts() for each in bibtex_reader.read(text).papers))) == 3


def test_a_terminal_gets_no_raw_controls() -> None:
    assert "\x1b" not in write([paper(title="a\x1b[31mb\u202e")])


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_reads_what_is_written() -> None:
    facts = paper(title=r"{LoRA} \emph{x}", authors=["van Gogh, Jr, Vincent"], year=2024, tags=["t"], posted="2024-01")
    command = ["pandoc", "-f", "csljson", "-t", "csljson"]
    done = subprocess.run(command, input=write([facts]), capture_output=True, text=True, check=True, timeout=60)
    (item,) = json.loads(done.stdout)
    assert item["author"] == [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "suffix": "Jr"}
    ]  # fmt: skip
    assert item["issued"] == {"date-parts": [[2024]]}


# Both ways

WORDS = st.text(st.sampled_from(string.ascii_letters + " {}$\\~^_%&#<>-'`\"éÅ王/:;,.()1"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
# Small letters at the beginning of a family name are a particle to BibTeX, and come back as one.
NAME_PARTS = (
    st.text(st.sampled_from(string.ascii_uppercase + "ÉÅ' -{}\\,"), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
NAMES = st.one_of(
    st.fixed_dictionaries({"family": NAME_PARTS, "given": NAME_PARTS}),
    st.fixed_dictionaries({"literal": NAME_PARTS}),
)
ITEMS = st.fixed_dictionaries(
    {"id": st.just("a"), "type": st.sampled_from(["article-journal", "book", "paper-conference", "webpage", "report"])},
    optional={
        "title": WORDS,
        "container-title": WORDS,
        "publisher": WORDS,
        "edition": WORDS,
        "genre": WORDS.map(str.upper),  # in small letters some are keys of biblatex
        "medium": WORDS,
        "author": st.lists(NAMES, min_size=1, max_size=3),
        "issued": st.fixed_dictionaries(
            {"date-parts": st.lists(st.tuples(st.integers(1, 9999)), min_size=1, max_size=2)}
        ),
    },
)


def as_read(value: object) -> object:
    """Return an item as citation tools see it: no joiners, empty values left out."""
    if isinstance(value, dict):
        return {name: as_read(each) for name, each in value.items() if each not in ("", {}, [])}
    if isinstance(value, list | tuple):
        return [as_read(each) for each in value if each not in ("", {}, [])]
    return value.replace("\u2060", "") if isinstance(value, str) else value


@given(ITEMS)
def test_an_item_read_and_written_says_the_same(item: dict[str, object]) -> None:
    assert as_read(written(only(json.dumps([item])))) == as_read(item)


TEXTS = st.text(st.sampled_from(string.ascii_letters + "éÅ王 {}\\$-_&%#'"), min_size=1, max_size=20)
TEXT_ATTRIBUTES = (
    "title", "venue", "booktitle", "journal", "series", "volume", "number", "publisher", "organization", "school",
    "institution", "howpublished", "note", "method", "notes",
)  # fmt: skip
PAPERS = st.fixed_dictionaries(
    {
        "key": st.just("a"),
        "type": st.sampled_from(["article", "inproceedings", "manual", "phdthesis", "misc", "inbook"]),
    },
    optional={
        **dict.fromkeys(TEXT_ATTRIBUTES, TEXTS),
        "authors": st.lists(st.sampled_from(["Doe, J.", "{A Team}", "van Gogh, Jr, V.", "others"]), min_size=1),
        "year": st.integers(-9999, 9999),
        "month": st.integers(1, 12),
        "tags": st.lists(TEXTS, min_size=1),
        "arxiv": st.just("2402.09353"),
        "fields": st.dictionaries(
            st.sampled_from(
                [
                    "date",
                    "type",
                    "subtitle",
                    "annote",
                    "annotation",
                    "eid",
                    "language",
                    "foo",
                    "year",
                    "issue",
                    "translator",
                    "venue",
                    "csl-type",
                    "custom",
                    "shortjournal",
                    "number",
                ]
            ),
            TEXTS,
            min_size=1,
        ),
    },
)


@given(PAPERS)
def test_a_paper_written_and_read_has_lost_nothing(facts: Facts) -> None:
    item = written(facts)
    again = only(json.dumps([item]))
    assert again.keys() >= facts.keys()
    assert again["type"] == facts["type"]
    assert again.get("fields", {}).keys() >= facts.get("fields", {}).keys()


# What is no CSL-JSON


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None), (" \n", None), ("not json", 1), ("17", 1), ("\n\n{", 3), ('"text"', 1), ("[17]", 1),
        ("[" * 100_000, 1), ('{"a":' * 100_000, 1), ("[\n" + '{"a":' * 100_000, 2), ("\x00\x00", 1),
        ("[1" + "0" * 10_000 + "]", 1), ("%!PS", 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", [Format.CSL, Format.JSON])
def test_a_file_without_items_is_a_problem_with_its_line(form: Format, text: str, line: int | None) -> None:
    reading = reader(form).read(text)
    assert reading.papers == ()
    assert [problem.line for problem in reading.problems if problem.lost] == ([line] if line else [])


def test_a_broken_item_loses_none_of_the_others() -> None:
    text = '[\n  {"id": "a", "type": "book"},\n  {"id": "b", "title": "x\n  },\n  {"id": "c", "type": "book"}\n]\n'
    reading = csl_reader.read(text)
    assert [(entry.line, entry.paper.key) for entry in reading.entries] == [(2, "a"), (5, "c")]
    assert [(problem.line, problem.lost) for problem in reading.problems] == [(3, True)]
    assert '"b"' in reading.problems[0].raw


def test_a_file_cut_short_names_what_is_lost() -> None:
    reading = csl_reader.read(ZOTERO[:-10] + ', {"id": "b", "title": "x')
    assert [problem.lost for problem in reading.problems].count(True) == 1


@pytest.mark.parametrize(
    "text",
    [
        '{"items": [{"id": "a", "type": "book"}]}',
        '{"id": "a", "type": "book"}',
        '\ufeff[{"id": "a", "type": "book"},]',
        '{"version": 3, "items" : [{"id": "a"}]}',
    ],
)
def test_other_shapes_of_the_list_are_understood(text: str) -> None:
    assert [paper.key for paper in csl_reader.read(text).papers] == ["a"]


def test_halves_of_characters_do_no_harm() -> None:
    assert read_item(title="a\ud800b\x00c")["title"] == "a\ufffdb\x00c"


@pytest.mark.slow
def test_a_hundred_thousand_items_are_read() -> None:
    text = "[" + ",\n".join(f'{{"id": "k{each}", "type": "book"}}' for each in range(100_000)) + "]"
    reading = csl_reader.read(text)
    assert (len(reading.papers), reading.entries[-1].line) == (100_000, 100_000)


@pytest.mark.parametrize("piece", ["<i>", "</b><i>", "{", "}", "{a", "\\", "$a_", "\\textit{", "-", "<span "])
def test_a_text_of_nothing_but_markup_is_read_and_written(piece: str) -> None:
    facts = read_item(title=piece * 20_000)
    assert written(facts)["title"]
    assert written(paper(title=piece * 20_000))["id"] == "a"


CROSSREF = """{"indexed": {"date-parts": [[2023, 1, 1]]}, "publisher": "Wiley", "DOI": "10.1000/x",
 "type": "journal-article", "title": "T <i>x</i>", "container-title": "J", "ISSN": ["1234-5678"],
 "author": [{"ORCID": "http://orcid.org/0", "given": "A", "family": "B", "affiliation": []}, {"name": "Consortium"}],
 "issued": {"date-parts": [[2001, 2]]}, "reference": [{"key": "y"}], "is-referenced-by-count": 5}"""


def test_what_crossref_answers_is_read_though_it_has_no_id() -> None:
    reading = json_reader.read(CROSSREF)

    (paper,) = reading.papers
    assert paper.facts() == {
        "key": "b2001t",
        "type": "article",
        "title": r"T \textit{x}",
        "authors": ["B, A", "{Consortium}"],
        "year": 2001,
        "month": 2,
        "journal": "J",
        "publisher": "Wiley",
        "doi": "10.1000/x",
        "issn": "1234-5678",
    }
    assert [problem.text for problem in reading.problems] == [
        "what Crossref notes about its record was left out: indexed, reference, is-referenced-by-count",
        "a record without a key; it is called b2001t",
    ]


def test_the_references_of_pandoc_are_a_list_of_items() -> None:
    papers = json_reader.read('{"references": [{"id": "a", "type": "book"}, {"id": "b", "type": "book"}]}').papers
    assert [paper.key for paper in papers] == ["a", "b"]


def test_a_foreign_object_among_our_own_takes_no_key_away() -> None:
    reading = json_reader.read('[{"key": "a", "type": "book"}, {"id": "b", "type": "book"}]')
    assert [paper.key for paper in reading.papers] == ["a"]
    assert [problem.lost for problem in reading.problems] == [True]


XDATA = r"""
@xdata{my-houses, publisher = {Springer and Wiley}, location = {Berlin}, author = {Doe, Jane and Roe, Richard}}
@book{a, author = {xdata=my-houses-author-2 and Poe, Ann}, publisher = {xdata=my-houses-publisher},
  location = {xdata = my-houses-location}, translator = {xdata=my-houses-author-*}, series = {xdata=no-series}}
"""


def test_a_single_value_of_another_entry_is_looked_up() -> None:
    _, item = json.loads(write([paper.facts() for paper in bibtex_reader.read(XDATA).papers]))
    assert item["author"] == [{"family": "Roe", "given": "Richard"}, {"family": "Poe", "given": "Ann"}]
    assert item["publisher"] == "Springer"
    assert item["publisher-place"] == "Berlin"
    assert item["translator"] == [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Richard"}]
    assert item["collection-title"] == "xdata=no-series"


def test_a_text_that_speaks_of_xdata_stays_as_it_is() -> None:
    text = "@xdata{x, publisher = {ACM}} @misc{a, title = {T}, abstract = {Our xdata AND yours}}"
    *_, item = json.loads(write([paper.facts() for paper in bibtex_reader.read(text).papers]))
    assert item["abstract"] == "Our xdata AND yours"


@pytest.mark.parametrize(
    ("month", "issued"),
    [
        ("{09--15 Jun}", [[2019, 6]]),  # PMLR
        ("{JAN 15}", [[2019, 1]]),  # Web of Science
        ("jan # {~5}", [[2019, 1]]),
        ("{Nov./Dec.}", [[2019]]),
        ("{Spring}", [[2019]]),
    ],
)
def test_a_month_in_words_is_told_if_it_is_one_and_comes_back_whole(month: str, issued: list[list[int]]) -> None:
    facts = bibtex_reader.read(f"@article{{a, title = {{T}}, year = 2019, month = {month}}}").papers[0].facts()
    text = write([facts])
    assert json.loads(text)[0]["issued"] == {"date-parts": issued}
    assert csl_reader.read(text).papers[0].facts() == facts


@pytest.mark.parametrize("parts", ["[[null]]", '[[""]]', "[[]]", "[]"])
def test_a_date_that_says_nothing_is_none(parts: str) -> None:
    paper = csl_reader.read(f'[{{"id": "a", "type": "book", "issued": {{"date-parts": {parts}}}}}]').papers[0]
    assert paper.facts() == {"key": "a", "type": "book"}


def test_a_year_that_is_sorted_otherwise_is_the_year_that_is_printed() -> None:
    facts = bibtex_reader.read(r"@book{a, title = {T}, year = {\noopsort{1973b}1973}}").papers[0].facts()
    text = write([facts])
    assert json.loads(text)[0]["issued"] == {"date-parts": [[1973]]}
    assert csl_reader.read(text).papers[0].facts() == facts


def test_pages_with_a_long_dash_are_a_range() -> None:
    text = write([{"key": "a", "type": "article", "pages": "123\u2014130"}])
    assert json.loads(text)[0]["page"] == "123-130"
