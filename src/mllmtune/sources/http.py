"""How is a service asked? Politely, within limits, and not at all if the answer is kept (RFC 9110, RFC 9111)."""

import logging
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import quote

import httpx
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheTransport

from mllmtune.errors import (
    BadAddressError,
    BadCertificatesError,
    BadProxyError,
    OfflineError,
    UnreachableError,
    UnusableAnswerError,
)
from mllmtune.sources.addresses import base, is_of_web
from mllmtune.sources.body import is_promised, media_type, text_of
from mllmtune.sources.hosts import Hosts
from mllmtune.sources.manners import retry_after, user_agent
from mllmtune.sources.pace import Clock, Pace
from mllmtune.sources.pages import Step, Trail
from mllmtune.sources.records import beginning
from mllmtune.sources.table import SERVICES

_TRIES = 4
_FIRST_PAUSE = 1.0  # seconds; each of the next is twice as long, and by chance up to half of it longer
_LONGEST_PAUSE = 60.0  # a service that wants to be left alone for longer is not waited for
_TRY_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_LONGEST_ANSWER = 20_000_000  # bytes
_LARGEST_STORE = 200_000_000  # bytes
_LONGEST_BODY = 60.0  # seconds that an answer may take to arrive
_MOST_REDIRECTS = 5
_MOST_STEPS = 10  # on the way to a page; publishers have more than services
_TIMEOUTS = httpx.Timeout(20.0, connect=10.0)
# Records change seldom: where a service says nothing of how long an answer holds, a day (RFC 9111, section 4.2.2).
_HEURISTIC = "max-age=86400"
_ABOUT_FRESHNESS = ("cache-control", "expires", "etag", "last-modified", "pragma")
_ABOUT_BODY = ("content-encoding", "content-length", "transfer-encoding")
# One inside another would be decoded without end before its length is seen.
_COMPRESSIONS = frozenset(("", "identity", "gzip", "x-gzip", "deflate"))
_PAUSE_OF_HOST = 2.0  # seconds, where a host that is asked too often does not say how many
_OK = 200
_TOO_MANY = 429
_FIRST_FAULT = 400

# hishel logs what is wrong with its store, and without a handler that would stand on the user's screen.
logging.getLogger("hishel").addHandler(logging.NullHandler())


class Settings(NamedTuple):
    """Where answers and times are kept, who is asking (a mail address), and other addresses of services by name.

    `offline`: only what is kept is answered with.
    """

    cache: Path
    state: Path
    clock: Clock
    contact: str = ""
    addresses: Mapping[str, str] = {}
    offline: bool = False


class Reply(NamedTuple):
    """What a service replied: its status (RFC 9110, section 15) and the text; whether nobody had to be asked for it."""

    status: int
    text: str
    kept: bool = False


class Pages:
    """Pages of the web, of which only the head is asked for. It can be used by several threads."""

    def __init__(self, contact: str, clock: Clock) -> None:
        """Connect to nothing before something is asked."""
        self._clock = clock
        headers = {"User-Agent": user_agent(contact)}
        self._client = _client(headers)
        self._hosts = Hosts()

    def __enter__(self) -> Self:
        """Return the pages."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close all connections."""
        self._client.close()

    def trail(self, address: str) -> Trail:
        """Return where an address leads. Who does not answer to HEAD is asked with GET, of which no body is read."""
        trail = self._walked("HEAD", address)
        last = trail.steps[-1].status if trail.steps and not trail.trouble else _FIRST_FAULT
        return trail if last < _FIRST_FAULT or last == _TOO_MANY else self._walked("GET", address)

    def _walked(self, method: str, address: str) -> Trail:
        steps: list[Step] = []
        try:
            request = self._client.build_request(method, address)
            while len(steps) <= _MOST_STEPS:
                if request.url.scheme not in ("https", "http"):
                    return Trail(tuple(steps), f"it leads to {request.url.scheme}:, which is not followed")
                response = self._answered(request)
                steps.append(Step(str(request.url), response.status_code))
                if response.next_request is None:
                    return Trail(tuple(steps))
                request = response.next_request
        except (httpx.InvalidURL, httpx.HTTPError) as error:
            return Trail(tuple(steps), _told(error))
        return Trail(tuple(steps), f"more than {_MOST_STEPS} redirects")

    def _answered(self, request: httpx.Request) -> httpx.Response:
        """Return the head of what a host answers; one that is asked too often is waited for, but not for ever."""
        while True:
            with self._hosts.room(request.url.host):  # nobody else asks the host while it is waited for
                response = self._client.send(request, stream=True)
                response.close()
                asked = retry_after(response.headers.get("retry-after", ""), self._clock.now)
                pause = max(_PAUSE_OF_HOST, asked)
                if response.status_code != _TOO_MANY or not self._hosts.may_wait(request.url.host, pause):
                    return response
                self._clock.sleep(pause)


class Network:
    """The services, behind one pool of connections and one store of answers. It can be used by several threads."""

    def __init__(self, settings: Settings) -> None:
        """Connect to nothing before something is asked."""
        self._settings = settings
        options = CacheOptions(shared=False, allow_stale=settings.offline)
        self._client = httpx.Client(
            transport=CacheTransport(_Wire(settings), storage=_store(settings.cache), rfc=options),
            headers={"User-Agent": user_agent(settings.contact), "Accept-Encoding": "gzip, deflate"},
            timeout=_TIMEOUTS,
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        """Return the services."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close all connections."""
        self._client.close()

    def ask(self, service: str, path: str, *, sent: str | None = None) -> Reply:
        """Return the reply of a service to a path below its address, to which `sent`, if anything, is posted as JSON.

        Raises:
            BadAddressError: the address that the user gives is none.
            OfflineError: somebody would have to be asked.
            UnreachableError: it did not answer, although it was asked several times.
            UnusableAnswerError: it answered with something that is too long or of the wrong kind, or led elsewhere.

        """
        one = SERVICES[service]
        other = self._settings.addresses.get(service)
        if other and not is_of_web(other):
            raise BadAddressError(one.variable, other)
        address = base(other, one.paths) + one.path if other else one.address
        headers = {"Accept": ", ".join(one.types)} | ({"Content-Type": "application/json"} if sent else {})
        method = "GET" if sent is None else "POST"
        try:
            request = self._client.build_request(method, address + path, content=sent, headers=headers)
            response = self._followed(service, request)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.RemoteProtocolError) as error:
            raise UnusableAnswerError(one.name, f"an address that cannot be asked: {error}") from None
        content_type = response.headers.get("content-type", "")
        text, kind = text_of(response.content, content_type), media_type(content_type)
        if response.status_code == _OK and kind and kind not in one.types:
            raise UnusableAnswerError(one.name, f"{kind} instead of {one.types[0]}: {beginning(text)}")
        return Reply(response.status_code, text, response.extensions.get("caching", {}).get("from_cache", False))

    def _followed(self, service: str, request: httpx.Request) -> httpx.Response:
        for _ in range(_MOST_REDIRECTS + 1):
            request.extensions["service"] = service
            response = self._client.send(request)
            if response.next_request is None:
                return response
            _check_redirect(SERVICES[service].name, request.url, response.next_request.url)
            request = response.next_request
        raise UnusableAnswerError(SERVICES[service].name, f"more than {_MOST_REDIRECTS} redirects")


def _client(headers: Mapping[str, str] | None = None) -> httpx.Client:
    """Return a client, which reads the proxies of the environment.

    Raises:
        BadProxyError: one of them is of a kind that it does not know.
        BadCertificatesError: the certificates that it names cannot be read.

    """
    try:
        return httpx.Client(headers=headers, timeout=_TIMEOUTS, follow_redirects=False)
    except ImportError:
        raise BadProxyError("SOCKS is not spoken") from None
    except (ValueError, httpx.InvalidURL) as error:
        raise BadProxyError(str(error)) from None
    except OSError as error:  # also what ssl raises
        raise BadCertificatesError("SSL_CERT_FILE or SSL_CERT_DIR", error.strerror or str(error)) from None


def _check_redirect(name: str, start: httpx.URL, end: httpx.URL) -> None:
    """Raise unless a redirect stays on the web, and does not leave a connection that nobody else can read."""
    if end.scheme not in ("https", start.scheme) or end.scheme not in ("https", "http"):
        raise UnusableAnswerError(name, f"a redirect from {start.scheme} to {end.scheme}, which is not followed")


def _store(folder: Path) -> SqliteStorage:
    """Return the store of answers; one that is damaged, or of another version of hishel, is made anew.

    What goes wrong with it later is a miss to hishel.
    """
    file = folder / "http.sqlite"
    store = SqliteStorage(database_path=file, max_size=_LARGEST_STORE)
    try:
        with closing(sqlite3.connect(f"file:{quote(bytes(file))}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
        store.get_entries("")
    except sqlite3.OperationalError:
        return store  # not there yet, or in use
    except (sqlite3.DatabaseError, RuntimeError):
        for end in ("", "-wal", "-shm"):
            file.with_name(file.name + end).unlink(missing_ok=True)
        return SqliteStorage(database_path=file, max_size=_LARGEST_STORE)
    return store


class _Wire(httpx.BaseTransport):
    """The network itself: each service at its pace, tried again where that may help."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._rests: dict[str, tuple[float, str]] = {}  # service -> until when it is left alone, and what it said
        self._given_up: set[str] = set()  # services that have not answered once; they are not tried again and again
        self._inner = _client()  # it knows the proxies of the user's environment
        self._paces = {
            name: Pace(settings.state / f"{name}.asked", pause=one.pause, at_once=one.at_once, clock=settings.clock)
            for name, one in SERVICES.items()
        }

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        service = request.extensions["service"]
        self._refuse_what_rests(service)
        name, clock, why = SERVICES[service].name, self._settings.clock, ""
        tries, pause = 1 if service in self._given_up else _TRIES, 0.0
        for number in range(tries):
            if number:
                clock.sleep(pause)
            pause = _FIRST_PAUSE * 2**number * (1 + clock.chance() / 2)
            try:
                with self._paces[service].turn():
                    response = self._sent(service, request)
            except httpx.DecodingError:
                raise UnusableAnswerError(name, "it is not compressed as it says") from None
            except httpx.TransportError as error:
                why = _told(error)
                continue
            if response.status_code not in _TRY_AGAIN:
                return response
            why = f"status {response.status_code}"
            asked = retry_after(response.headers.get("retry-after", ""), clock.now)
            if asked > _LONGEST_PAUSE:
                why = f"{why}, and it asks for {asked:.0f} seconds of rest"
                self._rests[service] = clock.now() + asked, why
                raise UnreachableError(name, why, number + 1)
            pause = max(pause, asked)
        self._given_up.add(service)
        raise UnreachableError(name, why, tries)

    def _refuse_what_rests(self, service: str) -> None:
        if self._settings.offline:
            raise OfflineError(SERVICES[service].name)
        until, why = self._rests.get(service, (0.0, ""))
        if self._settings.clock.now() < until:
            raise UnreachableError(SERVICES[service].name, why, 1)

    def _sent(self, service: str, request: httpx.Request) -> httpx.Response:
        """Return the response with its whole body, decoded, so that a connection cut in the middle is seen here.

        What is not what the service promises, such as a page that says that it is being mended, is not kept.
        """
        one = SERVICES[service]
        raw = self._inner.send(request, stream=True)
        try:
            content = self._body(one.name, raw)
        finally:
            raw.close()
        headers = [(key, value) for key, value in raw.headers.multi_items() if key.lower() not in _ABOUT_BODY]
        if raw.status_code == _OK and not is_promised(content, raw.headers.get("content-type", ""), one.types):
            headers = [(key, value) for key, value in headers if key.lower() not in _ABOUT_FRESHNESS]
            headers.append(("Cache-Control", "no-store"))
        elif raw.status_code == _OK and not any(key in raw.headers for key in _ABOUT_FRESHNESS):
            headers.append(("Cache-Control", _HEURISTIC))
        return httpx.Response(raw.status_code, headers=headers, content=content)

    def _body(self, name: str, raw: httpx.Response) -> bytes:
        if raw.headers.get("content-encoding", "identity").strip().lower() not in _COMPRESSIONS:
            raise UnusableAnswerError(name, "it is compressed in a way that was not asked for")
        parts, size = [], 0
        end = self._settings.clock.now() + _LONGEST_BODY
        for part in raw.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > _LONGEST_ANSWER:
                raise UnusableAnswerError(name, f"more than {_LONGEST_ANSWER // 1_000_000} MB")
            if self._settings.clock.now() > end:
                raise UnreachableError(name, "it took too long", 1)  # another try would take as long
        return b"".join(parts)

    def close(self) -> None:
        self._inner.close()


def _told(error: Exception) -> str:
    match error:
        case httpx.ConnectTimeout() | httpx.ReadTimeout() | httpx.WriteTimeout() | httpx.PoolTimeout():
            return "it took too long"
        case httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return "this is no address of the web"
        case httpx.ConnectError() if "certificate" in str(error).lower():
            return "its certificate cannot be trusted"
        case httpx.ConnectError():
            return "no such host" if "not known" in str(error) or "No address" in str(error) else "no connection"
        case _:
            return "the connection was cut"
