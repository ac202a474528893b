"""What does an entry have from another? Formats without ``crossref`` and ``xdata`` get entries that are complete.

BibTeXing, Oren Patashnik, 1988, section 2 (``crossref``); biblatex manual, section 2.4.1 and appendix B (what is
inherited, and under which name). Only parents among the same papers are known.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from mllmtune.formats.xdata_values import with_values
from mllmtune.model.facts import Facts, all_keys

_NEVER = frozenset((
    "key", "type", "aliases", "fields", "links", "sources", "title", "abstract", "doi", "url", "arxiv", "pages",
))  # fmt: skip
_OWN_FIELDS = frozenset(("crossref", "xdata", "ids", "related", "shorttitle", "subtitle", "csl-type", "ris-ty"))
_IN_ONE_AUTHORS_BOOK = frozenset(("inbook", "bookinbook", "suppbook"))
_MOST_GENERATIONS = 5


def complete(papers: Iterable[Facts]) -> Iterator[Facts]:
    """Give the papers, each with what it has from those of them that it refers to."""
    there = list(papers)
    known = {name: facts for facts in there for name in all_keys(facts)}
    data = {name: facts for name, facts in known.items() if facts["type"] == "xdata"}
    if data:
        there = [with_values(facts, data) for facts in there]
        known |= {facts["key"]: facts for facts in there}
    for facts in there:
        fields = facts.get("fields", {})
        yield _with_parents(facts, known, _MOST_GENERATIONS) if "crossref" in fields or "xdata" in fields else facts


def _with_parents(facts: Facts, known: Mapping[str, Facts], generations: int) -> Facts:
    fields = facts.get("fields", {})
    for name in [each.strip() for each in fields.get("xdata", "").split(",")]:
        if generations and name in known:
            data = _with_parents(known[name], known, generations - 1)
            facts = _merged(facts, {key: value for key, value in data.items() if key not in ("key", "type")})
    name = fields.get("crossref", "").strip()
    if generations and name in known:
        facts = _merged(facts, _given(facts, _with_parents(known[name], known, generations - 1)))
    return facts


def _given(child: Facts, parent: Facts) -> dict[str, object]:
    """Return what a parent gives to a child: its title as that of the book or the journal."""
    given: dict[str, object] = {name: value for name, value in parent.items() if name not in _NEVER}
    is_part = child["type"].startswith(("in", "supp", "bookin", "article"))
    if is_part and "title" in parent:
        given["journal" if parent["type"] == "periodical" else "booktitle"] = parent["title"]
    authors = cast("list[str]", given.pop("authors", []))
    if authors and (not is_part or child["type"] in _IN_ONE_AUTHORS_BOOK):
        given["authors"] = authors
    fields = {name: text for name, text in parent.get("fields", {}).items() if name not in _OWN_FIELDS}
    if "subtitle" in parent.get("fields", {}) and is_part:
        fields["booksubtitle"] = parent["fields"]["subtitle"]
    if authors and child["type"] in _IN_ONE_AUTHORS_BOOK:
        fields["bookauthor"] = " and ".join(authors)
    return given | {"fields": fields}


def _merged(facts: Facts, given: Mapping[str, object]) -> Facts:
    """Return the facts, and what is given where they have none; a date goes with its year."""
    fields = facts.get("fields", {})
    dated = "year" in facts or fields.keys() & {"year", "date"}
    theirs = cast("Mapping[str, str]", given.get("fields", {}))
    others = {name: text for name, text in theirs.items() if not (dated and name == "date")}
    table = {name: value for name, value in given.items() if not (dated and name in ("year", "month"))}
    merged = others | fields
    return cast("Facts", {**table, **facts, **({"fields": merged} if merged else {})})
