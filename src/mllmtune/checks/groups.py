"""Which papers of a library are one paper? By an identifier they share, or by title, author and year."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mllmtune.checks.alike import same_title, sharing_identifiers, twins
from mllmtune.checks.subject import Subject
from mllmtune.model.facts import Facts


class Group(NamedTuple):
    """Papers that are one, in the order of the file, and what says so."""

    papers: tuple[Facts, ...]
    why: str


class Suspects(NamedTuple):
    """The groups; and pairs of keys that share an identifier under different titles, which one of them has wrong."""

    groups: tuple[Group, ...]
    contradictions: tuple[tuple[str, str, str], ...]


def suspects(papers: Sequence[Facts]) -> Suspects:
    """Return which of some papers are one."""
    subjects = tuple(Subject(facts, lambda _: 0) for facts in papers)
    sharing = list(sharing_identifiers(subjects))
    alike = [(one, other, f"the same {what}") for one, other, what in sharing if _may_be_one(one, other)]
    alike += [(one, other, "nearly the same title, author and year") for one, other in twins(subjects)]
    wrong = [(one.key, other.key, what) for one, other, what in sharing if not _may_be_one(one, other)]
    return Suspects(tuple(_grouped(papers, alike)), tuple(wrong))


def _may_be_one(one: Subject, other: Subject) -> bool:
    return not (one.title and other.title) or same_title(one, other)


def _grouped(papers: Sequence[Facts], pairs: Sequence[tuple[Subject, Subject, str]]) -> Iterator[Group]:
    """Give the groups in the order of their first papers."""
    heads: dict[str, str] = {}
    reasons: dict[str, dict[str, None]] = {}

    def head(key: str) -> str:
        while heads.get(key, key) != key:
            key = heads[key]
        return key

    for one, other, _ in pairs:
        heads[head(other.key)] = head(one.key)
    for one, _, why in pairs:
        reasons.setdefault(head(one.key), {})[why] = None
    members: dict[str, list[Facts]] = {}
    for paper in papers:
        if (first := head(paper["key"])) in reasons:
            members.setdefault(first, []).append(paper)
    yield from (Group(tuple(group), "; ".join(reasons[first])) for first, group in members.items())
