"""Where does each link of an entry lead: to the paper, its code, its project ...? By its label, else by its host."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from mllmtune.formats.awesome_labels import bare, is_pointer, kind_of_host, kind_of_label
from mllmtune.formats.awesome_marks import is_citation
from mllmtune.formats.awesome_runs import Run
from mllmtune.model import identifiers


class Linked(NamedTuple):
    """A link: its words, where it leads, whether its words are an image, and the words before it up to a colon."""

    label: str
    href: str
    is_image: bool = False
    before: str = ""


# What a label says, and what the address shows it to be: "HF" may be a model, a data set or a demo there.
_BY_HOST = frozenset((("project", "code"), ("project", "paper"), ("model", "dataset"), ("model", "demo")))
_LAST_WORDS = re.compile(r"[\w ./&+-]{1,40}[:：]\s*[\[(|\s]*$")
_WORDS = re.compile(r"[^\s|,/&\[\]()]")
_WEB = re.compile(r"(?:https?:)?//[^/]|[hft]*t?tps?://|www\.", re.IGNORECASE)
_SHIELD = re.compile(r"(?:img\.shields\.io|badgen\.net)/(?:static/v1\?.*?message=|badge/)([^?&/#]+)", re.IGNORECASE)
_STARS = re.compile(r"img\.shields\.io/github/stars/([\w.-]+)/([\w.-]+?)(?:\.svg)?(?:[?#].*)?$", re.IGNORECASE)
_RIGHT = re.compile(r"\s*(?:https?:)?//(?!https?:?//)", re.IGNORECASE)
_SCHEMES = re.compile(r"(?:[a-z]{0,6}:?//+)+", re.IGNORECASE)  # "https://https://", "ttps://"
_MIRROR = re.compile(r"://(?:https?://)?(?:Arxiv\.org|arxiv\.org\.cn|arxiv\.53yu\.com|xxx\.itp\.ac\.cn)/")


def links_of(runs: Sequence[Run]) -> list[Linked]:
    """Return the links in the order in which they stand; an image in a link gives it its words."""
    found = []
    before = named = ""
    for number, group in groupby(runs, key=lambda run: run.link if run.href else 0):
        parts = list(group)
        if not number:
            before = "".join(run.text for run in parts if not run.image)
            if _WORDS.search(before):  # only a mark between two links leaves the first one's words to both
                match = _LAST_WORDS.search(before[-60:])
                named = bare(match[0]) if match else ""
            continue
        words = "".join(run.text for run in parts if not run.image).strip()
        badges = [badge_text(run) for run in parts if run.image]
        found.append(Linked(words or " ".join(badges), parts[0].href, not words, named))
    return found


def badge_text(run: Run) -> str:
    """Return the words of a badge: those that shields.io writes on it, else those for who cannot see it.

    https://shields.io/badges: a label, a message and a colour with "-" between; "--" and "__" are signs, "_" a blank.
    """
    match = _SHIELD.search(run.image)
    if match is None:
        return run.text
    words = unquote(match[1]).removesuffix(".svg").replace("--", "\0").replace("__", "\1")
    parts = words.split("-")
    shown = parts[:-1] if len(parts) > 1 else parts
    return " ".join(shown).replace("_", " ").replace("\0", "-").replace("\1", "_")


def starred(runs: Iterable[Run]) -> str:
    """Return the repository whose stars a badge without a link shows, "" if none does."""
    matches = (_STARS.search(run.image) for run in runs if run.image and not run.href)
    return next((f"https://github.com/{match[1]}/{match[2]}" for match in matches if match), "")


def kind_of(link: Linked, column: str = "") -> str:
    """Return the kind of a link: paper, code, project ...; "" if neither label nor host says it.

    `column` is the kind that the heading of its column says, for a link that only points.
    """
    label = bare(link.label)
    is_mute = is_pointer(label) or is_web(label)
    named = (kind_of_label(link.before) if is_mute else "") or kind_of_label(label)
    hosted = kind_of_host(link.href)
    if hosted in ("badge", "person"):
        return hosted
    if named == "code" and link.is_image and "star" in link.label.lower():
        return "starred"
    if (named, hosted) in _BY_HOST:
        return hosted
    said = kind_of_label(link.before)
    cited = "paper" if not (named or column or hosted or said) and is_citation(label) else ""
    return named or column or (said if hosted != "paper" else "") or hosted or said or cited


def is_web(href: str) -> bool:
    """Tell whether an address leads to the web, not into the list itself."""
    return _WEB.match(href) is not None


def labelled(kinds: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return addresses by label; where there are several of a kind, the later ones have a number."""
    table: dict[str, str] = {}
    for kind, href in kinds:
        if href in table.values() and (kind != "code" or kind in table):
            continue
        number = 1 + sum(label.rstrip("0123456789") == kind for label in table)
        table[kind if number == 1 else f"{kind}{number}"] = href
    return table


def identified(hrefs: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the identifiers that the addresses of a paper give, with its page as ``url``, and the addresses left over.

    Addresses of arXiv and doi.org only repeat their identifier, so they are no ``url`` unless they are mistyped: that
    is for who checks the list to see.
    """
    found: dict[str, str] = {}
    left = []
    for href in hrefs:
        name, value = _identifier(href)
        told = bool(name) and found.setdefault(name, value) == value
        if name not in ("arxiv", "doi") or not _RIGHT.match(href):
            told = found.setdefault("url", href) == href or told
        if not told:
            left.append(href)
    return found, left


def _identifier(href: str) -> tuple[str, str]:
    # "https://www.arxiv.org/abs/..." and addresses with a stray blank or sign at their end are common.
    href = _MIRROR.sub("://arxiv.org/", href.strip().rstrip(".,;]"))
    href = _SCHEMES.sub("https://", href, count=1)
    if ("arxiv" in href or "ar5iv" in href or "huggingface.co/papers" in href) and (
        found := identifiers.arxiv_id(href)
    ):
        return "arxiv", re.sub(r"v\d+$", "", found)
    if "openreview.net" in href and (found := identifiers.openreview_id(href)):
        return "openreview", found
    if ("aclanthology" in href or "aclweb" in href) and (found := identifiers.anthology_id(href)):
        return "anthology", found
    if "doi.org/" in href and (found := identifiers.doi(href)):
        return "doi", found
    return "", ""
