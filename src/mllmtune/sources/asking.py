"""What do the services say of some papers? As few requests as that takes, and an answer or a reason for each paper."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from http import HTTPStatus

from mllmtune.errors import MllmtuneError, UnknownToServicesError, UnusableAnswerError
from mllmtune.sources import acl, arxiv, crossref, datacite, dblp, openreview
from mllmtune.sources.answer import Answer, BibtexReader
from mllmtune.sources.concurrent import concurrently
from mllmtune.sources.http import Network, Reply
from mllmtune.sources.identifier import Identifier, Kind
from mllmtune.sources.records import complaint
from mllmtune.sources.table import ANSWERS, SERVICES
from mllmtune.sources.valid import valid

Outcome = tuple[Identifier, Answer | MllmtuneError]

_AT_ONCE = 8
_URLS: Mapping[str, Callable[[str], str]] = {
    "crossref": crossref.url,
    "datacite": datacite.url,
    "openreview": openreview.url,
    "openreview1": openreview.url,
    "acl": acl.url,
    "dblp": dblp.url,
}


def answers(network: Network, wanted: Sequence[Identifier], read: BibtexReader) -> Iterator[Outcome]:
    """Give for each identifier what the first service that knows it says, or why there is nothing, as they come."""
    ids = [one.value for one in wanted if one.kind is Kind.ARXIV]
    tasks = [partial(_from_arxiv, network, some) for some in _parts(ids, arxiv.MOST)]
    tasks += [partial(_one, network, one, read) for one in wanted if one.kind is not Kind.ARXIV]
    for outcomes in concurrently(tasks, at_once=_AT_ONCE):
        yield from outcomes


def refused(service: str, reply: Reply) -> UnusableAnswerError:
    """Return the error that says what a service replied instead of an answer."""
    return UnusableAnswerError(SERVICES[service].name, f"status {reply.status}: {complaint(reply.text)}")


def _from_arxiv(network: Network, ids: Sequence[str]) -> list[Outcome]:
    """Return what arXiv says of some ids. It refuses all of them for one: then each half is asked for."""
    wanted = [Identifier(Kind.ARXIV, one) for one in ids]
    try:
        reply = network.ask("arxiv", arxiv.url(ids))
        if reply.status not in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST):
            raise refused("arxiv", reply)
        found = {answer.facts["arxiv"]: valid(answer) for answer in arxiv.parse(reply.text)}
    except UnusableAnswerError as error:
        if len(ids) > 1 and _is_about_one(error):
            half = len(ids) // 2
            return _from_arxiv(network, ids[:half]) + _from_arxiv(network, ids[half:])
        return [(one, error) for one in wanted]
    except MllmtuneError as error:
        return [(one, error) for one in wanted]
    return [(one, found.get(one.value) or UnknownToServicesError([arxiv.NAME])) for one in wanted]


def _is_about_one(error: UnusableAnswerError) -> bool:
    return "incorrect id" in str(error)


def _one(network: Network, wanted: Identifier, read: BibtexReader) -> list[Outcome]:
    try:
        return [(wanted, valid(_answered(network, wanted, read)))]
    except MllmtuneError as error:
        return [(wanted, error)]


def _answered(network: Network, wanted: Identifier, read: BibtexReader) -> Answer:
    services = ANSWERS[wanted.kind]
    refusal: MllmtuneError | None = None
    for service in services:
        reply = network.ask(service, _URLS[service](wanted.value))
        if reply.status == HTTPStatus.OK and (answer := _parsed(service, reply.text, read)):
            return answer
        if reply.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN):
            refusal = refusal or refused(service, reply)
        elif reply.status not in (HTTPStatus.OK, HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise refused(service, reply)
    raise refusal or UnknownToServicesError(list(dict.fromkeys(SERVICES[one].name for one in services)))


def _parsed(service: str, text: str, read: BibtexReader) -> Answer | None:
    match service:
        case "crossref":
            return crossref.parse(text)
        case "datacite":
            return datacite.parse(text)
        case "acl":
            return acl.parse(text, read)
        case "dblp":
            return dblp.parse(text, read)
        case _:
            return openreview.parse(text)


def _parts(ids: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    return (ids[start : start + most] for start in range(0, len(ids), most))
