"""Which parts of an entry only mark it: its number, tags in brackets, a venue or a day of its own, labels?"""

import re
from collections.abc import Sequence
from functools import lru_cache

from mllmtune.formats.awesome_labels import is_pointer, kind_of_label
from mllmtune.formats.awesome_runs import Run
from mllmtune.formats.awesome_venues import day_of, known_venue, year_in

PICTURES = r"\u2000-\u200f\u2020-\u206f\u2190-\u2bff\u3030\ufe00-\ufe0f\U0001f000-\U0001faff"
_NUMBER = re.compile(r"^\s*(?:\(?\d{1,4}[.)]\s+|\d{1,4}、|\[\d{1,4}\]\s*|\#\d+\s+|[-*•]\s+)")
_TAG = re.compile(r"(?:\[[ xX]\]|\[[^\[\]]{2,60}\]|\([^()]{2,60}\)|【[^】]{1,60}】|（[^（）]{1,60}）)")
_DAY = re.compile(r"(?:(?:19|20)\d\d[./-]\d\d?(?:[./-]\d\d?)?|\d\d\.(?:0[1-9]|1[0-2]))(?=[\s:：,()\[\]|]|-[A-Z]|$)")
_DATED = re.compile(r"(?:19|20)\d\d-[A-Za-z][\w &]{1,20}-(?=\S|\s*$)")  # 2031-CVPR-Title
_ARXIV = re.compile(r"arXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE)
_VENUE = re.compile(r"([^\s|:][^|:\n]{1,39}?)\s*(?:\||\s[-\u2013\u2014]\s|[:,]\s)")
_LEADER = re.compile(r"\w[\w/+]{1,11}\s*-{3,}\s+")  # RGBT ---- Title
_PLACES = (  # of names that are not known: an acronym, any name before '31, and what says what it is
    r"(?=\w*[A-Z]\w*[A-Z])[A-Z][\w&-]{1,15}(?=['\u2019 ]+\d|,|\d{4})",
    r"[A-Z][\w&-]{1,15}(?=['\u2019] ?\d\d$)",
    r"(?:IEEE|ACM)(?: [\w&.-]+){1,8}",
    (
        r"(?:[\w&.-]+ ){0,4}(?:Trans(?:actions?|\.)|J(?:ournal|\.)|Conf(?:erence|\.)|Proceedings|Symposium|Workshop"
        r"|Letters|Magazine|Annals)(?: [\w&.-]+){0,6}"
    ),
)
_DATED_PLACE = re.compile(rf"(?:{'|'.join(_PLACES)}),?[\s'\u2019-]{{0,2}}(?:19|20)?\d\d")
_CITED = re.compile(
    r"\W*[A-Z][\w'-]+(?:,\s+[A-Z][\w'-]+)*(?:\s+(?:et\.?\s+al\.?|(?:and|&)\s+[A-Z][\w'-]+))?,?\s*(?P<bracket>\(?)((?:19|20)\d\d)[a-z]?\W*"
)
_CITED_IN_FULL = re.compile(  # Smith, A. B., & Li, C. (2031).
    r"\W*(?:[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)?,\s(?:[A-Z]\.[\s-]?)++,?\s?(?:(?:&|and|\.\.\.)\s)?)++(?:et\.?\s?al\.?,?\s?)?\((?:19|20)\d\d[a-z]?\)\W*"
)
_CITED_AT = re.compile(r"\W*[A-Z][\w'-]+\s+et\.?\s*al\b[.,]?\s*(?P<place>[^,]{0,30}?)\W*")
_NAME_AT = re.compile(r"\W*(?P<name>(?!IEEE|ACM|Proc)[\w-]+)\s+\((?P<place>[^()]+)\)\W*")  # NetLSD (KDD 2018)
_DIGITS = re.compile(r"\d\d\b")
_MONTH = re.compile(r"(?:\b\d{1,2}\s)?\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?=\s\d{4})")
_VOLUME = re.compile(
    r"(?:[A-Z][\w.]*\s(?:(?:of|on|the|and|in|&)\s)*)+\d+(?:\(\d+\))?:[\d\s:,\u2013-]+\(?(?:19|20)\d\d\)?"
)
_EMOJI = re.compile(r":[a-z0-9_+-]{2,30}:")
_AROUND = re.compile(rf"[\s{PICTURES}:：*_|,;.\-\u2013\u2014/]+")
_LONE = re.compile(r"[\[\]()【】]")  # of a bracket that a link in it parts from its end
_EMPTY = re.compile(rf"[\s{PICTURES}:：?*_|,;.\-\u2013\u2014/\[\](){{}}【】（）]*")
_ID = re.compile(r"(?:arxiv)?\W*\d{4}\.\d{4,5}(?:v\d+)?|(?:19|20)\d\d", re.IGNORECASE)
_BESIDE_VENUE = re.compile(
    r"\d+|\b(?:oral|spotlight|high-?light|workshops?|findings|preprint|best|paper|award|tutorial|accepted|by|to|in|at|main|track"
    r"|conference|datasets|benchmarks|and|of|the|poster|student|outstanding|demo|tiny|short|long|papers|vol|volume|under|review"
    r"|submitted|journal|transactions|proceedings|on)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_WITH_YEAR = re.compile(r"\s(?:19|20)\d\d(?!\S)")
_BRACKETS = ("()", "[]", "【】", "（）")
_LONGEST_TAG = 60  # signs
_LONGEST_PLACE = 100  # signs
_MOST_REMEMBERED = 1024  # texts: of an entry, the same is asked several times
_MOST_WORDS = 4
_MOST_BESIDE = 2
_SPELLED = frozenset(("arxiv", "axriv", "arvix", "biorxiv", "openreview", "neurips", "nips", "coling", "interspeech"))


def marks_end(runs: Sequence[Run]) -> tuple[int, int]:
    """Return where the marks before a title end: the first run that is more than a mark, and the place in its text."""
    for number, run in enumerate(runs):
        if run.image or _EMPTY.fullmatch(run.text) or _is_mark_itself(run) or is_in_brackets(runs, number):
            continue
        if run.href or run.code or run.italic:
            return number, 0
        at = tags_end(run.text)
        if at < len(run.text):
            return number, at
    return len(runs), 0


def is_in_brackets(runs: Sequence[Run], number: int) -> bool:
    """Tell whether a run in italics or code, or bold with a year, is all that stands in brackets: ``(*CVPR 2031*)``."""
    run = runs[number]
    if (
        not (run.italic or run.code or _is_dated_before(runs, number))
        or run.href
        or len(run.text) > _LONGEST_TAG
        or not 0 < number < len(runs) - 1
    ):
        return False
    around = runs[number - 1].text.rstrip()[-1:] + runs[number + 1].text.lstrip()[:1]
    return around in _BRACKETS


def _is_dated_before(runs: Sequence[Run], number: int) -> bool:
    """Tell whether a few bold words with a year stand before a title: ``[**Spoon 2031 Notes**] A Title ...``."""
    run, behind = runs[number], runs[number + 1 : number + 2]
    words = len(_WORD.findall(run.text))
    if not run.bold or not 1 < words <= _MOST_WORDS or not _WITH_YEAR.search(run.text):
        return False
    return any(len(_WORD.findall(after.text)) > words for after in behind)


@lru_cache(_MOST_REMEMBERED)
def tags_end(text: str) -> int:
    """Return where a number, tags in brackets, days, a venue and marks at the beginning of `text` end."""
    at = 0
    if number := _NUMBER.match(text):
        at = number.end()
    while at < len(text) and (found := _word_before(text, at) if text[at].isalnum() else _sign_before(text, at)):
        at = found.end()
    return at


def _sign_before(text: str, at: int) -> re.Match[str] | None:
    return _EMOJI.match(text, at) or _AROUND.match(text, at) or _TAG.match(text, at) or _LONE.match(text, at)


def _word_before(text: str, at: int) -> re.Match[str] | None:
    plain = (_DAY, _DATED, _ARXIV, _LEADER)
    return next((found for sign in plain if (found := sign.match(text, at))), None) or _venue_before(text, at)


def _venue_before(text: str, at: int) -> re.Match[str] | None:
    """Return the venue or the day that a bar, a dash or a colon parts from the title: ``ICLR'24 | Title``."""
    match = _VENUE.match(text, at)
    return match if match and year_in(match[1]) and (is_only_venue(match[1]) or is_only_day(match[1])) else None


def is_citation(text: str) -> bool:
    """Tell whether a text only cites, in place of a title: ``Smith et al., 2031``, ``[Smith et al. CVPR31]``."""
    if _CITED_IN_FULL.fullmatch(text):
        return True
    match = _CITED.fullmatch(text)
    if match is not None:
        return bool(match["bracket"]) or len(_WORD.findall(text[: match.start(2)])) > 1
    placed = _CITED_AT.fullmatch(text)
    return placed is not None and (not placed["place"] or is_only_venue(placed["place"]))


def without_number(text: str) -> str:
    """Return `text` without the number or the bullet before it."""
    return _NUMBER.sub("", text)


def is_only_venue(text: str) -> bool:
    """Tell whether a text says no more than where, when or with what honour a paper appeared."""
    if len(text) > _LONGEST_PLACE:
        return False
    if _ARXIV.fullmatch(text.strip(" []().,*")):
        return True
    name = known_venue(text).name if ":" not in text else ""
    if not name:
        return _DATED_PLACE.fullmatch(text.strip(" []().,*")) is not None
    named = _NAME_AT.fullmatch(text)
    if named and known_venue(named["place"]).name and not known_venue(named["name"]).name:
        return False
    own = {word.lower() for word in name.split()}
    left = [word for word in _WORD.findall(_BESIDE_VENUE.sub(" ", text)) if word.lower() not in own]
    # The publisher, or the name as it is spelled here: IEEE TPAMI, NIPS.
    return len(left) <= _MOST_BESIDE and not any(word[1:].islower() for word in left if word.lower() not in _SPELLED)


def is_dated_place(text: str) -> bool:
    """Tell whether a text says only where and when something appeared: ``TMLR. 18 Sept 2031``, ``J. 4(1): 9 2031``."""
    if not _DIGITS.search(text):
        return False
    return is_only_venue(_MONTH.sub("", text)) or _VOLUME.fullmatch(text) is not None


def is_only_day(text: str) -> bool:
    """Tell whether a text says no more than a day, a month or a year."""
    return (bool(day_of(text)) and len(_WORD.findall(text)) <= _MOST_WORDS) or not _LETTER.search(text)


def _is_mark_itself(run: Run) -> bool:
    if not (run.bold or run.code or run.href):
        return False
    text = run.text.strip().strip("[]()【】 :：")
    if _ID.fullmatch(text) or is_only_venue(text) or is_only_day(text) or is_citation(text):
        return True
    return bool(run.href) and (is_pointer(text) or bool(kind_of_label(text)))
