import html
import re
import tomllib
from pathlib import Path
from typing import cast

import pytest
import typst
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mllmtune.formats import bibtex_reader
from mllmtune.formats.hayagriva import write
from mllmtune.model.facts import Facts
from mllmtune.model.paper import Paper
from mllmtune.text.latex import plain
from mllmtune.text.names import family_name

CURATED = Path(__file__).parents[1] / "data" / "papers.toml"


def paper(**attributes: object) -> Facts:
    return Paper.model_validate({"key": "a", "type": "misc"} | attributes).facts()


def entry(**attributes: object) -> dict[str, object]:
    (only,) = yaml.safe_load(write([paper(**attributes)])).values()
    return cast("dict[str, object]", only)


def typeset(text: str, folder: Path, style: str = "ieee") -> str:
    """Return the bibliography that Typst makes of a file."""
    (folder / "refs.yml").write_text(text, encoding="utf-8")
    document = folder / "main.typ"
    document.write_text(f'#bibliography("refs.yml", full: true, style: "{style}")', encoding="utf-8")
    page = typst.compile(str(document), format="html").decode()
    return html.unescape(re.sub(r"<[^>]+>", "", page.partition("<body>")[2]))


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


# Structure


def test_an_article_stands_in_its_journal() -> None:
    facts = {"title": "{LoRA} and more", "authors": ["Doe, Jane", "van Gogh, Jr, V."], "year": 2024, "month": 2,
             "journal": "Nature", "volume": "12", "number": "3--4", "pages": "1--9", "doi": "10.1000/x",
             "issn": "1234-5678", "publisher": "ACM", "address": "New York"}  # fmt: skip
    assert entry(type="article", **facts) == {
        "type": "article",
        "title": "{LoRA} and more",
        "author": ["Doe, Jane", {"name": "Gogh", "given-name": "V.", "prefix": "van", "suffix": "Jr"}],
        "date": "2024-02",
        "page-range": "1-9",
        "serial-number": {"doi": "10.1000/x", "issn": "1234-5678"},
        "parent": {
            "type": "periodical",
            "title": "Nature",
            "volume": 12,
            "issue": "3-4",
            "publisher": {"name": "ACM", "location": "New York"},
        },
    }


def test_a_paper_of_a_conference_stands_in_its_proceedings_and_these_in_a_series() -> None:
    facts = {"title": "T", "year": 2024, "booktitle": "Proceedings", "venue": "ICML", "editors": ["Bach, F."],
             "series": "LNCS", "number": "7", "organization": "IEEE", "arxiv": "2402.09353"}  # fmt: skip
    assert entry(type="inproceedings", **facts) == {
        "type": "article",
        "title": "T",
        "date": 2024,
        "serial-number": {"arxiv": "2402.09353"},
        "url": "https://arxiv.org/abs/2402.09353",
        "parent": {
            "type": "proceedings",
            "title": {"value": "Proceedings", "short": "ICML"},
            "editor": ["Bach, F."],
            "publisher": "IEEE",
            "parent": {"type": "proceedings", "title": "{LNCS}", "volume": 7},
            "organization": "IEEE",
        },
    }


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"type": "phdthesis", "school": "ETH"}, {"type": "thesis", "genre": "PhD thesis", "publisher": "ETH"}),
        ({"type": "techreport", "institution": "X", "number": "7"}, {"type": "report", "issue": 7, "publisher": "X"}),
        ({"type": "book", "edition": "2", "editors": ["Doe, J."]},
         {"type": "book", "editor": ["Doe, J."], "edition": 2}),
        ({"type": "inbook", "booktitle": "B", "chapter": "3"},
         {"type": "chapter", "volume": 3, "parent": {"type": "book", "title": "B"}}),
        ({"type": "online", "url": "https://x.org/a_b", "fields": {"urldate": "2024-03-01"}},
         {"type": "web", "url": {"value": "https://x.org/a_b", "date": "2024-03-01"}}),
        ({"type": "misc", "howpublished": "Web", "note": "N", "fields": {"year": "in press"}},
         {"type": "misc", "note": "Web, N, in press"}),
        ({"type": "misc", "authors": ["{The {Team}}", "others", "{van Dyk}, A"]},
         {"type": "misc",
          "author": [{"name": "The Team"}, {"name": "others"}, {"name": "van Dyk", "given-name": "A"}]}),
        ({"type": "misc", "year": 2024, "fields": {"date": "2024-02-14/2024-03-01"}},
         {"type": "misc", "date": "2024-02-14"}),
        ({"type": "misc", "fields": {"date": "1999~"}}, {"type": "misc", "date": "~1999"}),
        ({"type": "misc", "year": 99}, {"type": "misc", "date": "0099"}),
        ({"type": "misc", "year": -44}, {"type": "misc", "date": "-0044"}),
        ({"type": "misc", "fields": {"langid": "ngerman", "translator": "Doe, J."}},
         {"type": "misc", "affiliated": [{"role": "translator", "names": ["Doe, J."]}], "language": "de-DE"}),
    ],
)  # fmt: skip
def test_each_fact_has_its_place(facts: dict[str, object], expected: dict[str, object]) -> None:
    assert entry(**facts) == expected


@pytest.mark.parametrize(
    "address", ["http://1.2.3.4.5/", "http://x.org:99999", "ftp://x.org", "https://xn--a", "http://", "x.org/a b"]
)
def test_an_address_that_typst_would_stumble_over_is_kept_as_a_number(address: str, tmp_path: Path) -> None:
    facts = paper(title="T", url=address)
    (only,) = yaml.safe_load(write([facts])).values()
    assert only["serial-number"] == {"url": address}
    assert "T" in typeset(write([facts]), tmp_path)


def test_two_papers_with_one_key_are_both_written() -> None:
    assert list(yaml.safe_load(write([paper(), paper()]))) == ["a", "a-2"]


# Text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("{LoRA} of DoRA", "{LoRA} of {DoRA}"),
        ("$H_2O$ costs \\$5", "{H₂O} costs \\$5"),
        (r"\textbraceleft{}x\textbraceright{} \textbackslash{}y", r"\{x\} \\y"),
        (r"\emph{a {B}} -- M{\"u}ller", "a {B} – Müller"),  # noqa: RUF001 - the dash
        ("{-}{} a", "- a"),
    ],
)
def test_a_title_keeps_its_case_and_its_signs(title: str, expected: str) -> None:
    assert entry(title=title)["title"] == expected


HOSTILE = [
    "a: b", "a #b", "- a", "? a", "a\nb: c", "key: [x", "'a", '"a"', "&a", "*a", "!a", "%a", "@a", "`a`", "|", ">",
    "{}", "yes", "null", "~", "1e5", "0o7", "0x1F", "1_000", "12:30:45", "2024-02-14", ".5", "+1", "NaN", ".inf",
    "a\x00b",
    "a\x1b[31m", "\u2028", "\ufeff", "<script>alert(1)</script>", "#read('/etc/passwd')", "$#read('x')$", "\\",
    "a\\", "{", "}", "$", "$x", "a" * 5000, "---", "...", "a\u0085b", "\U0001f600", "=", "<<",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_file(text: str, tmp_path: Path) -> None:
    names = ("title", "journal", "publisher", "address", "note", "volume", "number", "pages", "edition", "series")
    facts = paper(type="article", authors=[f"{{{plain(text)}}}"], **dict.fromkeys(names, text))
    only = yaml.safe_load(write([facts, paper(key="b", title="Behind")]))
    assert list(only) == ["a", "b"]
    assert only["a"]["type"] == "article"
    assert isinstance(only["a"].get("title", ""), str)
    assert "Behind" in typeset(write([facts, paper(key="b", title="Behind")]), tmp_path)


def test_typst_runs_nothing_that_stands_in_a_title(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hidden")
    facts = paper(title='$#read("secret.txt")$ #read("secret.txt") x')
    shown = typeset(write([facts]), tmp_path)
    assert "hidden" not in shown
    assert 'read("secret.txt")' in shown.replace("“", '"').replace("”", '"')


# What Typst makes of it


@pytest.mark.parametrize("style", ["ieee", "apa"])
def test_typst_shows_every_curated_paper(style: str, tmp_path: Path) -> None:
    papers = cast("list[Facts]", tomllib.loads(CURATED.read_text(encoding="utf-8"))["papers"])
    shown = letters(typeset(write(papers), tmp_path, style))
    assert [each["key"] for each in papers if letters(plain(each["title"])) not in shown] == []
    assert [each["key"] for each in papers if letters(plain(family_name(each["authors"][0]))) not in shown] == []


TYPES = ["article", "book", "booklet", "inbook", "incollection", "inproceedings", "manual", "mastersthesis", "misc",
         "phdthesis", "proceedings", "techreport", "unpublished", "online", "patent", "software", "dataset", "set",
         "collection", "periodical", "inreference", "thesis", "report", "video", "audio", "image",
         "legislation"]  # fmt: skip


FIELDS = (
    "title", "booktitle", "journal", "series", "volume", "number", "pages", "chapter", "edition", "publisher",
    "address", "organization", "school", "institution", "howpublished", "note", "abstract", "isbn", "issn", "type",
    "version", "shorttitle", "subtitle",
)  # fmt: skip


def test_typst_reads_every_type_with_every_field(tmp_path: Path) -> None:
    fields = "".join(f"{name} = {{{name} of {{X}}}}, " for name in FIELDS)
    text = "".join(f"@{kind}{{k{kind}, author = {{Doe, J. and others}}, year = 2024, {fields}}}\n" for kind in TYPES)
    papers = [each.facts() for each in bibtex_reader.read(text).papers]
    assert len(papers) == len(TYPES)
    assert typeset(write(papers), tmp_path).count("title of X: subtitle of X") == len(TYPES)


@settings(max_examples=100)
@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_any_text_is_read_back_by_another_reader_of_yaml(title: str, note: str) -> None:
    facts: Facts = {"key": "a", "type": "article", "title": title, "note": note, "journal": note, "volume": title}
    only = yaml.safe_load(write([facts]))["a"]
    assert letters(str(only.get("title", ""))) == letters(plain(title))
    assert letters(str(only.get("note", ""))) == letters(plain(note))
