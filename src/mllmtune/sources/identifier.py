"""Which paper of which service does a word name: an arXiv id, a DOI, a page?"""

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import unquote

from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import anthology_id, arxiv_id, doi, identifiers, openreview_id, submitted

# Anything of six letters could be an id of OpenReview, so that only its page, or its name before the id, says so.
_OPENREVIEW = re.compile(r"(?:https?://)?(?:www\.)?openreview\.net/|openreview:", re.IGNORECASE)
_ACL_DOI = "10.18653/v1/"
_ARXIV_DOI = "10.48550/"
_DBLP = re.compile(
    r"(?:(?:https?://)?(?:www\.)?(?:dblp\.org|dblp\.uni-trier\.de|dblp\.dagstuhl\.de)/rec/(?:bib(?:tex)?\d?/|html/|xml/)?"
    r"|dblp:)"
    r"(?P<key>(?:conf|journals|books|phd|series|reference|tr)/[\w./-]+?)(?:\.(?:bib|html|xml))?(?:[?#].*)?$",
    re.IGNORECASE,
)
# What publishers write behind the DOI in the address of a page: "?download=true", "#Sec1", "/full", ".pdf"; Oxford and
# MIT Press a number and the title, bioRxiv and medRxiv the version.
_BEHIND_DOI = re.compile(
    r"(?:/(?:full(?:-?text)?|abstract|e?pdf|epub|html?|meta|summary|references|figures|metrics)"
    r"|(?<=\w)\.(?:full(?:-text)?|abstract|e?pdf|epub))*/?$",
    re.IGNORECASE,
)
_NUMBER_BEHIND_DOI = re.compile(r"(?<=/doi/)(10\.\d{4,9}/[^/]+(?:/[^/]*[a-z][^/]*)?)/\d{5,}(?:/[^/]*)?$", re.IGNORECASE)
_DOI_IN_QUERY = re.compile(r"[?&](?:id|doi)=(10\.\d{4,9}(?:/|%2F)[^&#]+)", re.IGNORECASE)
_VERSION_OF_BIORXIV = re.compile(r"(10\.(?:1101|64898)/[\d.]+)v\d+(?:\.[\w-]+)*$", re.IGNORECASE)
_OLD_CLASS = re.compile(r"(?<=[a-z])\.[A-Z]{2}(?=/\d)")  # math.GT/0309136 is math/0309136 to arXiv, too
_QUOTES = "<>`\"'\u2018\u2019\u201c\u201d"
_PAIRS = ("()", "[]", "{}")


class Kind(StrEnum):
    """The kinds of identifiers, named as the attributes of a paper are."""

    ARXIV = "arxiv"
    DOI = "doi"
    OPENREVIEW = "openreview"
    ANTHOLOGY = "anthology"
    DBLP = "dblp"


class Identifier(NamedTuple):
    """What a paper is called by the world: the kind, and the bare id (no version behind one of arXiv)."""

    kind: Kind
    value: str

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"{_SAID[self.kind]}{self.value}"

    @property
    def terms(self) -> frozenset[tuple[str, str]]:
        """How the library names a paper that has this identifier: pairs of kind and value."""
        if self.kind is Kind.DBLP:
            return frozenset()
        facts: list[Facts] = [{self.kind.value: self.value}]  # type: ignore[misc]  # a kind is the name of an attribute
        if self.kind is Kind.ANTHOLOGY:
            facts.append({"doi": _ACL_DOI + self.value})
        named = (name.partition(":") for each in facts for name in identifiers(each))
        return frozenset((kind, value) for kind, _, value in named)


_SAID = {
    Kind.ARXIV: "arXiv:",
    Kind.DOI: "doi:",
    Kind.OPENREVIEW: "openreview:",
    Kind.ANTHOLOGY: "acl:",
    Kind.DBLP: "dblp:",
}


def identifier_of(text: str) -> Identifier | None:
    """Return what a word names; None if it names no paper.

    Of several names for one, that of the service which made it: arXiv for ``10.48550/arXiv...``, the ACL Anthology for
    its DOIs.
    """
    text = _alone(text)
    text = unquote(_without_view(text)) if text.lower().startswith("http") else text
    return None if _leads_up(text) else _meant(text)


def _alone(text: str) -> str:
    """Return a word without the marks of the sentence that it was copied from."""
    text = text.strip().strip(_QUOTES).rstrip(".,;")
    return text[1:-1].strip() if f"{text[:1]}{text[-1:]}" in _PAIRS else text


def _without_view(address: str) -> str:
    """Return the address of a page with nothing behind the DOI in it; another address as it is."""
    if found := _DOI_IN_QUERY.search(address):
        return found[1]
    if "/10." not in address or _ARXIV_DOI in address.lower():
        return address
    page = re.split(r"[?#]", address, maxsplit=1)[0]
    return _NUMBER_BEHIND_DOI.sub(r"\1", _BEHIND_DOI.sub("", page))


def _meant(text: str) -> Identifier | None:
    if (found := arxiv_id(text)) and submitted(found):
        return Identifier(Kind.ARXIV, _OLD_CLASS.sub("", re.sub(r"v\d+$", "", found)))
    if found := anthology_id(text):
        return Identifier(Kind.ANTHOLOGY, found.lower() if found[0].isdigit() else found.upper())
    if match := _DBLP.match(text):
        return Identifier(Kind.DBLP, match["key"])
    if _OPENREVIEW.match(text) and (found := openreview_id(text)):
        return Identifier(Kind.OPENREVIEW, found)
    if found := doi(text):
        return Identifier(Kind.DOI, _VERSION_OF_BIORXIV.sub(r"\1", found))
    return None


def _leads_up(text: str) -> bool:
    """Tell whether a part of a path is a dot or two, which would lead to another place of a service."""
    return not {".", ".."}.isdisjoint(re.split(r"[/\\]", text))


def identifiers_in(facts: Facts) -> list[Identifier]:
    """Return what the services can be asked of a paper, the surest first: that of its publisher."""
    names = dict(name.split(":", 1) for name in sorted(identifiers(facts)))
    if "doi" in names and (spelt := facts.get("doi")):
        names["doi"] = spelt
    starts = {"anthology": "acl:", "doi": "", "openreview": "openreview:", "arxiv": "arxiv:"}
    words = [start + names[kind] for kind, start in starts.items() if kind in names]
    return list(dict.fromkeys(one for one in map(identifier_of, words) if one))
