"""Which venue, year and day does a list mean by ``ICLR'25``, ``CVPR 2024 Highlight``, ``2024.10``, ``Oct 2024``?"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from mllmtune.text.edtf import is_day
from mllmtune.text.months import MONTHS


class Venue(NamedTuple):
    """Where a paper appeared: the short name, the year, what kind of entry it makes, and the honours it had there."""

    name: str = ""
    year: int | None = None
    type: str = "misc"
    honours: tuple[str, ...] = ()


# Spelling without case, blanks and signs -> the name that a list shows.
_CONFERENCES = (
    "AAAI", "ACCV", "ACL", "ACM MM", "AISTATS", "ASPDAC", "ASPLOS", "BMVC", "CCS", "CHI", "CIKM", "COLING", "COLM",
    "COLT", "CoNLL", "CoRL", "CVPR", "DAC", "DATE", "EACL", "ECAI", "ECCV", "ECIR", "ECML", "EMNLP", "EuroSys",
    "FAccT", "FPGA", "HPCA", "ICASSP", "ICCAD", "ICCV", "ICDE", "ICDM", "ICLR", "ICME", "ICML", "ICMR", "ICPR",
    "ICRA", "ICSE", "ICS", "IJCAI", "IJCNN", "INTERSPEECH", "IROS", "ISCA", "ISCAS", "ISPASS", "IUI", "KDD", "LREC",
    "MICCAI", "MICRO", "MLSys", "MobiCom", "MobiSys", "NAACL", "NDSS", "NeurIPS", "NSDI", "OSDI", "PAKDD", "PODC",
    "PPoPP", "RECOMB", "RecSys", "RSS", "SC", "SIGCOMM", "SIGGRAPH", "SIGGRAPH Asia", "SIGIR", "SIGMOD", "SODA",
    "SOSP", "UAI", "UIST", "USENIX ATC", "USENIX Security", "VLDB", "WACV", "WSDM", "WWW", "AACL", "ASRU", "SLT",
    "ISBI", "IPMI", "3DV", "CogSci", "CPAL", "LoG", "AutoML", "AISTATS", "ISMIR", "FG", "MMM", "ACML", "CLeaR",
)  # fmt: skip
_JOURNALS = (
    "TPAMI", "IJCV", "TIP", "TMLR", "JMLR", "TACL", "TNNLS", "TCSVT", "TMM", "TKDE", "TOG", "TMI", "TGRS", "TASLP",
    "TIST", "TOIS", "TITS", "TIFS", "TCYB", "TETCI", "TAI", "TVCG", "TAFFC", "TPDS", "TOMM", "TOCS", "TECS",
    "TODAES", "CSUR", "ACM Computing Surveys", "Nature", "Science", "Nature Machine Intelligence",
    "Nature Communications", "Nature Medicine", "Pattern Recognition", "Neurocomputing", "Neural Networks",
    "Information Fusion", "Artificial Intelligence", "Machine Learning", "NSR", "PNAS", "RAL", "RA-L",
    "Medical Image Analysis", "MedIA", "CVIU", "Knowledge-Based Systems", "Expert Systems with Applications",
    "Proceedings of the IEEE", "PIEEE", "AI Open", "JAIR", "Computational Linguistics", "PVLDB",
    "Information Processing & Management", "IEEE Access", "PR", "SPL", "JSTSP", "JBHI", "ESWA", "KBS",
    "Multimedia Tools and Applications", "Neural Computation", "DMLR", "Visual Intelligence", "Frontiers", "MIR",
    "SCIS", "IJMLC",
)  # fmt: skip
_PREPRINTS = (
    "arXiv",
    "bioRxiv",
    "medRxiv",
    "TechRxiv",
    "SSRN",
    "OpenReview",
    "preprint",
    "CoRR",
    "Preprints",
    "arXiv preprint",
)
_SYNONYMS = {
    "nips": "NeurIPS", "neurlps": "NeurIPS", "neuips": "NeurIPS", "acmmm": "ACM MM", "mm": "ACM MM",
    "acmmultimedia": "ACM MM", "pami": "TPAMI", "ieeetpami": "TPAMI", "thewebconf": "WWW", "webconf": "WWW",
    "arvix": "arXiv", "axriv": "arXiv", "arixv": "arXiv", "preprint": "arXiv", "corr": "arXiv",
    "arxivpreprint": "arXiv", "ijcai": "IJCAI", "sigkdd": "KDD", "acmcsur": "ACM Computing Surveys",
    "usenixsecurity": "USENIX Security", "usenixatc": "USENIX ATC", "atc": "USENIX ATC",
    "natmachintell": "Nature Machine Intelligence", "preprints": "Preprints",
}  # fmt: skip


_SIGNS = re.compile(r"[\W_]+")


def _folded(name: str) -> str:
    return _SIGNS.sub("", name).lower()


_TYPES = (
    dict.fromkeys(_CONFERENCES, "inproceedings")
    | dict.fromkeys(_JOURNALS, "article")
    | dict.fromkeys(_PREPRINTS, "misc")
)
_NAMES = {_folded(name): name for name in _TYPES} | _SYNONYMS
_TYPE_OF = {name: _TYPES.get(name, "misc") for name in _NAMES.values()}
_SMALL = ("arxiv", "bioxiv", "nips")  # written so, they are meant all the same
_MOST_VENUES = 4
_MOST_REMEMBERED = 1024  # texts: of an entry, the same is asked several times
_DASH = "\\-\u2010\u2011\u2012\u2013\u2014"
_QUOTE = "'\u2019\u2018`\u2032\u00b4\u02bc"
_YEAR = re.compile(
    rf"(?<![\d.])((?:19|20)\d\d)(?!\d)|(?:[{_QUOTE}]\s?|(?<=[A-Za-z])[\s{_DASH}_]?)(\d\d)(?![\d%A-Za-z]|[.:]\d)"
)
_HONOURS = re.compile(
    r"\b(oral|spotlight|high-?light|best\s+(?:student\s+)?paper(?:\s+(?:award|candidate|finalist))?|outstanding(?:\s+paper)?|honou?rable\s+mention)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\b(findings|workshops?|demos?|system\s+demonstrations|industry(?:\s+track)?|datasets?\s+and\s+benchmarks|tutorial)\b",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"[(\[]\s*((?:[A-Z][\w&/-]*\s+)(?:(?:[A-Z&][\w&/-]*|and|of|in|on|for|the)\s+){0,5})((?:19|20)\d\d)\s*[)\]]"
)
_UNKNOWN_ACRONYM = re.compile(
    r"(?:^|[,.|(\[]\s+|\n)([A-Z][A-Za-z-]{0,12}[A-Z][A-Za-z-]{0,12})\s*['\u2019]?\s*((?:19|20)\d\d)\b"
)
_NO_VENUE = re.compile(
    r"\b(?:et|al|updated?|posted|published|accessed|since|version|submitted|in|on|first|last|release[sd]?)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"(?:19|20)\d\d(?=-[A-Za-z])|[^\W_](?:[\w&+-]*[^\W_])?")
_SHORT_WORD = 3  # letters: "acl" may be one like any other, unless it is in capitals
_WORDS_TOO = frozenset(("clear", "date", "frontiers", "media", "micro"))  # are venues only as those write themselves
_LONGEST_NAME = 4  # words: "Expert Systems with Applications"
_YEAR_BEHIND = re.compile(rf"[{_DASH}_]?(?:20)?\d\d$")
_TWO_DIGITS = re.compile(r"\d\d")  # of the least that can be a day
_NUMBERS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*[./年\-\u2010\u2011_]\s*(1[0-2]|0?[1-9])(?!\d)(?:\s*[./月\-\u2010\u2011_]\s*(3[01]|[12]\d|0?[1-9])(?!\d))?"
)
_MONTH_FIRST = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])[./-]((?:19|20)\d\d)(?![\d./-])")
# arXiv(24.02), arXiv'2404: four digits are a month of this century where they can be no year.
_ARXIV_MONTH = re.compile(r"arxiv\W{0,3}(?:([0-5]\d)\.|(?!19|20)([0-5]\d))(0[1-9]|1[0-2])(?!\.?\d)", re.IGNORECASE)
_SHORT_DAY = re.compile(r"[\s\[(*|]*(\d\d)[./-](0[1-9]|1[0-2])(?:[./-](?:3[01]|[12]\d|0[1-9]))?(?=[\s\])(|:*]|$)")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?\b([A-Za-z]{3,9})\.?[\s,]*(?:(\d{1,2})(?:st|nd|rd|th)?\s*,\s*)?[\s,'\u2019]*((?:19|20)\d\d|(?<=['\u2019])\d\d)(?!\d)"
)


def venue_of(text: str) -> Venue:
    """Return the venue that a text of its own, as in a column, names; a name that is not known is taken as it is."""
    text = " ".join(text.replace("*", "").strip(" `[](){}").split())
    if not re.search(r"[^\W\d_]", text):
        return Venue(year=year_in(text))
    found = known_venue(text)
    if found.name:
        return found
    bare = _HONOURS.sub("", _YEAR.sub("", text)).strip(" ,;:.'\u2019()[]-/")
    return Venue(
        " ".join(bare.split()) if bare.lower() not in ("tba", "tbd", "none", "n/a", "na") else "",
        year_in(text),
        "misc",
        _honours(text),
    )


@lru_cache(_MOST_REMEMBERED)
def known_venue(text: str) -> Venue:
    """Return the venue whose name stands in `text`, the first that is known, else an empty one.

    A place of preprints gives way to a venue that is named behind it with its year.
    """
    found = list(islice(_venues_in(text), _MOST_VENUES))
    published = (venue for venue in found if venue.type != "misc" and venue.year)
    if not found or found[0].type != "misc":
        return found[0] if found else Venue()
    return next(published, found[0])  # "arXiv:3105.00042. CVPR 2031"


def unknown_venue(text: str) -> Venue:
    """Return the venue that a tag names, ``(Ethics of Spoons 2031)``, or an acronym with its year: ``, ESWC 2019``."""
    match = _TAGGED.search(text) or _UNKNOWN_ACRONYM.search(text)
    if match is None or match[1].lower().split()[0].strip(".") in MONTHS or _NO_VENUE.search(match[1]):
        return Venue()
    return Venue(" ".join(match[1].split()), int(match[2]), "misc", _honours(text[match.start() : match.end() + 30]))


def _venues_in(text: str) -> Iterator[Venue]:
    words = list(_WORDS.finditer(text))
    folded = [word[0].lower() if word[0].isalpha() else _folded(word[0]) for word in words]
    for number, word in enumerate(words):
        if not word[0][0].isupper() and not word[0].lower().startswith(_SMALL):
            continue
        start = word.start()
        for last in range(min(number + _LONGEST_NAME, len(words)), number, -1):
            end = words[last - 1].end()
            if name := _known(text[start:end], "".join(folded[number:last])):
                yield _venue(name, text, start, end)
                break


def year_in(text: str) -> int | None:
    """Return the year that stands in `text`: four digits, else two behind a name or an apostrophe."""
    matches = list(_YEAR.finditer(text))
    full = [match[1] for match in matches if match[1]]
    if full:
        return int(full[0])
    return next((2000 + int(match[2]) for match in matches if int(match[2]) < 60), None)  # noqa: PLR2004 - not of this century


@lru_cache(_MOST_REMEMBERED)
def day_of(text: str) -> str:
    """Return the day or month that `text` names, as ``2024-10-09`` or ``2024-10``; "" if it names none."""
    found = _named_day(text)
    return found if not found or is_day(tuple(map(int, found.split("-")))) else found[: len("2024-10")]


def _named_day(text: str) -> str:
    if not _TWO_DIGITS.search(text):
        return ""
    if match := _ARXIV_MONTH.search(text):
        return f"20{match[1] or match[2]}-{match[3]}"
    if match := _NUMBERS.search(text):
        return "-".join(part.zfill(2) for part in match.groups() if part)
    if match := _MONTH_FIRST.search(text):
        return f"{match[2]}-{match[1].zfill(2)}"
    if match := _SHORT_DAY.match(text):
        return f"20{match[1]}-{match[2]}"
    return _month_by_name(text)


def _month_by_name(text: str) -> str:
    for match in _NAMED.finditer(text):
        if month := MONTHS.get(match[2].lower()):
            year = match[4] if len(match[4]) > 2 else f"20{match[4]}"  # noqa: PLR2004 - two digits
            day = match[3] or match[1]
            return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
    return ""


def without_venue(text: str) -> str:
    """Return `text` without years, days, honours and the names of venues."""
    text = _NUMBERS.sub(" ", text)
    return _HONOURS.sub(" ", _YEAR.sub(" ", text))


def _known(words: str, folded: str) -> str:
    if name := _NAMES.get(folded):
        is_sure = len(folded) > _SHORT_WORD and folded not in _WORDS_TOO
        return name if is_sure or words.isupper() or not words.isalpha() or name == words else ""
    if not words[-1].isdigit():
        return ""
    # ICLR25, arXiv2024: the year stands right behind the name.
    bare = _YEAR_BEHIND.sub("", words)
    name = _NAMES.get(_folded(bare), "") if bare != words and len(bare) > 1 else ""
    return name if _folded(name) not in _WORDS_TOO or bare in (name, name.upper()) else ""


def _venue(name: str, text: str, start: int, end: int) -> Venue:
    kind = _TYPE_OF[name]
    around = text[max(0, start - 30) : end + 40]
    shown = name
    part = _PARTS.search(around) if kind == "inproceedings" else None
    if part and part[1].lower() == "findings":
        shown = f"Findings of {name}"
    elif part and part[1].lower().startswith("workshop"):
        shown = f"{name} Workshop"
    year = _next_year(text[start : end + 25], end - start) or year_in(text[max(0, start - 8) : start])
    return Venue(shown, year, kind, _honours(around))


def _next_year(text: str, end: int) -> int | None:
    """Return the year in the name of a venue or nearest behind it."""
    behind = next((match for match in _YEAR.finditer(text) if match.end() >= end), None)
    if behind is None or behind.start() > end + 2:
        return year_in(text)
    return int(behind[1] or f"20{behind[2]}")


def _honours(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(match.lower().split()) for match in _HONOURS.findall(text)))
