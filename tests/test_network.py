"""Services are asked politely and within limits; what they do wrong is said, and nothing else happens."""

import gzip
import random
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from mllmtune.errors import (
    BadCertificatesError,
    BadProxyError,
    MllmtuneError,
    OfflineError,
    UnknownToServicesError,
    UnreachableError,
    UnusableAnswerError,
)
from mllmtune.formats import bibtex_reader
from mllmtune.model.facts import Facts
from mllmtune.sources import pace
from mllmtune.sources.addresses import base
from mllmtune.sources.answer import Answer
from mllmtune.sources.asking import answers
from mllmtune.sources.http import Network, Pages, Settings
from mllmtune.sources.identifier import Identifier, identifier_of
from mllmtune.sources.pace import Clock
from tests.answers import arxiv_entry, arxiv_error, arxiv_feed
from tests.services import Services, cut, instead, status


class FakeTime:
    """A clock that goes on only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.waits: list[float] = []
        self._lock = threading.Lock()

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.waits.append(seconds)
            self.now += seconds

    def clock(self) -> Clock:
        return Clock(lambda: self.now, self.sleep, lambda: 0.0)


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def settings(services: Services, time: FakeTime, tmp_path: Path) -> Settings:
    return Settings(tmp_path / "cache", tmp_path / "state", time.clock(), addresses=services.addresses())


def read(text: str) -> list[Facts]:
    return [paper.facts() for paper in bibtex_reader.read(text).papers]


def named(*words: str) -> list[Identifier]:
    return [found for word in words if (found := identifier_of(word))]


def ask(settings: Settings, *words: str) -> dict[str, Answer | MllmtuneError]:
    """Return what comes of asking for some identifiers, with a connection of its own."""
    with Network(settings) as network:
        return {one.value: found for one, found in answers(network, named(*words), read)}


def error_of(settings: Settings, word: str) -> MllmtuneError:
    (found,) = ask(settings, word).values()
    assert isinstance(found, MllmtuneError)
    return found


def facts_of(settings: Settings, word: str) -> Facts:
    (found,) = ask(settings, word).values()
    assert isinstance(found, Answer), found
    return found.facts


@pytest.mark.parametrize(
    ("word", "title", "asked"),
    [
        ("2402.09353", "Tuning Number 2402.09353", ["arxiv"]),
        ("10.1109/x.2024.1", "Merging 10.1109/x.2024.1", ["crossref"]),
        ("10.5281/zenodo.1", "A Study of Tuning", ["crossref", "datacite"]),
        ("https://openreview.net/forum?id=new1234", "A Study of Tuning", ["openreview"]),
        ("https://openreview.net/forum?id=old1234", "A Study of Tuning", ["openreview", "openreview"]),
        ("2024.acl-long.226", "Prompts 2024.acl-long.226", ["acl"]),
        ("https://dblp.org/rec/conf/icml/AuthorW24", "A Study of Tuning", ["dblp"]),
    ],
)
def test_an_identifier_is_asked_of_the_service_that_gave_it(
    services: Services, settings: Settings, word: str, title: str, asked: list[str]
) -> None:
    assert facts_of(settings, word)["title"] == title
    assert [one.partition(" ")[0] for one in services.asked] == asked


def test_a_hundred_ids_of_arxiv_are_one_request(services: Services, settings: Settings) -> None:
    found = ask(settings, *(f"2402.{number:05}" for number in range(100)))
    assert all(isinstance(answer, Answer) for answer in found.values())
    assert len(found) == 100
    assert len(services.asked) == 1


def test_arxiv_is_asked_every_three_seconds_at_most(services: Services, settings: Settings, time: FakeTime) -> None:
    ask(settings, *(f"2402.{number:05}" for number in range(250)))
    assert len(services.asked) == 3
    assert time.waits == [3.0, 3.0]


def test_two_programs_keep_the_pace_together(services: Services, settings: Settings, time: FakeTime) -> None:
    ask(settings, "2402.00001")
    ask(settings, "2402.00002")
    assert len(services.asked) == 2
    assert time.waits == [3.0]


def test_a_program_that_was_stopped_in_its_turn_does_not_stop_the_others(
    services: Services, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_LONGEST_TURN", 0.05)
    settings.state.mkdir()
    with FileLock(settings.state / "arxiv.lock"):
        assert facts_of(settings, "2402.00001")["title"]
    assert len(services.asked) == 1


def test_a_clock_that_was_set_back_makes_nobody_wait_for_long(settings: Settings, time: FakeTime) -> None:
    ask(settings, "2402.00001")
    time.now -= 86400.0
    ask(settings, "2402.00002")
    assert time.waits == []


def test_other_services_are_not_kept_waiting(settings: Settings, time: FakeTime) -> None:
    ask(settings, *(f"10.1109/x.{number}" for number in range(20)))
    assert time.waits == []


def test_what_is_kept_is_not_asked_again(services: Services, settings: Settings) -> None:
    words = ("2402.00001", "10.1109/x.1", "2024.acl-long.1")
    first = ask(settings, *words)
    services.asked.clear()
    assert ask(settings, *words) == first
    assert services.asked == []


def test_an_answer_that_must_be_checked_is_not_sent_again(services: Services, settings: Settings) -> None:
    services.caching = {"Cache-Control": "no-cache", "ETag": '"1"'}
    facts = facts_of(settings, "10.1109/x.1")
    services.troubles["x.1"] = [status(304, ETag='"1"')]
    assert facts_of(settings, "10.1109/x.1") == facts
    assert len(services.asked) == 2


def test_an_answer_that_must_not_be_kept_is_not(services: Services, settings: Settings) -> None:
    services.caching = {"Cache-Control": "no-store"}
    ask(settings, "10.1109/x.1")
    ask(settings, "10.1109/x.1")
    assert len(services.asked) == 2


def test_where_a_service_says_nothing_its_answer_holds_for_a_day(services: Services, settings: Settings) -> None:
    services.caching = {}
    ask(settings, "10.1109/x.1")
    ask(settings, "10.1109/x.1")
    assert len(services.asked) == 1


def test_offline_what_is_kept_answers_and_nothing_else_is_asked(services: Services, settings: Settings) -> None:
    kept = facts_of(settings, "10.1109/x.1")
    services.asked.clear()
    offline = settings._replace(offline=True)
    assert facts_of(offline, "10.1109/x.1") == kept
    assert isinstance(error_of(offline, "10.1109/x.2"), OfflineError)
    assert services.asked == []


def test_a_damaged_store_is_made_anew(services: Services, settings: Settings) -> None:
    settings.cache.mkdir()
    (settings.cache / "http.sqlite").write_bytes(b"no database " * 1000)
    assert facts_of(settings, "10.1109/x.1")["title"]
    assert facts_of(settings, "10.1109/x.1")["title"]
    assert len(services.asked) == 1


def test_a_store_of_another_version_of_its_keeper_is_made_anew(services: Services, settings: Settings) -> None:
    settings.cache.mkdir()
    with closing(sqlite3.connect(settings.cache / "http.sqlite")) as connection:
        connection.execute("CREATE TABLE entries (id BLOB, old TEXT)")
    assert facts_of(settings, "10.1109/x.1")["title"]
    assert facts_of(settings, "10.1109/x.1")["title"]
    assert len(services.asked) == 1


def test_a_store_that_cannot_be_made_is_done_without(services: Services, settings: Settings) -> None:
    settings.cache.write_text("a file where a folder should be")
    settings.state.write_text("here, too")
    assert facts_of(settings, "2402.00001")["title"]
    assert len(services.asked) == 1


@pytest.mark.parametrize("again", [429, 500, 502, 503, 504])
def test_a_service_in_trouble_is_tried_again(
    services: Services, settings: Settings, time: FakeTime, again: int
) -> None:
    services.troubles["x.1"] = [status(again), status(again)]
    assert facts_of(settings, "10.1109/x.1")["title"] == "Merging 10.1109/x.1"
    assert time.waits == [1.0, 2.0]


def test_pauses_are_longer_by_chance(services: Services, settings: Settings, time: FakeTime) -> None:
    services.troubles["x.1"] = [status(500), status(500)]
    ask(settings._replace(clock=time.clock()._replace(chance=lambda: 1.0)), "10.1109/x.1")
    assert time.waits == [1.5, 3.0]


def test_a_service_says_when_it_may_be_asked_again(services: Services, settings: Settings, time: FakeTime) -> None:
    services.troubles["x.1"] = [status(429, Retry_After="17")]
    services.troubles["x.2"] = [status(503, Retry_After="Fri, 15 Jan 2027 08:00:30 GMT")]
    ask(settings, "10.1109/x.1")
    ask(settings, "10.1109/x.2")
    assert time.waits == [17.0, 13.0]


def test_a_service_that_wants_a_long_rest_is_left_alone(services: Services, settings: Settings, time: FakeTime) -> None:
    services.troubles["x.1"] = [status(429, Retry_After="3600")]
    assert "Crossref did not answer: status 429, and it asks for 3600 seconds of rest" in str(
        error_of(settings, "10.1109/x.1")
    )
    assert (time.waits, len(services.asked)) == ([], 1)


def test_a_service_that_stays_in_trouble_is_given_up(services: Services, settings: Settings) -> None:
    services.troubles["x.1"] = [status(500)] * 9
    error = error_of(settings, "10.1109/x.1")
    assert isinstance(error, UnreachableError)
    assert str(error) == "Crossref did not answer, 4 times: status 500; try again later"
    assert len(services.asked) == 4


def test_a_service_that_was_given_up_is_tried_once_for_each_of_the_others(
    services: Services, settings: Settings
) -> None:
    services.troubles["works"] = [status(500)] * 99
    with Network(settings) as network:
        for word in ("10.1109/x.1", "10.1109/x.2", "10.1109/x.3"):
            list(answers(network, named(word), read))
    assert len(services.asked) == 4 + 1 + 1


def test_a_service_that_wants_a_long_rest_is_asked_nothing_more(services: Services, settings: Settings) -> None:
    services.troubles["works"] = [status(429, Retry_After="3600")]
    with Network(settings) as network:
        for word in ("10.1109/x.1", "10.1109/x.2"):
            ((_, found),) = answers(network, named(word), read)
            assert "status 429, and it asks for 3600 seconds of rest; try again later" in str(found)
    assert len(services.asked) == 1


def test_a_connection_cut_in_the_middle_is_made_again(services: Services, settings: Settings) -> None:
    services.troubles["x.1"] = [cut(), cut()]
    assert facts_of(settings, "10.1109/x.1")["title"] == "Merging 10.1109/x.1"
    assert len(services.asked) == 3


def test_half_an_answer_is_not_kept(services: Services, settings: Settings) -> None:
    services.troubles["x.1"] = [cut()] * 4
    assert "the connection was cut" in str(error_of(settings, "10.1109/x.1"))
    assert facts_of(settings, "10.1109/x.1")["title"] == "Merging 10.1109/x.1"


def test_nobody_at_the_address_is_said(settings: Settings) -> None:
    nowhere = settings._replace(addresses={"crossref": "http://127.0.0.1:1"})
    assert "no connection" in str(error_of(nowhere, "10.1109/x.1"))


def test_an_answer_that_is_never_done_is_given_up(services: Services, settings: Settings, time: FakeTime) -> None:
    slow = settings._replace(clock=time.clock()._replace(now=_minutes(time)))
    services.troubles["x.1"] = [instead(b"x" * 300_000, "application/json")]
    assert "it took too long" in str(error_of(slow, "10.1109/x.1"))
    assert len(services.asked) == 1


def _minutes(time: FakeTime) -> Callable[[], float]:
    def now() -> float:
        time.now += 120.0
        return time.now

    return now


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_of_more_than_20_mb_is_not_read(services: Services, settings: Settings, *, packed: bool) -> None:
    content = b" " * 21_000_000
    services.troubles["x.1"] = [
        instead(gzip.compress(content), "application/json", Content_Encoding="gzip")
        if packed
        else instead(content, "application/json")
    ]
    assert "Crossref gave no usable answer: more than 20 MB" in str(error_of(settings, "10.1109/x.1"))
    assert len(services.asked) == 1


def test_an_answer_that_is_not_packed_as_it_says_is_refused(services: Services, settings: Settings) -> None:
    services.troubles["x.1"] = [instead(b"no gzip", "application/json", Content_Encoding="gzip")]
    assert "it is not compressed as it says" in str(error_of(settings, "10.1109/x.1"))


def test_another_kind_of_content_is_refused(services: Services, settings: Settings) -> None:
    services.troubles["x.1"] = [instead(b"<html>Please log in</html>", "text/html; charset=utf-8")]
    assert str(error_of(settings, "10.1109/x.1")) == (
        "Crossref gave no usable answer: text/html instead of application/json: <html>Please log in</html>"
    )


def test_an_answer_packed_twice_is_not_unpacked(services: Services, settings: Settings) -> None:
    twice = gzip.compress(gzip.compress(b" " * 1000))
    services.troubles["x.1"] = [instead(twice, "application/json", Content_Encoding="gzip, gzip")]
    assert "compressed in a way that was not asked for" in str(error_of(settings, "10.1109/x.1"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<html>We are mending the machine</html>", "text/html"),
        (b'{"status": "ok", "message": {"DOI": "10.1109', "application/json"),
        (b"", "application/json"),
    ],
)
def test_what_a_service_does_not_promise_is_not_kept(
    services: Services, settings: Settings, content: bytes, kind: str
) -> None:
    services.troubles["x.1"] = [instead(content, kind, Cache_Control="max-age=3600")]
    error_of(settings, "10.1109/x.1")
    assert facts_of(settings, "10.1109/x.1")["title"] == "Merging 10.1109/x.1"


@pytest.mark.parametrize(
    ("service", "end", "word"),
    [
        ("arxiv", "/", "2402.00001"),
        ("arxiv", "/api", "2402.00001"),
        ("arxiv", "/api/query?", "2402.00001"),
        ("crossref", "/works/", "10.1109/x.1"),
        ("openreview", "/notes", "openreview:new1234"),
        ("dblp", "/rec", "dblp:conf/icml/AuthorW24"),
    ],
)
def test_another_address_may_name_the_interface_or_the_host_alone(
    services: Services, settings: Settings, service: str, end: str, word: str
) -> None:
    other = settings._replace(addresses={service: f"{services.address}/{service}{end}"})
    assert facts_of(other, word)["title"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://mirror.example/graph/v1", "https://mirror.example"),
        ("https://mirror.example/s2/graph/", "https://mirror.example/s2"),
        ("https://mirror.example/graphs", "https://mirror.example/graphs"),
        ("http://graph", "http://graph"),
    ],
)
def test_only_the_path_of_an_address_can_name_the_interface(address: str, expected: str) -> None:
    assert base(address, ("/graph/v1/paper/batch",)) == expected


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:80", "ftp://mirror", "mirror", "http://", "http://[::1", "http://127.0.0.1:99999", "http://:80"],
)
def test_an_address_that_is_none_is_said_at_once(settings: Settings, time: FakeTime, address: str) -> None:
    error = error_of(settings._replace(addresses={"arxiv": address}), "2402.00001")
    assert f'MLLMTUNE_ARXIV_URL is "{address}", which is no address of the web' in str(error)
    assert time.waits == []


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "gopher://127.0.0.1:9"])
def test_a_proxy_that_cannot_be_used_is_said(settings: Settings, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(BadProxyError, match="the proxy of HTTP_PROXY, HTTPS_PROXY or ALL_PROXY cannot be used"):
        ask(settings, "2402.00001")


def test_certificates_that_are_not_there_are_said(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/not/there.pem")
    with pytest.raises(BadCertificatesError, match="SSL_CERT_FILE or SSL_CERT_DIR names no certificates"):
        ask(settings, "2402.00001")


@pytest.mark.parametrize("word", ["10.1000/../../x", "dblp:conf/../../x", "https://doi.org/10.1000/%2e%2e/x"])
def test_an_identifier_does_not_lead_to_another_place_of_a_service(word: str) -> None:
    assert identifier_of(word) is None


def test_hostile_xml_is_refused(services: Services, settings: Settings) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><feed xmlns="http://www.w3.org/2005/Atom">&b;</feed>'
    services.troubles["2402.00001"] = [instead(bomb, "application/atom+xml")]
    assert "declares a document type or entities" in str(error_of(settings, "2402.00001"))


def test_an_answer_in_another_encoding_is_read(services: Services, settings: Settings) -> None:
    text = '{"status": "ok", "message": {"DOI": "10.1109/x.1", "type": "other", "title": ["Études"]}}'
    services.troubles["x.1"] = [instead(text.encode("latin-1"), "application/json; charset=utf-8")]
    assert facts_of(settings, "10.1109/x.1")["title"] == "Études"


@pytest.mark.parametrize(
    ("declared", "kind"),
    [("iso-8859-2", "text/xml"), ("iso-8859-2", "text/xml; charset=ISO-8859-2"), ("utf-16", "application/atom+xml")],
)
def test_an_answer_says_in_which_encoding_it_is(
    services: Services, settings: Settings, declared: str, kind: str
) -> None:
    text = arxiv_feed(arxiv_entry("2402.00001", "Łódź")).replace("UTF-8", declared)
    assert declared in text
    services.troubles["2402.00001"] = [instead(text.encode(declared), kind)]
    assert facts_of(settings, "2402.00001")["title"] == "Łódź"


def test_a_redirect_on_the_web_is_followed(services: Services, settings: Settings) -> None:
    services.troubles["x.1"] = [status(301, Location=f"{services.address}/crossref/works/10.1109%2Fx.2")]
    assert facts_of(settings, "10.1109/x.1")["title"] == "Merging 10.1109/x.2"


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/x", "javascript:alert(1)", "http://", "gopher://127.0.0.1/x"]
)
def test_a_redirect_off_the_web_is_refused(services: Services, settings: Settings, target: str) -> None:
    services.troubles["x.1"] = [status(302, Location=target)]
    error = error_of(settings, "10.1109/x.1")
    assert isinstance(error, UnusableAnswerError | UnreachableError)
    assert len(services.asked) == 1


def test_redirects_without_an_end_are_refused(services: Services, settings: Settings) -> None:
    services.troubles["works"] = [status(302, Location=f"{services.address}/crossref/works/10.1109%2Fx.2")] * 20
    assert "more than 5 redirects" in str(error_of(settings, "10.1109/x.1"))
    assert len(services.asked) == 6


def test_what_nobody_has_is_said_of_those_that_were_asked(services: Services, settings: Settings) -> None:
    services.unknown = {"2402.00001", "10.5281/none"}
    assert str(error_of(settings, "2402.00001")) == "arXiv knows no such paper"
    error = error_of(settings, "10.5281/none")
    assert isinstance(error, UnknownToServicesError)
    assert str(error) == "Crossref and DataCite know no such paper"


def test_an_id_that_arxiv_refuses_does_not_take_the_others_with_it(services: Services, settings: Settings) -> None:
    wrong = instead(arxiv_error("incorrect id format for 2402.00003").encode(), "application/atom+xml")
    services.troubles["2402.00003"] = [wrong] * 9
    found = ask(settings, *(f"2402.0000{number}" for number in range(8)))
    assert [value for value, answer in found.items() if isinstance(answer, MllmtuneError)] == ["2402.00003"]
    assert len(services.asked) == 7


def test_a_refusal_is_told_in_the_words_of_the_service(services: Services, settings: Settings) -> None:
    services.troubles["forbidden1"] = [status(403), status(403)]
    assert "OpenReview gave no usable answer: status 403: trouble" in str(
        error_of(settings, "https://openreview.net/forum?id=forbidden1")
    )


def test_services_are_told_who_asks(services: Services, settings: Settings) -> None:
    ask(settings._replace(contact="ann@example.org\r\nX: y"), "10.1109/x.1")
    (agent,) = services.agents
    assert agent.startswith("mllmtune/")
    assert agent.endswith("(mailto:ann@example.orgX: y)")


def test_many_troubles_at_once_leave_the_other_papers_whole(services: Services, settings: Settings) -> None:
    chance = random.Random(1)  # noqa: S311 - the same troubles every time
    for number in range(0, 40, 2):
        services.troubles[f"x.{number}!"] = [chance.choice([status(500), cut(), status(429, Retry_After="1")])]
    found = ask(settings, *(f"10.1109/x.{number}!" for number in range(40)))
    titles = [answer.facts["title"] for answer in found.values() if isinstance(answer, Answer)]
    assert sorted(titles) == sorted(f"Merging 10.1109/x.{number}!" for number in range(40))


def test_a_host_that_is_asked_too_often_is_waited_for(services: Services, time: FakeTime) -> None:
    services.troubles["/web/a"] = [status(429, Retry_After="7"), status(429)]
    with Pages("", time.clock()) as pages:
        assert [step.status for step in pages.trail(f"{services.address}/web/a").steps] == [200]
    assert time.waits == [7.0, 2.0]


def test_a_host_that_is_asked_too_often_for_long_is_not_waited_for_any_more(services: Services, time: FakeTime) -> None:
    services.troubles["/web/"] = [status(429, Retry_After="50")] * 9
    with Pages("", time.clock()) as pages:
        trails = [pages.trail(f"{services.address}/web/{name}") for name in "ab"]
    assert [[step.status for step in trail.steps] for trail in trails] == [[429], [429]]
    assert time.waits == [50.0, 50.0]
