"""Under which keys are papers written, for a document that knows some by another name?

`asked` are the names that are used, in order. Names are keys and aliases; a paper that is not asked for keeps its key.
"""

from collections.abc import Iterable

from mllmtune.model.facts import Facts, all_keys


def under_first_name(papers: Iterable[Facts], asked: Iterable[str]) -> list[Facts]:
    """Return each paper once, under the first of its names that is asked for; all the others are its aliases."""
    order = _order(asked)
    return [_named(paper, _names(paper, order)[0]) for paper in papers]


def under_each_name(papers: Iterable[Facts], asked: Iterable[str]) -> list[Facts]:
    """Return each paper under every one of its names that is asked for; none of these is an alias of another."""
    order = _order(asked)
    found = []
    for paper in papers:
        names = _names(paper, order)
        found += [_named(paper, name, without=names) for name in names]
    return found


def asked_twice(papers: Iterable[Facts], asked: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the names of every paper that is asked for by more than one."""
    order = _order(asked)
    return [names for paper in papers if len(names := _names(paper, order)) > 1]


def _order(asked: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(dict.fromkeys(asked))}


def _names(paper: Facts, order: dict[str, int]) -> tuple[str, ...]:
    """Return the names by which a paper is asked for, in order; its key if there is none."""
    names = [name for name in all_keys(paper) if name in order]
    return tuple(sorted(names, key=order.__getitem__)) or (paper["key"],)


def _named(paper: Facts, name: str, without: tuple[str, ...] = ()) -> Facts:
    others = [other for other in all_keys(paper) if other not in (name, *without)]
    if name == paper["key"] and others == paper.get("aliases", []):
        return paper
    renamed: Facts = {**paper, "key": name, "aliases": others}
    if not others:
        del renamed["aliases"]
    return renamed
