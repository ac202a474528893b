"""A server of ours that plays all the services: real sockets on 127.0.0.1, with every trouble a network can make."""

import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from mllmtune.sources.table import SERVICES
from tests import answers

Trouble = Callable[["Handler"], bool]
"""What happens to one request; it returns whether the request is answered all the same."""


class Services:
    """What the server knows, what goes wrong, and what it has been asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.unknown: set[str] = set()
        self.troubles: dict[str, list[Trouble]] = defaultdict(list)
        self.pages: dict[str, tuple[str, bytes]] = {}
        self.caching = {"Cache-Control": "max-age=3600"}
        self.address = ""
        self.lock = threading.Lock()

    def addresses(self) -> dict[str, str]:
        """Return the address of each service."""
        return {name: f"{self.address}/{name.removesuffix('1')}" for name in SERVICES}

    def environment(self) -> dict[str, str]:
        """Return the variables that lead a program to this server."""
        return {SERVICES[name].variable: address for name, address in self.addresses().items()}

    def page(self, service: str, path: str, asked: str) -> tuple[str, bytes] | None:  # noqa: C901, PLR0911 - one for each
        """Return the type and the content of what a service has; None if it has nothing."""
        if path in self.pages:
            return self.pages[path]
        if "/search?" in path:
            return "application/json", b'{"notes": [], "count": 0}'
        query = parse_qs(urlsplit(path).query)
        name = unquote(urlsplit(path).path)
        match service:
            case "arxiv":
                ids = [one for one in query["id_list"][0].split(",") if one not in self.unknown]
                entries = [answers.arxiv_entry(one, f"Tuning Number {one}", ["Ann A"]) for one in ids]
                return "application/atom+xml", answers.arxiv_feed(*entries).encode()
            case "crossref":
                doi = name.removeprefix("/works/")
                is_known = doi not in self.unknown and not doi.startswith("10.5281/")
                title = [f"Merging {doi}"]
                return ("application/json", answers.crossref(doi, title=title).encode()) if is_known else None
            case "datacite":
                doi = name.removeprefix("/dois/")
                is_known = doi not in self.unknown and doi.startswith("10.5281/")
                return ("application/vnd.api+json", answers.datacite(doi).encode()) if is_known else None
            case "openreview":
                forum = query.get("id", ["unknown"])[0]
                is_known = forum not in self.unknown and forum.startswith("old") == name.startswith("/v1/")
                api = 1 if name.startswith("/v1/") else 2
                return ("application/json", answers.openreview(forum, api=api).encode()) if is_known else None
            case "acl":
                found = name.strip("/").removesuffix(".bib")
                is_known = found not in self.unknown
                return ("application/x-bibtex", answers.acl(found, f"Prompts {found}").encode()) if is_known else None
            case "dblp":
                if name.startswith("/rec/"):
                    return "application/x-bibtex", answers.dblp_bib(name[len("/rec/") : -len(".bib")]).encode()
                return "application/json", answers.dblp_search().encode()
            case "web":
                return None if name in self.unknown else ("text/html", b"<html>a page</html>")
            case _:
                ids = json.loads(asked)["ids"]
                records = [answers.s2_record(one.partition(":")[2]) for one in ids]
                return "application/json", json.dumps(records).encode()


class Handler(BaseHTTPRequestHandler):
    """One connection to the server."""

    services: Services
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a question."""
        self._answer("")

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def do_POST(self) -> None:
        """Answer a question that has a body."""
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def reply(self, status: int, content: bytes = b"", kind: str = "text/plain", **headers: str) -> None:
        """Send a whole response."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _answer(self, asked: str) -> None:
        _, service, rest = self.path.split("/", 2)
        with self.services.lock:
            self.services.asked.append(f"{service} /{rest}")
            self.services.agents.add(self.headers["User-Agent"])
            waiting = next(
                (list_ for part, list_ in self.services.troubles.items() if part in unquote(self.path) and list_), []
            )
            trouble = waiting.pop(0) if waiting else None
        if trouble and not trouble(self):
            return
        page = self.services.page(service, f"/{rest}", asked)
        if page is None:
            self.reply(404, b'{"message": "no such record"}', "application/json")
        else:
            self.reply(200, page[1], page[0], **self.services.caching)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that went away."""


@contextmanager
def running() -> Iterator[Services]:
    """Run a server as long as the context lasts."""
    services = Services()
    handler = type("Handler", (Handler,), {"services": services})
    server = _Server(("127.0.0.1", 0), handler)
    services.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()


def status(code: int, **headers: str) -> Trouble:
    """Answer with a status, and nothing more."""

    def do(handler: Handler) -> bool:
        handler.reply(code, b"trouble", **headers)
        return False

    return do


def cut(after: int = 10) -> Trouble:
    """Promise much, send little, and hang up."""

    def do(handler: Handler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(b"x" * after)
        handler.wfile.flush()
        handler.close_connection = True
        return False

    return do


def late(seconds: float) -> Trouble:
    """Wait before the answer."""

    def do(_: Handler) -> bool:
        time.sleep(seconds)
        return True

    return do


def instead(content: bytes, kind: str, **headers: str) -> Trouble:
    """Answer with something else."""

    def do(handler: Handler) -> bool:
        handler.reply(200, content, kind, **headers)
        return False

    return do
