"""Who wrote it? Names as lists have them, joined by commas, as BibTeX has them, one by one."""

import re
from collections.abc import Sequence

from mllmtune.text.markup import literal
from mllmtune.text.names import normalised

_LABEL = re.compile(r"^\W*(?:(?:authors?|作者|著者|저자)\s*[:：]|by\b\s*[:：]?)\s*", re.IGNORECASE)
_JOINT = re.compile(r"[,;，、]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+|\n+", re.IGNORECASE)
_MORE = r"\b(?:et\.?\s*al\b\.?|and\s+others|others)"
_OTHERS = re.compile(_MORE, re.IGNORECASE)
_WITH_OTHERS = re.compile(rf"\s*,?\s*{_MORE}", re.IGNORECASE)
_OPEN_END = re.compile(r"(?:\.\.\.|…)\W*$")
_MARKS = re.compile(r"[\[\]*†‡§¶\u00b9\u00b2\u00b3\u2070-\u209f^✉#]+\d*|(?<=[^\W\d_])\d+\b")
# Names neither end nor begin as some words of titles do.
_NAME = re.compile(
    r"(?!(?i:\w{4,}tions?$|(?:answer|understand|reason|model|process|plann|prompt|tun|train|prun|merg|caption|edit|decod)ing$"
    r"|(?:multi|cross|self|zero|few|semi|non|pre)-))"
    r"[^\W\d_][^\W\d_]*(?:[.'\u2019\u2010-]+[^\W\d_]*)*"
)
_SMALL = frozenset(
    (
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ben",
        "ten",
        "ter",
        "y",
        "zu",
    )
)
_INITIALS = re.compile(r"([^\W\d_][^\W\d_'\u2019-]+(?: [^\W\d_][^\W\d_'\u2019-]+)?) ((?:[A-Z]\.?[ -]?){1,3})")
# Smith, A. B., Li, C., & Doe, D.: as the style of the APA has them.
_FAMILY = r"(?:(?:van|von|de|der|den|di|la|le) )*[A-Z\u00c0-\u00de][^\W\d_A-Z][^\W\d_]*(?:[ '\u2019-][^\W\d_]{2,})?"
_INVERTED_NAME = re.compile(rf"({_FAMILY}), ((?:[A-Z]\.[ -]?){{1,4}}(?:[A-Z]$)?|[A-Z]$)")
_INVERTED = re.compile(rf"(?:{_INVERTED_NAME.pattern}(?:,? ?(?:&|and) |, |,?$))+")
# Smith, Ann, et al.: as the style of the MLA, and so Google Scholar, has the first of many.
_FIRST_INVERTED = re.compile(
    r"([A-Z\u00c0-\u00de][^\W\d_]*(?:[-'\u2019][^\W\d_]+)?), ([A-Z\u00c0-\u00de][^\W\d_]*(?:[ -][A-Z]\.?| [^\W\d_]+)?)"
)
_CJK_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_ACRONYM = re.compile(r"^[A-Z]{3,}$|-[A-Z]{3}")  # R-CNN
_MOST_WORDS = 5
_SHORT = 2  # letters of a family name that may as well be a given one: "Li X"
# Words that begin with a capital and are in no name.
_NO_NAMES = frozenset((
    "the", "arxiv", "conference", "journal", "university", "institute", "preprint", "proceedings", "workshop",
    "findings", "transactions", "google", "microsoft", "openai", "meta", "paper", "code", "via", "with", "from",
    "using", "dataset", "model", "models", "learning", "language", "vision", "university", "univ", "lab", "labs",
    "institute", "research", "college", "academy", "china", "singapore", "usa", "germany", "survey", "benchmark",
    "github", "project", "of", "nature", "science", "sci", "comput", "commun", "proc", "trans", "biotechnol", "biol",
    "chem", "phys", "mach", "intell", "neurosci", "bioinformatics", "book", "chapter", "letters", "reviews",
    "ieee", "acm", "but", "not", "how", "is", "are", "what", "why", "when", "where", "which", "than", "for", "your",
    "our", "we", "does", "without", "toward", "towards", "into", "through", "under", "over", "between", "beyond",
))  # fmt: skip


def people(text: str) -> list[str]:
    """Return the names in `text` as BibTeX has them, ``others`` last for more; nothing if these are no names."""
    open_ended = _OPEN_END.search(text) is not None
    text = _LABEL.sub("", text).strip(" .,;:()[]*_|-\u2013\u2014\n")
    if bibtex := _family_first(text):
        return bibtex
    more = _OTHERS.search(text)
    shown = _WITH_OTHERS.sub("", text) if more else text
    if more and (mla := _FIRST_INVERTED.fullmatch(shown.strip(" ,."))):
        return [literal(f"{mla[1]}, {mla[2]}"), "others"]
    if _INVERTED.fullmatch(shown):
        return _inverted(shown) + (["others"] if more else [])
    names = _joined(shown)
    if not names or (len(names) == 1 and not more and len(names[0].split()) <= 1):
        return []
    family_first = sum(_INITIALS.fullmatch(name) is not None for name in names) * 2 > len(names)
    return [_turned(name, family_first=family_first) for name in names] + (["others"] if more or open_ended else [])


def are_whole(names: Sequence[str]) -> bool:
    """Tell whether most of the names have a given name: others are a list of things."""
    whole = sum("," in name for name in names)
    return names[-1] == "others" or whole * 2 > len(names) or any(map(_CJK_NAME.fullmatch, names))


def _joined(text: str) -> list[str]:
    """Return the names that commas, "and" and breaks join; nothing if one of the parts is no name."""
    names = []
    for part in _JOINT.split(text):
        name = _MARKS.sub("", part.strip()).strip(" .,")
        if name and part.strip(" .,*"):
            if not _is_name(name):
                return []
            names.append(name)
    return names


def _inverted(text: str) -> list[str]:
    """Return names as the APA has them; the full stop of the last initial may be that of the sentence."""
    dot = "." if "." in text else ""
    return [literal(f"{family}, {given.strip().rstrip('.')}{dot}") for family, given in _INVERTED_NAME.findall(text)]


def _family_first(text: str) -> list[str]:
    """Return names that are joined as BibTeX joins them: ``Smith, Ann and Li, Bo and others``."""
    names = re.split(r"\s+and\s+", text.strip())
    named = [name for name in names if name != "others"]
    if len(names) < 2 or any(name.count(",") != 1 for name in named) or not named:  # noqa: PLR2004 - one joint
        return []
    parts = [[part.strip() for part in name.split(",")] for name in named]
    if not all(_is_name(part) for pair in parts for part in pair):
        return []
    return [literal(f"{family}, {given}") for family, given in parts] + (["others"] if names[-1] == "others" else [])


def _is_name(name: str) -> bool:
    words = name.split()
    if _CJK_NAME.fullmatch(name):
        return True
    if not 1 <= len(words) <= _MOST_WORDS or len(name) > 60:  # noqa: PLR2004 - no name is as long
        return False
    if any(word.lower().strip(".") in _NO_NAMES for word in words) or _ACRONYM.search(name):
        return False
    return all(
        word in _SMALL or (_NAME.fullmatch(word.strip("()")) and word.strip("()")[:1].isupper()) for word in words
    )


def _turned(name: str, *, family_first: bool) -> str:
    """Return ``Family, Given``; in "Elkordy A R" the family name stands first, in "Li X" where most names are so."""
    match = _INITIALS.fullmatch(name)
    if match and not name.split(maxsplit=1)[0].endswith(".") and (family_first or len(match[1]) > _SHORT):
        return literal(f"{match[1]}, {match[2].strip()}")
    return normalised(literal(name))
