"""What the services say becomes a paper, or an error that says what they said."""

import json
from collections.abc import Callable, Sequence
from typing import cast

import pytest

from mllmtune.errors import UnusableAnswerError
from mllmtune.formats import bibtex_reader
from mllmtune.model.facts import Facts
from mllmtune.model.keys import propose_key
from mllmtune.model.paper import Paper
from mllmtune.sources import acl, arxiv, crossref, datacite, dblp, openreview, s2
from mllmtune.sources.answer import Answer
from mllmtune.sources.identifier import Identifier, Kind, identifier_of, identifiers_in
from mllmtune.sources.records import complaint
from mllmtune.sources.venues import short_name
from mllmtune.sources.wording import from_html, from_tex
from tests import answers


def read(text: str) -> list[Facts]:
    return [paper.facts() for paper in bibtex_reader.read(text).papers]


def valid(answer: Answer | None) -> Facts:
    """Return the facts that a paper made of the answer has."""
    assert answer is not None
    return Paper.of(cast("Facts", {"key": propose_key(answer.facts), **answer.facts})).facts()


def from_arxiv(entry: str) -> Answer:
    (answer,) = arxiv.parse(answers.arxiv_feed(entry))
    return answer


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("2402.09353", Kind.ARXIV, "2402.09353"),
        ("arXiv:2402.09353v3", Kind.ARXIV, "2402.09353"),
        ("https://arxiv.org/pdf/2304.08485v2", Kind.ARXIV, "2304.08485"),
        ("https://arxiv.org/pdf/2304.08485v2.pdf#page=3", Kind.ARXIV, "2304.08485"),
        ("https://huggingface.co/papers/2402.09353", Kind.ARXIV, "2402.09353"),
        ("hep-th/9901001", Kind.ARXIV, "hep-th/9901001"),
        ("10.48550/arXiv.2402.09353", Kind.ARXIV, "2402.09353"),
        ("10.18653/v1/2024.acl-long.226", Kind.ANTHOLOGY, "2024.acl-long.226"),
        ("https://aclanthology.org/2024.acl-long.226/", Kind.ANTHOLOGY, "2024.acl-long.226"),
        ("https://aclanthology.org/2024.acl-long.226.pdf", Kind.ANTHOLOGY, "2024.acl-long.226"),
        ("P19-1234", Kind.ANTHOLOGY, "P19-1234"),
        ("10.18653/V1/2022.NAACL-MAIN.201", Kind.ANTHOLOGY, "2022.naacl-main.201"),  # as DBLP writes it
        ("https://doi.org/10.1109/CVPR52733.2024.01234", Kind.DOI, "10.1109/CVPR52733.2024.01234"),
        ("https://dl.acm.org/doi/10.1145/3581783.3612345", Kind.DOI, "10.1145/3581783.3612345"),
        ("https://link.springer.com/chapter/10.1007%2F978-3-031-1_1", Kind.DOI, "10.1007/978-3-031-1_1"),
        ("https://openreview.net/forum?id=3d5CIRG1n2", Kind.OPENREVIEW, "3d5CIRG1n2"),
        ("https://openreview.net/pdf?id=3d5CIRG1n2", Kind.OPENREVIEW, "3d5CIRG1n2"),
        ("https://dblp.org/rec/conf/icml/LiuW24.html", Kind.DBLP, "conf/icml/LiuW24"),
        ("https://dblp.uni-trier.de/rec/bibtex/conf/icml/LiuW24", Kind.DBLP, "conf/icml/LiuW24"),
        # As browsers and sentences give them.
        ("https://arxiv.org/abs/math.GT/0309136", Kind.ARXIV, "math/0309136"),
        ("https://dl.acm.org/doi/10.1145/3581783.3612345?download=true", Kind.DOI, "10.1145/3581783.3612345"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/abc.123/full", Kind.DOI, "10.1002/abc.123"),
        ("https://link.springer.com/content/pdf/10.1007/s1-024-2.pdf", Kind.DOI, "10.1007/s1-024-2"),
        ("https://link.springer.com/article/10.1007/s1-024-2#Sec1", Kind.DOI, "10.1007/s1-024-2"),
        ("https://iopscience.iop.org/article/10.1088/1742-6596/1/1/012/meta", Kind.DOI, "10.1088/1742-6596/1/1/012"),
        ("https://journals.plos.org/plosone/article?id=10.1371/journal.p.1", Kind.DOI, "10.1371/journal.p.1"),
        ("https://academic.oup.com/b/article/doi/10.1093/b/btab083/6122692", Kind.DOI, "10.1093/b/btab083"),
        ("https://direct.mit.edu/tacl/article/doi/10.1162/tacl_a_1/96460/How-So", Kind.DOI, "10.1162/tacl_a_1"),
        ("https://www.biorxiv.org/content/10.1101/2024.01.01.5737v1.full.pdf", Kind.DOI, "10.1101/2024.01.01.5737"),
        (
            "https://doi.org/10.1002/(SICI)1-2(1998)17:15<1661::A>3.0.CO;2-2",
            Kind.DOI,
            "10.1002/(SICI)1-2(1998)17:15<1661::A>3.0.CO;2-2",
        ),
        ("10.1016/S0140-6736(20)30183-5", Kind.DOI, "10.1016/S0140-6736(20)30183-5"),
        ("10.1145/3581783.3612345.", Kind.DOI, "10.1145/3581783.3612345"),
        ("(arXiv:2402.09353)", Kind.ARXIV, "2402.09353"),
        ("2402.09353,", Kind.ARXIV, "2402.09353"),
    ],
)
def test_a_word_names_a_paper_of_the_service_that_made_the_name(word: str, kind: Kind, value: str) -> None:
    assert identifier_of(word) == Identifier(kind, value)


@pytest.mark.parametrize(
    "word", ["refs.bib", "lorasculpt", "https://example.org/paper", "2413.00001", "", "12345", "https://arxiv.org/"]
)
def test_a_word_that_names_no_paper_is_none(word: str) -> None:
    assert identifier_of(word) is None


def test_a_paper_of_the_library_is_asked_for_under_all_its_names_that_of_the_publisher_first() -> None:
    facts: Facts = {"key": "a", "doi": "10.1109/AbC", "arxiv": "2402.09353v2", "openreview": "3d5CIRG1n2"}
    assert [str(one) for one in identifiers_in(facts)] == [
        "doi:10.1109/AbC", "openreview:3d5CIRG1n2", "arXiv:2402.09353",
    ]  # fmt: skip


def test_a_paper_of_the_acl_anthology_is_known_by_its_doi_too() -> None:
    assert Identifier(Kind.ANTHOLOGY, "2024.acl-long.226").terms == {
        ("anthology", "2024.acl-long.226"), ("doi", "10.18653/v1/2024.acl-long.226"),
    }  # fmt: skip


def test_arxiv_is_asked_for_many_papers_at_once() -> None:
    assert arxiv.url(["2402.09353", "hep-th/9901001"]) == (
        "/api/query?id_list=2402.09353,hep-th/9901001&start=0&max_results=2"
    )


def test_an_entry_of_arxiv_is_a_preprint() -> None:
    assert valid(from_arxiv(answers.arxiv_entry("2402.09353"))) == {
        "key": "author2024study",
        "type": "misc",
        "title": "A Study of Tuning",
        "authors": ["Author, Ann", "Writer, Ben"],
        "year": 2024,
        "posted": "2024-02",
        "venue": "arXiv",
        "arxiv": "2402.09353",
        "arxiv_class": "cs.CL",
        "abstract": "We study tuning.",
    }


def test_a_feed_is_read_entry_by_entry_and_one_that_is_absent_is_absent() -> None:
    feed = answers.arxiv_feed(answers.arxiv_entry("2402.09353"), answers.arxiv_entry("hep-th/9901001"))
    assert [answer.facts["arxiv"] for answer in arxiv.parse(feed)] == ["2402.09353", "hep-th/9901001"]
    assert arxiv.parse(answers.arxiv_feed()) == []


def test_an_entry_of_arxiv_without_a_title_is_no_paper() -> None:
    assert arxiv.parse(answers.arxiv_feed(answers.arxiv_entry("2402.09353", title=""))) == []


def test_a_paper_without_an_abstract_has_none() -> None:
    assert "abstract" not in valid(from_arxiv(answers.arxiv_entry("2402.09353", abstract="")))


@pytest.mark.parametrize(
    ("abstract", "comment"),
    [
        ("This paper has been withdrawn by the authors due to an error.", ""),
        ("We study tuning.", "<arxiv:comment>Withdrawn: a proof is wrong</arxiv:comment>"),
        ("We study tuning.", "<arxiv:comment>This version is withdrawn by arXiv administrators</arxiv:comment>"),
    ],
)
def test_a_paper_that_was_withdrawn_is_taken_and_said_to_be(abstract: str, comment: str) -> None:
    answer = from_arxiv(answers.arxiv_entry("2402.09353", abstract=abstract, more=comment))
    assert valid(answer)["title"] == "A Study of Tuning"
    assert "withdrawn" in answer.remarks[0].lower()


def test_a_paper_about_withdrawn_papers_is_not_said_to_be_withdrawn() -> None:
    assert from_arxiv(answers.arxiv_entry("2402.09353", abstract="We count withdrawn papers.")).remarks == ()


def test_a_paper_of_which_an_earlier_version_was_withdrawn_stands_and_one_that_was_removed_does_not() -> None:
    stands = "<arxiv:comment>An earlier version was withdrawn.</arxiv:comment>"
    removed = "<arxiv:comment>This submission has been removed by arXiv administrators</arxiv:comment>"
    assert from_arxiv(answers.arxiv_entry("2402.09353", more=stands)).remarks == ()
    assert "removed by arXiv" in from_arxiv(answers.arxiv_entry("2402.09353", more=removed)).remarks[0]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("10.1103/a.1; 10.1103/b.2", ["doi:10.1103/a.1", "doi:10.1103/b.2"]),
        ("https://doi.org/10.1103/a.1", ["doi:10.1103/a.1"]),
        ("10.18653/v1/2024.acl-long.226", ["acl:2024.acl-long.226"]),
        ("10.48550/arXiv.2402.09353", []),  # its own
    ],
)
def test_the_dois_that_authors_give_arxiv_are_names_of_the_published_version(given: str, named: list[str]) -> None:
    answer = from_arxiv(answers.arxiv_entry("2402.09353", more=f"<arxiv:doi>{given}</arxiv:doi>"))
    assert [str(one) for one in answer.related] == named


def test_arxiv_names_the_published_version() -> None:
    more = "<arxiv:doi>10.1109/x.2024.1</arxiv:doi><arxiv:journal_ref>Proc. X 2024, 1-9</arxiv:journal_ref>"
    answer = from_arxiv(answers.arxiv_entry("2402.09353", more=more))
    assert answer.related == (Identifier(Kind.DOI, "10.1109/x.2024.1"),)
    assert "doi" not in answer.facts  # it is the DOI of another record
    assert "Proc. X 2024, 1-9" in answer.remarks[0]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Sparse\n  $\\ell_1$ Tuning", "Sparse $\\ell_1$ Tuning"),
        ("M\\\"uller's \\emph{Method} & 50% more", "Müller's \\emph{Method} & 50% more"),
        ("{LoRA} in {B}races", "{LoRA} in {B}races"),
        ("A lone { brace", "A lone \\textbraceleft{} brace"),
        ("Costs $5 only", "Costs \\$5 only"),
        ("A < B & C", "A < B & C"),
    ],
)
def test_titles_that_were_typed_for_tex_are_text_of_the_library(typed: str, title: str) -> None:
    assert valid(from_arxiv(answers.arxiv_entry("2402.09353", title=typed)))["title"] == title


def test_teams_stand_in_braces_and_a_colon_is_nobody() -> None:
    names = ("Gemini Team", ":", "Ann Author", "The ATLAS Collaboration", "DeepSeek-AI", "Ben Writer Jr.")
    assert valid(from_arxiv(answers.arxiv_entry("2402.09353", authors=names)))["authors"] == [
        "{Gemini Team}", "Author, Ann", "{The ATLAS Collaboration}", "DeepSeek-AI", "Writer, Jr., Ben",
    ]  # fmt: skip


def test_teams_are_called_in_many_ways() -> None:
    names = ("Team GLM", "Gemini Team Google", "Llama Team, AI @ Meta", "01. AI", "Google LLC", "Ann Teamer")
    assert valid(from_arxiv(answers.arxiv_entry("2402.09353", authors=names)))["authors"] == [
        "{Team GLM}", "{Gemini Team Google}", "{Llama Team, AI @ Meta}", "{01. AI}", "{Google LLC}", "Teamer, Ann",
    ]  # fmt: skip


def test_twenty_authors_keep_their_accents_and_their_order() -> None:
    authors = valid(from_arxiv(answers.arxiv_entry("2402.09353", authors=answers.ACCENTED)))["authors"]
    assert len(authors) == 20
    assert authors[:2] == ["Peña, José Ángel", "Brontë, Zoë"]
    assert "van Beet, Ludwig" in authors
    assert "de la Cruz, Maria" in authors


def test_what_arxiv_says_of_a_wrong_question_is_told() -> None:
    with pytest.raises(UnusableAnswerError, match="incorrect id format for 1234"):
        arxiv.parse(answers.arxiv_error("incorrect id format for 1234.12345"))


HOSTILE = (
    '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&b;</title></entry></feed>'
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rate exceeded.", "Rate exceeded."),
        ("<html><body>Down for maintenance</body></html>", "Down for maintenance"),
        ("", "(nothing)"),
        (answers.arxiv_feed()[:200], "no Atom feed"),
        (HOSTILE, "declares a document type or entities"),
        (HOSTILE.replace('ENTITY a "aaaaaaaaaa"', 'ENTITY a SYSTEM "file:///etc/passwd"'), "document type or entities"),
    ],
)
def test_what_is_no_feed_is_shown_and_hostile_xml_is_not_read(text: str, told: str) -> None:
    with pytest.raises(UnusableAnswerError) as error:
        arxiv.parse(text)
    assert told in str(error.value)
    assert len(str(error.value)) < 400


def test_a_paper_at_a_conference_is_what_its_publisher_registered() -> None:
    assert valid(crossref.parse(answers.crossref("10.1109/X.2024.01"))) == {
        "key": "author2024study",
        "type": "inproceedings",
        "title": "A Study of Tuning",
        "authors": ["Author, Ann", "Writer, Ben"],
        "year": 2024,
        "month": 6,
        "venue": "CVPR",
        "booktitle": "2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
        "pages": "101--110",
        "publisher": "IEEE",
        "doi": "10.1109/X.2024.01",
    }


def test_an_article_has_journal_volume_and_number_and_the_year_of_print() -> None:
    text = answers.crossref(
        "10.1007/s1", type="journal-article", volume="132", issue="3", **{
            "container-title": ["International Journal of Computer Vision"],
            "published-print": {"date-parts": [[2025, 1]]}, "published-online": {"date-parts": [[2024, 11, 2]]},
        },
    )  # fmt: skip
    facts = valid(crossref.parse(text))
    assert (facts["type"], facts["journal"], facts["venue"]) == (
        "article", "International Journal of Computer Vision", "IJCV",
    )  # fmt: skip
    assert (facts["year"], facts["volume"], facts["number"]) == (2025, "132", "3")


@pytest.mark.parametrize(
    ("registered", "title"),
    [
        ("Tuning &amp; Merging", "Tuning & Merging"),
        ("Tuning &amp;amp; Merging", "Tuning & Merging"),
        ("H<sub>2</sub>O in <i>vivo</i>", "H\\textsubscript{2}O in \\textit{vivo}"),
        ("<scp>LoRA</scp> <b>Now</b>", "LoRA \\textbf{Now}"),
        ("On $\\ell_1$ norms", "On $\\ell_1$ norms"),
        ("For $5 and for $10", "For \\$5 and for \\$10"),
        ("A\n        <mml:math><mml:mi>k</mml:mi></mml:math>\n  B", "A k B"),
        ("x &lt; y", "x < y"),
        ("Sets {a} and ~b", "Sets \\textbraceleft{}a\\textbraceright{} and \\textasciitilde{}b"),
        ("Think with <think> when x<y and z>w", "Think with <think> when x<y and z>w"),  # no tags of HTML
        ("The <s> Token and <ce:italic>Its</ce:italic> Use", "The <s> Token and Its Use"),
        ('On <span class="a">LoRA</span><br/>and More', "On LoRA and More"),
        ("<![CDATA[Tuning <i>in vivo</i>]]>", "Tuning \\textit{in vivo}"),
        ("Tuning \u00e2\u0080\u0093 A Survey", "Tuning \u2013 A Survey"),  # UTF-8 that was sent as Latin-1
        ("Tuning \ud83d Models", "Tuning \ufffd Models"),  # half of a sign
        (
            'For <inline-formula><tex-math notation="LaTeX">$H_\\infty$</tex-math></inline-formula> Norms',
            "For $H_\\infty$ Norms",
        ),
    ],
)
def test_titles_with_markup_and_entities_are_text_of_the_library(registered: str, title: str) -> None:
    assert valid(crossref.parse(answers.crossref("10.1000/x", title=[registered])))["title"] == title


def test_a_subtitle_stands_behind_the_title() -> None:
    facts = valid(crossref.parse(answers.crossref("10.1000/x", title=["Tuning"], subtitle=["A Survey"])))
    assert facts["title"] == "Tuning: A Survey"


@pytest.mark.parametrize("title", ["Tuning:", "Tuning?", "Tuning!"])
def test_a_title_that_ends_with_a_mark_gets_no_colon_before_the_subtitle(title: str) -> None:
    facts = valid(crossref.parse(answers.crossref("10.1000/x", title=[title], subtitle=["A Survey"])))
    assert facts["title"] == f"{title} A Survey"


def test_a_subtitle_that_stands_in_the_title_is_not_said_twice() -> None:
    facts = valid(crossref.parse(answers.crossref("10.1000/x", title=["Tuning: a survey"], subtitle=["A Survey"])))
    assert facts["title"] == "Tuning: a survey"


def test_a_chapter_of_proceedings_in_a_series_is_a_paper_at_the_conference_of_its_year() -> None:
    text = answers.crossref(
        "10.1007/978-3-031-1_1", type="book-chapter", **{
            "container-title": ["Lecture Notes in Computer Science", "Computer Vision \u2013 ECCV 2024"],
            "published-print": {"date-parts": [[2025]]}, "published-online": {"date-parts": [[2024, 10, 1]]},
            "publisher": "Springer Nature Switzerland",
        },
    )  # fmt: skip
    facts = valid(crossref.parse(text))
    assert (facts["type"], facts["year"], facts["venue"]) == ("inproceedings", 2024, "ECCV")
    assert (facts["booktitle"], facts["series"]) == (
        "Computer Vision \u2013 ECCV 2024", "Lecture Notes in Computer Science",
    )  # fmt: skip


def test_a_chapter_is_a_paper_at_the_conference_that_springer_asserts() -> None:
    asserted = [
        {"value": "PRCV", "order": 1, "name": "conference_acronym", "label": "Conference Acronym"},
        {"value": "Chinese Conference on Pattern Recognition", "order": 2, "name": "conference_name"},
    ]
    more = {"container-title": ["Lecture Notes in Computer Science", "Pattern Recognition"], "assertion": asserted}
    facts = valid(crossref.parse(answers.crossref("10.1007/978-3-031-1_1", type="book-chapter", **more)))
    assert (facts["type"], facts["venue"], facts["booktitle"]) == ("inproceedings", "PRCV", "Pattern Recognition")


@pytest.mark.parametrize(("volume", "pages"), [(None, None), ("33", "1--14")])
def test_an_article_that_has_no_volume_yet_has_no_pages_yet(volume: str | None, pages: str | None) -> None:
    more = {"type": "journal-article", "container-title": ["IEEE Transactions on X"], "page": "1-14", "volume": volume}
    assert valid(crossref.parse(answers.crossref("10.1109/tx.2024.1", **more))).get("pages") == pages


def test_a_chapter_of_a_book_is_a_part_of_it() -> None:
    text = answers.crossref("10.1000/x", type="book-chapter", **{"container-title": ["Handbook of Tuning"]})
    facts = valid(crossref.parse(text))
    assert (facts["type"], facts["booktitle"], facts["year"]) == ("incollection", "Handbook of Tuning", 2024)


def test_collaborations_and_suffixes_of_crossref_are_names() -> None:
    people = [
        {"name": "The ATLAS Collaboration", "sequence": "first"}, {"given": "Ann", "family": "van der Berg"},
        {"given": "Ben", "family": "Writer", "suffix": "Jr."},
        {"family": "Plato"}, {"given": "Aurélie", "family": "N'Diaye"},
    ]  # fmt: skip
    assert valid(crossref.parse(answers.crossref("10.1000/x", author=people)))["authors"] == [
        "{The ATLAS Collaboration}", "van der Berg, Ann", "Writer, Jr., Ben", "Plato", "N'Diaye, Aurélie",
    ]  # fmt: skip


def test_a_degree_behind_a_name_is_no_part_of_it() -> None:
    people = [
        {"given": "Ann", "family": "Author", "suffix": "Ph.D."}, {"given": "Ben", "family": "Writer", "suffix": "III"},
        {"prefix": "Dr.", "given": "Eve", "family": "Reader", "suffix": "MD, MSc"},
    ]  # fmt: skip
    assert valid(crossref.parse(answers.crossref("10.1000/x", author=people)))["authors"] == [
        "Author, Ann", "Writer, III, Ben", "Reader, Eve",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("dissertation", {"institution": [{"name": "ETH Zürich", "department": ["Physics"]}]},
         {"type": "phdthesis", "school": "ETH Zürich"}),
        ("dissertation", {"publisher": "University of X", "degree": ["Master of Science"]},
         {"type": "mastersthesis", "school": "University of X"}),
        ("report", {"institution": [{"name": "World Bank", "place": ["Washington, DC"]}]},
         {"type": "techreport", "institution": "World Bank"}),
        ("report", {"publisher": "US Geological Survey"}, {"institution": "US Geological Survey"}),
        ("posted-content", {"institution": [{"name": "bioRxiv"}], "group-title": "Genomics"},
         {"type": "misc", "venue": "bioRxiv"}),
        ("posted-content", {"institution": [{"name": "A Blog"}]}, {"type": "misc"}),
    ],
)  # fmt: skip
def test_a_thesis_has_a_school_a_report_an_institution_and_a_preprint_its_server(
    kind: str, more: dict[str, object], expected: Facts
) -> None:
    facts = valid(crossref.parse(answers.crossref("10.1000/x", type=kind, **{"container-title": [], **more})))
    found = {name: facts.get(name) for name in ("type", "school", "institution", "venue")}
    assert {name: value for name, value in found.items() if value} == {"type": facts["type"], **expected}


def test_an_article_without_pages_has_its_number() -> None:
    more = {"page": None, "article-number": "e1023", "container-title": ["PLOS ONE"]}
    assert valid(crossref.parse(answers.crossref("10.1371/x", type="journal-article", **more)))["pages"] == "e1023"


def test_twenty_authors_of_crossref_keep_their_accents() -> None:
    people = [{"given": name.split()[0], "family": name.split()[-1]} for name in answers.ACCENTED]
    authors = valid(crossref.parse(answers.crossref("10.1000/x", author=people)))["authors"]
    assert [name.split(", ")[0] for name in authors] == [name.split()[-1] for name in answers.ACCENTED]


def test_an_abstract_in_jats_is_plain_text() -> None:
    abstract = "<jats:title>Abstract</jats:title><jats:p>We <jats:italic>study</jats:italic> a &lt; b.</jats:p>"
    assert valid(crossref.parse(answers.crossref("10.1000/x", abstract=abstract)))["abstract"] == "We study a < b."


@pytest.mark.parametrize(
    ("abstract", "text"),
    [
        ("<title>ABSTRACT</title><p>We study.</p>", "We study."),
        ("<jats:p>If x&lt;y and z&gt;w, then.</jats:p>", "If x<y and z>w, then."),
        (
            (
                "<jats:p>The <jats:inline-formula><jats:alternatives><jats:tex-math>$$\\ell _1$$</jats:tex-math>"
                '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>l</mml:mi></mml:math>'
                "</jats:alternatives></jats:inline-formula> norm.</jats:p>"
            ),
            "The $\\ell _1$ norm.",
        ),
        (
            (
                "<jats:p>A <jats:tex-math>\\documentclass{a} \\begin{document}$$k^2$$\\end{document}</jats:tex-math>"
                " here.</jats:p>"
            ),
            "A $k^2$ here.",
        ),
    ],
)
def test_formulas_and_signs_of_an_abstract_stay_once(abstract: str, text: str) -> None:
    assert valid(crossref.parse(answers.crossref("10.1000/x", abstract=abstract)))["abstract"] == text


def test_a_preprint_of_crossref_names_what_became_of_it_and_a_retraction_is_told() -> None:
    answer = crossref.parse(
        answers.crossref(
            "10.1101/1", type="posted-content", subtype="preprint", **{
                "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1038/s1", "asserted-by": "subject"}]},
                "updated-by": [{"type": "retraction", "DOI": "10.1038/r1"}],
            },
        )
    )  # fmt: skip
    assert (answer.facts["type"], answer.facts["posted"]) == ("misc", "2024-06")
    assert answer.related == (Identifier(Kind.DOI, "10.1038/s1"),)
    assert "retracted: https://doi.org/10.1038/r1" in answer.remarks[0]


def test_a_record_of_datacite_is_a_paper() -> None:
    assert valid(datacite.parse(answers.datacite("10.5281/zenodo.1"))) == {
        "key": "author2024study",
        "type": "misc",
        "title": "A Study of Tuning",
        "authors": ["Author, Ann", "{The Tuning Team}"],
        "year": 2024,
        "posted": "2024-02",
        "publisher": "Zenodo",
        "doi": "10.5281/zenodo.1",
        "abstract": "We study tuning.",
    }


def test_a_thesis_of_datacite_has_a_school_and_a_publisher_may_be_an_object() -> None:
    text = answers.datacite(
        "10.1000/t", types={"resourceTypeGeneral": "Dissertation"}, publisher={"name": "ETH Zürich"}
    )
    facts = valid(datacite.parse(text))
    assert (facts["type"], facts["school"]) == ("phdthesis", "ETH Zürich")


@pytest.mark.parametrize(
    ("types", "container", "kind"),
    [
        ({"resourceTypeGeneral": "Text", "resourceType": "Conference paper"}, {"title": "Proc. of X"}, "inproceedings"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Conference paper"}, {}, "misc"),  # it says not of which
        ({"resourceTypeGeneral": "Text", "resourceType": "Journal article"}, {"title": "Journal of X"}, "article"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Doctoral thesis"}, {}, "phdthesis"),
        ({"resourceTypeGeneral": "Other", "resourceType": "Master's Thesis"}, {}, "mastersthesis"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Technical report"}, None, "techreport"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Article"}, {}, "misc"),  # so arXiv calls its preprints
        ({"resourceTypeGeneral": "Dataset", "resourceType": "Conference data"}, {"title": "X"}, "misc"),
    ],
)
def test_what_datacite_calls_a_text_is_what_it_says_in_words(types: object, container: object, kind: str) -> None:
    text = answers.datacite("10.1000/x", types=types, container=container)
    assert valid(datacite.parse(text))["type"] == kind


def test_a_paper_of_datacite_has_volume_number_and_pages_of_its_container() -> None:
    place = {"title": "LIPIcs", "volume": "Vol. 283", "issue": "", "firstPage": "pages 25:1", "lastPage": "25:18"}
    text = answers.datacite("10.4230/x", types={"resourceTypeGeneral": "ConferencePaper"}, container=place)
    facts = valid(datacite.parse(text))
    assert (facts["booktitle"], facts["volume"], facts["pages"]) == ("LIPIcs", "283", "25:1--25:18")
    assert "number" not in facts


def test_what_stands_for_a_page_but_is_none_is_left_out() -> None:
    place = {"title": "Journal of X", "firstPage": "Vol 46 No 3 (2012)"}
    text = answers.datacite("10.1000/x", types={"resourceTypeGeneral": "JournalArticle"}, container=place)
    assert "pages" not in valid(datacite.parse(text))


def test_what_datacite_has_not_got_is_nobody() -> None:
    nobody = [{"name": "(:unav)", "nameType": "Organizational"}, {"name": "(:null)"}]
    facts = valid(datacite.parse(answers.datacite("10.1000/x", creators=nobody, publisher="(:unav)")))
    assert not {"authors", "publisher"} & facts.keys()


def test_the_first_of_several_months_is_when_it_was_made_public_and_a_span_is_none() -> None:
    dates = [
        {"date": "2020/2021", "dateType": "Available"}, {"date": "2023-06-01", "dateType": "Available"},
        {"date": "2023-05", "dateType": "Available"}, {"date": "2023", "dateType": "Issued"},
    ]  # fmt: skip
    assert valid(datacite.parse(answers.datacite("10.1000/x", dates=dates)))["posted"] == "2023-05"


def test_a_thesis_in_a_repository_is_not_one_of_its_school() -> None:
    facts = valid(datacite.parse(answers.datacite("10.5281/x", types={"resourceTypeGeneral": "Dissertation"})))
    assert facts["publisher"] == "Zenodo"
    assert "school" not in facts


@pytest.mark.parametrize("api", [1, 2])
def test_both_interfaces_of_openreview_say_the_same(api: int) -> None:
    assert valid(openreview.parse(answers.openreview("3d5CIRG1n2", api=api))) == {
        "key": "author2024study",
        "type": "inproceedings",
        "title": "A Study of Tuning",
        "authors": ["Author, Ann", "Writer, Ben"],
        "year": 2024,
        "posted": "2023-09",
        "venue": "ICLR",
        "booktitle": "The Twelfth International Conference on Learning Representations",
        "openreview": "3d5CIRG1n2",
        "abstract": "We study tuning.",
    }


@pytest.mark.parametrize(
    ("venue", "venueid"),
    [
        ("Submitted to ICLR 2024", "ICLR.cc/2024/Conference"),
        ("ICLR 2024 Conference Withdrawn Submission", "ICLR.cc/2024/Conference/Withdrawn_Submission"),
        ("ICLR 2024", "ICLR.cc/2024/Conference/Rejected_Submission"),
        ("Decision pending for TMLR", "TMLR/Decision_Pending"),
        ("Retracted by Authors", "TMLR/Retracted_Acceptance"),
        ("TMLR", "TMLR/Submitted"),
        ("CoRR 2024", "dblp.org/journals/CORR/2024"),
        ("", ""),
    ],
)
def test_what_was_not_taken_has_not_been_published(venue: str, venueid: str) -> None:
    facts = valid(openreview.parse(answers.openreview("3d5CIRG1n2", venue, venueid=venueid)))
    assert facts["type"] == "misc"
    assert not {"venue", "booktitle"} & facts.keys()


def test_what_was_withdrawn_from_openreview_is_said_to_be() -> None:
    answer = openreview.parse(answers.openreview("3d5CIRG1n2", "ICLR 2024 Conference Withdrawn Submission"))
    assert answer is not None
    assert "withdrawn" in answer.remarks[0]


@pytest.mark.parametrize(
    ("venue", "venueid", "short"),
    [
        ("R0-FoMo Poster", "NeurIPS.cc/2023/Workshop/R0-FoMo", "NeurIPS Workshop"),
        ("MTI-LLM @ NeurIPS 2025 Poster", "NeurIPS.cc/2025/Workshop/MTI-LLM", "NeurIPS Workshop"),
        ("Tiny Papers @ ICLR 2023 Present", "ICLR.cc/2023/TinyPapers", "ICLR Workshop"),
        ("NeurIPS 2023 Datasets and Benchmarks Poster", "NeurIPS.cc/2023/Track/Datasets_and_Benchmarks", "NeurIPS"),
        ("ICLR 2025", "ICLR.cc/2025/Conference/Accepted_Submission", "ICLR"),
        ("EMNLP 2023 Findings", "EMNLP/2023/Conference", "Findings of EMNLP"),
    ],
)
def test_a_workshop_of_openreview_is_known_by_the_id_of_its_venue(venue: str, venueid: str, short: str) -> None:
    facts = valid(openreview.parse(answers.openreview("3d5CIRG1n2", venue, venueid=venueid)))
    assert (facts["type"], facts["venue"]) == ("inproceedings", short)


def test_a_copy_of_a_journal_s_record_of_dblp_is_an_article() -> None:
    venue, venueid = "IEEE Trans. Pattern Anal. Mach. Intell. 2023", "dblp.org/journals/PAMI/2023"
    facts = valid(openreview.parse(answers.openreview("3d5CIRG1n2", venue, venueid=venueid, _bibtex=None)))
    assert (facts["type"], facts["venue"], facts["journal"], facts["year"]) == (
        "article", "TPAMI", "IEEE Trans. Pattern Anal. Mach. Intell.", 2023,
    )  # fmt: skip


def test_authors_of_the_first_years_of_openreview_are_one_text() -> None:
    facts = valid(openreview.parse(answers.openreview("3d5CIRG1n2", api=1, authors="Ann Author, Ben Writer")))
    assert facts["authors"] == ["Author, Ann", "Writer, Ben"]


def test_a_paper_in_a_journal_of_openreview_is_an_article() -> None:
    facts = valid(openreview.parse(answers.openreview("3d5CIRG1n2", "Accepted by TMLR", _bibtex=None)))
    assert (facts["type"], facts["venue"], facts["journal"]) == (
        "article", "TMLR", "Transactions on Machine Learning Research",
    )  # fmt: skip


def test_papers_that_openreview_finds_are_those_of_its_notes() -> None:
    (taken,), (copied,) = (
        json.loads(answers.openreview(*one))["notes"] for one in (("new1234",), ("corr123", "CoRR 2024"))
    )
    found = openreview.parse_search(json.dumps({"notes": [taken, copied, {"content": {}}, 7], "count": 4}))
    assert [valid(answer)["type"] for answer in found] == ["inproceedings", "misc"]
    assert openreview.search_url("DoRA: {W}eight-Decomposed!") == (
        "/notes/search?term=DoRA+Weight-Decomposed&type=terms&source=forum&limit=10"
    )


def test_a_search_of_openreview_that_is_not_there_is_said() -> None:
    with pytest.raises(UnusableAnswerError, match="no result of a search"):
        openreview.parse_search('{"notes": [], "count": 0, "searchUnavailable": true}')


def test_authors_of_openreview_may_be_objects() -> None:
    people = [{"fullname": "Ann Author", "username": "~Ann_Author1"}, "Ben Writer"]
    facts = valid(openreview.parse(answers.openreview("3d5CIRG1n2", authors=people)))
    assert facts["authors"] == ["Author, Ann", "Writer, Ben"]


def test_a_forum_that_nobody_has_or_may_read_is_none() -> None:
    assert openreview.parse('{"notes": [], "count": 0}') is None
    assert openreview.parse('{"notes": [{"id": "x", "content": {"decision": {"value": "Reject"}}}]}') is None
    review = {"id": "y", "forum": "x", "replyto": "x", "content": {"title": "A sound paper"}}
    assert openreview.parse(json.dumps({"notes": [review]})) is None


def test_an_entry_of_the_acl_anthology_keeps_its_braces_and_editors() -> None:
    assert valid(acl.parse(answers.acl("2024.acl-long.226"), read)) == {
        "key": "pena2024study",
        "type": "inproceedings",
        "title": "A Study of {LoRA} {\\&} Friends",
        "authors": ["Peña, José", "Writer, Ben"],
        "editors": ["Ku, Lun-Wei", "Martins, Andre"],
        "year": 2024,
        "month": 8,
        "venue": "ACL",
        "booktitle": "Proceedings of the 62nd Annual Meeting of the Association for Computational Linguistics "
        "(Volume 1: Long Papers)",
        "pages": "4157--4173",
        "publisher": "Association for Computational Linguistics",
        "address": "Bangkok, Thailand",
        "doi": "10.18653/v1/2024.acl-long.226",
        "anthology": "2024.acl-long.226",
        "abstract": "We study tuning.",
    }


def test_hits_of_dblp_are_records_without_the_numbers_of_people_and_without_preprints() -> None:
    hits = answers.dblp_hit("conf/icml/AuthorW24"), answers.dblp_hit("journals/corr/abs-2402-09353", venue="CoRR")
    (answer,) = dblp.parse_search(answers.dblp_search(*hits))
    assert valid(answer) == {
        "key": "author2024study",
        "type": "inproceedings",
        "title": "A Study of Tuning & More",
        "authors": ["Author, Ann", "Writer, Ben"],
        "year": 2024,
        "venue": "ICML",
        "booktitle": "ICML",
        "pages": "101--110",
    }
    assert answer.related == (Identifier(Kind.DBLP, "conf/icml/AuthorW24"),)


@pytest.mark.parametrize("dash", ["-", " - ", "--", "\N{EN DASH}", "\N{EM DASH}"])
def test_pages_of_a_service_are_a_range_whichever_dash_it_has(dash: str) -> None:
    journal = {"name": "ICML", "pages": f"101{dash}110"}
    (answer,) = s2.parse(json.dumps([answers.s2_record("2402.09353", journal=journal)]))
    assert answer is not None
    assert answer.facts["pages"] == "101--110"


def test_one_author_and_one_hit_may_stand_alone_and_no_hit_is_none() -> None:
    hit = answers.dblp_hit("conf/icml/A24", authors={"author": {"@pid": "1", "text": "Ann Author"}})
    text = answers.dblp_search(hit).replace('"hit": [', '"hit": ').replace("}]}}}", "}}}}")
    assert [answer.facts["authors"] for answer in dblp.parse_search(text)] == [["Author, Ann"]]
    assert dblp.parse_search(answers.dblp_search()) == []


def test_the_entry_of_dblp_is_a_paper_without_its_stamps() -> None:
    facts = valid(dblp.parse(answers.dblp_bib("conf/icml/AuthorW24"), read))
    assert facts["authors"] == ["Author, Ann", "Writer, Ben"]
    assert facts["venue"] == "ICML"
    assert not {"fields", "url"} & facts.keys()


def test_people_of_one_name_and_generation_are_told_apart_at_dblp_and_not_here() -> None:
    people = "Bob Smith III and\n  Ann Lee Jr. and Wei Wang 0001"
    text = f"@article{{DBLP:journals/x/A24,\n  author = {{{people}}},\n  title = {{A}}\n}}"
    assert dblp.parse(text, read).facts["authors"] == ["Smith, III, Bob", "Lee, Jr., Ann", "Wang, Wei"]


@pytest.mark.parametrize(
    ("book", "name"),
    [
        ("Conference on X, {X} 2024, Vienna, Austria, July 21-27, 2024", "Conference on X"),
        ("Advances in Y 38: Conference on Y 2024, NeurIPS 2024, Vancouver, BC, Canada, December 10 - 15, 2024",
         "Advances in Y 38: Conference on Y 2024"),
        ("Findings of Z: {EMNLP} 2024, Miami, Florida, USA, November 12-16, 2024", "Findings of Z: {EMNLP} 2024"),
    ],
)  # fmt: skip
def test_the_name_of_proceedings_at_dblp_does_not_say_where_and_when(book: str, name: str) -> None:
    text = f"@inproceedings{{DBLP:conf/x/A24,\n  title = {{A Study}},\n  booktitle = {{{book}}},\n  year = {{2024}}\n}}"
    assert dblp.parse(text, read).facts["booktitle"] == name


def test_a_title_is_looked_for_by_its_words() -> None:
    assert dblp.search_url("DoRA: Weight-Decomposed!") == "/search/publ/api?q=dora+weight+decomposed&format=json&h=10"


def test_semantic_scholar_names_the_records_of_many_papers_at_once() -> None:
    text = json.dumps([answers.s2_record("2402.09353"), None])
    known, unknown = s2.parse(text)
    assert unknown is None
    assert known is not None
    assert valid(known)["venue"] == "ICML"
    assert known.related == (Identifier(Kind.DBLP, "conf/icml/AuthorW24"),)
    assert json.loads(s2.body([Identifier(Kind.ARXIV, "2402.09353"), Identifier(Kind.DOI, "10.1000/x")])) == {
        "ids": ["ARXIV:2402.09353", "DOI:10.1000/x"]
    }


@pytest.mark.parametrize(
    ("place", "kinds", "expected"),
    [
        ({"name": "CVPR", "type": "conference"}, ["JournalArticle"], "inproceedings"),
        ({"name": "CVPR"}, ["JournalArticle", "Conference"], "inproceedings"),
        ({"name": "Nature", "type": "journal"}, ["JournalArticle"], "article"),
        ({"name": "Somewhere"}, ["JournalArticle"], "misc"),  # so are called preprints, too
        ({"name": "Somewhere"}, None, "misc"),
    ],
)
def test_semantic_scholar_says_of_what_kind_a_place_is(place: object, kinds: object, expected: str) -> None:
    record = answers.s2_record("2402.09353", publicationVenue=place, publicationTypes=kinds)
    (answer,) = s2.parse(json.dumps([record]))
    assert answer is not None
    assert valid(answer)["type"] == expected


def test_a_record_of_dblp_keeps_its_page_at_openreview_and_writes_hyphens_without_braces() -> None:
    text = """@inproceedings{DBLP:conf/icml/LiuW24,
  author = {Shih{-}Yang Liu},
  title  = {Weight{-}Decomposed {LoRA}},
  url    = {https://openreview.net/forum?id=3d5CIRG1n\\_2},
  doi    = {10.1007/978-3-030-58517-4\\_32},
  year   = {2024}
}"""
    facts = dblp.parse(text, read).facts
    assert (facts["title"], facts["authors"]) == ("Weight-Decomposed {LoRA}", ["Liu, Shih-Yang"])
    assert (facts["openreview"], facts["doi"]) == ("3d5CIRG1n_2", "10.1007/978-3-030-58517-4_32")


def test_semantic_scholar_knows_nobody_where_it_says_so() -> None:
    assert s2.parse('{"error": "No valid paper ids given"}') == []


@pytest.mark.parametrize("name", ["arXiv.org", "bioRxiv", "SSRN Electronic Journal", "Research Square"])
def test_a_preprint_at_semantic_scholar_has_not_appeared(name: str) -> None:
    place = {"name": name, "type": "journal"}
    record = answers.s2_record("2402.09353", venue=name, publicationVenue=place, externalIds={})
    (answer,) = s2.parse(json.dumps([record]))
    assert answer is not None
    assert (valid(answer)["type"], answer.related) == ("misc", ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"name": "ChallengeRequiredError", "message": "Please verify that you are human", "status": 403}',
         "Please verify that you are human"),
        ('{"error": "No valid paper ids given"}', "No valid paper ids given"),
        ('{"errors": [{"status": "404", "title": "Not there."}]}', "Not there."),
        ('{"status": "failed", "message": [{"type": "bad", "message": "DOI is too long"}]}', "DOI is too long"),
        ("Resource not found.", "Resource not found."),
        ("[1]", "[1]"),
        ("", "(nothing)"),
    ],
)  # fmt: skip
def test_a_complaint_is_told_in_the_words_of_the_service(text: str, told: str) -> None:
    assert complaint(text) == told


PARSERS: Sequence[tuple[str, Callable[[str], object]]] = [
    ("arXiv", arxiv.parse),
    ("Crossref", crossref.parse),
    ("DataCite", datacite.parse),
    ("OpenReview", openreview.parse),
    ("ACL Anthology", lambda text: acl.parse(text, read)),
    ("DBLP", lambda text: dblp.parse(text, read)),
    ("DBLP", dblp.parse_search),
    ("OpenReview", openreview.parse_search),
    ("Semantic Scholar", s2.parse),
]


@pytest.mark.parametrize(("name", "parse"), PARSERS)
@pytest.mark.parametrize(
    "text",
    ["", "<html><title>502 Bad Gateway</title></html>", "{", '"text"', "[" * 100_000, '{"message": "no", "status": 1}',
     "\x00\x1b[31m", '{"error": "Requested object not found"}'],
)  # fmt: skip
def test_what_is_no_answer_is_an_error_that_names_the_service(
    name: str, parse: Callable[[str], object], text: str
) -> None:
    with pytest.raises(UnusableAnswerError, match=f"^{name} gave no usable answer: "):
        parse(text)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Advances in Neural Information Processing Systems 37", "NeurIPS"),
        ("The Thirteenth International Conference on Learning Representations", "ICLR"),
        ("Proceedings of the 41st International Conference on Machine Learning", "ICML"),
        ("Proceedings of the 2024 Conference on Empirical Methods in Natural Language Processing", "EMNLP"),
        ("Findings of the Association for Computational Linguistics: EMNLP 2024", "Findings of EMNLP"),
        ("Findings of the Association for Computational Linguistics ACL 2024", "Findings of ACL"),
        ("2023 IEEE/CVF International Conference on Computer Vision (ICCV)", "ICCV"),
        ("2025 IEEE/CVF Winter Conference on Applications of Computer Vision (WACV)", "WACV"),
        ("Computer Vision \u2013 ECCV 2024", "ECCV"),
        ("Proceedings of the AAAI Conference on Artificial Intelligence", "AAAI"),
        ("NeurIPS 2023 Workshop on Instruction Tuning", "NeurIPS Workshop"),
        ("2024 IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops (CVPRW)", "CVPR Workshop"),
        ("IEEE Transactions on Pattern Analysis and Machine Intelligence", "TPAMI"),
        ("ICLR 2024 poster", "ICLR"),
        ("Nature Communications", ""),
        ("2024 International Joint Symposium on Widgets (IJSW)", "IJSW"),
        ("Thirty-Ninth {AAAI} Conference on Artificial Intelligence", "AAAI"),
        ("Proceedings of the 32nd {ACM} International Conference on Multimedia", "ACM MM"),
        ("Proceedings of the {ACM} on Web Conference 2024", "WWW"),
        ("Findings of the {A}ssociation for {C}omputational {L}inguistics: {ACL} 2026", "Findings of ACL"),
        ("Proceedings of the 64th Annual Meeting of the {A}ssociation for {C}omputational {L}inguistics", "ACL"),
        ("{IEEE} Trans. Neural Networks Learn. Syst.", "TNNLS"),
        ("{IEEE} Trans. Multim.", "TMM"),
        ("IEEE Workshop/Winter Conference on Applications of Computer Vision", "WACV"),
        ("Joint Conference on Computational Linguistics, Language Resources and Evaluation", "LREC-COLING"),
        # Others that have a like name.
        ("International Conference on Machine Learning and Cybernetics", ""),
        ("European Conference on Machine Learning", "ECML PKDD"),
        ("International Conference on Computer Vision Theory and Applications", ""),
        ("Italian Conference on Computational Linguistics (CLiC-it)", "CLiC-it"),
        ("Advances in Knowledge Discovery and Data Mining", "PAKDD"),
        ("ACM International Conference on Multimedia Retrieval", ""),
        ("ACM Transactions on Multimedia Computing, Communications, and Applications", ""),
        ("IEEE Transactions on Acoustics, Speech, and Signal Processing", ""),
    ],
)  # fmt: skip
def test_a_venue_has_the_short_name_that_lists_show(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize("text", ["", "a", "$", "<", "&", "{", "}", "\\", "<i>", "&amp", "$a$", "\u0000", "<" * 5000])
def test_no_text_stops_the_readers_of_text(text: str) -> None:
    assert isinstance(from_html(text) + from_tex(text), str)
