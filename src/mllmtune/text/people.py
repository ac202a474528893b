"""What are the parts of a person's name, for formats that keep them apart, and how do parts make a name of BibTeX?

The particles follow CSL 1.0.2, "Name-part Order": one that is *dropping* is left out when the family name stands alone
(Alexander *von* Humboldt), one that is not stays (Vincent *van* Gogh). BibTeX's "von" part always stays; a particle
that BibTeX reads as the end of the given name ("Humboldt, Alexander von") is dropping.
"""

import re
from typing import NamedTuple

from mllmtune.text.labelled_names import is_labelled, labelled_parts
from mllmtune.text.latex import plain
from mllmtune.text.markup import literal
from mllmtune.text.names import family_name, normalised, split_names
from mllmtune.text.outside import comma_parts
from mllmtune.text.several_names import too_many_commas

_PARTICLES = frozenset((
    "von", "vom", "van", "der", "den", "dem", "de", "du", "da", "di", "do", "del", "della", "delle", "degli", "dei",
    "des", "dos", "das", "d'", "la", "le", "les", "el", "al", "ter", "ten", "te", "zu", "zum", "zur", "af", "av",
    "bin", "ibn",
))  # fmt: skip
# A name as nearly all are, of words with capitals: "Family, Given".
_COMMON = re.compile(r"([^\W\d_a-z][^\W_]*(?:-[^\W_]+)?), ([^\W\d_a-z][^\W_.]*\.?(?:[- ][^\W\d_a-z][^\W_.]*\.?)*)")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_TIE = re.compile(r"(?<!\\)~")
_AND = re.compile(r"\band\b", re.IGNORECASE)


class Person(NamedTuple):
    """The parts of a name as people read them, each "" where there is none; `whole` is a name that has no parts."""

    family: str = ""
    given: str = ""
    particle: str = ""
    dropping: str = ""
    suffix: str = ""
    whole: str = ""


def person(name: str) -> Person:
    """Return the parts of a name of BibTeX; a name in braces, an organisation's most often, is whole."""
    if match := _COMMON.fullmatch(name):
        return Person(match[1], match[2])
    if is_labelled(name):
        said = {label: plain(text).strip() for label, text in labelled_parts(name).items()}
        prefixes = (said.get("prefix", ""), "") if said.get("useprefix") != "false" else ("", said.get("prefix", ""))
        return Person(said.get("family", ""), said.get("given", ""), *prefixes, said.get("suffix", ""))
    name = normalised(_TIE.sub(" ", name))
    pieces = comma_parts(name)
    if name == "others" or too_many_commas(name) or (len(pieces) == 1 and name.startswith("{") and _is_one_group(name)):
        return Person(whole=plain(name))
    family = family_name(name)
    particle = pieces[0].removesuffix(family).strip() if len(pieces[0]) > len(family) else ""
    given, dropping = _without_dropping(plain(pieces[-1]) if len(pieces) > 1 else "")
    return Person(plain(family), given, plain(particle), dropping, plain(", ".join(pieces[1:-1])))


def bibtex_name(one: Person) -> str:
    """Return the name in the form that BibTeX reads with the same parts: ``von Family, Jr, Given``; "" for no name."""
    if one.whole:
        return "others" if one.whole == "others" else f"{{{literal(one.whole)}}}"
    dropping = [one.dropping] if _is_dropping(one.dropping) else []
    particle = " ".join(filter(None, [one.particle, "" if dropping else one.dropping]))
    given = _part(" ".join(filter(None, [one.given, *dropping])))
    if not one.family:
        whole = " ".join(filter(None, (one.given, one.dropping, one.particle, one.suffix)))
        return bibtex_name(Person(whole=whole)) if whole else ""
    family = _family(one.family, stands_alone=not (given or one.suffix))
    head = " ".join(filter(None, (literal(particle), family)))
    if one.suffix:
        return f"{head}, {_part(one.suffix)}, {given or '{}'}"
    return f"{head}, {given}" if given else head


def _part(text: str) -> str:
    """Return a part that stays one part: braces where BibTeX would split it."""
    ready = literal(text)
    is_several = _AND.search(text) is not None and len(split_names(f"a {ready} b")) > 1
    return f"{{{ready}}}" if "," in text or is_several else ready


def _family(text: str, *, stands_alone: bool) -> str:
    """Return a family name of which BibTeX takes no more for a particle than its first small words."""
    words = text.split()
    small = 0
    while small < len(words) - 1 and _is_small(words[small]):
        small += 1
    rest = " ".join(words[small:])
    ready = _part(rest)
    hidden = any(map(_is_small, words[small + 1 : -1])) or (stands_alone and len(words) - small > 1) or "=" in rest
    hidden = hidden or literal(rest) != rest  # a command would be taken for a small word
    return " ".join([*map(literal, words[:small]), f"{{{ready}}}" if hidden and ready[:1] != "{" else ready])


def _without_dropping(given: str) -> tuple[str, str]:
    """Return the given name and the particles at its end."""
    words = given.split(" ")
    end = len(words)
    while end > 1 and words[end - 1] in _PARTICLES:
        end -= 1
    return " ".join(words[:end]), " ".join(words[end:])


def _is_dropping(particle: str) -> bool:
    return bool(particle) and all(word in _PARTICLES for word in particle.split(" "))


def _is_small(word: str) -> bool:
    return next((sign.islower() for sign in word if sign.isalpha()), False)


def _is_one_group(name: str) -> bool:
    """Tell whether the brace that opens a name closes at its end."""
    depth = 0
    for match in _BRACES.finditer(name):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end() == len(name)
    return False
