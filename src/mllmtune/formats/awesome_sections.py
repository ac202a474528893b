"""Where in the field does a heading put the papers under it, and where and when did these appear?

Paradigms and categories are those of `mllmtune.model.taxonomy`; a venue or a year is that of the papers that say none
of their own; any other headings make a topic.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from mllmtune.formats.awesome_marks import is_only_venue
from mllmtune.formats.awesome_venues import Venue, known_venue
from mllmtune.model.taxonomy import PARADIGM_OF, Category, Paradigm


class Place(NamedTuple):
    """Where a paper stands: by paradigm and category, or by topic; "" where the headings do not say it.

    `venue` and `year` are what the headings say of all papers under them.
    """

    topic: str = ""
    paradigm: str = ""
    category: str = ""
    venue: Venue = Venue()
    year: int | None = None


_WAYS = r"(?:[\s-]*(?:based|style))?(?:[\s-]+(?:fine[\s-]?)?(?:tuning|methods?|peft|approach(?:es)?|paradigm))"
_PARADIGM = re.compile(rf"(selective|additive|reparametri[sz]ation|reparameteri[sz]ation)(?:{_WAYS})*", re.IGNORECASE)
_CATEGORY = re.compile(
    rf"({'|'.join(Category)})(?:\s+(?:selective|additive|reparameteri[sz]ation))?(?:{_WAYS})+", re.IGNORECASE
)
_BARE_CATEGORY = re.compile(rf"({'|'.join(Category)})s?", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:table\s+of\s+)?contents?|toc|目录|index", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:(?:latest|recent|project|important)\s+)*(?:news|updates?|announcements?)(?:\s*(?:and|&)\s*\w+)?|what'?s\s+new.*|change\s*log|citations?|cite|citing|bibtex|"
    r"how\s+to\s+cite|contribut\w+|how\s+to\s+contribute|acknowledge?ments?|thanks|licen[sc]e|contacts?(?:\s+me|\s+us)?|star\s+history|"
    r"related\s+(?:awesome\s+)?(?:repos?\w*|lists?|projects?)|about(?:\s+me|\s+us)?|keywords?(?:\s+convention)?|legend|format|disclaimer|description|"
    r"更新|引用|致谢|贡献|参与贡献|许可证|联系\w*",
    re.IGNORECASE,
)
# Headings that say nothing of what the papers are about.
_EMPTY = re.compile(
    rf"papers?\s+from\s.*|{_CONTENTS.pattern}|(?:(?:awesome|all|main|full|the|must-read|related|recommended|selected)\s+)*(?:papers?|paper\s*-?\s*lists?|lists?|publications?|resources?|literature)"
    r"|(?:19|20)\d\d|index|overview\s+of\s+papers|methods?\s+list|论文(?:列表)?",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(
    r"(?:(?:papers?|works?)\s+(?:in|of|from)\s+|year\s+)?((?:19|20)\d\d)(?:\s*年|\s+papers?)?(?:\s*\(\d+[^()]*\)?)?",
    re.IGNORECASE,
)
_SHORT_ACRONYM = 3  # letters: SC, PR and LoG may be anything
_NUMBERING = re.compile(r"^\W*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[ivxIVX]{1,5})[.):：]\)?|\d{1,2}(?:\.\d{1,2})+)\s+(?=\S)")
_EMOJI_NAMES = re.compile(r":[a-z_0-9+-]+:")


def words_of(heading: str) -> str:
    """Return the words of a heading, without numbers, pictures and marks around them."""
    text = _EMOJI_NAMES.sub(" ", " ".join(heading.split()))
    return re.sub(r"^[^\w(]+|[^\w)!?+]+$", "", _NUMBERING.sub("", text)).strip()


def place_of(path: Sequence[str]) -> Place:
    """Return the place that a path of headings, the widest first, says."""
    names = [words_of(heading) for heading in path]
    venues, years = [_venue(name) for name in names], [_year(name) for name in names]
    venue = next((venue for venue in reversed(venues) if venue.name), Venue())
    year = venue.year or next((year for year in reversed(years) if year), None)
    names = [name for name, venue, year in zip(names, venues, years, strict=True) if not (venue.name or year)]
    return _place_of(names)._replace(venue=venue, year=year)


def _place_of(names: Sequence[str]) -> Place:
    paradigm = category = ""
    for name in names:
        if found := _paradigm(name):
            paradigm, category = found, ""
        if found := _category(name, paradigm):
            category = found
            paradigm = PARADIGM_OF[Category(category)]
    if paradigm:
        return Place("", paradigm, category)
    slugs = filter(None, (_slug(name) for name in names if not _EMPTY.fullmatch(name)))
    return Place("/".join(slug for slug, _ in groupby(slugs)))  # a heading, and the same words to unfold its list


def is_aside(path: Sequence[str]) -> bool:
    """Tell whether what stands under these headings is about the list: its contents, its news, how to cite it.

    Contents are so only right under their heading: some lists never end that section.
    """
    names = [re.sub(r"\s*\([^()]*\)", "", words_of(heading)) for heading in path]
    return any(map(_ASIDE.fullmatch, names)) or bool(names and _CONTENTS.fullmatch(names[-1]))


def _venue(name: str) -> Venue:
    """Return the venue that a heading names: with its year, or by an acronym that is no word of the field."""
    venue = known_venue(name) if is_only_venue(name) else Venue()
    is_acronym = len(venue.name) > _SHORT_ACRONYM and sum(map(str.isupper, venue.name)) > 1 and " " not in venue.name
    return venue if venue.type != "misc" and (venue.year or is_acronym) else Venue()


def _year(name: str) -> int | None:
    match = _OF_YEAR.fullmatch(name)
    return int(match[1]) if match else None


def _paradigm(name: str) -> str:
    match = _PARADIGM.fullmatch(name)
    if match is None:
        return ""
    found = match[1].lower().replace("isation", "ization")
    return Paradigm.REPARAMETERIZATION if found.startswith("repar") else found


def _category(name: str, paradigm: str) -> str:
    """Return the category that a heading names; a bare word only does so under its paradigm."""
    match = _CATEGORY.fullmatch(name) or (_BARE_CATEGORY.fullmatch(name) if paradigm else None)
    if match is None:
        return ""
    found = Category(match[1].lower())
    return found if not paradigm or PARADIGM_OF[found] == paradigm else ""


def _slug(name: str) -> str:
    return re.sub(r"[^\w.+]+", "-", name.lower()).strip("-._+")
