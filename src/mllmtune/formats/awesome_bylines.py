"""Which links lead to those who wrote a paper, and not to what they wrote?"""

import re
from collections.abc import Sequence

from mllmtune.formats.awesome_labels import kind_of_host, kind_of_label
from mllmtune.formats.awesome_people import people
from mllmtune.formats.awesome_runs import Run, plain_text

_ACCOUNT = re.compile(r"//(?:www\.)?(?:github|gitlab)\.com/[^/]+/?$", re.IGNORECASE)
_OTHERS = re.compile(r"\W{0,3}et\.? al\b")
_OF_PEOPLE = frozenset(("", "person", "project", "tweet"))


def with_plain_names(runs: Sequence[Run]) -> list[Run]:
    """Return the runs with the names of people as text, wherever they lead: ``[Ann Smith](...), [Bo Li](...)``.

    One name alone may be that of anything; only in italics, or at a page of people, it is taken for one of theirs.
    """
    named = [number for number, run in enumerate(runs) if run.href and not run.image and _is_person(run)]
    if not named:
        return list(runs)
    first, last = named[0], named[-1] + 1
    text = plain_text(runs[first:last])
    more = _OTHERS.match(plain_text(runs[last : last + 1]))
    names = people(text + (more[0] if more else ""))
    is_sure = all(runs[number].italic or kind_of_host(runs[number].href) == "person" for number in named)
    if not names or not (is_sure or names[-1] == "others" or sum("," in name for name in names) > 1):
        return list(runs)
    return [run._replace(href="", link=0) if first <= at < last else run for at, run in enumerate(runs)]


def _is_person(run: Run) -> bool:
    """Tell whether the words of a link are a name, and it leads where people have their pages."""
    kind = kind_of_host(run.href)
    is_theirs = kind in _OF_PEOPLE or (kind == "code" and _ACCOUNT.search(run.href) is not None)
    return (
        is_theirs and not kind_of_label(run.text) and any("," in name or name == "others" for name in people(run.text))
    )
