"""Which of a file's papers are in the curated library, whose facts were verified?"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from mllmtune.checks.alike import same_title
from mllmtune.checks.rule import View
from mllmtune.checks.subject import Subject
from mllmtune.text.latex import plain
from mllmtune.text.slugs import slug

_ENOUGH = 24  # letters of a title of which the rest was left out


class Verified(NamedTuple):
    """A paper of the file, and the same one in the curated library, known by an identifier or only by its title."""

    subject: Subject
    known: Subject
    by_identifier: bool


def verified(view: View) -> Iterator[Verified]:
    """Give the papers of a file that are curated, by identifier, then by title (whole, or its beginning)."""
    named = {identifier: known for known in view.setting.curated for identifier in known.identifiers}
    titled = {letters: known for known in view.setting.curated for letters in titles(known)}
    sorted_titles = sorted(titled)
    for subject in view.subjects if view.setting.curated else ():
        known = next((named[each] for each in sorted(subject.identifiers) if each in named), None)
        if known:
            yield Verified(subject, known, by_identifier=True)
        elif (letters := _found(subject.title_letters, sorted_titles)) and _may_be(subject, titled[letters]):
            yield Verified(subject, titled[letters], by_identifier=False)


def agree(subject: Subject, known: Subject) -> bool:
    """Tell whether the titles of the two are alike: else the identifier was copied from another, or is mistyped."""
    return subject.title_letters in ("", *titles(known)) or same_title(subject, known)


def titles(known: Subject) -> tuple[str, ...]:
    """Return the letters of every title that a paper is known by, the first one its own."""
    return (known.title_letters, *(slug(plain(title)) for title in known.facts.get("alt_titles", [])))


def _found(letters: str, sorted_titles: list[str]) -> str:
    """Return the title that begins with these letters, if it is the same or the beginning is long enough."""
    place = bisect_left(sorted_titles, letters)
    if not letters or place == len(sorted_titles) or not sorted_titles[place].startswith(letters):
        return ""
    return sorted_titles[place] if letters == sorted_titles[place] or len(letters) >= _ENOUGH else ""


def _may_be(subject: Subject, known: Subject) -> bool:
    """Tell whether nothing but the title is needed: the first author is the same, or not said."""
    return not subject.families or not known.families or subject.families[0] == known.families[0]
