"""Do two records speak of one paper? By title, authors and year, each of which must agree."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from mllmtune.model.facts import Facts
from mllmtune.model.preprints import is_preprint_server
from mllmtune.sources.titles import is_reworded, same_numbers, speak_of_others, spelt_out, without_small_words
from mllmtune.text.latex import plain
from mllmtune.text.names import family_name, given_first
from mllmtune.text.slugs import fold

_TITLES = 90.0  # of 100: a word of a usual title, or a subtitle's ending, has become another
_TITLES_WITH_NAME = 80.0  # the same if both begin with the same name of a method: "AlphaEdit: ..."
_TITLES_GOING_ON = 75.0  # the same if one of them goes on where the other ends
_AUTHORS = 0.6  # of 1: a few have come or gone between preprint and proceedings
_SHORT_TITLE = 20  # letters; so short a title says little
_AUTHORS_OF_SHORT = 0.9
_YEARS_BEFORE, _YEARS_AFTER = 1, 2  # of publication, compared with the year in which the preprint was posted
_YEARS_OF_JOURNAL = 3
_SAME_AUTHORS = 0.99
_METHOD = re.compile(r"^([^\s:]+(?: [^\s:]+){0,2}):\s")
_LONGER = re.compile(r"\s*[(\[](?:extended|full|long|complete)\s+version[)\]]\s*$", re.IGNORECASE)  # as arXiv has it
_INITIALS = re.compile(r"\b([A-Z])([A-Z])\b")
# What is shown or discussed beside a conference: "ES-FoMo@ICML", "CVPRW", "Companion Proceedings of ...".
_BESIDE = re.compile(
    r"\bextended version\b|\bworkshops?\b|\b(?:extended|student) abstract|@|\bcompanion\b|\btiny papers?\b"
    r"|\bblogposts?\b|\btutorials?\b|\bdoctoral\b"
    r"|\b(?:aaai|acl|bmvc|cvpr|eccv|emnlp|iccv|icassp|iclr|icml|icra|ijcai|naacl|neurips|nips|wacv)w\b"
)


class Agreement(NamedTuple):
    """How well two records agree: the titles (0 to 100), the authors (0 to 1), the years between them."""

    titles: float
    authors: float
    years: int | None

    @property
    def score(self) -> int:
        """One number of it all, 0 to 100."""
        return round(0.6 * self.titles + 40 * self.authors - 2 * abs(self.years or 0))


def agreement(first: Facts, second: Facts) -> Agreement:
    """Return how well two records agree; other titles under which a paper is known count, too."""
    titles = max(_alike(one, other) for one in _titles(first) for other in _titles(second))
    if bool(_method(first)) != bool(_method(second)):  # the name of the method has come, or gone, since
        titles = max(titles, _alike(_without_method(first), _without_method(second)))
    years = _year(second), _year(first)
    apart = years[0] - years[1] if years[0] is not None and years[1] is not None else None
    return Agreement(titles, _shared(first.get("authors", []), second.get("authors", [])), apart)


def is_same_paper(first: Facts, second: Facts) -> bool:
    """Tell whether a record that has the same identifier speaks of the paper at all, and not of another."""
    found = agreement(first, second)
    nothing_known = not first.get("title") and not first.get("authors")
    return nothing_known or found.titles >= _TITLES_GOING_ON or found.authors >= _AUTHORS


def is_likely_the_same(first: Facts, second: Facts) -> bool:
    """Tell whether two records without a common identifier are likely of one paper: both title and authors agree."""
    found = agreement(first, second)
    return found.titles >= _TITLES and found.authors >= _AUTHORS


def is_published_version(preprint: Facts, record: Facts) -> bool:
    """Tell whether a record is that of the paper which a preprint has become.

    Not accepted is what a careful person would look at twice: other authors, a short title without exactly the same
    ones, a workshop beside a conference, a journal's extended version of another name, years that do not follow.
    """
    found = agreement(preprint, record)
    if not _is_publication(record) or found.years is None or not _is_one_title(preprint, record):
        return False
    is_article = record.get("type") == "article"
    if not -_YEARS_BEFORE <= found.years <= (_YEARS_OF_JOURNAL if is_article else _YEARS_AFTER):
        return False
    if min(len(title) for title in (*_titles(preprint), *_titles(record))) < _SHORT_TITLE:
        return found.titles >= _TITLES and found.authors >= _AUTHORS_OF_SHORT
    if is_article and (found.years > 1 or found.authors < _SAME_AUTHORS):
        return found.titles >= _TITLES + 5 and found.authors >= _AUTHORS_OF_SHORT
    same_name = bool(_method(preprint)) and _method(preprint) == _method(record)
    enough = _enough_with_name(preprint, record) if same_name and found.authors >= _AUTHORS_OF_SHORT else _TITLES
    return found.titles >= enough and found.authors >= _AUTHORS


def _enough_with_name(preprint: Facts, record: Facts) -> float:
    (mine, *_), (theirs, *_) = _titles(preprint), _titles(record)
    return _TITLES_GOING_ON if mine.startswith(theirs) or theirs.startswith(mine) else _TITLES_WITH_NAME


def _is_publication(record: Facts) -> bool:
    place = f"{record.get('venue', '')} {record.get('booktitle', '')} {record.get('journal', '')}"
    is_place = record.get("type") in ("article", "inproceedings", "incollection") and bool(place.strip())
    is_place = is_place and not is_preprint_server(plain(place))
    return is_place and not _BESIDE.search(fold(f"{place} {record.get('series', '')} {record.get('title', '')}"))


def _is_one_title(preprint: Facts, record: Facts) -> bool:
    """Tell whether a title of the preprint is that of the record, with the same numbers, but for its wording.

    Behind the same name of a method, the wording is free.
    """
    (theirs, *_) = _titles(record)
    has_name = bool(_method(preprint)) and _method(preprint) == _method(record)
    return any(
        same_numbers(mine, theirs) and (is_reworded(mine, theirs) or (has_name and not speak_of_others(mine, theirs)))
        for mine in _titles(preprint)
    )


def _alike(first: str, second: str) -> float:
    """Return how alike two bare titles are, 0 to 100; small words do not make them two."""
    return max(fuzz.ratio(first, second), fuzz.ratio(without_small_words(first), without_small_words(second)))


def _titles(facts: Facts) -> list[str]:
    return [_bare(title) for title in (facts.get("title", ""), *facts.get("alt_titles", []))]


def _bare(title: str) -> str:
    words = fold(_LONGER.sub("", plain(title))).replace("+", " plus ")
    return spelt_out(" ".join(re.sub(r"[^\w\s]", " ", words).split()))


def _without_method(facts: Facts) -> str:
    return _bare(_METHOD.sub("", plain(facts.get("title", ""))))


def _method(facts: Facts) -> str:
    match = _METHOD.match(plain(facts.get("title", "")))
    return fold(match[1]) if match else ""


def _year(facts: Facts) -> int | None:
    """Return the year in which a preprint was first public, or a paper was published."""
    posted = re.match(r"\d{4}", facts.get("posted", "")) if facts.get("type") == "misc" else None
    return int(posted[0]) if posted else facts.get("year")


def _shared(first: Sequence[str], second: Sequence[str]) -> float:
    """Return how many of the authors of the longer list are in the other; behind "others" anybody may stand."""
    ones, others = ([_words(name) for name in names if name != "others"] for names in (first, second))
    if not ones or not others:
        return 0.0
    most = min(len(ones), len(others)) if "others" in (*first, *second) else max(len(ones), len(others))
    left = list(others)
    found = 0
    for one in ones:
        match = next((other for other in left if _is_same_person(one, other)), None)
        if match is not None:
            left.remove(match)
            found += 1
    return min(1.0, found / most)


class _Person(NamedTuple):
    family: str
    given: frozenset[str]
    words: frozenset[str]


def _words(name: str) -> _Person:
    family = _bare(family_name(name))
    # "Liu, SY" is how medicine writes "Liu, S. Y.".
    words = _bare(_INITIALS.sub(r"\1 \2", given_first(name))).split()
    return _Person(family, frozenset(words) - frozenset(family.split()), frozenset(words))


def _is_same_person(one: _Person, other: _Person) -> bool:
    """Tell whether two names may be of one person: the same words in any order, or the same family and a given name.

    Where a given name is an initial, it is that of the other.
    """
    if one.words == other.words:
        return True
    if one.family != other.family:
        return False
    if not one.given or not other.given or one.given & other.given:
        return True
    has_initials = any(len(word) == 1 for word in one.given | other.given)
    return has_initials and bool({word[0] for word in one.given} & {word[0] for word in other.given})
