"""What does a column show of a paper? Text that is nothing but text in Markdown, and links to the web.

GitHub Flavored Markdown 0.29: sections 2.4 (backslash escapes), 2.5 (entities), 4.10 (tables), 6.6 (links). Badges are
those of https://shields.io: the stars of a repository, and a static badge for arXiv.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from mllmtune.formats.markdown_layout import ATTRIBUTES, BY_HAND, Column
from mllmtune.model.facts import Facts, venue_of
from mllmtune.model.links import PAGES, is_safe, links_of, list_link, page, page_by, pdf
from mllmtune.text.addresses import address_of
from mllmtune.text.latex import plain
from mllmtune.text.names import given_first
from mllmtune.text.printable import one_line
from mllmtune.text.slugs import fold

# An ampersand that would begin an entity is written as one.
_BREAKS_A_LINK = re.compile(r"[\s()<>|\\`\x00-\x1f\x7f]|[^\x20-\x7e](?<!\w)|&(?=#?\w+;)")
# The last two would begin a link, GFM section 6.9.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_BEGINS_A_BLOCK = re.compile(r"[-+#=](?=[-+#=\s]|$)|(?<=\d)[.)](?=\s|$)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_REPOSITORY = re.compile(r"https?://(?:www\.)?github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?(?:[/?#].*)?")
_ARXIV = re.compile(r"https?://arxiv\.org/abs/([\w./-]+)")


class Anchor(NamedTuple):
    """A link: what it leads to (paper, code ...), its text if it has one of its own, and its address."""

    label: str
    text: str
    address: str


def escaped(text: str) -> str:
    """Return text on one line that Markdown and HTML show as it is."""
    return _SPECIAL.sub(lambda sign: _ENTITIES.get(sign[0], "\\" + sign[0]), one_line(text))


def paragraph(markdown: str) -> str:
    """Return Markdown on one line as a paragraph: what begins it begins no list, heading or rule."""
    place = len(markdown) - len(markdown.lstrip("0123456789"))
    match = _BEGINS_A_BLOCK.match(markdown, place)
    return f"{markdown[:place]}\\{markdown[place:]}" if match else markdown


def heading(text: str, level: int) -> str:
    """Return a heading with a newline; a number sign at its end stays, which Markdown would take off."""
    return f"{'#' * level} {escaped(text).replace('#', chr(92) + '#')}\n"


def link(text: str, address: str) -> str:
    """Return a link on text that is Markdown already."""
    return f"[{text}]({_address(address)})"


def title(facts: Facts) -> str:
    """Return the title as plain text, or the key of a paper that has none."""
    return one_line(plain(facts.get("title", ""))) or facts["key"]


def venue(facts: Facts) -> str:
    """Return where it was published, the short name first."""
    return escaped(plain(venue_of(facts)))


def text(facts: Facts, column: Column) -> str:
    """Return the text of a column, "" if there is none."""
    what = column.what
    if what == BY_HAND:
        return ""
    if what == "title":
        return f"**{escaped(title(facts))}**"
    if what == "time":
        return (facts.get("posted") or str(facts.get("year", ""))).replace("-", ".")[: len("2024.02")]
    if what in ("paradigm", "category", "topic"):
        return escaped(spelt_out(str(facts.get(what, ""))))
    if what == "venue":
        return venue(facts)
    return escaped(", ".join(_values(facts, what)))


def anchors(facts: Facts, column: Column) -> list[Anchor]:
    """Return the links of a column."""
    if column.what == "links":
        return list(_all_links(facts))
    found = [Anchor(column.what, *_target(facts, column.what))]
    return [anchor for anchor in found if is_safe(anchor.address)]


def badge(anchor: Anchor) -> str | None:
    """Return the badge of a repository or of an arXiv number; None for anything else."""
    if anchor.label == "code" and (repository := _REPOSITORY.fullmatch(anchor.address)):
        return link(f"![Star](https://img.shields.io/github/stars/{repository[1]})", anchor.address)
    if arxiv := _ARXIV.fullmatch(anchor.address):
        number = arxiv[1].replace("-", "--").replace("_", "__").replace("/", "%2F")
        return link(f"![arXiv](https://img.shields.io/badge/arXiv-{number}-b31b1b)", anchor.address)
    return None


def spelt_out(name: str) -> str:
    """Return the name of a place, or a label, as a heading has it: ``multimodal-llm`` is Multimodal Llm."""
    if name == "pdf":
        return "PDF"
    return " ".join(word.capitalize() if word.islower() else word for word in re.split(r"[-_/ ]+", name))


def _target(facts: Facts, what: str) -> tuple[str, str]:
    if identifier := next((name for name in PAGES if name == what and facts.get(name)), None):
        return escaped(address_of(facts[identifier])), page_by(identifier, facts[identifier])
    if what in ATTRIBUTES and what != "url":
        return "", ""
    if made := {"paper": list_link, "page": page, "pdf": pdf}.get(what):
        return "", made(facts) or ""
    labelled = {fold(label): address for label, address in links_of(facts).items()}
    return "", address_of(facts.get("url", "")) if what == "url" else labelled.get(what, "")


def _all_links(facts: Facts) -> Iterator[Anchor]:
    for label, address in {"paper": list_link(facts) or "", **links_of(facts)}.items():
        if is_safe(address):
            yield Anchor(label, escaped(spelt_out(label)), address)


def _values(facts: Facts, what: str) -> list[str]:
    if what not in ATTRIBUTES:
        return [plain(facts.get("fields", {}).get(what, ""))]
    value = facts.get(what, "")
    if what in ("authors", "editors"):
        return ["et al." if name == "others" else given_first(name) for name in cast("list[str]", value or [])]
    return [plain(str(one)) for one in (value if isinstance(value, list) else [value])]


def _address(address: str) -> str:
    return _BREAKS_A_LINK.sub(lambda sign: "&amp;" if sign[0] == "&" else _percent(sign[0]), address)


def _percent(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode(errors="replace"))
