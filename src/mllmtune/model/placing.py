"""Where does a paper belong that has no place yet? Most likely where those stand that speak of the same things."""

from collections import Counter
from collections.abc import Iterable

from mllmtune.model.facts import Facts, in_order
from mllmtune.model.keys import EMPTY_WORDS
from mllmtune.model.places import PLACES, place_of
from mllmtune.text.latex import plain
from mllmtune.text.slugs import fold

_SHORTEST = 3  # letters of a word that says what a paper is about
_MOST = 10  # words to look for


def placed(facts: Facts, place: str) -> Facts:
    """Return the facts with another place: a paradigm and category of the survey, or a topic."""
    paradigm, _, category = place.partition("/")
    is_of_the_survey = place in PLACES
    new = {"paradigm": paradigm, "category": category} if is_of_the_survey else {"topic": place}
    old = {name: value for name, value in facts.items() if name not in ("paradigm", "category", "topic")}
    return in_order({**old, **new})


def likely_place(neighbours: Iterable[Facts]) -> str:
    """Return the place of the survey that most of some papers have, the first of these on a tie; "" if none has one."""
    counts = Counter(place for facts in neighbours if (place := place_of(facts)) in PLACES)
    return max(counts, key=counts.__getitem__, default="")


def telling_words(facts: Facts) -> list[str]:
    """Return the words of method and title that say what a paper is about."""
    text = fold(plain(f"{facts.get('method', '')} {facts.get('title', '')}"))
    words = "".join(sign if sign.isalnum() else " " for sign in text).split()
    return [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST and word not in EMPTY_WORDS][:_MOST]
