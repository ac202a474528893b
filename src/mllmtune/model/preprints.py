"""Which papers are preprints, and which of them have likely been published by now?"""

import re
from typing import NamedTuple

from mllmtune.model.facts import Facts
from mllmtune.model.identifiers import identifiers, submitted

_PREPRINT_TYPES = frozenset(("misc", "unpublished", "online", "techreport", "article", "report"))
_SERVER = re.compile(
    r"rxiv\b|\bcorr\b|preprint|\beprint|\bssrn\b|\bresearch square\b|\bauthorea\b|\bzenodo\b", re.IGNORECASE
)
_ON_ITS_WAY = re.compile(r"openreview|under review|submitted", re.IGNORECASE)
# bioRxiv and medRxiv (two), SSRN, Preprints.org, Research Square, ChemRxiv, OSF, PsyArXiv, TechRxiv, Authorea, arXiv
_PREPRINT_DOI = re.compile(r"10\.(?:1101/\d|(?:64898|2139|20944|21203|26434|31219|31234|36227|22541|48550)/)")
# The months in which the proceedings of the field's large conferences appear: AAAI, ICLR, CVPR, ICML and ACL, ECCV and
# ICCV, EMNLP, NeurIPS.
_CYCLE = (3, 5, 6, 8, 10, 11, 12)
_REVIEW = 4  # months from a submission to a decision, at least
_YOUNG = 6  # months; before that hardly a preprint has appeared anywhere


class Staleness(NamedTuple):
    """How likely a preprint has been published, the greater the likelier: what the library knows, conferences, age."""

    hints: int
    conferences: int
    months: int


def is_preprint(facts: Facts) -> bool:
    """Tell whether a paper stands in the library as a preprint: at arXiv, OpenReview or the like, and nowhere else."""
    if facts["type"] not in _PREPRINT_TYPES or "booktitle" in facts:
        return False
    places = [facts[name] for name in ("journal", "venue") if name in facts]
    is_there = any(name.startswith(("arxiv:", "openreview:")) or _is_of_preprint(name) for name in identifiers(facts))
    return is_there and all(is_preprint_server(place) or _ON_ITS_WAY.search(place) for place in places)


def is_preprint_server(place: str) -> bool:
    """Tell whether a place is one of preprints, though services may call it a journal: "SSRN Electronic Journal"."""
    return bool(_SERVER.search(place))


def staleness(facts: Facts, year: int, month: int) -> Staleness | None:
    """Return how stale a preprint is in a month; None if it is too young, or its age is not known."""
    posted = _posted(facts)
    if posted is None:
        return None
    months = 12 * (year - posted[0]) + month - posted[1]
    names = [name.partition(":")[0] for name in identifiers(facts) if not _is_of_preprint(name)]
    hints = names.count("doi") + names.count("openreview") + names.count("anthology")
    if months < _YOUNG and not hints:
        return None
    passed = ((posted[1] - 1 + number) % 12 + 1 for number in range(_REVIEW, months + 1))
    return Staleness(hints, sum(one in _CYCLE for one in passed), months)


def is_preprint_doi(doi: str) -> bool:
    """Tell whether a DOI is one of a server of preprints."""
    return bool(_PREPRINT_DOI.match(doi))


def _is_of_preprint(name: str) -> bool:
    return name.startswith("doi:") and is_preprint_doi(name.removeprefix("doi:"))


def _posted(facts: Facts) -> tuple[int, int] | None:
    if match := re.match(r"(\d{4})-(\d\d)", facts.get("posted", "")):
        return int(match[1]), int(match[2])
    named = next((name for name in sorted(identifiers(facts)) if name.startswith("arxiv:")), "")
    if found := submitted(named.removeprefix("arxiv:")):
        return found
    return (facts["year"], 1) if "year" in facts else None
