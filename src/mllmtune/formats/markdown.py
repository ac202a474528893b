"""How are papers written for a list in Markdown? A table for each place, as the field's lists have them.

GitHub Flavored Markdown, section 4.10 (tables). Columns: Time, Title, Venue, Paper, Code.
"""

import re
from collections.abc import Iterable, Iterator

from mllmtune.model.facts import Facts
from mllmtune.model.links import is_safe, list_link
from mllmtune.model.taxonomy import PARADIGM_OF, Category, Paradigm, categories_of
from mllmtune.text.latex import plain
from mllmtune.text.printable import one_line

_HEAD = "| Time | Title | Venue | Paper | Code |\n| --- | --- | :---: | :---: | :---: |\n"
_BREAKS_A_LINK = re.compile(r"[\s()<>|\\]")
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&]")

# As the survey's own list names its tables.
_HEADINGS = {
    Category.ITERATIVE: "Iterative Selective Tuning",
    Category.POSTERIOR: "Posterior Selective Tuning",
    Category.ADAPTER: "Adapter Tuning",
    Category.PROMPT: "Prompt Tuning",
    Category.STRUCTURE: "Structure Reparameterization Tuning",
    Category.CALIBRATION: "Calibration Reparameterization Tuning",
}
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def write(papers: Iterable[Facts]) -> str:
    """Return a heading for each paradigm, category and topic that has papers, with its table under it."""
    places: dict[str, list[Facts]] = {}
    for facts in papers:
        for place in _places(facts):
            places.setdefault(place, []).append(facts)
    return "\n".join(_sections(places))


def _sections(places: dict[str, list[Facts]]) -> Iterator[str]:
    for paradigm in Paradigm:
        inner = [(_HEADINGS[category], f"{paradigm}/{category}") for category in categories_of(paradigm)]
        tables = [(name, places[place]) for name, place in [("", paradigm), *inner] if place in places]
        if tables:
            yield f"### {_title(paradigm)} Tuning\n"
        for name, papers in tables:
            yield (f"#### {name}\n\n" if name else "") + _table(papers)
    known = {*Paradigm, *(f"{paradigm}/{category}" for category, paradigm in PARADIGM_OF.items())}
    for place, papers in places.items():
        if place not in known:
            yield f"### {_escaped(_title(place))}\n\n{_table(papers)}"


def _places(facts: Facts) -> list[str]:
    first = "/".join(filter(None, (facts.get("paradigm"), facts.get("category"))))
    places = [first, facts.get("topic", ""), *facts.get("also", [])]
    return list(dict.fromkeys(filter(None, places))) or ["other"]


def _table(papers: Iterable[Facts]) -> str:
    return _HEAD + "".join(f"| {' | '.join(_row(facts))} |\n" for facts in papers)


def _row(facts: Facts) -> tuple[str, ...]:
    time = (facts.get("posted") or str(facts.get("year", ""))).replace("-", ".")[: len("2024.02")]
    title = f"**{_escaped(plain(facts.get('title', '')) or facts['key'])}**"
    code = facts.get("links", {}).get("code")
    return (time or "-", title, _venue(facts), _link(list_link(facts)), _link(code))


def _venue(facts: Facts) -> str:
    name = facts.get("venue") or facts.get("booktitle") or facts.get("journal") or ""
    year = str(facts.get("year", ""))[-2:]
    return _escaped(plain(name)) + (f"'{year}" if name and year else year) or "-"


def _link(address: str | None) -> str:
    if address is None or not is_safe(address):
        return "-"
    return f"[link]({_BREAKS_A_LINK.sub(lambda sign: f'%{ord(sign[0]):02X}', address)})"


def _title(place: str) -> str:
    return " ".join(word.capitalize() if word.islower() else word for word in re.split(r"[-_/ ]+", place))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda sign: _ENTITIES.get(sign[0], "\\" + sign[0]), one_line(text))
