"""Pages of papers are looked for; what is dead, moved or doubtful is told, and what has moved can be written."""

import json
from pathlib import Path

import pytest
import rtoml

from mllmtune.sources.pages import Finding, Step, Trail, Verdict, judged
from tests.conftest import Inside
from tests.services import Services, cut, status

MOVED = [Step("https://a.org/x", 301), Step("https://b.org/y", 200)]


@pytest.fixture
def library(services: Services, tmp_path: Path) -> Path:
    file = tmp_path / "papers.toml"
    file.write_text(
        '[[papers]]\nkey = "one"  # mine\ntype = "misc"\ntitle = "One"\narxiv = "2401.00001"\n'
        f'url = "{services.address}/web/here"\n\n[papers.links]\ncode = "{services.address}/web/code"\n'
        f'blog = "{services.address}/web/blog"\n'
    )
    return file


@pytest.mark.parametrize(
    ("trail", "finding"),
    [
        (Trail((Step("https://a.org/x", 200),)), Finding(Verdict.ALIVE)),
        (Trail((Step("https://a.org/x", 404),)), Finding(Verdict.DEAD, "status 404")),
        (Trail((Step("https://a.org/x", 410),)), Finding(Verdict.DEAD, "status 410")),
        (Trail((), "no such host"), Finding(Verdict.DEAD, "no such host")),
        (Trail((), "it took too long"), Finding(Verdict.DOUBTFUL, "it took too long")),
        (Trail((Step("https://a.org/x", 403),)), Finding(Verdict.DOUBTFUL, "status 403")),
        (Trail((Step("https://a.org/x", 503),)), Finding(Verdict.DOUBTFUL, "status 503")),
        (Trail(tuple(MOVED)), Finding(Verdict.MOVED, "https://b.org/y#z")),
        (Trail((MOVED[0], Step("https://b.org/y", 404))), Finding(Verdict.DEAD, "status 404")),
        (Trail((Step("https://a.org/x", 302), MOVED[1])), Finding(Verdict.ALIVE)),
        (Trail((MOVED[0], Step("https://b.org/y", 302), MOVED[1])), Finding(Verdict.ALIVE)),
        (Trail((MOVED[0], Step("http://b.org/y", 200))), Finding(Verdict.ALIVE)),
        (
            Trail((MOVED[0], Step("https://a.org/", 200))),
            Finding(Verdict.DOUBTFUL, "it leads to the front page: https://a.org/"),
        ),
        (
            Trail((MOVED[0], Step("https://a.org/login?to=x", 200))),
            Finding(Verdict.DOUBTFUL, "it leads to a login: https://a.org/login?to=x"),
        ),
        (
            Trail((MOVED[0], Step("https://accounts.b.org/v3/x", 200))),
            Finding(Verdict.DOUBTFUL, "it leads to a login: https://accounts.b.org/v3/x"),
        ),
        (
            Trail((MOVED[0], Step("https://a.org/cookies?from=x", 200))),
            Finding(Verdict.DOUBTFUL, "it leads to a login: https://a.org/cookies?from=x"),
        ),
        *(
            (
                Trail((MOVED[0], Step(f"https://a.org{path}", 200))),
                Finding(Verdict.DOUBTFUL, f"it leads to a page that says that there is none: https://a.org{path}"),
            )
            for path in ("/404", "/error/404.html", "/page-not-found", "/en/notfound/")
        ),
        *(
            (
                Trail((MOVED[0], Step(f"https://a.org{path}", 200))),
                Finding(Verdict.DOUBTFUL, f"it leads to the front page: https://a.org{path}"),
            )
            for path in ("/en/", "/index.html", "/de-ch/home", "/zh")
        ),
        (Trail((MOVED[0], Step("https://b.org/y;jsessionid=1A", 200))), Finding(Verdict.ALIVE)),
        (
            Trail((MOVED[0], Step("https://b.org/notfounded", 200))),
            Finding(Verdict.MOVED, "https://b.org/notfounded#z"),
        ),
        (Trail((MOVED[0], Step("https://b.org/x", 999))), Finding(Verdict.DOUBTFUL, "status 999")),
    ],
)
def test_the_answers_on_the_way_say_what_became_of_a_page(trail: Trail, finding: Finding) -> None:
    assert judged("https://a.org/x#z", trail) == finding


def test_what_is_there_is_counted_and_nothing_is_listed(inside: Inside, services: Services, library: Path) -> None:
    answer = inside("links")
    assert (answer.code, answer.out) == (0, "")
    assert "3 addresses: 3 alive, 0 moved, 0 dead, 0 doubtful" in answer.err
    assert sorted(services.asked) == ["web /blog", "web /code", "web /here"]
    assert library.read_text().endswith('blog"\n')


def test_dead_moved_and_doubtful_pages_are_listed(inside: Inside, services: Services, library: Path) -> None:
    services.unknown = {"/code"}
    services.troubles["/here"] = [status(301, Location="/web/there")]
    services.troubles["/blog"] = [status(403), status(403)]
    answer = inside("links")
    assert answer.code == 1
    address = services.address
    assert answer.out.splitlines() == [
        f"moved\tone\turl\t{address}/web/here\t{address}/web/there",
        f"dead\tone\tlinks.code\t{address}/web/code\tstatus 404",
        f"doubtful\tone\tlinks.blog\t{address}/web/blog\tstatus 403",
    ]
    assert "3 addresses: 0 alive, 1 moved, 1 dead, 1 doubtful" in answer.err
    assert library.exists()


def test_who_does_not_answer_to_head_is_asked_with_get(inside: Inside, services: Services, library: Path) -> None:
    services.troubles["/code"] = [status(405)]
    services.troubles["/blog"] = [status(404)]
    assert inside("links").code == 0
    assert sorted(services.asked) == ["web /blog", "web /blog", "web /code", "web /code", "web /here"]
    assert library.exists()


@pytest.mark.parametrize("refusal", [403, 404, 405, 501])
def test_a_host_that_refuses_head_alone_has_the_page(
    inside: Inside, services: Services, library: Path, refusal: int
) -> None:
    services.troubles["/code"] = [status(refusal)]
    assert (inside("links").code, services.asked.count("web /code")) == (0, 2)
    assert library.exists()


def test_a_publisher_who_protects_a_page_leaves_it_in_doubt(inside: Inside, services: Services, library: Path) -> None:
    services.troubles["/code"] = [status(302, Location="/web/landing")] * 2
    services.troubles["/landing"] = [status(403)] * 2
    answer = inside("links")
    assert (answer.code, "doubtful\tone\tlinks.code" in answer.out) == (0, True)
    assert library.exists()


def test_doubt_alone_is_no_fault(inside: Inside, services: Services, library: Path) -> None:
    services.troubles["/code"] = [status(503), status(503)]
    answer = inside("links", "--keys")
    assert (answer.code, answer.out) == (0, "one\n")
    assert library.exists()


def test_what_has_moved_is_written_where_it_stands(inside: Inside, services: Services, library: Path) -> None:
    before = library.read_text()
    services.troubles["/code"] = [status(308, Location="/web/new%20code")]
    services.troubles["/blog"] = [status(302, Location="/web/today")]
    assert inside("links", "--fix", "--yes").code == 0
    assert library.read_text() == before.replace("/web/code", "/web/new%20code")
    assert inside("undo").code == 0
    assert library.read_text() == before


def test_an_address_that_is_escaped_for_latex_is_looked_for_as_it_is_meant(
    inside: Inside, services: Services, library: Path
) -> None:
    escaped = library.read_text().replace(f'"{services.address}/web/here"', f"'\\url{{{services.address}/web/a\\_b}}'")
    library.write_text(escaped)
    services.troubles["/a_b"] = [status(301, Location="/web/new")]
    assert inside("links", "--fix", "--yes").code == 0
    assert library.read_text() == escaped.replace(
        f"'\\url{{{services.address}/web/a\\_b}}'", f'"{services.address}/web/new"'
    )


def test_a_dry_run_writes_no_new_address(inside: Inside, services: Services, library: Path) -> None:
    before = library.read_text()
    services.troubles["/code"] = [status(301, Location="/web/new")]
    answer = inside("links", "--fix", "--dry-run")
    assert answer.code == 1
    assert f"changed\tone\tlinks.code\t{services.address}/web/code\t{services.address}/web/new" in answer.out
    assert library.read_text() == before


def test_what_was_found_is_kept_with_its_day(inside: Inside, services: Services, library: Path) -> None:
    services.unknown = {"/code"}
    inside("links")
    services.asked.clear()
    (fault,) = json.loads(inside("links", "--since", "30", "--json").out)
    assert (fault["verdict"], fault["label"], len(fault["checked"])) == ("dead", "links.code", len("2026-11-21"))
    assert inside("links", "--offline").code == 1
    assert services.asked == []
    inside("links", "--since", "2999-01-01")
    assert len(services.asked) == 4
    assert library.exists()


def test_what_is_kept_but_damaged_is_not_trusted(
    inside: Inside, services: Services, library: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "state" / "mllmtune").mkdir(parents=True)
    (tmp_path / "state" / "mllmtune" / "links.json").write_text('{"a": ["nothing"]}')
    assert inside("links", "--since", "30").code == 0
    assert len(services.asked) == 3
    assert library.exists()


def test_redirects_off_the_web_are_not_followed(inside: Inside, services: Services, library: Path) -> None:
    services.troubles["/code"] = [status(301, Location="file:///etc/passwd")] * 2
    services.troubles["/blog"] = [status(301, Location="/web/blog")] * 40
    services.troubles["/here"] = [cut(), cut()]
    answer = inside("links", "--json")
    told = {fault["label"]: fault["told"] for fault in json.loads(answer.out)}
    assert told["links.code"] == "it leads to file:, which is not followed"
    assert told["links.blog"] == "more than 10 redirects"
    assert library.exists()


def test_without_any_network_nothing_is_called_dead(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(
        '[[papers]]\nkey = "a"\ntype = "misc"\nurl = "http://127.0.0.1:1/a"\n\n[papers.links]\n'
        'code = "http://127.0.0.1:1/b"\n'
    )
    answer = inside("links")
    assert (answer.code, answer.out) == (5, "")
    assert "not one page can be reached" in answer.err


def test_a_day_that_is_none_is_said(inside: Inside, library: Path) -> None:
    answer = inside("links", "--since", "yesterday")
    assert answer.code == 2
    assert '--since "yesterday" is no day; write 2026-11-01, or 30 for the last thirty days' in answer.err
    assert rtoml.loads(library.read_text())
