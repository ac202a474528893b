"""Is a page still there? What its answers mean: alive, moved, dead, or something a person has to look at."""

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

_GOOD = range(200, 300)
_MOVED = frozenset((301, 308))  # RFC 9110, section 15.4: for good
_GONE = frozenset((404, 410))
# Where a server sends whom it does not show the page: another path, or another host that is there for that.
_LOGIN = re.compile(
    r"/(?:service)?(?:log-?in|sign-?in|auth|oauth2?|authorize|sso|consent|cookies?|captcha|challenge)\b"
    r"|^//(?:log-?in|sso|auth|idp|accounts?|consent)\.",
    re.IGNORECASE,
)
_NOTHING_THERE = re.compile(
    r"/(?:error/?)?(?:404|(?:page|file)?[-_]?not?[-_]?found|error|gone|missing)(?:\.\w+)?/?$", re.IGNORECASE
)
_FRONT_PAGE = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:home|index|default)(?:\.\w+)?/?)?", re.IGNORECASE)
_FOR_ONE_VISIT = re.compile(r"[;?&](?:jsessionid|phpsessid|session(?:_?id)?|token|ticket)=", re.IGNORECASE)


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
    if _LOGIN.search(_place(end)) and not _LOGIN.search(_place(start)):
        return Finding(Verdict.DOUBTFUL, f"it leads to a login: {last.address}")
    if _NOTHING_THERE.search(end.path) and not _NOTHING_THERE.search(start.path):
        return Finding(Verdict.DOUBTFUL, f"it leads to a page that says that there is none: {last.address}")
    if _FRONT_PAGE.fullmatch(end.path) and not _FRONT_PAGE.fullmatch(start.path):
        return Finding(Verdict.DOUBTFUL, f"it leads to the front page: {last.address}")
    is_for_good = all(step.status in _MOVED for step in trail.steps[:-1]) and not _FOR_ONE_VISIT.search(last.address)
    is_safe = end.scheme == "https" or start.scheme == "http"
    if not is_for_good or not is_safe:
        return Finding(Verdict.ALIVE)
    return Finding(Verdict.MOVED, end._replace(fragment=end.fragment or start.fragment).geturl())


def _place(address: SplitResult) -> str:
    return f"//{address.netloc}{address.path}"
