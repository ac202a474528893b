r"""How are papers written for Typst? As Hayagriva, its bibliographies in YAML.

The Hayagriva YAML file format, https://github.com/typst/hayagriva/blob/main/docs/file-format.md. What a paper appeared
in is its parent. In a "formattable string" braces keep the case, dollars are Typst's mathematics (which runs code), and
a backslash makes a sign of either: LaTeX's mathematics is written as the signs that people read.
"""

import re
from collections.abc import Iterable, Mapping
from typing import cast

from mllmtune.formats.csl_terms import GENRES, LANGUAGES, THESES
from mllmtune.formats.dated import issued
from mllmtune.formats.hayagriva_yaml import entries
from mllmtune.formats.inheriting import complete
from mllmtune.formats.kept import texts
from mllmtune.model.facts import Facts
from mllmtune.model.links import page, page_by
from mllmtune.text.addresses import address_of
from mllmtune.text.ascii import protected
from mllmtune.text.edtf import Date, is_day, read_date
from mllmtune.text.latex import plain
from mllmtune.text.markup import Style, runs, said
from mllmtune.text.names import split_names
from mllmtune.text.people import person
from mllmtune.text.printable import one_line

# Entry type -> the type of the entry and, where it is part of something, that of its parent.
_TYPES = {
    "article": ("article", "periodical"), "review": ("article", "periodical"), "book": ("book", ""),
    "suppperiodical": ("article", "periodical"), "mvbook": ("book", ""), "booklet": ("book", ""),
    "inbook": ("chapter", "book"), "bookinbook": ("chapter", "book"), "suppbook": ("chapter", "book"),
    "incollection": ("anthos", "anthology"), "suppcollection": ("anthos", "anthology"),
    "inproceedings": ("article", "proceedings"), "conference": ("article", "proceedings"),
    "inreference": ("entry", "reference"), "manual": ("reference", ""), "reference": ("reference", ""),
    "mvreference": ("reference", ""), "proceedings": ("proceedings", ""), "mvproceedings": ("proceedings", ""),
    "collection": ("anthology", ""), "mvcollection": ("anthology", ""), "periodical": ("periodical", ""),
    "phdthesis": ("thesis", ""), "mastersthesis": ("thesis", ""), "thesis": ("thesis", ""),
    "techreport": ("report", ""), "report": ("report", ""), "standard": ("report", ""), "patent": ("patent", ""),
    "unpublished": ("manuscript", ""), "online": ("web", ""), "electronic": ("web", ""), "www": ("web", ""),
    "dataset": ("repository", ""), "software": ("repository", ""), "movie": ("video", ""), "video": ("video", ""),
    "audio": ("audio", ""), "music": ("audio", ""), "artwork": ("artwork", ""), "image": ("artwork", ""),
    "jurisdiction": ("case", ""), "legislation": ("legislation", ""), "legal": ("legislation", ""),
}  # fmt: skip
_MARKED = re.compile(r"[\\{}$~]|--|``|''")
_SPECIAL = re.compile(r"[\\{}$]")
# An address that every parser of addresses takes (WHATWG URL): one that is refused makes the whole file unreadable.
_ADDRESS = re.compile(
    r"https?://(?:(?:[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}|localhost)"
    r"(?::(?:[1-9]\d{0,3}|[1-5]\d{4}))?(?:[/?#]\S*)?"
)
_CODE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_NUMBER = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)
_PAGES = re.compile(r"(\d+)\s*–\s*(\d+)", re.ASCII)  # noqa: RUF001 - a dash
_COMMON_NAME = re.compile(r"[^\W\d_][^\s,]*(?: [^\W\d_][^\s,]*)*, [^,]+")
_MOST_MONTHS = 12

Entry = dict[str, object]


def write(papers: Iterable[Facts]) -> str:
    """Return the papers as YAML; the same papers always give the same text."""
    return entries((facts["key"], _entry(facts)) for facts in complete(papers))


def _entry(facts: Facts) -> Entry:
    kind, parent_kind = _TYPES.get(facts["type"], ("misc", ""))
    fields = texts(facts)
    entry: Entry = {"type": kind, "title": _title(facts, fields)}
    entry |= _people(facts, fields, in_parent=bool(parent_kind))
    entry |= _dates(facts)
    parent = _parent(facts, fields, parent_kind) if parent_kind else {}
    entry |= _about(facts, fields)
    if not parent_kind:
        entry |= _edition(facts, fields)
    elif chapter := facts.get("chapter"):
        entry["volume"] = _number(chapter)
    entry |= {"serial-number": _serials(facts, fields), "url": _url(facts, fields), "parent": parent}
    return _filled(entry)


def _filled(entry: Entry) -> Entry:
    return {name: value for name, value in entry.items() if value not in ("", None, [], {})}


def _title(facts: Facts, fields: Mapping[str, str]) -> object:
    parts = (protected(facts.get("title", "")), protected(fields.get("subtitle", "")))
    title = ": ".join(filter(None, map(_formattable, parts)))
    short = _formattable(protected(fields.get("shorttitle", "")))
    return {"value": title, "short": short} if title and short else title


def _formattable(text: str) -> str:
    """Return LaTeX text as a formattable string: what keeps its case in braces, its own signs escaped."""
    if not _MARKED.search(text):
        return one_line(text)
    out = []
    for run in runs(text):
        words = _SPECIAL.sub(r"\\\g<0>", _one_edge(said(run)))
        keeps_case = Style.CASE in run.styles or Style.MATH in run.styles
        out.append(f"{{{words}}}" if keeps_case and any(map(str.isalpha, words)) else words)
    return " ".join("".join(out).split())


def _one_edge(words: str) -> str:
    """Return words without controls, with a blank at an end where there was any."""
    inner = one_line(words)
    start = " " if words[:1].isspace() else ""
    end = " " if inner and words[-1:].isspace() else ""
    return f"{start}{inner}{end}"


def _people(facts: Facts, fields: Mapping[str, str], *, in_parent: bool) -> Entry:
    """Return the authors, the translators and, unless the parent has them, the editors."""
    entry: Entry = {"author": [_person(name) for name in facts.get("authors", [])]}
    if not in_parent:
        entry["editor"] = [_person(name) for name in facts.get("editors", [])]
    if translators := [_person(name) for name in split_names(fields.get("translator", ""))]:
        entry["affiliated"] = [{"role": "translator", "names": translators}]
    return entry


def _person(name: str) -> object:
    """Return ``Family, Given`` where that leaves no doubt, else the parts by their names."""
    one = person(name)
    parts = {
        "name": one_line(one.whole or one.family or one.given),
        "given-name": one_line(one.given if one.family else ""),
        "prefix": one_line(" ".join(filter(None, (one.dropping, one.particle)))),
        "suffix": one_line(one.suffix),
    }
    simple = f"{parts['name']}, {parts['given-name']}"
    # Small words at its beginning would be read as a prefix.
    is_common = _COMMON_NAME.fullmatch(simple) and not any(word[0].islower() for word in parts["name"].split())
    if is_common and not parts["prefix"] and not parts["suffix"]:
        return simple
    return {part: text for part, text in parts.items() if text} if parts["name"] else simple


def _dates(facts: Facts) -> Entry:
    date = issued(facts)
    return {"date": _date(date)} if date else {}


def _date(date: Date) -> object:
    """Return the first day; a year alone as a number."""
    year, *rest = date.days[0]
    if len(rest) == 1 and rest[0] > _MOST_MONTHS:  # a season
        rest = []
    sign = "-" if year < 0 else ""
    text = "-".join([f"{sign}{abs(year):04}", *(f"{part:02}" for part in rest)])
    if date.about:
        return f"~{text}"
    return year if text.isdecimal() and text[0] != "0" else text


def _parent(facts: Facts, fields: Mapping[str, str], kind: str) -> Entry:
    """Return what the paper appeared in."""
    in_journal = kind == "periodical"
    names = ("journal", "booktitle", "venue") if in_journal else ("booktitle", "journal", "venue")
    table = cast("Mapping[str, str]", facts)
    name = next((table[name] for name in names if name in table), "")
    subtitle = fields.get("journalsubtitle" if in_journal else "booksubtitle", "")
    title = ": ".join(filter(None, (_formattable(protected(name)), _formattable(protected(subtitle)))))
    short = _formattable(fields.get("shortjournal") or (facts.get("venue", "") if facts.get("venue") != name else ""))
    parent: Entry = {
        "type": kind,
        "title": {"value": title, "short": short} if title and short else title,
        "editor": [_person(editor) for editor in facts.get("editors", [])],
        **_edition(facts, fields),
        "organization": _formattable(facts.get("organization", "")),
    }
    parent = _filled(parent)
    return parent if parent.keys() != {"type"} else {}


def _edition(facts: Facts, fields: Mapping[str, str]) -> Entry:
    """Return what tells of the publication that a reader holds: the book, the journal, the thesis itself."""
    in_journal = facts["type"] in ("article", "review", "suppperiodical", "periodical")
    number, series = _number(facts.get("number", "")), _formattable(protected(facts.get("series", "")))
    entry: Entry = {
        "volume": _number(facts.get("volume", "")),
        "issue": number if in_journal or not series else "",
        "edition": _number(facts.get("edition", "")),
        "publisher": _publisher(facts),
        "volume-total": _number(fields.get("volumes", "")) if _NUMBER.fullmatch(fields.get("volumes", "")) else "",
    }
    if series:
        kind = _TYPES.get(facts["type"], ("misc", ""))
        parent: Entry = {"type": kind[1] or kind[0], "title": series, "volume": "" if in_journal else number}
        entry["parent"] = _filled(parent)
    return _filled(entry)


def _publisher(facts: Facts) -> object:
    names = ("publisher", "school", "institution", "organization")
    table = cast("Mapping[str, str]", facts)
    name = _formattable(next((table[part] for part in names if part in table), ""))
    if place := _formattable(facts.get("address", "")):
        return {"name": name, "location": place} if name else {"location": place}
    return name


def _about(facts: Facts, fields: Mapping[str, str]) -> Entry:
    """Return what tells of the paper itself, wherever it appeared."""
    pages = plain(facts.get("pages") or fields.get("eid", ""))
    match = _PAGES.fullmatch(pages)
    notes = (facts.get("howpublished", ""), facts.get("note", ""), "" if issued(facts) else fields.get("year", ""))
    genre = GENRES.get(fields.get("type", ""), fields.get("type")) or THESES.get(facts["type"], "")
    language = fields.get("language") or fields.get("langid", "")
    code = LANGUAGES.get(language, language)
    return {
        "page-range": f"{match[1]}-{match[2]}" if match else _number(facts.get("pages") or fields.get("eid", "")),
        "genre": _formattable(genre),
        "note": ", ".join(filter(None, map(_formattable, notes))),
        "language": code if _CODE.fullmatch(code) else "",
        "abstract": _formattable(facts.get("abstract", "")),
    }


def _number(text: str) -> object:
    """Return a number as one, anything else as the text that people read."""
    line = one_line(plain(text)).replace("–", "-")  # noqa: RUF001 - a dash
    return int(line) if _NUMBER.fullmatch(line) else line


def _serials(facts: Facts, fields: Mapping[str, str]) -> Entry:
    names = ("doi", "arxiv", "isbn", "issn")
    table = cast("Mapping[str, str]", facts)
    own = {name: one_line(address_of(table[name])) for name in names if name in table}
    others = {name: one_line(plain(fields[name])) for name in ("pmid", "pmcid", "version") if name in fields}
    if (address := page(facts) or "") and not _ADDRESS.fullmatch(address):
        others["url"] = one_line(address)
    return _filled(cast("Entry", own | others))


def _url(facts: Facts, fields: Mapping[str, str]) -> object:
    address = page(facts) or ""
    if not _ADDRESS.fullmatch(address) or ("doi" in facts and address == page_by("doi", facts["doi"])):
        return ""
    visited = read_date(fields.get("urldate", ""))
    return {"value": address, "date": _date(visited)} if visited and is_day(visited.days[0]) else address
