"""Preprints that have been published become what they are, in one change; stale ones are known without asking."""

import json
from pathlib import Path
from typing import cast

import pytest
import rtoml

from mllmtune.model.facts import Facts
from mllmtune.model.preprints import is_preprint, staleness
from tests import answers
from tests.conftest import Inside
from tests.services import Handler, Services, Trouble, status

LIBRARY = """\
[[papers]]
key = "author2024study"  # mine
type = "misc"
title = "A {Study} of Tuning"
authors = ["Author, Ann", "Writer, Ben"]
year = 2023
venue = "arXiv"
arxiv = "2311.00001v2"
tags = ["peft"]

[[papers]]
key = "third2024other"
type = "misc"
title = "Another Study Altogether"
authors = ["Third, Cy"]
year = 2024
arxiv = "2401.00002"

[[papers]]
key = "done2024"
type = "inproceedings"
title = "Done"
arxiv = "2401.00003"
booktitle = "Somewhere"
"""
S2 = "/graph/v1/paper/batch?fields=title,authors,year,venue,publicationVenue,publicationTypes,journal,externalIds"
ARXIV = "/api/query?id_list=2311.00001&start=0&max_results=1"
TITLE = "/search/publ/api?q=a+study+of+tuning&format=json&h=10"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "papers.toml").write_text(LIBRARY, encoding="utf-8")
    return tmp_path / "papers.toml"


def first(library: Path) -> dict[str, object]:
    found: dict[str, object] = rtoml.loads(library.read_text())["papers"][0]
    return found


def facts(**attributes: object) -> Facts:
    return cast("Facts", {"key": "a", **attributes})


def test_a_published_preprint_gets_type_venue_year_and_pages_and_keeps_its_id(
    inside: Inside, services: Services, library: Path
) -> None:
    answer = inside("upgrade", "--yes", "--keys")
    assert (answer.code, answer.out) == (0, "author2024study\n")
    paper, other, done = rtoml.loads(library.read_text())["papers"]
    assert paper.pop("sources")["dblp"].partition(": ")[2].startswith("type, year, venue, booktitle")
    assert paper == {
        "key": "author2024study",
        "type": "inproceedings",
        "title": "A {Study} of Tuning",
        "authors": ["Author, Ann", "Writer, Ben"],
        "year": 2024,
        "posted": "2023-11",
        "venue": "ICML",
        "booktitle": "Forty-first International Conference on Machine Learning",
        "series": "Proceedings of Machine Learning Research",
        "pages": "101--110",
        "publisher": "{PMLR} / OpenReview.net",
        "arxiv": "2311.00001v2",
        "tags": ["peft"],
    }
    assert 'key = "author2024study"  # mine' in library.read_text()
    assert (other["type"], done["booktitle"]) == ("misc", "Somewhere")
    assert "author2024study: DBLP: score 98 (title 100, authors 100 of 100, 1 year after the preprint)" in answer.err
    assert "2 preprints, 1 of them published" in answer.err
    # Both at Semantic Scholar, both at arXiv, the record that is named for both, two searches for whom it does not fit.
    assert [one.partition(" ")[0] for one in services.asked] == ["s2", "arxiv", "dblp", "dblp", "openreview"]


def test_the_doi_of_the_preprint_is_not_that_of_the_paper(inside: Inside, services: Services, library: Path) -> None:
    library.write_text(LIBRARY.replace('arxiv = "2311', 'doi = "10.48550/arXiv.2311.00001"\narxiv = "2311'))
    assert inside("upgrade", "--yes", "key:author2024study").code == 0
    assert "doi" not in first(library)
    assert services.asked


def test_an_upgrade_is_one_change_that_can_be_undone(inside: Inside, services: Services, library: Path) -> None:
    inside("upgrade", "--yes")
    assert library.read_text() != LIBRARY
    inside("undo")
    assert library.read_text() == LIBRARY
    assert services.asked


def test_a_dry_run_of_an_upgrade_changes_nothing(inside: Inside, services: Services, library: Path) -> None:
    answer = inside("upgrade", "--dry-run")
    assert "changed\tauthor2024study\tvenue\tarXiv\tICML\n" in answer.out
    assert library.read_text() == LIBRARY
    assert services.asked


def test_nobody_to_ask_is_no_consent(inside: Inside, services: Services, library: Path) -> None:
    assert inside("upgrade").code == 4
    assert library.read_text() == LIBRARY
    assert services.asked


def test_a_record_found_by_its_title_is_taken_if_it_agrees(inside: Inside, services: Services, library: Path) -> None:
    services.pages[S2] = ("application/json", b"[null]")
    hits = [answers.dblp_hit("conf/icml/AuthorW24", title="A Study of Tuning."), answers.dblp_hit("conf/x/Other24")]
    services.pages[TITLE] = ("application/json", answers.dblp_search(*hits).encode())
    assert inside("upgrade", "--yes", "--keys", "key:author2024study").out == "author2024study\n"
    assert first(library)["venue"] == "ICML"
    assert sum("/rec/" in one for one in services.asked) == 1


def test_a_paper_that_openreview_finds_is_taken_if_it_agrees(inside: Inside, services: Services, library: Path) -> None:
    services.pages[S2] = ("application/json", b"[null]")
    services.pages["/notes/search?term=A+Study+of+Tuning&type=terms&source=forum&limit=10"] = (
        "application/json", answers.openreview("new1234").encode(),
    )  # fmt: skip
    answer = inside("upgrade", "--yes", "key:author2024study")
    assert "author2024study: OpenReview: score 98" in answer.err
    paper = first(library)
    assert (paper["venue"], paper["openreview"], paper["posted"]) == ("ICLR", "new1234", "2023-11")


def refusing(content: bytes) -> Trouble:
    """Answer that the question is wrong, and why."""

    def do(handler: Handler) -> bool:
        handler.reply(400, content, "application/json")
        return False

    return do


def _gone(monkeypatch: pytest.MonkeyPatch, services: Services, *parts: str) -> None:
    """Let the server have nothing at some paths."""
    page = services.page
    monkeypatch.setattr(
        services,
        "page",
        lambda service, path, asked: None if any(part in path for part in parts) else page(service, path, asked),
    )


def test_a_service_without_a_search_has_found_nothing(
    inside: Inside, services: Services, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _gone(monkeypatch, services, "/notes/search", "/search/publ")
    answer = inside("upgrade", "--yes", "--keys")
    assert (answer.code, answer.out) == (0, "author2024study\n")
    assert "third2024other" not in answer.err
    assert library.exists()


def test_what_dblp_lists_is_taken_where_it_has_no_entry(
    inside: Inside, services: Services, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.pages[S2] = ("application/json", b"[null]")
    hit = answers.dblp_hit("conf/icml/AuthorW24", title="A Study of Tuning.", doi="10.1109/X.7")
    services.pages[TITLE] = ("application/json", answers.dblp_search(hit).encode())
    _gone(monkeypatch, services, "/rec/")
    assert inside("upgrade", "--yes", "key:author2024study").code == 0
    paper = first(library)
    assert (paper["venue"], paper["pages"], paper["doi"]) == ("ICML", "101--110", "10.1109/X.7")


def test_what_semantic_scholar_says_itself_is_taken_where_nobody_has_a_record(
    inside: Inside, services: Services, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = answers.s2_record("2311.00001", externalIds={"ArXiv": "2311.00001", "DOI": "10.1109/x.7"})
    services.pages[S2] = ("application/json", json.dumps([record]).encode())
    _gone(monkeypatch, services, "/works/", "/dois/")
    answer = inside("upgrade", "--yes", "key:author2024study")
    assert "author2024study: Semantic Scholar: score 98" in answer.err
    paper = first(library)
    assert (paper["venue"], paper["year"], paper["doi"]) == ("ICML", 2024, "10.1109/x.7")


def test_semantic_scholar_is_not_taken_at_its_word_where_the_record_that_it_names_is_of_another_paper(
    inside: Inside, services: Services, library: Path
) -> None:
    record = answers.s2_record("2311.00001", externalIds={"ArXiv": "2311.00001", "DOI": "10.1109/x.7"})
    services.pages[S2] = ("application/json", json.dumps([record]).encode())
    other = answers.crossref("10.1109/x.7", title=["A Longer Study of Tuning, Merging and All the Rest"])
    services.pages["/works/10.1109/x.7"] = ("application/json", other.encode())
    assert "nothing was changed" in inside("upgrade", "--yes", "key:author2024study").err
    assert library.read_text() == LIBRARY


def test_semantic_scholar_is_not_taken_at_its_word_while_others_do_not_answer(
    inside: Inside, services: Services, library: Path
) -> None:
    record = answers.s2_record("2311.00001", externalIds={"ArXiv": "2311.00001", "DOI": "10.1109/x.7"})
    services.pages[S2] = ("application/json", json.dumps([record]).encode())
    services.troubles["/works/"] = [status(429, Retry_After="999")]
    assert inside("upgrade", "--yes", "key:author2024study").code == 5
    assert library.read_text() == LIBRARY


def test_preprints_that_semantic_scholar_does_not_know_yet_are_no_failure(
    inside: Inside, services: Services, library: Path
) -> None:
    services.troubles["/graph/v1"] = [refusing(b'{"error": "No valid paper ids given"}')]
    answer = inside("upgrade", "--yes", "key:author2024study")
    assert (answer.code, "0 of them published" in answer.err) == (0, True)
    assert library.read_text() == LIBRARY


def test_another_refusal_of_semantic_scholar_is_told_in_its_words(
    inside: Inside, services: Services, library: Path
) -> None:
    services.troubles["/graph/v1"] = [refusing(b'{"error": "Unrecognized or unsupported fields"}')]
    answer = inside("upgrade", "--yes", "key:author2024study")
    assert (answer.code, "Unrecognized or unsupported fields" in answer.err) == (5, True)
    assert library.read_text() == LIBRARY


def test_a_record_that_arxiv_names_is_taken_if_it_agrees(inside: Inside, services: Services, library: Path) -> None:
    services.pages[S2] = ("application/json", b"[null]")
    entry = answers.arxiv_entry("2311.00001", more="<arxiv:doi>10.1109/x.7</arxiv:doi>")
    services.pages[ARXIV] = ("application/atom+xml", answers.arxiv_feed(entry).encode())
    services.pages["/works/10.1109/x.7"] = ("application/json", answers.crossref("10.1109/x.7").encode())
    assert inside("upgrade", "--yes", "key:author2024study").code == 0
    paper = first(library)
    assert (paper["venue"], paper["doi"], paper["publisher"]) == ("CVPR", "10.1109/x.7", "IEEE")


def test_a_preprint_with_a_doi_becomes_what_crossref_says_it_is_a_preprint_of(
    inside: Inside, services: Services, library: Path
) -> None:
    library.write_text(LIBRARY.replace('arxiv = "2311.00001v2"', 'doi = "10.1101/2023.11.01.1"'))
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.1109/x.7", "asserted-by": "subject"}]}
    own = answers.crossref("10.1101/2023.11.01.1", type="posted-content", relation=relation, **{"container-title": []})
    services.pages["/works/10.1101/2023.11.01.1"] = ("application/json", own.encode())
    services.pages["/works/10.1109/x.7"] = ("application/json", answers.crossref("10.1109/x.7").encode())
    assert inside("upgrade", "--yes", "--keys", "key:author2024study").out == "author2024study\n"
    paper = first(library)
    assert (paper["venue"], paper["doi"]) == ("CVPR", "10.1109/x.7")
    assert paper["links"] == {"preprint": "https://doi.org/10.1101/2023.11.01.1"}


def test_a_record_of_another_title_is_not_taken(inside: Inside, services: Services, library: Path) -> None:
    services.pages[S2] = ("application/json", b"[null]")
    entry = answers.arxiv_entry("2311.00001", more="<arxiv:doi>10.1109/x.7</arxiv:doi>")
    services.pages[ARXIV] = ("application/atom+xml", answers.arxiv_feed(entry).encode())
    other = answers.crossref("10.1109/x.7", title=["A Longer Study of Tuning, Merging and All the Rest"])
    services.pages["/works/10.1109/x.7"] = ("application/json", other.encode())
    assert "nothing was changed" in inside("upgrade", "--yes", "key:author2024study").err
    assert library.read_text() == LIBRARY


def test_another_title_in_the_proceedings_keeps_the_first_one(
    inside: Inside, services: Services, library: Path
) -> None:
    library.write_text(LIBRARY.replace("A {Study} of Tuning", "A Study on Tuning"))
    assert inside("upgrade", "--yes", "key:author2024study").code == 0
    paper = first(library)
    assert (paper["title"], paper["alt_titles"]) == ("A Study of Tuning", ["A Study on Tuning"])
    assert services.asked


def test_a_service_that_does_not_answer_is_told_and_nothing_is_guessed(
    inside: Inside, services: Services, library: Path
) -> None:
    services.troubles["/rec/"] = [status(429, Retry_After="999")]
    answer = inside("upgrade", "--yes")
    assert answer.code == 5
    assert "DBLP did not answer: status 429" in answer.err
    assert library.read_text() == LIBRARY


def test_offline_an_upgrade_asks_nobody(inside: Inside, services: Services, library: Path) -> None:
    answer = inside("upgrade", "--yes", "--offline")
    assert answer.code == 5
    assert "Semantic Scholar would have to be asked" in answer.err
    assert (library.read_text(), services.asked) == (LIBRARY, [])


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"type": "misc", "arxiv": "2401.00001"}, True),
        ({"type": "misc", "doi": "10.1101/2024.01.01.1", "venue": "bioRxiv"}, True),
        ({"type": "misc", "doi": "10.5281/zenodo.1"}, False),  # a data set, most often
        ({"type": "misc", "arxiv": "2401.00001", "venue": "arXiv"}, True),
        ({"type": "article", "journal": "arXiv preprint arXiv:2401.00001"}, True),
        ({"type": "article", "journal": "CoRR", "arxiv": "2401.00001"}, True),
        ({"type": "article", "journal": "TPAMI", "arxiv": "2401.00001"}, False),
        ({"type": "misc", "arxiv": "2401.00001", "venue": "ICML"}, False),
        ({"type": "inproceedings", "arxiv": "2401.00001"}, False),
        ({"type": "misc", "url": "https://example.org"}, False),
    ],
)
def test_a_preprint_has_appeared_nowhere_else(attributes: dict[str, object], *, expected: bool) -> None:
    assert is_preprint(facts(**attributes)) is expected


def test_a_young_preprint_is_not_stale_and_one_with_a_doi_is_the_stalest() -> None:
    young = staleness(facts(type="misc", arxiv="2609.00001"), 2026, 11)
    old = staleness(facts(type="misc", arxiv="2301.00001"), 2026, 11)
    hinted = staleness(facts(type="misc", arxiv="2610.00001", doi="10.1109/x"), 2026, 11)
    assert young is None
    assert old is not None
    assert hinted is not None
    assert hinted > old


def test_stale_preprints_are_listed_without_asking_anybody(inside: Inside, services: Services, library: Path) -> None:
    answer = inside("list", "--stale", "--json")
    assert [paper["key"] for paper in json.loads(answer.out)] == ["author2024study", "third2024other"]
    assert inside("list", "--stale", "key:done2024").code == 1
    assert (services.asked, library.read_text()) == ([], LIBRARY)
