"""Who wrote the paper of a record of RIS? A tag holds one name: ``Family, Given, Suffix``."""

import re

from mllmtune.text.markup import literal
from mllmtune.text.names import normalised
from mllmtune.text.people import Person, bibtex_name

PEOPLE = ("AU", "A1", "ED", "A2", "TA", "A4")
_SEMICOLON = re.compile(r"\s*;\s*")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


def names_of(text: str) -> list[str]:
    """Return the names in what a tag says, in BibTeX's form: one, as it should be, or several that stand there."""
    return [name for part in _apart(text) if (name := _name(part))]


def _apart(text: str) -> list[str]:
    """Return names that are joined; an "and" joins none unless there is a comma on both sides of it."""
    parts = _AND.split(text)
    if len(parts) == 1 or not all("," in part.strip(" ,") for part in parts):
        parts = [text]
    return [name for part in parts for name in _SEMICOLON.split(part)]


def _name(text: str) -> str:
    """Return a name; a comma at its end says that it is an organisation's."""
    family, *rest = (part.strip() for part in text.split(","))
    if not rest:
        return "others" if text.lower() in ("et al.", "et al", "others") else normalised(literal(text))
    if not any(rest):
        return bibtex_name(Person(whole=family))
    return bibtex_name(Person(family, rest[0], suffix=", ".join(rest[1:])))
