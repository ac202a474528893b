"""Addresses that somebody has escaped for LaTeX."""

import json

import pytest

from mllmtune.cli.looking import places_in
from mllmtune.formats import Format, written
from mllmtune.formats.bibtex_reader import read
from mllmtune.formats.markdown import write
from mllmtune.formats.markdown_layout import Layout, columns
from mllmtune.model.identifiers import identifiers
from mllmtune.text.addresses import address_of

DBLP = r"""@inproceedings{unet,
  title = {U-Net},
  year = {2015},
  doi = {10.1007/978-3-319-24574-4\_28},
  url = {https://doi.org/10.1007/978-3-319-24574-4\_28},
}
"""


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (r"10.1007/978-3-319-24574-4\_28", "10.1007/978-3-319-24574-4_28"),
        (r"10.1007/978-3-319-24574-4{\_}28", "10.1007/978-3-319-24574-4_28"),
        (r"\url{https://x.org/a_b}", "https://x.org/a_b"),
        (r"https://x.org/{\~{}}me/\%20?a\&b\#c", "https://x.org/~me/%20?a&b#c"),
        (r"https://x.org/\textasciitilde{}me/$\sim$you", "https://x.org/~me/~you"),
        ("https://x.org/{a}/a_b%20c", "https://x.org/{a}/a_b%20c"),
        (r"C:\temp", r"C:\temp"),
    ],
)
def test_an_address_is_without_what_is_there_for_latex(typed: str, address: str) -> None:
    assert address_of(typed) == address


@pytest.mark.parametrize("form", [Format.CSL, Format.RIS, Format.HAYAGRIVA, Format.MARKDOWN, Format.CSV])
def test_other_media_get_the_address_and_not_its_escapes(form: Format) -> None:
    text = written(form, [paper.facts() for paper in read(DBLP).papers])

    assert "10.1007/978-3-319-24574-4_28" in text
    assert "\\" not in text
    assert "%5C" not in text


def test_the_column_of_an_identifier_and_the_look_at_its_page_are_without_the_escapes() -> None:
    facts = read(DBLP).papers[0].facts()
    address = "https://doi.org/10.1007/978-3-319-24574-4_28"

    assert address in write([facts], Layout(columns=columns("DOI")))
    assert [place.address for place in places_in(facts) if place.label == "doi"] == [address]


def test_bibtex_and_json_keep_the_address_as_it_was_typed() -> None:
    facts = read(DBLP).papers[0].facts()

    assert r"doi = {10.1007/978-3-319-24574-4\_28}" in written(Format.BIBTEX, [facts])
    assert json.loads(written(Format.JSON, [facts]))[0]["doi"] == r"10.1007/978-3-319-24574-4\_28"


def test_a_doi_is_the_same_however_it_is_escaped() -> None:
    facts = read(DBLP).papers[0].facts()

    assert identifiers(facts) == {"doi:10.1007/978-3-319-24574-4_28"}
