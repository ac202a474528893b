"""What of a citation is the title: behind its people, before its venue and year?"""

import re

from mllmtune.formats.awesome_marks import is_dated_place, is_only_day, is_only_venue, tags_end
from mllmtune.formats.awesome_people import are_whole, people
from mllmtune.formats.awesome_sentences import JOINT, are_several, are_several_people, end_of, without_venue

# The full stop or the colon behind names, with the year that may follow them.
_STOP = re.compile(
    r"(?:(?<=\w[\w.])|(?<=\s[A-Z]))[.:]\s+(?:\(?(?:19|20)\d\d\)?[.:,]?\s+)?(?=[A-Z0-9\"'$]|[a-z]+[A-Z0-9])"
)
_INITIAL = re.compile(r"(?<!\w)[A-Z]$")
# Names and, in brackets, the year, or where and when, as the APA has it.
_DATED = re.compile(
    r"([^\n()]{5,400}?)\s*\((?P<when>(?![^()]*\d{4}\s?[-\u2013]\s?\d{4})[^()\n]{0,40}\d\d[^()\n]{0,15})\)[.,:]?\s+(?=[A-Z0-9\"'])"
)
_DAY_BEHIND = re.compile(
    r"(?:(?<=[\w)])\.|(?<=[\w?!)]),)\s+(?:19|20)\d\d(?:-\d\d){0,2}(?:\.\s[A-Z]\w+ (?:19|20)\d\d)?\.?$"
)
_STATE = re.compile(r"(?<=\b\d{4})\s+(?:\(?under review\)?|workshop)\.?$", re.IGNORECASE)
_QUOTED_FIRST = re.compile(r"\s*[\u201c\"]([^\u201c\u201d\"]{8,300}?)[,.]?[\u201d\"][,.]?\s+")
_BRACKETED_YEAR = re.compile(r"\(?\b(?:19|20)\d\d\b\)?")
_LISTED = re.compile(r"(?:and )?([^,.;:\n]{3,60}(?:\.[^,.;:\n]{1,30}){0,2}),\s+")
_PART_END = re.compile(r"\.\s|,\s+|\s\(")
_STAR = re.compile(r"^\s*\(\*+\)\s+")
_LONGEST_LIST = 300  # signs of the names that are looked at
_SHORT = 2  # words of a name


def without_citation(text: str) -> str:
    """Return the title of a whole citation, ``Smith, A., & Li, B. (2031). Title. *Journal*, 4(1).``.

    Of another text, what remains without a day behind it and a star before it: ``(*) Title. 2031-02-03``.
    """
    quoted = _QUOTED_FIRST.match(text)
    if quoted and people(_BRACKETED_YEAR.sub("", text[quoted.end() :])):
        return quoted[1]
    if text[:1].isalnum():
        text = text[tags_end(text) :]  # a venue before the title: CVPR'31 | Title
    at = behind_people(text, 0)
    text = _STAR.sub("", text[at:])
    title = text[: end_of(text)]
    behind = text[len(title) :].strip(" .,;:|()")
    is_parted = text[len(title) : len(title) + 1] in ".(" or re.search(r"\d\d|\bet\.? al", behind) is not None
    if at or (behind and is_parted and _says_who_or_where(behind)):
        return title
    title, place = without_venue(text)
    return title if place else _STATE.sub("", _DAY_BEHIND.sub("", text))


def _says_who_or_where(text: str) -> bool:
    """Tell whether a text behind a title begins with people, or is no more than a venue."""
    if is_dated_place(text) or are_several_people(text):
        return True
    return any(are_several_people(text[: stop.start()]) for stop in _PART_END.finditer(text[:_LONGEST_LIST]))


def behind_people(text: str, at: int) -> int:
    """Return where the title begins, if those who wrote it are named before it."""
    dated = _DATED.match(text, at)
    if dated and (people(dated[1]) if dated["when"].isdigit() else are_several_people(dated[1])):
        return dated.end()
    listed = _behind_listed(text, at)
    if listed != at:
        return listed
    for stop in _STOP.finditer(text, at, at + _LONGEST_LIST):
        names = people(text[at : stop.start()]) if JOINT.search(text, at, stop.start()) else []
        if _INITIAL.search(text, at, stop.start()) and not (len(names) > 1 and all("," in name for name in names)):
            continue  # in the midst of "A. Smith, B. Li."
        fewest = _SHORT if stop[0][0] == ":" else 1  # "Merge Now, Regret Later: The Cost of ..." is a title
        is_end = are_several(names) and are_whole(names) and (len(names) > fewest or names[-1] == "others")
        return stop.end() if is_end else at
    return at


def _behind_listed(text: str, at: int) -> int:
    """Return where the title begins behind names that commas part from it: ``Ann Smith, Bo Li, Bending ..., CVPR``."""
    ends, count = [at], 0
    while (part := _LISTED.match(text, ends[-1])) and (names := people(part[1])) and any("," in name for name in names):
        ends.append(part.end())
        count += len(names)
    if count < _SHORT:
        return at
    for end in reversed(ends[1:]):  # a title of few words may look like a name
        title = text[end : end + end_of(text[end:])]
        if len(title.split()) > _SHORT and not (is_only_venue(title) or is_only_day(title)):
            is_another = people(title.removeprefix("and ")) or people(re.split(r"[:.]\s", title)[0])
            is_cited = not title.startswith("and ") and re.search(r"\d{4}|\d\d\b", text[end + len(title) :]) is not None
            return end if is_cited and not is_another else at
    return at
