"""Which paper does a number or an address name, however it is spelt?"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from mllmtune.model.facts import Facts
from mllmtune.text.addresses import address_of

# arXiv's own description of its identifiers: https://info.arxiv.org/help/arxiv_identifier.html
_NEW_ARXIV = r"\d{4}\.\d{4,5}"
_OLD_ARXIV = r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}"
_LAST_OLD_YEAR = 7  # 2007; an id with an archive and a greater number is of the last century
_VERSION = r"(?:v\d+)?"
_NOT_COMPARED = re.compile(r"v\d+$|(?<=[a-z])\.[a-z]{2}(?=/)")  # the version; the class in math.gt/0309136
_ARXIV_PREFIX = re.compile(
    r"^(?:(?:https?://)?(?:[a-z0-9.-]+\.)?(?:arxiv|alphaxiv|ar5iv)\.org/(?:abs|pdf|html|ps|format|src|e-print|overview)/"
    r"|(?:https?://)?(?:huggingface\.co/papers/|(?:[\w-]+\.)?semanticscholar\.org/arxiv[:/]|(?:www\.)?arxiv-vanity\.com/papers/)"
    r"|(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\."
    r"|arxiv(?:\s+preprint)?[:\s]\s*(?:arxiv:)?|abs/|eprint:)",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    rf"(?P<id>{_NEW_ARXIV}|{_OLD_ARXIV})(?P<version>{_VERSION})(?:\.pdf)?\s*(?:\[[\w.-]+\])?/?(?:[?#].*)?$"
)
_ARXIV_WITHIN = re.compile(
    rf"(?:arxiv[.:\s/]\s*(?:preprint\s+)?(?:arxiv:)?(?:abs/)?|arxiv\.org/(?:abs|pdf)/)(?P<id>{_NEW_ARXIV}|{_OLD_ARXIV}){_VERSION}(?!\d)",
    re.IGNORECASE,
)
# The DOI handbook, section 2.2: a prefix "10." with a registrant code, a slash, and any printable characters.
_DOI_PREFIX = re.compile(
    r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s*|https?://\S*?/(?=10\.\d{4}))", re.IGNORECASE
)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+$")
_OPENREVIEW = re.compile(
    r"^(?:(?:https?://)?(?:www\.)?openreview\.net/(?:forum|pdf|attachment|references/pdf)\?(?:[^#]*&)?id=|openreview:\s*)?"
    r"(?P<id>[A-Za-z0-9_-]{6,})(?:[&#].*)?$",
    re.IGNORECASE,
)
# https://aclanthology.org/info/ids/: new (2024.acl-long.226) and old (P19-1234) identifiers.
_ANTHOLOGY = re.compile(
    r"^(?:(?:https?://)?(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology|aclanthology\.info/papers)/(?:papers/)?(?:[A-Z]/[A-Z]\d\d/)?"
    r"|(?:(?:https?://)?(?:dx\.)?doi\.org/)?10\.18653/v1/|acl(?:\s*anthology)?:\s*)?"
    r"(?P<id>\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+|[A-Z]\d\d-\d{4})(?:v\d+)?(?:\.pdf|\.bib|/)*$",
    re.IGNORECASE,
)  # fmt: skip


def arxiv_id(text: str) -> str | None:
    """Return the arXiv id that `text` spells (``2402.09353``, ``hep-th/9901001v2``), version kept, or None."""
    text = text.strip()
    prefix = _ARXIV_PREFIX.match(text)
    match = _ARXIV.match(text, prefix.end() if prefix else 0)
    return match["id"] + match["version"] if match else None


def submitted(arxiv: str) -> tuple[int, int] | None:
    """Return year and month in which an arXiv id was given, which it begins with (``2402.09353``); None: it does not.

    Ids until March 2007 have them behind the archive: ``hep-th/9901001``.
    """
    match = re.match(r"(?:[a-z-]+(?:\.[A-Za-z]{2})?/)?(\d\d)(0[1-9]|1[0-2])", arxiv)
    if match is None:
        return None
    year = int(match[1])
    return (1900 if "/" in arxiv and year > _LAST_OLD_YEAR else 2000) + year, int(match[2])


def month_of(arxiv: str) -> str | None:
    """Return the month in which an arXiv id was given, as a paper has it in `posted`: ``2024-02``."""
    found = submitted(arxiv)
    return f"{found[0]}-{found[1]:02}" if found else None


def doi(text: str) -> str | None:
    """Return the bare DOI that `text` spells, letters as they are (DOIs are compared without case), or None."""
    text = text.strip()
    if prefix := _DOI_PREFIX.match(text):
        # Only an address is percent-encoded; in a bare DOI a percent sign is a character like any other.
        text = unquote(text[prefix.end() :]) if "/" in prefix[0] else text[prefix.end() :]
    match = _DOI.match(text)
    return match[0] if match else None


def openreview_id(text: str) -> str | None:
    """Return the OpenReview forum id that `text` spells, or None."""
    match = _OPENREVIEW.match(text.strip())
    return match["id"] if match else None


def anthology_id(text: str) -> str | None:
    """Return the ACL Anthology id that `text` spells, or None."""
    match = _ANTHOLOGY.match(text.strip())
    return match["id"] if match else None


def identifiers(facts: Facts) -> set[str]:
    """Return what names this paper and no other: ``arxiv:2402.09353``, ``doi:10.1/x`` ..., folded to compare.

    Also read from the places where people put them: the link, and "arXiv preprint arXiv:2402.09353" as journal.
    """
    return set(_stated(facts)) | set(_implied(facts))


def _stated(facts: Facts) -> Iterator[str]:
    if "arxiv" in facts and (found := arxiv_id(facts["arxiv"])):
        yield _arxiv_name(found)
    if found := facts.get("doi"):
        yield _doi_name(address_of(found))
    if found := facts.get("openreview"):
        yield f"openreview:{found}"
    if found := facts.get("anthology"):
        yield f"anthology:{found.lower()}"


def _implied(facts: Facts) -> Iterator[str]:
    url = address_of(facts.get("url", ""))
    if url and (found := arxiv_id(url)):
        yield _arxiv_name(found)
    elif "doi.org/" in url and (found := doi(url)):
        yield _doi_name(found)
    elif "openreview.net/" in url and (found := openreview_id(url)):
        yield f"openreview:{found}"
    elif "acl" in url and (found := anthology_id(url)):
        yield f"anthology:{found.lower()}"
    volume = facts.get("volume", "")
    if volume.startswith("abs/") and (found := arxiv_id(volume)):  # as DBLP has it, beside CoRR
        yield _arxiv_name(found)
    for place in (facts.get("journal"), facts.get("howpublished")):
        if place and (match := _ARXIV_WITHIN.search(place)):
            yield _arxiv_name(match["id"])


def _arxiv_name(arxiv: str) -> str:
    return "arxiv:" + _NOT_COMPARED.sub("", arxiv.lower())


def _doi_name(text: str) -> str:
    bare = text.lower()
    return _arxiv_name(bare.removeprefix("10.48550/arxiv.")) if bare.startswith("10.48550/arxiv.") else f"doi:{bare}"
