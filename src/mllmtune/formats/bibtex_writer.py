"""How is a paper set out as an entry? What BibTeX and biblatex have in common.

Fields stand in the order of `_ORDER`, then those that the model does not know, in their own order. What belongs to
mllmtune alone (paradigm, category, method, topic, tags, notes ...) is not written, save that the venue stands in for a
proceedings or journal without a name, and OpenReview and the ACL Anthology for an address.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, cast

from mllmtune.formats.bibtex_braces import balanced, balanced_address, in_braces, unchanged, without_controls
from mllmtune.formats.bibtex_values import BLANKS, field_name, folded
from mllmtune.model.facts import Facts
from mllmtune.text.ascii import protected
from mllmtune.text.latex import decoded
from mllmtune.text.names import normalised, split_names

# The identity of a work first, then where it appeared, then where it can be had; the abstract, which is long, last.
_ORDER = (
    "authors", "editors", "title", "booktitle", "journal", "year", "volume", "number", "series", "chapter", "pages",
    "edition", "publisher", "organization", "school", "institution", "address", "howpublished", "note", "doi", "arxiv",
    "isbn", "issn", "url", "keywords", "aliases", "abstract",
)  # fmt: skip
_PLACES = {attribute: place for place, attribute in enumerate(_ORDER)}
_VERBATIM = frozenset(("doi", "arxiv", "arxiv_class", "isbn", "issn", "url"))
# Words with large letters in ASCII, a comma, and more of them: nothing to encode, and no "and" or "von" among them.
_PLAIN_NAME = re.compile(r"[A-Z][A-Za-z.-]*+(?: [A-Z][A-Za-z.-]*+)*+, [A-Z][A-Za-z.-]*+(?: [A-Z][A-Za-z.-]*+)*+")
_VENUE_IS = {"inproceedings": "booktitle", "conference": "booktitle", "article": "journal"}


class Dialect(NamedTuple):
    """What BibTeX and biblatex do differently.

    `names` are the fields' names where they are not the attributes'; `text` writes LaTeX text; `date` gives the fields
    for year and month, complete with their braces; `name` puts a person's name into a form that it knows.
    """

    names: Mapping[str, str]
    text: Callable[[str], str]
    date: Callable[[Facts], dict[str, str]]
    name: Callable[[str], str]


def written(papers: Iterable[Facts], dialect: Dialect) -> str:
    """Return `papers` as entries with a blank line between them; the same papers give the same bytes."""
    return "\n".join(_entry(facts, dialect) for facts in papers)


def _entry(facts: Facts, dialect: Dialect) -> str:
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(facts, dialect).items())
    return f"@{facts['type']}{{{facts['key']},\n{lines}}}\n"


def _fields(facts: Facts, dialect: Dialect) -> dict[str, str]:
    """Return the fields of the entry, each value complete with its braces."""
    others = {field_name(name): value for name, value in facts.get("fields", {}).items()}
    fields: dict[str, str] = {}
    for attribute, value in _stated(facts):
        if attribute == "year":
            fields |= dialect.date(facts)
        elif attribute == "arxiv":
            fields |= _arxiv(facts, dialect)
        elif content := _content(attribute, value, dialect):
            name = dialect.names.get(attribute, attribute)
            # A field of that name with another meaning (biblatex's location beside an address) keeps its name.
            fields[attribute if name in others else name] = in_braces(content)
    taken = {name.lower() for name in fields}
    return fields | {name: unchanged(value) for name, value in others.items() if name not in taken}


def _stated(facts: Facts) -> Iterator[tuple[str, object]]:
    """Give the attributes that are written, in their order; year stands for the month too."""
    table = _stand_ins(facts) | {name: value for name, value in facts.items() if value}
    if "month" in facts or "year" in facts:
        table.setdefault("year", None)
    for attribute in sorted(table.keys() & _PLACES.keys(), key=_PLACES.__getitem__):
        yield attribute, table[attribute]


def _stand_ins(facts: Facts) -> dict[str, object]:
    found: dict[str, object] = {}
    if (venue := facts.get("venue")) and "booktitle" not in facts and "journal" not in facts:
        found[_VENUE_IS.get(facts["type"], "")] = venue
    if openreview := facts.get("openreview"):
        found["url"] = f"https://openreview.net/forum?id={openreview}"
    if anthology := facts.get("anthology"):
        found["url"] = f"https://aclanthology.org/{anthology}"
    return found


def _arxiv(facts: Facts, dialect: Dialect) -> dict[str, str]:
    fields = {"eprint": facts["arxiv"], dialect.names["archive"]: dialect.names["arXiv"]}
    if arxiv_class := facts.get("arxiv_class"):
        fields[dialect.names["arxiv_class"]] = arxiv_class
    return {name: in_braces(balanced_address(value)) for name, value in fields.items()}


def _content(attribute: str, value: object, dialect: Dialect) -> str:
    """Return what stands between the braces; "" if nothing is left of the value."""
    if attribute in ("authors", "editors"):
        return " and ".join(filter(None, (_name(name, dialect) for name in cast("list[str]", value))))
    if attribute == "aliases":
        return ", ".join(cast("list[str]", value))
    text = str(value)
    if attribute in _VERBATIM:
        return balanced_address(text).strip(BLANKS)
    ready = balanced(decoded(without_controls(text)))
    ready = dialect.text(protected(ready) if attribute == "title" else ready)
    return folded(ready, paragraphs=attribute == "abstract")


def _name(name: str, dialect: Dialect) -> str:
    """Return a name that BibTeX reads as one: braces around any that it would split."""
    if _PLAIN_NAME.fullmatch(name):
        return name  # what most names are
    ready = folded(balanced(decoded(without_controls(name))))
    splits = "and" in ready.lower() and split_names(ready) != [ready]
    tied = "\u00a0" in ready and "," not in ready and ready[0] != "{"  # it becomes a tie, which parts words
    if splits or tied:
        ready = f"{{{ready}}}"
    return folded(dialect.text(dialect.name(normalised(ready))))
