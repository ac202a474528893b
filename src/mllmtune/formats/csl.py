"""How are papers written as CSL-JSON, for pandoc, Zotero and the citation tools of word processors?

CSL 1.0.2: the specification, https://docs.citationstyles.org, and its JSON schema for input data. What CSL has no
variable for stands in ``custom``, which the schema has for that, so that `mllmtune.formats.csl_facts` finds it again.
"""

import json
from collections.abc import Iterable, Mapping
from typing import cast

from mllmtune.formats.csl_facts import facts_of
from mllmtune.formats.csl_terms import (
    DATE_FIELDS,
    GENRES,
    IN_JOURNALS,
    IN_SERIES,
    ISSUERS,
    LANGUAGES,
    NAME_FIELDS,
    OWN_FIELDS,
    PLAIN_ATTRIBUTES,
    PLAIN_FIELDS,
    PUBLISHERS,
    RICH_ATTRIBUTES,
    RICH_FIELDS,
    SYNONYMS,
    THESES,
    VERBATIM_ATTRIBUTES,
)
from mllmtune.formats.csl_types import csl_type
from mllmtune.formats.csl_values import date_to_csl, names_to_csl
from mllmtune.formats.dated import issued
from mllmtune.formats.inheriting import complete
from mllmtune.formats.kept import texts
from mllmtune.model.facts import Facts
from mllmtune.model.links import page, page_by
from mllmtune.text.addresses import address_of
from mllmtune.text.edtf import read_date
from mllmtune.text.latex import plain
from mllmtune.text.names import split_names
from mllmtune.text.printable import json_text
from mllmtune.text.rich import to_rich


def write(papers: Iterable[Facts]) -> str:
    """Return the papers as a list of CSL-JSON in UTF-8; the same papers always give the same text."""
    return json_text(json.dumps([item_of(facts) for facts in complete(papers)], ensure_ascii=False, indent=2) + "\n")


def item_of(facts: Facts) -> dict[str, object]:
    """Return the item of a paper."""
    fields = texts(facts)
    item: dict[str, object] = {"id": facts["key"], "type": csl_type(facts)}
    item |= _texts(facts, fields)
    item |= _names(facts, fields)
    item |= _dates(facts, fields)
    item |= _places(facts, fields)
    item |= _identifiers(facts, fields)
    item = {name: value for name, value in item.items() if value}
    for name, text in fields.items():
        if name.startswith("csl-") and name not in ("csl-type", "csl-id"):
            item.setdefault(name.removeprefix("csl-"), to_rich(text))
    before: dict[str, object] = {}
    custom = _custom(facts, facts_of(item), {})
    while custom != before:  # with more in it, some variables say nothing new any more: see `facts_of`
        before, custom = custom, _custom(facts, facts_of(item | {"custom": custom}), custom)
    return item | ({"custom": custom} if custom else {})


def _texts(facts: Facts, fields: Mapping[str, str]) -> dict[str, object]:
    table = cast("Mapping[str, str]", facts)
    item: dict[str, object] = {"title": _with_subtitle(facts.get("title", ""), fields.get("subtitle", ""))}
    for variable, attribute in RICH_ATTRIBUTES.items():
        if variable not in item and attribute in table:
            item[variable] = "\n\n".join(map(to_rich, table[attribute].split("\n\n")))
    item |= {variable: plain(table[name]) for variable, name in PLAIN_ATTRIBUTES.items() if name in table}
    item |= {variable: table[name] for variable, name in VERBATIM_ATTRIBUTES.items() if name in table}
    first = {name: variable for variable, name in reversed(RICH_FIELDS.items())}
    item |= {variable: to_rich(fields[name]) for name, variable in first.items() if name in fields}
    item |= {variable: plain(fields[name]) for variable, name in PLAIN_FIELDS.items() if name in fields}
    item |= {variable: plain(fields[name]) for name, variable in SYNONYMS.items() if name in fields}
    item |= {name: plain(fields[name]) for name in OWN_FIELDS if name in fields}
    if genre := GENRES.get(fields.get("type", "")):
        item["genre"] = genre
    if language := fields.get("language") or fields.get("langid"):
        item["language"] = LANGUAGES.get(language.removeprefix("lang"), plain(language))
    if facts["type"] in THESES:
        item.setdefault("genre", THESES[facts["type"]])
    return item


def _with_subtitle(title: str, subtitle: str) -> str:
    """Return both in one, as CSL has them."""
    return ": ".join(filter(None, (to_rich(title), to_rich(subtitle))))


def _names(facts: Facts, fields: Mapping[str, str]) -> dict[str, object]:
    item: dict[str, object] = {
        "author": names_to_csl(facts.get("authors", [])),
        "editor": names_to_csl(facts.get("editors", [])),
    }
    return item | {
        name: names_to_csl(split_names(fields[field])) for name, field in NAME_FIELDS.items() if field in fields
    }


def _dates(facts: Facts, fields: Mapping[str, str]) -> dict[str, object]:
    item: dict[str, object] = {}
    if date := issued(facts):
        item["issued"] = date_to_csl(date)
    elif words := fields.get("year") or fields.get("date"):
        item["issued"] = {"literal": plain(words)}
    told = {variable: fields[field] for variable, field in DATE_FIELDS.items() if field in fields}
    if "posted" in facts:
        told["available-date"] = facts["posted"]
    for variable, text in told.items():
        if date := read_date(text):
            item[variable] = date_to_csl(date)
    return item


def _places(facts: Facts, fields: Mapping[str, str]) -> dict[str, object]:
    """Return what depends on the type: the container, the numbers, who published it, and the pages."""
    kind, table = facts["type"], cast("Mapping[str, str]", facts)
    names = ("journal", "booktitle") if kind in IN_JOURNALS else ("booktitle", "journal")
    container = next((table[name] for name in (*names, "venue") if name in table), "")
    subtitle = fields.get("journalsubtitle" if kind in IN_JOURNALS else "booksubtitle", "")
    issuers = (ISSUERS.get(kind, "publisher"), *PUBLISHERS)
    number = "issue" if kind in IN_JOURNALS else "collection-number" if kind in IN_SERIES else "number"
    return {
        "container-title": _with_subtitle(container, subtitle if container else ""),
        "publisher": plain(next((table[name] for name in issuers if name in table), "")),
        number: plain(facts.get("number", "")),
        "page": plain(facts.get("pages") or fields.get("eid", "")).replace("–", "-").replace("—", "-"),  # noqa: RUF001 - a dash
    }


def _identifiers(facts: Facts, fields: Mapping[str, str]) -> dict[str, object]:
    doi = address_of(facts.get("doi", ""))
    item: dict[str, object] = {"DOI": doi or plain(fields.get("doi", "")), "URL": page(facts)}
    if "url" not in facts and page(facts) == page_by("doi", doi):
        del item["URL"]
    if "arxiv" in facts and csl_type(facts) == "article":
        item["number"] = f"arXiv:{facts['arxiv']}"
        if not any(name in facts for name in PUBLISHERS):
            item["publisher"] = "arXiv"
    return item


def _custom(facts: Facts, back: Facts, known: Mapping[str, object]) -> dict[str, object]:
    """Return what a reader of the item would not know, and what is known to be such."""
    lacking = {name for name in facts if name != "fields" and (name not in back or name in known)}
    custom = {name: value for name, value in facts.items() if name in lacking}
    if back["type"] != facts["type"] or "type" in known:
        custom["type"] = facts["type"]
    there = back.get("fields", {}).keys() - cast("Mapping[str, object]", known.get("fields", {})).keys()
    fields = {name: text for name, text in facts.get("fields", {}).items() if name not in there}
    return custom | ({"fields": fields} if fields else {})
