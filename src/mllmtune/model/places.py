"""Where in the field does a paper stand? By paradigm and category, or by topic; some stand in several places."""

from typing import cast

from mllmtune.model.facts import Facts
from mllmtune.model.taxonomy import PARADIGM_OF, Paradigm

# Every paradigm of the survey with each of its categories.
PLACES = tuple(f"{paradigm}/{category}" for category, paradigm in PARADIGM_OF.items())


def place_of(facts: Facts) -> str:
    """Return the first place of a paper, ``additive/adapter``, ``additive`` or a topic; "" if it has none."""
    return _place_in_survey(facts) or facts.get("topic", "")


def places_of(facts: Facts) -> list[str]:
    """Return where a paper stands, the first place first: ``additive/adapter``, ``additive``, or a topic."""
    return list(dict.fromkeys([*_own_places(facts), *facts.get("also", [])]))


def is_paradigm(place: str) -> bool:
    """Tell whether a place is one of the survey, and no topic."""
    return place.partition("/")[0] in list(Paradigm)


def beside(ours: Facts, theirs: Facts) -> Facts:
    """Return `theirs` with its place as a second one, where ours stands in another place of that kind.

    A list that has a paper in two of its tables says of neither place that it is wrong.
    """
    said = dict(theirs)
    second = []
    if "paradigm" in ours and not _completes(ours, theirs):
        second += [place for place in _own_places(theirs) if is_paradigm(place)]
        said = {name: value for name, value in said.items() if name not in ("paradigm", "category")}
    if "topic" in ours and "topic" in said:
        second.append(str(said.pop("topic")))
    known = places_of(ours)
    new = [place for place in second if not any(f"{held}/".startswith(f"{place}/") for held in known)]
    return cast("Facts", {**said, "also": list(dict.fromkeys([*theirs.get("also", []), *new]))} if new else said)


def _completes(ours: Facts, theirs: Facts) -> bool:
    """Tell whether theirs names the category within the paradigm that ours has."""
    return "category" not in ours and ours.get("paradigm") == theirs.get("paradigm")


def _own_places(facts: Facts) -> list[str]:
    return [place for place in (_place_in_survey(facts), facts.get("topic", "")) if place]


def _place_in_survey(facts: Facts) -> str:
    return "/".join(filter(None, (facts.get("paradigm"), facts.get("category"))))
