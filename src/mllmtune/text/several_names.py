"""Is what stands for one name several, which are joined by something else than the word "and"?"""

import re

from mllmtune.text.given_names import GIVEN_NAMES
from mllmtune.text.labelled_names import is_labelled
from mllmtune.text.outside import comma_parts, split_outside

_AMPERSAND = re.compile(r"\s\\?&\s")
# Not that behind an entity of HTML (``O&#39;Brien``).
_SEMICOLON = re.compile("".join(rf"(?<!&[#\w]{{{letters}}})" for letters in range(2, 8)) + ";")
_AND = re.compile(r"\sand\s", re.IGNORECASE)
# "Smith J., Doe A.-M.": two names, each family name first.
_FAMILY_INITIALS = re.compile(r"([^\s,{}]+) ((?:[A-Z]\.[ -]?)+),\s*([^\s,{}]+) ((?:[A-Z]\.[ -]?)+)")
_INITIALS = re.compile(r"(?:[^\W\d_a-z](?:\.|(?=[A-Z\s-]|$))[-\s]*){1,4}")
# "A. Smith, B. Li": two names, each given name first.
_GIVEN_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?)+[^\s,.{}]{2,}, ?(?:[^\W\d_]\.[ -]?)+[^\s,.{}]{2,}")
# "Jane A. Doe": no family name has an initial within it.
_WITH_INITIAL = re.compile(r"[^\W\d_]{2,}(?: [A-Z]\.?)+ [^\W\d_]{2,}")
_WHOLE_NAME = re.compile(r"(?P<given>[^\s,.{}]{2,})(?: [^\s,{}]+)* [^\s,.{}]{2,}")
_MOST_COMMAS = 2
# How readers begin to say that names are joined otherwise than by "and".
TOO_MANY = "too many commas in a name"
TOO_MANY_AT_END = "a comma too many at the end of the name"
SEMICOLON = "a semicolon in a name"
LIKELY_SEVERAL = "this is likely several names"


def too_many_commas(name: str) -> bool:
    """Tell whether BibTeX would complain of too many commas: most often several names joined by commas."""
    return name.count(",") > _MOST_COMMAS and len(comma_parts(name)) > _MOST_COMMAS + 1 and not is_labelled(name)


def are_whole_names(name: str) -> bool:
    """Tell whether whole names are joined: by semicolons, the word "and", or ampersands between two words each."""
    if ";" in name and len(_pieces(name, _SEMICOLON)) > 1:
        return True
    if "and" in name.lower() and len(_pieces(name, _AND)) > 1:
        return True
    several = _pieces(name, _AMPERSAND) if "&" in name else []
    return len(several) > 1 and all(" " in piece for piece in several)


def are_several(name: str) -> bool:
    """Tell whether a name is several: whole ones, too many commas, parts of two words, an ampersand between commas."""
    if name.startswith("{") or is_labelled(name):
        return False
    if are_whole_names(name):
        return True
    if "," not in name:
        return False
    if "." in name and (_FAMILY_INITIALS.fullmatch(name) or _GIVEN_INITIALS.fullmatch(name)):
        return True
    if name.count(",") < _MOST_COMMAS:
        return _are_two(name)
    pieces = comma_parts(name)
    return len(pieces) > _MOST_COMMAS and (
        len(pieces) > _MOST_COMMAS + 1
        or all(" " in piece for piece in pieces)
        or _AMPERSAND.search(pieces[1]) is not None
    )


def _is_given(part: str) -> bool:
    """Tell whether it is initials alone, or a given name with or without them."""
    first, _, others = part.partition(" ")
    initials = part if first.lower() not in GIVEN_NAMES else others
    return not initials or _INITIALS.fullmatch(initials) is not None


def _are_two(name: str) -> bool:
    """Tell whether both parts are whole names: a given name or an initial stands where the family name should."""
    first, _, second = map(str.strip, name.partition(","))
    if " " not in first or " " not in second:
        return False
    one, other = _WHOLE_NAME.fullmatch(first), _WHOLE_NAME.fullmatch(second)
    if one is None or other is None:
        return False
    return _WITH_INITIAL.fullmatch(first) is not None or {one["given"].lower(), other["given"].lower()} <= GIVEN_NAMES


def proposed_names(name: str) -> str:
    """Return several names that were joined by commas or semicolons as they were likely meant: with "and" between them.

    ``Liu, A., Wang, B.`` is taken for two names, since each family name is followed by one of initials.
    """
    if two := _FAMILY_INITIALS.fullmatch(name):
        return f"{two[1]}, {two[2]} and {two[3]}, {two[4]}"
    for sign in (_SEMICOLON, _AND, _AMPERSAND):
        if len(parted := _pieces(name, sign)) > 1:
            return " and ".join(proposed_names(piece) if are_several(piece) else piece for piece in parted)
    pieces = [piece for piece in comma_parts(name) if piece]
    pairs = list(zip(pieces[::2], pieces[1::2], strict=False))
    if len(pieces) == 2 * len(pairs) and all(map(_is_given, pieces[1::2])):
        return " and ".join(map(", ".join, pairs))
    return " and ".join(re.sub(r"^and\s+", "", piece) for piece in pieces)


def _pieces(name: str, sign: re.Pattern[str]) -> list[str]:
    return [piece for part in split_outside(name, sign) if (piece := part.strip(", "))]
