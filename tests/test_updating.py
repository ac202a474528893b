"""What papers lack is filled in from the services; what a person has set stays; where a value is from is known."""

import json
from pathlib import Path
from typing import cast

import pytest
import rtoml

from mllmtune.model.facts import Facts
from mllmtune.sources.answer import Answer
from mllmtune.sources.filling import filled
from mllmtune.sources.merging import merge
from mllmtune.sources.provenance import Origin, origin_of, with_origins
from tests import answers
from tests.conftest import Inside
from tests.services import Services, instead, status

PUBLISHED = """\
[[papers]]
key = "author2024study"  # mine
type = "inproceedings"
title = "A {Study} of Tuning"
authors = ["Author, Ann", "Writer, Ben"]
year = 2024
venue = "My CVPR"
doi = "10.1109/x.1"
tags = ["peft"]
"""
PREPRINT = """\
[[papers]]
key = "a2024tuning"
type = "misc"
title = "Tuning Number 2106.00001"
authors = ["A, Ann"]
arxiv = "2106.00001"
"""


@pytest.fixture
def services(services: Services) -> Services:
    services.pages["/works/10.1109/x.1"] = ("application/json", answers.crossref("10.1109/x.1").encode())
    return services


def facts(**attributes: object) -> Facts:
    return cast("Facts", {"key": "a", **attributes})


def paper(tmp_path: Path) -> dict[str, object]:
    found: dict[str, object] = rtoml.loads((tmp_path / "papers.toml").read_text())["papers"][0]
    return found


@pytest.mark.parametrize(
    ("changed", "doi"),
    [
        ({}, "10.1109/x.1"),
        ({'venue = "CVPR"': 'venue = "CVPR Workshop"'}, None),  # another version of it
        ({"year = 2024": "year = 2022"}, None),
        ({"Author, Ann": "Nobody, Nemo"}, None),
        ({"inproceedings": "misc"}, None),  # `upgrade` does that
    ],
)
def test_the_doi_that_arxiv_knows_is_filled_in_where_its_record_is_surely_of_the_paper(
    inside: Inside, services: Services, tmp_path: Path, changed: dict[str, str], doi: str | None
) -> None:
    library = PUBLISHED.replace("My CVPR", "CVPR").replace('doi = "10.1109/x.1"', 'arxiv = "2311.00001"')
    for old, new in changed.items():
        library = library.replace(old, new)
    (tmp_path / "papers.toml").write_text(library)
    entry = answers.arxiv_entry("2311.00001", more="<arxiv:doi>10.1109/x.1</arxiv:doi>")
    query = "/api/query?id_list=2311.00001&start=0&max_results=1"
    services.pages[query] = ("application/atom+xml", answers.arxiv_feed(entry).encode())
    assert inside("update", "--yes", "--field", "doi").code == 0
    assert paper(tmp_path).get("doi") == doi


def test_what_is_missing_is_filled_in_and_what_is_set_stays(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED)
    answer = inside("update", "--yes")
    assert answer.code == 0
    found = paper(tmp_path)
    assert (found["pages"], found["publisher"], found["month"]) == ("101--110", "IEEE", 6)
    assert (found["title"], found["venue"]) == ("A {Study} of Tuning", "My CVPR")
    assert 'key = "author2024study"  # mine\n' in (tmp_path / "papers.toml").read_text()
    assert 'venue: "My CVPR" stays; Crossref says "CVPR" (--prefer remote takes it)' in answer.err
    assert len(services.asked) == 1


def test_where_a_value_is_from_is_told(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED)
    inside("update", "--yes")
    rows = [line.split("\t") for line in inside("why", "author2024study").out.splitlines()]
    told = {attribute: service for attribute, service, _, _ in rows}
    assert (told["pages"], told["title"], told["tags"]) == ("crossref", "", "")
    (row,) = json.loads(inside("why", "author2024study", "pages", "--json").out)
    assert (row["service"], row["value"]) == ("crossref", "101--110")
    missing = inside("why", "author2024study", "isbn")
    assert missing.code == 1
    assert 'author2024study has no "isbn"; it has type, title, authors' in missing.err
    assert services.asked == ["crossref /works/10.1109/x.1"]


def test_what_is_set_after_a_service_gave_it_is_the_hand_s(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED)
    inside("update", "--yes")
    inside("set", "author2024study", "pages=1--2", "tags=mine")
    rows = [line.split("\t") for line in inside("why", "author2024study").out.splitlines()]
    told = {attribute: service for attribute, service, _, _ in rows}
    assert (told["pages"], told["publisher"], told["tags"]) == ("hand", "crossref", "")
    assert services.asked == ["crossref /works/10.1109/x.1"]


def test_what_services_say_is_preferred_only_when_asked_for(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED)
    assert inside("update", "--yes", "--prefer", "remote", "--field", "venue,title").code == 0
    found = paper(tmp_path)
    assert found["venue"] == "CVPR"
    assert found["title"] == "A {Study} of Tuning"  # it says the same
    assert "pages" not in found
    assert str(found["sources"]).endswith(": venue'}")
    assert len(services.asked) == 1


def test_a_dry_run_shows_what_would_be_filled_in(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED)
    answer = inside("update", "--dry-run", "--field", "pages")
    assert "changed\tauthor2024study\tpages\t\t101\u2013110\n" in answer.out
    assert (tmp_path / "papers.toml").read_text() == PUBLISHED
    assert len(services.asked) == 1


def test_a_second_update_changes_nothing(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED)
    inside("update", "--yes")
    before = (tmp_path / "papers.toml").read_text()
    assert "nothing was changed" in inside("update", "--yes").err
    assert (tmp_path / "papers.toml").read_text() == before
    assert len(services.asked) == 1


def test_an_update_can_be_undone(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED + "\n" + PREPRINT)
    assert inside("update", "--yes").code == 0
    assert inside("undo").code == 0
    assert (tmp_path / "papers.toml").read_text() == PUBLISHED + "\n" + PREPRINT
    assert len(services.asked) == 2


def test_many_preprints_are_one_question(inside: Inside, services: Services, tmp_path: Path) -> None:
    text = "\n".join(
        PREPRINT.replace("2106.00001", f"2106.{number:05}").replace("a2024tuning", f"p{number}") for number in range(50)
    )
    (tmp_path / "papers.toml").write_text(text)
    assert inside("update", "--yes", "--keys").out.count("\n") == 50
    assert len(services.asked) == 1


def test_a_record_of_another_paper_is_not_used(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED)
    other = answers.crossref("10.1109/x.1", title=["Rivers of Europe"], author=[{"given": "Cy", "family": "Third"}])
    services.pages["/works/10.1109/x.1"] = ("application/json", other.encode())
    answer = inside("update", "--yes")
    assert 'doi:10.1109/x.1 is another paper, says Crossref: "Rivers of Europe"; it was not used' in answer.err
    assert (tmp_path / "papers.toml").read_text() == PUBLISHED
    assert len(services.asked) == 1


@pytest.mark.parametrize(
    ("title", "authors", "is_filled"),
    [
        ('title = "Tuning Number 2106.00001"\n', "", True),
        ('title = "Tuning, Number 2106 00001"\n', 'authors = ["Third, Cy"]\n', True),
        ('title = "A Title of Ours"\n', 'authors = ["A, A."]\n', True),
        ("", "", True),
        ('title = "Rivers of Europe"\n', "", False),
        ("", 'authors = ["Third, Cy"]\n', False),
    ],
)
def test_a_title_or_the_authors_say_that_a_record_is_of_the_paper(
    inside: Inside, services: Services, tmp_path: Path, title: str, authors: str, *, is_filled: bool
) -> None:
    head = '[[papers]]\nkey = "a"\ntype = "misc"\n'
    (tmp_path / "papers.toml").write_text(f'{head}{title}{authors}arxiv = "2106.00001"\n')
    inside("update", "--yes")
    assert ("abstract" in paper(tmp_path)) is is_filled
    assert len(services.asked) == 1


def test_a_service_that_does_not_answer_leaves_the_others(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED + "\n" + PREPRINT)
    services.troubles["works"] = [status(429, Retry_After="999")]
    answer = inside("update", "--yes", "--keys")
    assert (answer.code, answer.out) == (5, "a2024tuning\n")
    assert "Crossref did not answer" in answer.err
    services.troubles["works"] = [instead(b"{}", "application/json")]


def test_papers_without_an_identifier_are_counted(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text('[[papers]]\nkey = "a"\ntype = "misc"\ntitle = "A"\n')
    assert "1 paper without an identifier that a service knows" in inside("update", "--yes").err
    assert services.asked == []


def test_a_field_that_no_service_gives_is_said(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(PUBLISHED)
    answer = inside("update", "--field", "tags")
    assert answer.code == 2
    assert 'no service gives "tags"; what they give is type, title' in answer.err
    assert services.asked == []


def test_a_preprint_does_not_become_a_published_paper_piece_by_piece() -> None:
    preprint = facts(type="misc", title="A Study", arxiv="2402.00001")
    record = facts(type="article", title="A Study", journal="TPAMI", year=2025, doi="10.1109/x")
    after = filled(preprint, merge([Answer("crossref", record)]), "2026-11-21").facts
    assert after == {**preprint, "doi": "10.1109/x", "sources": {"crossref": "2026-11-21: doi"}}


def test_one_entry_a_service_says_where_values_are_from() -> None:
    entries = with_origins({"arxiv": "2026-01-01"}, {"doi": "crossref", "pages": "crossref"}, "2026-11-21")
    assert entries == {"arxiv": "2026-01-01", "crossref": "2026-11-21: doi, pages"}
    again = with_origins(entries, {"volume": "crossref", "pages": "dblp"}, "2026-11-22")
    assert again == {
        "arxiv": "2026-01-01", "crossref": "2026-11-22: doi, volume", "dblp": "2026-11-22: pages",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("attribute", "origin"),
    [
        ("title", Origin("arxiv", "2026-01-01")),
        ("doi", Origin("crossref", "2026-11-21")),
        ("pages", None),
        ("tags", None),
        ("volume", None),
    ],
)
def test_the_origin_of_a_value_is_the_service_that_names_it_or_else_the_one_that_gave_the_rest(
    attribute: str, origin: Origin | None
) -> None:
    sources = {"arxiv": "2026-01-01", "crossref": "2026-11-21: doi"}
    found = facts(type="misc", title="A", doi="10.1000/x", tags=["mine"], pages="1", sources=sources)
    assert origin_of(found, attribute) == origin
