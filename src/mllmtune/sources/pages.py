"""Is a page still there? What its answers mean: alive, moved, dead, or something a person has to look at."""

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

_GOOD = range(200, 300)
_MOVED = frozenset((301, 308))  # RFC 9110, section 15.4: for good
_GONE = frozenset((404, 410))
_LOGIN = re.compile(r"/(?:log-?in|sign-?in|auth|sso)\b", re.IGNORECASE)


class Step(NamedTuple):
    """One answer on the way to a page: the address that was asked, and the status."""

    address: str
    status: int


class Trail(NamedTuple):
    """What came of looking for a page: the answers, each redirect leading to the next; why the last is missing."""

    steps: tuple[Step, ...]
    trouble: str = ""


class Verdict(StrEnum):
    """What became of a page."""

    ALIVE = "alive"
    MOVED = "moved"
    DEAD = "dead"
    DOUBTFUL = "doubtful"


class Finding(NamedTuple):
    """What became of a page, and the new address of one that has moved, or why it is not alive."""

    verdict: Verdict
    told: str = ""


def judged(address: str, trail: Trail) -> Finding:
    """Return what the answers on the way to a page mean."""
    if trail.trouble:
        return Finding(Verdict.DEAD if trail.trouble == "no such host" else Verdict.DOUBTFUL, trail.trouble)
    last = trail.steps[-1]
    if last.status in _GONE:
        return Finding(Verdict.DEAD, f"status {last.status}")
    if last.status not in _GOOD:
        return Finding(Verdict.DOUBTFUL, f"status {last.status}")
    return _of_redirects(address, trail) if len(trail.steps) > 1 else Finding(Verdict.ALIVE)


def _of_redirects(address: str, trail: Trail) -> Finding:
    last = trail.steps[-1]
    start, end = urlsplit(address), urlsplit(last.address)
    if _LOGIN.search(end.path) and not _LOGIN.search(start.path):
        return Finding(Verdict.DOUBTFUL, f"it leads to a login: {last.address}")
    if start.path.strip("/") and not end.path.strip("/"):
        return Finding(Verdict.DOUBTFUL, f"it leads to the front page: {last.address}")
    is_for_good = all(step.status in _MOVED for step in trail.steps[:-1])
    is_safe = end.scheme == "https" or start.scheme == "http"
    if not is_for_good or not is_safe:
        return Finding(Verdict.ALIVE)
    return Finding(Verdict.MOVED, end._replace(fragment=end.fragment or start.fragment).geturl())
