"""How are people called? Names as BibTeX understands them.

A name is ``First von Last``, ``von Last, First`` or ``von Last, Jr, First``; its words are parted by white space or
ties outside braces, and a word that begins with a small letter is a "von" word (BibTeXing, Oren Patashnik, 1988,
section 4; Nicolas Markey, *Tame the BeaST*, section 11). A word in braces is one word, and has no case.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from mllmtune.text.labelled_names import is_labelled, labelled_parts
from mllmtune.text.latex import plain
from mllmtune.text.outside import comma_parts, split_outside
from mllmtune.text.several_names import are_whole_names, too_many_commas

# What stands before is looked at last, and no case is folded: in less than half the time that the plain way takes.
_AND = re.compile(r"[aA][nN][dD](?:(?<=^...)|(?<=\s...))(?=\s|$)")
# TeX's explicit blank: beside a comma or the word "and" its backslash would go with them.
_CONTROL_SPACE = re.compile(r"(?<!\\)\\ ")
# What parts words to TeX; a no-break space is a letter to it, and keeps a family name of two words together.
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_SPACE = re.compile(r"[ \t\r\n\f\v~]+")
# A command, which has no case; a brace; a letter.
_CASED = re.compile(r"\\(?:[A-Za-z]+|.)|[{}]|[^\W\d_]")
_FAMILY_GIVEN = re.compile(r"[^\s,{}~=]+(?: [^\s,{}~=]+)*+, [^\s,{}~=]+(?: [^\s,{}~=]+)*+")
# Given names first, and none of their words a small one, nor the part of one behind a hyphen.
_GIVEN_FAMILY = re.compile(r"([A-Z][A-Za-z.']*+(?:[ -][A-Z][A-Za-z.']*+)*) ([A-Z][A-Za-z']*+(?:-[A-Z][A-Za-z']*+)*+)")
_GROUP = re.compile(r"^\{([^{}]*)\}$")


class _Parts(NamedTuple):
    """The four parts of a name, each BibTeX text, "" where there is none."""

    first: str
    von: str
    last: str
    jr: str


def split_names(field: str) -> list[str]:
    """Return the names of an author or editor field: parted by the word ``and`` outside braces, in any case."""
    return [name for name in map(str.strip, split_outside(field, _AND)) if name]


def normalised(name: str) -> str:
    """Return `name` as ``Family, Given``, ``von Family, Jr, Given``, ``{Corporate Name}`` or one word.

    Left word for word: names in Chinese, Japanese or Korean signs, biblatex's extended names, several names that are
    joined otherwise than by "and", and names that end in words with a tie between them: ``Christophe De~Wagter`` is one
    of the family Wagter to BibTeX and one of the family De Wagter to biber, and stays so to both.
    """
    if usual := _usual(name):
        return usual
    name = _BLANKS.sub(" ", _CONTROL_SPACE.sub(" ", name) if "\\ " in name else name).strip()
    if usual := _usual(name):
        return usual
    if name.lower() == "others":
        return "others"
    if _is_cjk(name) or is_labelled(name) or too_many_commas(name) or are_whole_names(name):
        return name
    pieces = [piece for piece in comma_parts(name) if piece]
    if len(pieces) > 1:
        return ", ".join(pieces)  # a tie in a family name stays: to biber it keeps "de~Croon" one word
    ends_tied = "~" in name and len(_words(split_outside(name, _BLANKS)[-1])) > 1
    return name if ends_tied else _family_first(name) or name


def _usual(name: str) -> str:
    """Return a name in one of the two forms that nearly every file has, which need no closer look; "" if it is not."""
    if "," in name:
        return name if _FAMILY_GIVEN.fullmatch(name) and "\\ " not in name else ""
    given_family = _GIVEN_FAMILY.fullmatch(name)
    return f"{given_family[2]}, {given_family[1]}" if given_family else ""


def without_labels(name: str) -> str:
    """Return a name in biblatex's extended form as BibTeX has it: ``von Smith, Ann`` for ``family=Smith, ...``."""
    return _joined(_Parts(*map(_kept_whole, _parts(name)))) if is_labelled(name) else name


def _kept_whole(part: str) -> str:
    """Return a part of a name so that BibTeX takes it for one part."""
    apart = len(comma_parts(part)) > 1 or len(split_names(f"a {part} b")) > 1
    return f"{{{part}}}" if apart else part


def _joined(parts: _Parts) -> str:
    """Return ``von Last, Jr, First``; braces keep together a family name that stands alone or has a small word."""
    words = _words(parts.last)
    divided = len(words) > 1 and (not (parts.first or parts.jr) or any(map(_is_small, words[:-1])))
    family = " ".join(filter(None, (parts.von, f"{{{parts.last}}}" if divided else parts.last)))
    return ", ".join(filter(None, (family, parts.jr, parts.first or ("{}" if parts.jr else ""))))


def _family_first(name: str) -> str:
    parts = _parts(name)
    family = " ".join(filter(None, (parts.von, parts.last)))
    return ", ".join(filter(None, (family, parts.jr, parts.first)))


def family_name(name: str) -> str:
    """Return the last name without its "von" part, as BibTeX text: ``Beethoven``, ``{The LoRA Team}``."""
    return _parts(name).last


def given_first(name: str) -> str:
    """Return `name` as people read it, given name first: ``Shih-Yang Liu``."""
    parts = _parts(name)
    return plain(" ".join(filter(None, (parts.first, parts.von, parts.last, parts.jr))))


def short_list(names: Sequence[str], limit: int = 2) -> str:
    """Return the names for a screen: ``Liu``, ``Liu and Wang``, ``Liu et al.`` for more than `limit` of them."""
    people = [name for name in names if name != "others"]
    families = [plain(" ".join(filter(None, (parts.von, parts.last)))) for parts in map(_parts, people[: limit + 1])]
    if not families:
        return ""
    if len(people) > limit or len(people) < len(names):
        return f"{families[0]} et al."
    return " and ".join(filter(None, (", ".join(families[:-1]), families[-1])))


def _parts(name: str) -> _Parts:
    """Return the parts of `name`, whichever of the three forms it is in."""
    if is_labelled(name):
        said = labelled_parts(name)
        prefix = _GROUP.sub(r"\1", said.get("prefix", ""))  # in braces it would be no "von" part
        return _Parts(said.get("given", ""), prefix, said.get("family", name), said.get("suffix", ""))
    pieces = [piece for piece in comma_parts(name) if piece]
    if not pieces or too_many_commas(name):
        return _Parts("", "", name, "")
    words = _words(pieces[0]) or [pieces[0]]
    if len(pieces) == 1:
        return _Parts("", "", name, "") if _is_cjk(name) else _first_von_last(words)
    von = _von_words(words[:-1])
    jr = ", ".join(pieces[1:-1])
    return _Parts(pieces[-1], " ".join(words[:von]), " ".join(words[von:]), jr)


def _is_cjk(name: str) -> bool:
    """Tell whether the name has signs of Chinese, Japanese or Korean: those that Unicode calls wide (UAX #11)."""
    return not name.isascii() and any(unicodedata.east_asian_width(sign) in "WF" for sign in name)


def _first_von_last(words: list[str]) -> _Parts:
    small = [number for number, word in enumerate(words[:-1]) if _is_small(word)]
    if not small:
        return _Parts(" ".join(words[:-1]), "", words[-1], "")
    start, end = small[0], small[-1] + 1
    return _Parts(" ".join(words[:start]), " ".join(words[start:end]), " ".join(words[end:]), "")


def _von_words(words: list[str]) -> int:
    """Return how many words, up to the last small one, are the "von" part."""
    return max((number + 1 for number, word in enumerate(words) if _is_small(word)), default=0)


def _is_small(word: str) -> bool:
    r"""Tell whether the first letter that has a case is small: one outside braces, or that of a ``{\command ...}``.

    As in bibtex.web, "Determine where the first name ends and von name starts": ``{d}e`` is small by its e, and
    ``{\relax van}`` by its v.
    """
    depth, special = 0, False
    for match in _CASED.finditer(word):
        mark = match[0]
        if mark == "{":
            special = depth == 0 and word.startswith("\\", match.end())
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if mark.isalpha() and (depth == 0 or (depth == 1 and special)):
            return mark.islower()
    return False


def _words(text: str) -> list[str]:
    return [word for word in split_outside(text, _SPACE) if word]
