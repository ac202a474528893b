"""Which records may be the published versions of preprints? Those that services name for them, or of their title."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from mllmtune.errors import MllmtuneError, NetworkError, UnusableAnswerError
from mllmtune.model.facts import Facts
from mllmtune.sources import dblp, openreview, s2
from mllmtune.sources.agreeing import is_published_version
from mllmtune.sources.answer import Answer, BibtexReader
from mllmtune.sources.asking import answers
from mllmtune.sources.concurrent import concurrently
from mllmtune.sources.http import Network
from mllmtune.sources.identifier import Identifier, Kind, identifiers_in
from mllmtune.sources.records import complaint
from mllmtune.sources.table import SERVICES
from mllmtune.sources.valid import valid

_OK, _WRONG_QUESTION, _NOT_FOUND = 200, 400, 404
Names = dict[str, list[Identifier]]
Records = dict[str, list[Answer]]


class Found(NamedTuple):
    """The records that may be meant, by the preprint's key, and the services that did not answer."""

    records: Mapping[str, Sequence[Answer]]
    failures: tuple[str, ...]


def candidates(network: Network, preprints: Sequence[Facts], read: BibtexReader, asked: Callable[[str], None]) -> Found:
    """Return what may be the published version of each preprint; `asked` is called with what is being asked."""
    failures: list[str] = []
    names: Names = {facts["key"]: _own(facts) for facts in preprints}
    asked("Asking Semantic Scholar and arXiv")
    itself = _add_related(network, preprints, names, failures)
    asked("Asking for the records")
    records = _records(network, names, read, failures)
    records = _joined(records, _records(network, _related(records, names), read, failures))
    asked("Asking DBLP for titles")
    hits = _by_title(_unsettled(preprints, records), partial(_at_dblp, network), failures)
    records = _joined(records, _records(network, _related(hits, names), read, failures))
    asked("Asking OpenReview for titles")
    records = _joined(records, _by_title(_unsettled(preprints, records), partial(_at_openreview, network), failures))
    if not failures:  # who did not answer may have the whole record another time
        records = _joined(records, _aggregated(preprints, records, hits, itself))
    return Found(records, tuple(dict.fromkeys(failures)))


def _unsettled(preprints: Sequence[Facts], records: Records) -> list[Facts]:
    """Return the preprints of which no record is that of the published version."""
    return [facts for facts in preprints if not _agreeing(facts, records[facts["key"]]) and facts.get("title")]


def _related(records: Records, names: Names) -> Names:
    """Return the other names that records give, such as Crossref's "is-preprint-of", as far as they are new."""
    return {
        key: [one for answer in found for one in answer.related if one not in names[key]]
        for key, found in records.items()
    }


def _aggregated(preprints: Sequence[Facts], records: Records, hits: Records, itself: Records) -> Records:
    """Return what the aggregators say themselves of preprints of which nobody has a record."""
    is_told = {key: any(one.facts.get("type") != "misc" for one in found) for key, found in records.items()}
    left = [facts["key"] for facts in _unsettled(preprints, records) if not is_told[facts["key"]]]
    return {key: hits.get(key) or itself.get(key, []) for key in left}


def _agreeing(facts: Facts, found: Sequence[Answer]) -> list[Answer]:
    return [answer for answer in found if is_published_version(facts, answer.facts)]


def _joined(records: Records, more: Records) -> Records:
    return {key: [*found, *more.get(key, [])] for key, found in records.items()}


def _own(facts: Facts) -> list[Identifier]:
    return [one for one in identifiers_in(facts) if one.kind is not Kind.ARXIV]


def _add_related(network: Network, preprints: Sequence[Facts], names: Names, failures: list[str]) -> Records:
    """Add what arXiv and Semantic Scholar know to be other names of the preprints; return what the latter says."""
    itself: Records = {}
    ids = {facts["key"]: one for facts in preprints for one in identifiers_in(facts) if one.kind is Kind.ARXIV}
    keys = list(ids)
    for start in range(0, len(keys), s2.MOST):
        some = keys[start : start + s2.MOST]
        try:
            reply = network.ask("s2", s2.url(), sent=s2.body([ids[key] for key in some]))
            found = s2.parse(reply.text) if reply.status in (_OK, _WRONG_QUESTION) else []
            if reply.status not in (_OK, _WRONG_QUESTION):
                failures.append(f"{s2.NAME} gave no usable answer: {complaint(reply.text)}")
        except MllmtuneError as error:
            failures.append(str(error))
            continue
        for key, answer in zip(some, found, strict=False):
            names[key] += answer.related if answer else ()
            itself[key] = [valid(answer)] if answer else []
    at_arxiv = {one.value: key for key, one in ids.items()}
    for one, heard in answers(network, list(dict.fromkeys(ids.values())), lambda _: []):
        if isinstance(heard, Answer):
            names[at_arxiv[one.value]] += heard.related
        elif isinstance(heard, NetworkError):
            failures.append(str(heard))
    return itself


def _records(network: Network, names: Names, read: BibtexReader, failures: list[str]) -> Records:
    wanted = list(dict.fromkeys(one for some in names.values() for one in some))
    found = dict(answers(network, wanted, read))
    failures += [str(one) for one in found.values() if isinstance(one, NetworkError)]
    heard = {key: [found[one] for one in dict.fromkeys(some)] for key, some in names.items()}
    return {key: [one for one in some if isinstance(one, Answer)] for key, some in heard.items()}


def _by_title(left: Sequence[Facts], search: Callable[[Facts], list[Answer]], failures: list[str]) -> Records:
    """Return what a search finds for the titles and agrees with the preprints."""
    found: Records = {}
    tasks = [partial(_searched, search, facts) for facts in left]
    for facts, outcome in concurrently(tasks, at_once=2):
        if isinstance(outcome, MllmtuneError):
            failures.append(str(outcome))
        else:
            found[facts["key"]] = _agreeing(facts, outcome)
    return found


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
    if reply.status == _NOT_FOUND:
        return ""
    if reply.status != _OK:
        raise UnusableAnswerError(SERVICES[service].name, f"status {reply.status}: {complaint(reply.text)}")
    return reply.text
