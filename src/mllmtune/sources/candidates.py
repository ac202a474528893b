"""Which records may be the published versions of preprints? Those that services name for them, or of their title."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from mllmtune.errors import MllmtuneError, NetworkError
from mllmtune.model.facts import Facts
from mllmtune.sources import dblp, s2
from mllmtune.sources.agreeing import is_published_version
from mllmtune.sources.answer import Answer, BibtexReader
from mllmtune.sources.asking import answers
from mllmtune.sources.concurrent import concurrently
from mllmtune.sources.http import Network
from mllmtune.sources.identifier import Identifier, Kind, identifiers_in
from mllmtune.sources.records import beginning
from mllmtune.sources.table import SERVICES

_OK = 200
Names = dict[str, list[Identifier]]


class Found(NamedTuple):
    """The records that may be meant, by the preprint's key, and the services that did not answer."""

    records: Mapping[str, Sequence[Answer]]
    failures: tuple[str, ...]


def candidates(network: Network, preprints: Sequence[Facts], read: BibtexReader, asked: Callable[[str], None]) -> Found:
    """Return what may be the published version of each preprint; `asked` is called with what is being asked."""
    failures: list[str] = []
    names: Names = {facts["key"]: _own(facts) for facts in preprints}
    asked("Asking Semantic Scholar and arXiv")
    _add_related(network, preprints, names, failures)
    asked("Asking for the records")
    records = _records(network, names, read, failures)
    left = [facts for facts in preprints if not _is_settled(facts, records[facts["key"]]) and facts.get("title")]
    asked("Asking DBLP for titles")
    hits: Names = {}
    for key, found, failure in concurrently([partial(_by_title, network, facts) for facts in left], at_once=2):
        hits[key] = found
        failures += [failure] if failure else []
    more = _records(network, hits, read, failures)
    return Found({key: [*records[key], *more.get(key, [])] for key in records}, tuple(dict.fromkeys(failures)))


def _own(facts: Facts) -> list[Identifier]:
    return [one for one in identifiers_in(facts) if one.kind is not Kind.ARXIV]


def _is_settled(facts: Facts, records: Sequence[Answer]) -> bool:
    return any(is_published_version(facts, record.facts) for record in records)


def _add_related(network: Network, preprints: Sequence[Facts], names: Names, failures: list[str]) -> None:
    """Add what Semantic Scholar and arXiv know to be other names of the preprints."""
    ids = {facts["key"]: one for facts in preprints for one in identifiers_in(facts) if one.kind is Kind.ARXIV}
    keys = list(ids)
    for start in range(0, len(keys), s2.MOST):
        some = keys[start : start + s2.MOST]
        try:
            reply = network.ask("s2", s2.url(), sent=s2.body([ids[key] for key in some]))
            found = s2.parse(reply.text) if reply.status == _OK else []
            if reply.status != _OK:
                failures.append(f"{s2.NAME} gave no usable answer: {beginning(reply.text)}")
        except MllmtuneError as error:
            failures.append(str(error))
            continue
        for key, answer in zip(some, found, strict=False):
            names[key] += answer.related if answer else ()
    at_arxiv = {one.value: key for key, one in ids.items()}
    for one, heard in answers(network, list(dict.fromkeys(ids.values())), lambda _: []):
        if isinstance(heard, Answer):
            names[at_arxiv[one.value]] += heard.related
        elif isinstance(heard, NetworkError):
            failures.append(str(heard))


def _records(network: Network, names: Names, read: BibtexReader, failures: list[str]) -> dict[str, list[Answer]]:
    wanted = list(dict.fromkeys(one for some in names.values() for one in some))
    found = dict(answers(network, wanted, read))
    failures += [str(one) for one in found.values() if isinstance(one, NetworkError)]
    heard = {key: [found[one] for one in dict.fromkeys(some)] for key, some in names.items()}
    return {key: [one for one in some if isinstance(one, Answer)] for key, some in heard.items()}


def _by_title(network: Network, facts: Facts) -> tuple[str, list[Identifier], str]:
    """Return the key, the records of DBLP that have the title and agree, and what went wrong."""
    try:
        reply = network.ask("dblp", dblp.search_url(facts["title"]))
        if reply.status != _OK:
            return facts["key"], [], f"{SERVICES['dblp'].name} gave no usable answer: status {reply.status}"
        return facts["key"], list(_agreeing(facts, dblp.parse_search(reply.text))), ""
    except MllmtuneError as error:
        return facts["key"], [], str(error)


def _agreeing(facts: Facts, found: Sequence[Answer]) -> Iterator[Identifier]:
    for answer in found:
        if is_published_version(facts, answer.facts):
            yield from answer.related
