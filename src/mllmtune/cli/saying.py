"""What do the services say of papers that the library has? All that know one of a paper's identifiers, merged."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from mllmtune.cli.lazy import load
from mllmtune.cli.network import network
from mllmtune.errors import MllmtuneError, NetworkError
from mllmtune.formats import Format, reader
from mllmtune.model.facts import Facts
from mllmtune.model.preprints import is_preprint
from mllmtune.sources.agreeing import is_likely_the_same, is_same_paper
from mllmtune.sources.answer import Answer
from mllmtune.sources.asking import answers
from mllmtune.sources.identifier import Identifier, identifiers_in
from mllmtune.sources.merging import Merged, merge
from mllmtune.sources.table import SERVICES

T = TypeVar("T")


class Said(NamedTuple):
    """What services say of each paper, by its key; what there is to tell; how often one did not answer."""

    papers: Mapping[str, Merged]
    told: tuple[str, ...]
    unreached: int


class _Heard(NamedTuple):
    answers: tuple[Answer, ...]
    told: tuple[str, ...]


def said_of(papers: Sequence[Facts], *, offline: bool) -> Said:
    """Return what services say of some papers; nothing of one that has no identifier."""
    names = {facts["key"]: identifiers_in(facts) for facts in papers}
    wanted = list(dict.fromkeys(one for found in names.values() for one in found))
    with network(offline=offline) as services:
        found = dict(in_progress(answers(services, wanted, read_bibtex), len(wanted), "Asking for papers"))
        elsewhere = {facts["key"]: _elsewhere(facts, names[facts["key"]], found) for facts in papers}
        more = list(dict.fromkeys(one for some in elsewhere.values() for one in some if one not in found))
        found |= dict(answers(services, more, read_bibtex))
    heard = {facts["key"]: _heard(facts, names[facts["key"]], found) for facts in papers}
    published = {facts["key"]: _published(facts, elsewhere[facts["key"]], found) for facts in papers}
    merged = {key: merge([*one.answers, *published[key]]) for key, one in heard.items() if one.answers}
    told = [sentence for one in heard.values() for sentence in one.told]
    told += [sentence for key, one in merged.items() for sentence in _disagreements(key, one)]
    unreached = sum(isinstance(one, NetworkError) for one in found.values())
    return Said(merged, tuple(told), unreached)


def in_progress(items: Iterable[T], total: int, what: str) -> Iterable[T]:
    """Return the items, and show on a terminal how far they have come."""
    if total <= 1 or not sys.stderr.isatty():
        return items
    bar: Iterable[T] = load("cli.progress").shown(items, total, what)
    return bar


def read_bibtex(text: str) -> list[Facts]:
    """Return the papers of a BibTeX file, as the services' parsers want them."""
    return [paper.facts() for paper in reader(Format.BIBTEX).read(text).papers]


def _heard(facts: Facts, names: Sequence[Identifier], found: Mapping[Identifier, Answer | MllmtuneError]) -> _Heard:
    kept: list[Answer] = []
    told: list[str] = []
    for name in names:
        one = found[name]
        if not isinstance(one, Answer):
            told.append(f"{facts['key']}: {name}: {one}")
        elif is_same_paper(facts, one.facts):
            kept.append(one)
            told += [f"{facts['key']}: {remark}" for remark in one.remarks]
        else:
            title, service = one.facts.get("title", ""), SERVICES[one.service].name
            told.append(f'{facts["key"]}: {name} is another paper, says {service}: "{title}"; it was not used')
    return _Heard(tuple(kept), tuple(told))


def _elsewhere(
    facts: Facts, names: Sequence[Identifier], found: Mapping[Identifier, Answer | MllmtuneError]
) -> list[Identifier]:
    """Return what services call a published paper, too, in a way that the library does not: arXiv knows its DOI."""
    if is_preprint(facts):
        return []
    heard = [one for name in names if isinstance(one := found[name], Answer) and is_same_paper(facts, one.facts)]
    kinds = {name.kind for name in names}
    return [other for one in heard for other in one.related if other.kind not in kinds]


def _published(
    facts: Facts, names: Sequence[Identifier], found: Mapping[Identifier, Answer | MllmtuneError]
) -> list[Answer]:
    """Return the records of these names that are surely of the paper as the library has it, and of no other version."""
    heard = [one for name in names if isinstance(one := found[name], Answer)]
    return [one for one in heard if is_likely_the_same(facts, one.facts) and _is_in_one_place(facts, one.facts)]


def _is_in_one_place(facts: Facts, said: Facts) -> bool:
    years, venues = (facts.get("year"), said.get("year")), (facts.get("venue"), said.get("venue"))
    is_told_otherwise = any(None not in pair and pair[0] != pair[1] for pair in (years, venues))
    return facts["type"] == said.get("type") and not is_told_otherwise


def _disagreements(key: str, merged: Merged) -> Iterator[str]:
    for one in merged.disagreements:
        names = SERVICES[one.service].name, SERVICES[one.other].name
        if one.attribute not in ("year", "venue", "type", "abstract", "month"):  # a preprint's are another thing
            yield f"{key}: {one.attribute}: {names[0]} says {_short(one.value)}, {names[1]} {_short(one.said)}"


def _short(value: object) -> str:
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return f'"{text[:100]}..."' if len(text) > 100 else f'"{text}"'  # noqa: PLR2004 - about a line
