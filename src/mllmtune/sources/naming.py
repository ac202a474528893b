"""How do the names of a service become names of the library? ``Family, Given``; a team stands in braces."""

import html
import re
from collections.abc import Iterable

from mllmtune.text.latex import decoded
from mllmtune.text.names import normalised
from mllmtune.text.people import Person, bibtex_name

_TEAM = re.compile(
    r"\bteams?\b|\b(?:collaborations?|consortium|group|project|initiative|committee|community|network|organi[sz]ation"
    r"|laborator(?:y|ies)|institute|university|inc\.?|llc|contributors|authors)$|^the\s|\bet al\b|[@&]|^\d",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?:and\s+)?others|et\.? al\.?", re.IGNORECASE)
_NUMBERED = re.compile(r"\s+\d{4}$")  # DBLP tells people of one name apart: "Wei Wang 0001"
_SUFFIX = re.compile(r"^(?P<rest>.+?),?\s+(?P<suffix>(?:Jr|Sr)\.?|I{2,3}|IV)$")


def named(texts: Iterable[str]) -> list[str]:
    """Return names written with the given name first; what has no letter is none."""
    found = (_named(_NUMBERED.sub("", " ".join(html.unescape(text).split()))) for text in texts)
    return [name for name in found if name]


def parted(family: str, given: str, suffix: str = "") -> str:
    """Return a name whose parts are known."""
    parts = (" ".join(html.unescape(part).split()) for part in (family, given, suffix))
    last, first, jr = parts
    return bibtex_name(Person(family=last, given=first, suffix=jr))


def team(text: str) -> str:
    """Return the name of a group of people."""
    return bibtex_name(Person(whole=" ".join(html.unescape(text).split())))


def _named(text: str) -> str:
    if not any(map(str.isalpha, text)):
        return ""
    if _OTHERS.fullmatch(text):
        return "others"
    if _TEAM.search(text) and " " in text and ("," not in text or "team" in text.lower()):
        return team(text)
    text = decoded(text)
    match = _SUFFIX.match(text)
    if match and " " in match["rest"]:
        family, _, given = normalised(match["rest"]).partition(", ")
        return f"{family}, {match['suffix']}, {given}"
    return normalised(text)
