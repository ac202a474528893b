"""What does an item of CSL-JSON say about a paper?

Plain text becomes LaTeX text that says the same. A value that no attribute can hold stays in ``fields``, under the
name that biblatex has for it or else under CSL's own. ``custom`` holds what `mllmtune.formats.csl` could not say.
"""

import json
import re
from collections.abc import Mapping
from typing import cast

from mllmtune.formats.bibtex_values import folded
from mllmtune.formats.csl_crossref import csl_type_of
from mllmtune.formats.csl_identifiers import take_identifiers
from mllmtune.formats.csl_terms import (
    DATE_FIELDS,
    IN_JOURNALS,
    IN_SERIES,
    ISSUERS,
    LANGUAGES,
    NAME_FIELDS,
    NAMES,
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
from mllmtune.formats.csl_types import ENTRY_TYPES, SUBTYPES, csl_type
from mllmtune.formats.csl_values import date_from_csl, line_of, names_from_csl
from mllmtune.formats.dated import date_attributes
from mllmtune.formats.kept import field_text
from mllmtune.model.facts import Facts
from mllmtune.text.edtf import Date
from mllmtune.text.latex import plain
from mllmtune.text.markup import literal
from mllmtune.text.rich import from_rich, to_rich

_ZOTEROS = re.compile(r"https?://(?:www\.)?zotero\.org/", re.IGNORECASE)
_PAGES = re.compile(r"([^\s–—-]+)\s*[-–—]+\s*([^\s–—-]+)")  # noqa: RUF001 - dashes are what it looks for
_DOCTORAL = re.compile(r"\b(?:ph\.?\s*d|doctoral|doctorate)\b", re.IGNORECASE)
_MASTERS = re.compile(r"\bmaster", re.IGNORECASE)
# Names that mean something else among the fields of an entry.
_TAKEN = frozenset((*Facts.__annotations__, "author", "editor", "ids", "eprint", "date", "issued", "crossref"))


def facts_of(item: Mapping[str, object]) -> Facts:
    """Return what an item says; what is of the wrong type or form is left to the model to refuse."""
    left = {name: _single(value) for name, value in item.items() if not _says_nothing(value)}
    table: dict[str, object] = {}
    fields: dict[str, str] = {}
    _take_key(left, table, fields)
    echoes = _take_custom(left, table, fields)
    told = csl_type_of(str(left.pop("type", "document")))
    _take_type(told, left, table, fields)
    _take_subtitles(left, str(table["type"]), fields)
    _take_names(left, table, fields)
    _take_dates(left, table, fields)
    take_identifiers(left, table)
    _take_places(left, table, echoes)
    _take_texts(left, table, fields)
    for name, value in left.items():
        fields.setdefault(_field_name(name), field_text(literal(_words(value))))
    facts = cast("Facts", table)
    if csl_type(facts | {"fields": fields}) != told:
        fields["csl-type"] = told
    return facts | ({"fields": fields} if fields else {})


def _says_nothing(value: object) -> bool:
    """Tell whether nothing is in it: Crossref has ``{"date-parts": [[null]]}`` for a date that it does not know."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return value in (None, "") if inner is None else all(map(_says_nothing, inner))


def _single(value: object) -> object:
    """Return the one text of a list, as Crossref has titles and serial numbers; anything else as it is."""
    return value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) else value


def _words(value: object) -> str:
    """Return a text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _field_name(variable: str) -> str:
    """Return the name of a field that no other field has; BibTeX knows no capitals in names."""
    name = variable.lower()
    return f"csl-{name}" if name in _TAKEN and variable != "DOI" else name


def _take_key(left: dict[str, object], table: dict[str, object], fields: dict[str, str]) -> None:
    """Take the citation key, or the id, unless it is an address of Zotero's, which nobody wants to type."""
    own = line_of(left.pop("id", ""))
    key = line_of(left.pop("citation-key", ""))
    if key or not _ZOTEROS.match(own):
        key = key or own
    if key != own and own:
        fields["csl-id"] = own
    if key:
        table["key"] = key


def _take_custom(left: dict[str, object], table: dict[str, object], fields: dict[str, str]) -> set[str]:
    """Take what is ours in ``custom`` and return the texts there that stand in a variable of CSL too."""
    custom = left.pop("custom", {})
    if not isinstance(custom, dict):
        fields["custom"] = field_text(literal(_words(custom)))
        return set()
    for name, value in custom.items():
        if name == "fields" and isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
            fields.update(value)
        elif name in Facts.__annotations__ and name != "key":
            table[name] = value
        else:
            fields[_field_name(name)] = field_text(literal(_words(value)))
    echoing = [table.get(name) for name in ("venue", *PUBLISHERS)] + [fields.get("eid")]
    return {plain(text) for text in echoing if isinstance(text, str)}


def _take_type(told: str, left: dict[str, object], table: dict[str, object], fields: dict[str, str]) -> None:
    kind = ENTRY_TYPES.get(told, "misc")
    if told == "thesis" and (genre := line_of(left.get("genre"))):
        kind = "phdthesis" if _DOCTORAL.search(genre) else "mastersthesis" if _MASTERS.search(genre) else kind
        if THESES.get(kind) == genre.replace("’", "'"):  # noqa: RUF001 - pandoc writes the apostrophe of typesetters
            del left["genre"]
    kind = cast("str", table.setdefault("type", kind))
    if kind == "article" and told in SUBTYPES.values():
        fields["entrysubtype"] = told.removeprefix("article-")


def _take_subtitles(left: dict[str, object], kind: str, fields: dict[str, str]) -> None:
    """Take from the titles what `custom` says already."""
    container = "journalsubtitle" if kind in IN_JOURNALS else "booksubtitle"
    for variable, field in (("title", "subtitle"), ("container-title", container)):
        if field in fields:
            left[variable] = line_of(left.get(variable, "")).removesuffix(f": {to_rich(fields[field])}")


def _take_names(left: dict[str, object], table: dict[str, object], fields: dict[str, str]) -> None:
    for variable, attribute in NAMES.items():
        if variable in left and (names := names_from_csl(left[variable])):
            table[attribute] = names
            del left[variable]
    for variable, field in NAME_FIELDS.items():
        if variable in left and (names := names_from_csl(left[variable])):
            fields[field] = field_text(" and ".join(names))
            del left[variable]


def _take_dates(left: dict[str, object], table: dict[str, object], fields: dict[str, str]) -> None:
    date = date_from_csl(left.get("issued"))
    if isinstance(date, Date):
        facts, more = date_attributes(date)
        table |= {name: value for name, value in facts.items() if name not in fields}  # `custom` has the whole month
        fields |= more
    elif date:
        fields["year"] = field_text(literal(date))
    if date:
        del left["issued"]
    for variable, field in DATE_FIELDS.items():
        if variable in left and isinstance(date := date_from_csl(left[variable]), Date):
            text = _edtf(date)
            if variable == "available-date" and re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", text):
                table.setdefault("posted", text)
            else:
                fields[field] = text
            del left[variable]


def _edtf(date: Date) -> str:
    facts, fields = date_attributes(date)
    return fields.get("date") or "-".join(
        [f"{facts['year']:04}", *([f"{facts['month']:02}"] if "month" in facts else [])]
    )


def _take_places(left: dict[str, object], table: dict[str, object], echoes: set[str]) -> None:
    """Take what depends on the type: the container, the numbers, who published it, and its pages."""
    kind = str(table["type"])
    container = "journal" if kind in IN_JOURNALS else "booktitle"
    if (text := _taken(left, "container-title")) and text not in echoes:
        table.setdefault(container, from_rich(text))
    if (text := _taken(left, "publisher")) and text not in echoes:
        table.setdefault(ISSUERS.get(kind, "publisher"), literal(text))
    own = "issue" if kind in IN_JOURNALS else "collection-number" if kind in IN_SERIES else "number"
    if text := _taken(left, own):
        table.setdefault("number", literal(text))
    if (text := _taken(left, "page")) and text not in echoes:
        table.setdefault("pages", "".join(map(_range, re.split(r"(,\s*)", text))))


def _range(pages: str) -> str:
    match = _PAGES.fullmatch(pages)
    return f"{literal(match[1])}--{literal(match[2])}" if match else literal(pages)


def _taken(left: dict[str, object], variable: str) -> str:
    """Take and return the text of a variable, "" where it has none; what is no text is left."""
    text = line_of(left.get(variable))
    if text:
        del left[variable]
    return text


def _take_texts(left: dict[str, object], table: dict[str, object], fields: dict[str, str]) -> None:
    for variable in [name for name in left if line_of(left[name])]:
        text = line_of(left[variable])
        if variable in RICH_ATTRIBUTES:
            whole = str(left[variable])
            ready = folded(whole, paragraphs=True) if variable == "abstract" else text
            table.setdefault(RICH_ATTRIBUTES[variable], from_rich(ready))
        elif variable in PLAIN_ATTRIBUTES:
            table.setdefault(PLAIN_ATTRIBUTES[variable], literal(text))
        elif variable in VERBATIM_ATTRIBUTES:
            table.setdefault(VERBATIM_ATTRIBUTES[variable], text)
        elif variable in RICH_FIELDS:
            _keep(fields, RICH_FIELDS[variable], variable, from_rich(text))
        elif any(SYNONYMS[name] == variable for name in SYNONYMS.keys() & fields.keys()):
            pass  # `custom` has brought it
        elif variable in PLAIN_FIELDS:
            _keep(fields, PLAIN_FIELDS[variable], variable, literal(text))
        elif variable == "language":
            _take_language(text, fields)
        elif variable in OWN_FIELDS:
            fields.setdefault(variable, field_text(literal(text)))
        else:
            continue
        del left[variable]


def _take_language(text: str, fields: dict[str, str]) -> None:
    babel = next((name for name, code in LANGUAGES.items() if code.lower() == text.lower()), "")
    if babel and "language" not in fields:
        fields.setdefault("langid", babel)
    else:
        fields.setdefault("language", field_text(literal(text)))


def _keep(fields: dict[str, str], field: str, variable: str, text: str) -> None:
    """Keep the text under the name of a field, under that of the variable if the field says something else already."""
    ready = field_text(text)
    if fields.setdefault(field, ready) != ready:
        fields[f"csl-{variable}"] = ready
