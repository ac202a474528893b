"""Papers are added by what they are called: one request each or fewer, and a reason for each that is not added."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rtoml

from tests.answers import ACCENTED, arxiv_entry, arxiv_feed
from tests.conftest import Inside
from tests.library import TEXT
from tests.pdfs import pdf
from tests.services import Services, cut, instead, late, status

pytestmark = pytest.mark.usefixtures("small_library")


def papers(tmp_path: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = rtoml.loads((tmp_path / "papers.toml").read_text())["papers"]
    return found


def test_one_id_is_one_request_and_one_paper(inside: Inside, services: Services, tmp_path: Path) -> None:
    answer = inside("add", "2106.09685", "--category", "structure", "--tag", "peft")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.split("\t")[:2] == ["a2024tuning", "2024"]
    added = (tmp_path / "papers.toml").read_text().removeprefix(TEXT)
    assert added.startswith('\n[[papers]]\nkey = "a2024tuning"\ntype = "misc"\ntitle = "Tuning Number 2106.09685"\n')
    assert 'category = "structure"\n' in added
    assert 'tags = ["peft"]\n' in added
    assert '\n[papers.sources]\narxiv = "' in added
    assert len(services.asked) == 1


def test_any_mixture_is_added_in_the_order_in_which_it_was_named(
    inside: Inside, services: Services, tmp_path: Path
) -> None:
    (tmp_path / "ids.txt").write_text("# mine\n2106.00001, 10.1109/x.1  # two\n\nhttps://arxiv.org/pdf/2106.00002v3\n")
    (tmp_path / "paper.pdf").write_bytes(pdf("arXiv:2106.00003v2 [cs.CL] 1 Jun 2021", "A Study"))
    (tmp_path / "refs.bib").write_text("@misc{mine, title = {Mine}}\n")
    answer = inside(
        "add", "2106.00004", "10.18653/v1/2024.acl-long.226", "https://openreview.net/forum?id=new1234", "refs.bib",
        "https://aclanthology.org/2024.acl-long.7.pdf", "ids.txt", "paper.pdf", "10.5281/zenodo.1", "--json",
    )  # fmt: skip
    assert answer.code == 0
    found = json.loads(answer.out)
    assert [paper["title"] for paper in found] == [
        "Mine", "Tuning Number 2106.00004", "Prompts 2024.acl-long.226", "A Study of Tuning",
        "Prompts 2024.acl-long.7", "Tuning Number 2106.00001", "Merging 10.1109/x.1", "Tuning Number 2106.00002",
        "Tuning Number 2106.00003", "A Study of Tuning",
    ]  # fmt: skip
    assert sum(one.startswith("arxiv") for one in services.asked) == 1


def test_of_fifty_of_which_five_fail_forty_five_are_added_and_five_named(
    inside: Inside, services: Services, tmp_path: Path
) -> None:
    arxiv = [f"2106.{number:05}" for number in range(20)]
    dois = [f"10.1109/x.{number}!" for number in range(15)]
    pages = [f"2024.acl-long.{number}" for number in range(15)]
    services.unknown = {"2106.00003", "10.1109/x.4!", "2024.acl-long.7"}
    services.troubles["x.5!"] = [instead(b"<html>", "text/html")]
    services.troubles["x.6!"] = [cut()]
    services.troubles["acl-long.9."] = [late(0.3)]
    services.troubles["acl-long.8."] = [status(451)]
    answer = inside("add", *arxiv, *dois, *pages, "--keys")
    assert answer.code == 5
    assert len(answer.out.split()) == 45
    assert len(papers(tmp_path)) == 3 + 45
    told = [line.removeprefix("mllmtune: ").partition(": ")[0] for line in answer.err.splitlines()[:-1]]
    assert told == ["2106.00003", "10.1109/x.4!", "10.1109/x.5!", "2024.acl-long.7", "2024.acl-long.8"]
    assert answer.err.endswith("papers.toml, 3 not found, 2 without an answer\n")
    # One for arXiv; one a DOI, one more for that which Crossref lacks, one more for the cut; one a page.
    assert len(services.asked) == 1 + 15 + 1 + 1 + 15


def test_a_second_run_asks_nobody(inside: Inside, services: Services, tmp_path: Path) -> None:
    words = ["2106.00001", "10.1109/x.1", "2024.acl-long.1"]
    first = inside("add", *words, "--json")
    services.asked.clear()
    (tmp_path / "papers.toml").write_text(TEXT, encoding="utf-8")
    assert inside("add", *words, "--json").out == first.out
    assert services.asked == []


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("2402.09353", "already in the library as liu2024dora (the same arxiv 2402.09353)"),
        ("https://arxiv.org/pdf/2402.09353v9", "already in the library as liu2024dora (the same arxiv 2402.09353)"),
        ("https://doi.org/10.1000/abc", "already in the library as muller2023adapter (the same doi 10.1000/abc)"),
    ],
)
def test_what_is_there_already_is_refused_before_anybody_is_asked(
    inside: Inside, services: Services, word: str, why: str
) -> None:
    answer = inside("add", word)
    assert answer.code == 4
    assert f"mllmtune: {word}: {why}" in answer.err
    assert services.asked == []


def test_a_paper_that_is_there_under_another_name_is_added_and_said(
    inside: Inside, services: Services, tmp_path: Path
) -> None:
    (tmp_path / "papers.toml").write_text(
        '[[papers]]\nkey = "mine"\ntype = "article"\ntitle = "{Tuning} number 2106.00001"\nauthors = ["A, Ann"]\n'
    )
    answer = inside("add", "2106.00001", "2106.00002", "--keys")
    assert (answer.code, answer.out) == (0, "a2024tuning\na2024tuningb\n")
    assert "2106.00001: mine has this title and these authors; `mllmtune dedupe` joins the two" in answer.err
    assert "2106.00002: " not in answer.err
    assert len(services.asked) == 1


def test_a_preprint_and_its_published_record_are_said_to_be_alike(inside: Inside, services: Services) -> None:
    entry = arxiv_entry("2106.00001", "Merging 10.1109/x.1")
    services.troubles["2106.00001"] = [instead(arxiv_feed(entry).encode(), "application/atom+xml")]
    answer = inside("add", "2106.00001", "10.1109/x.1")
    assert answer.code == 0
    assert "10.1109/x.1: 2106.00001 has this title and these authors; `mllmtune dedupe` joins the two" in answer.err
    assert len(services.asked) == 2


def test_what_is_named_twice_is_added_once(inside: Inside, services: Services) -> None:
    answer = inside("add", "2106.00001", "https://arxiv.org/abs/2106.00001v2", "--keys")
    assert (answer.code, answer.out) == (4, "a2024tuning\n")
    assert "https://arxiv.org/abs/2106.00001v2: the same paper as 2106.00001; it is added once" in answer.err
    assert len(services.asked) == 1


def test_papers_of_one_author_and_year_get_keys_of_their_own(inside: Inside, services: Services) -> None:
    services.pages["/api/query?id_list=2106.00001,2106.00002&start=0&max_results=2"] = (
        "application/atom+xml", arxiv_feed(arxiv_entry("2106.00001"), arxiv_entry("2106.00002")).encode(),
    )  # fmt: skip
    assert inside("add", "2106.00001", "2106.00002", "--keys").out == "author2024study\nauthor2024studyb\n"


def test_names_and_titles_reach_the_library_as_they_are(inside: Inside, services: Services, tmp_path: Path) -> None:
    entry = arxiv_entry("2106.00001", "On $\\ell_1$ & {LoRA}\x1b[31m", ACCENTED, abstract="A <b> \u202e c")
    services.troubles["2106.00001"] = [instead(arxiv_feed(entry).replace("\x1b", "").encode(), "application/atom+xml")]
    assert inside("add", "2106.00001").code == 0
    paper = papers(tmp_path)[-1]
    assert paper["title"] == "On $\\ell_1$ & {LoRA}[31m"
    assert len(paper["authors"]) == 20  # type: ignore[arg-type]
    assert "\u202e" not in inside("show", "pena2024ell", "--bib").err


@pytest.mark.parametrize(
    ("name", "code", "why"),
    [
        ("https://example.org/paper", 3, "https://example.org/paper: this names no paper; give an arXiv id, a DOI, or"),
        ("nothing", 3, "nothing: this names no paper"),
        ("refs.bib", 3, "refs.bib: there is no such file"),
        ("2106.99999", 1, "2106.99999: arXiv knows no such paper"),
    ],
)
def test_what_names_nothing_is_said(inside: Inside, services: Services, name: str, code: int, why: str) -> None:
    services.unknown = {"2106.99999"}
    answer = inside("add", name)
    assert (answer.code, answer.out) == (code, "")
    assert why in answer.err


def test_a_file_that_is_not_there_takes_no_other_paper_with_it(inside: Inside, services: Services) -> None:
    answer = inside("add", "missing.pdf", "2106.00001", "--keys")
    assert (answer.code, answer.out) == (3, "a2024tuning\n")
    assert "mllmtune: missing.pdf: there is no such file\n" in answer.err
    assert len(services.asked) == 1


def test_a_line_that_names_nothing_is_told_with_its_place(inside: Inside, services: Services, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_text("2106.00001\n\nnot-an-id\n")
    answer = inside("add", "ids.txt", "--keys")
    assert (answer.code, answer.out) == (3, "a2024tuning\n")
    assert 'mllmtune: ids.txt:3: "not-an-id" names no paper' in answer.err
    assert len(services.asked) == 1


def test_a_text_file_of_entries_is_read_as_one(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "refs.txt").write_text("@misc{mine, title = {Mine}}\n")
    assert inside("add", "refs.txt", "--keys").out == "mine\n"


@pytest.mark.parametrize(
    ("lines", "name", "asked"),
    [
        (["arXiv:2106.00001v2 [cs.CL] 1 Jun 2021", "see https://doi.org/10.1109/other"], "p.pdf", "2106.00001"),
        (["A Study", "https://doi.org/10.1109/x.1."], "p.pdf", "10.1109/x.1"),
        (["A Study", "https://doi.org/10.1145/nnnnnnn.nnnnnnn"], "2106.00002v1.pdf", "2106.00002"),
        (["A Study", "https://doi.org/10.1145/3581783.", "3612345", "1 Intro"], "p.pdf", "10.1145/3581783.3612345"),
        (["A Study", "https://doi.org/10.1109/", "CVPR52733.2024.01234"], "p.pdf", "10.1109/CVPR52733.2024.01234"),
        (["A Study", "doi:10.1109/x.7.", "2 Method"], "p.pdf", "10.1109/x.7"),
        (["Digital Object Identifier 10.1109/TPAMI.2024.1"], "p.pdf", "10.1109/TPAMI.2024.1"),
        (["Digital Object Identifier 10.1109/ACCESS.2017.DOI"], "2106.00004.pdf", "2106.00004"),
        (["We cite arXiv:2106.00009 here"], "2106.00003.pdf", "2106.00003"),
    ],
)  # fmt: skip
def test_a_pdf_is_known_by_its_first_pages_and_then_by_its_name(
    inside: Inside, services: Services, tmp_path: Path, lines: list[str], name: str, asked: str
) -> None:
    (tmp_path / name).write_bytes(pdf(*lines))
    assert inside("add", name).code == 0
    assert asked in services.asked[0]


def test_a_pdf_is_kept_with_its_paper_on_request(inside: Inside, services: Services, tmp_path: Path) -> None:
    content = pdf("arXiv:2106.00001v2 [cs.CL] 1 Jun 2021")
    (tmp_path / "paper.pdf").write_bytes(content)
    assert inside("add", "2106.00002", "paper.pdf", "--attach", "--keys").out == "a2024tuning\na2024tuningb\n"
    named, read = papers(tmp_path)[-2:]
    assert "fields" not in named
    assert read["fields"] == {"file": "files/a2024tuningb.pdf"}
    assert (tmp_path / "files" / "a2024tuningb.pdf").read_bytes() == content
    assert len(services.asked) == 1


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n", pdf("A Study without any number")])
def test_a_pdf_that_says_nothing_is_named_and_nobody_is_asked(
    inside: Inside, services: Services, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "paper.pdf").write_bytes(content)
    answer = inside("add", "paper.pdf")
    assert answer.code == 3
    assert "paper.pdf: neither its first pages nor its name have an arXiv id or a DOI" in answer.err
    assert services.asked == []


def test_a_key_may_be_chosen_for_one_paper(inside: Inside, services: Services) -> None:
    assert inside("add", "2106.00001", "--key", "mine", "--method", "Mine", "--keys").out == "mine\n"
    assert "--key names one paper; 2 are to be added" in inside("add", "2106.1", "2106.00003", "--key", "b").err
    assert len(services.asked) == 1


def test_a_method_makes_the_key(inside: Inside, services: Services) -> None:
    assert inside("add", "2106.00001", "--method", "MyLoRA", "--keys").out == "a2024mylora\n"
    assert len(services.asked) == 1


def test_an_option_that_fits_no_paper_is_told_before_anybody_is_asked(inside: Inside, services: Services) -> None:
    answer = inside("add", "2106.00001", "--category", "nothing")
    assert answer.code == 3
    assert "\"category\" 'nothing' should be 'iterative'" in answer.err
    assert services.asked == []


def test_offline_nobody_is_asked(inside: Inside, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = inside("add", "2106.00001", "--offline")
    assert answer.code == 5
    assert "2106.00001: arXiv would have to be asked, and --offline forbids it" in answer.err
    monkeypatch.setenv("MLLMTUNE_OFFLINE", "1")
    assert inside("add", "2106.00001").code == 5
    assert services.asked == []


def test_a_dry_run_asks_and_changes_nothing(inside: Inside, services: Services, tmp_path: Path) -> None:
    answer = inside("add", "2106.00001", "--dry-run", "--keys")
    assert (answer.code, answer.out) == (0, "a2024tuning\n")
    assert (tmp_path / "papers.toml").read_text() == TEXT
    assert len(services.asked) == 1


def test_what_was_withdrawn_is_added_and_said(inside: Inside, services: Services) -> None:
    entry = arxiv_entry("2106.00001", more="<arxiv:comment>This paper has been withdrawn</arxiv:comment>")
    services.troubles["2106.00001"] = [instead(arxiv_feed(entry).encode(), "application/atom+xml")]
    answer = inside("add", "2106.00001")
    assert answer.code == 0
    assert "mllmtune: 2106.00001: arXiv says that it has been withdrawn" in answer.err


def test_all_of_it_is_one_change_that_can_be_undone(inside: Inside, services: Services, tmp_path: Path) -> None:
    inside("add", "2106.00001", "10.1109/x.1")
    assert inside("undo").code == 0
    assert (tmp_path / "papers.toml").read_text() == TEXT
    assert len(services.asked) == 2


def test_the_services_are_told_whom_to_write_to(
    inside: Inside, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLLMTUNE_CONTACT", "ann@example.org")
    inside("add", "2106.00001")
    assert [agent.partition(" ")[2] for agent in services.agents] == ["(mailto:ann@example.org)"]


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_in_the_middle_nothing_is_half_there(
    services: Services, tmp_path: Path, end: signal.Signals
) -> None:
    services.troubles["works"] = [late(0.2)] * 100
    dois = [f"10.1109/x.{number}" for number in range(60)]
    command = [sys.executable, "-m", "mllmtune", "add", *dois]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while len(services.asked) < 10 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(process.pid, end)
        process.communicate(timeout=30)
    assert process.returncode in (130, -end)
    assert (tmp_path / "papers.toml").read_text() == TEXT
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert again.returncode == 0, again.stderr
    assert len(papers(tmp_path)) == 3 + 60
