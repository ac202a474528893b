"""Which records may be the published versions of preprints? Those that services name for them, or of their title."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import NamedTuple

from mllmtune.errors import MllmtuneError, NetworkError
from mllmtune.model.facts import Facts
from mllmtune.sources import dblp, openreview, s2
from mllmtune.sources.agreeing import is_published_version
from mllmtune.sources.answer import Answer, BibtexReader
from mllmtune.sources.asking import answers, refused
from mllmtune.sources.concurrent import concurrently
from mllmtune.sources.http import Network
from mllmtune.sources.identifier import Identifier, Kind, identifiers_in
from mllmtune.sources.valid import valid

Names = dict[str, list[Identifier]]
Records = dict[str, Sequence[Answer]]


class Found(NamedTuple):
    """The records that may be meant, by the preprint's key, and the services that did not answer."""

    records: Mapping[str, Sequence[Answer]]
    failures: tuple[str, ...] = ()


def candidates(network: Network, preprints: Sequence[Facts], read: BibtexReader, asked: Callable[[str], None]) -> Found:
    """Return what may be the published version of each preprint; `asked` is called with what is being asked."""
    asked("Asking Semantic Scholar and arXiv")
    ids = {facts["key"]: one for facts in preprints for one in identifiers_in(facts) if one.kind is Kind.ARXIV}
    itself = _at_s2(network, ids)
    at_arxiv = _records(network, {key: [one] for key, one in ids.items()}, read)
    names = _names(preprints, _joined(itself, at_arxiv))
    asked("Asking for the records")
    found = _records(network, names, read)
    found = _joined(found, _records(network, _related(found, names), read))
    asked("Asking DBLP for titles")
    hits = _by_title(_unsettled(preprints, found), partial(_at_dblp, network))
    found = _joined(found, _records(network, _related(hits, names), read))
    asked("Asking OpenReview for titles")
    found = _joined(found, _by_title(_unsettled(preprints, found), partial(_at_openreview, network)))
    failures = (*itself.failures, *at_arxiv.failures, *hits.failures, *found.failures)
    if not failures:  # who did not answer may have the whole record another time
        found = _joined(found, _aggregated(preprints, found, hits, itself))
    return Found(found.records, tuple(dict.fromkeys(failures)))


def _names(preprints: Sequence[Facts], heard: Found) -> Names:
    """Return the other names of the preprints: those that they have, and those that were heard of."""
    return {
        facts["key"]: [
            *(one for one in identifiers_in(facts) if one.kind is not Kind.ARXIV),
            *(one for answer in heard.records.get(facts["key"], ()) for one in answer.related),
        ]
        for facts in preprints
    }


def _unsettled(preprints: Sequence[Facts], found: Found) -> list[Facts]:
    """Return the preprints of which no record is that of the published version."""
    return [facts for facts in preprints if not _agreeing(facts, found.records[facts["key"]]) and facts.get("title")]


def _related(found: Found, names: Names) -> Names:
    """Return the other names that records give, such as Crossref's "is-preprint-of", as far as they are new."""
    return {
        key: [one for answer in some for one in answer.related if one not in names[key]]
        for key, some in found.records.items()
    }


def _aggregated(preprints: Sequence[Facts], found: Found, hits: Found, itself: Found) -> Found:
    """Return what the aggregators say themselves of preprints of which nobody has a record."""
    is_told = {key: any(one.facts.get("type") != "misc" for one in some) for key, some in found.records.items()}
    left = [facts["key"] for facts in _unsettled(preprints, found) if not is_told[facts["key"]]]
    return Found({key: hits.records.get(key) or itself.records.get(key, ()) for key in left})


def _agreeing(facts: Facts, found: Sequence[Answer]) -> list[Answer]:
    return [answer for answer in found if is_published_version(facts, answer.facts)]


def _joined(found: Found, more: Found) -> Found:
    """Return both, the records of those preprints of which there were some."""
    records = {key: [*some, *more.records.get(key, ())] for key, some in found.records.items()}
    return Found(records, found.failures + more.failures)


def _at_s2(network: Network, ids: Mapping[str, Identifier]) -> Found:
    """Return what Semantic Scholar says of papers, by their keys."""
    records: Records = {}
    failures: list[str] = []
    keys = list(ids)
    for start in range(0, len(keys), s2.MOST):
        some = keys[start : start + s2.MOST]
        try:
            reply = network.ask("s2", s2.url(), sent=s2.body([ids[key] for key in some]))
            if reply.status not in (HTTPStatus.OK, HTTPStatus.BAD_REQUEST):
                raise refused("s2", reply)
            told = s2.parse(reply.text)
            records |= {key: [valid(one)] if one else [] for key, one in zip(some, told, strict=False)}
        except MllmtuneError as error:
            failures.append(str(error))
    return Found(records, tuple(failures))


def _records(network: Network, names: Names, read: BibtexReader) -> Found:
    """Return the records that have these names."""
    wanted = list(dict.fromkeys(one for some in names.values() for one in some))
    found = dict(answers(network, wanted, read))
    heard = {key: [found[one] for one in dict.fromkeys(some)] for key, some in names.items()}
    return Found(
        {key: [one for one in some if isinstance(one, Answer)] for key, some in heard.items()},
        tuple(str(one) for one in found.values() if isinstance(one, NetworkError)),
    )


def _by_title(left: Sequence[Facts], search: Callable[[Facts], list[Answer]]) -> Found:
    """Return what a search finds for the titles and agrees with the preprints."""
    outcomes = list(concurrently([partial(_searched, search, facts) for facts in left], at_once=2))
    return Found(
        {facts["key"]: _agreeing(facts, one) for facts, one in outcomes if not isinstance(one, MllmtuneError)},
        tuple(str(one) for _, one in outcomes if isinstance(one, MllmtuneError)),
    )


def _searched(search: Callable[[Facts], list[Answer]], facts: Facts) -> tuple[Facts, list[Answer] | MllmtuneError]:
    try:
        return facts, search(facts)
    except MllmtuneError as error:
        return facts, error


def _at_dblp(network: Network, facts: Facts) -> list[Answer]:
    found = _text(network, "dblp", dblp.search_url(facts["title"]))
    return [valid(answer) for answer in dblp.parse_search(found)] if found else []


def _at_openreview(network: Network, facts: Facts) -> list[Answer]:
    found = _text(network, "openreview", openreview.search_url(facts["title"]))
    return [valid(answer) for answer in openreview.parse_search(found)] if found else []


def _text(network: Network, service: str, path: str) -> str:
    """Return what a search says, "" if there is none: a mirror need not have one."""
    reply = network.ask(service, path)
    if reply.status == HTTPStatus.NOT_FOUND:
        return ""
    if reply.status != HTTPStatus.OK:
        raise refused(service, reply)
    return reply.text
