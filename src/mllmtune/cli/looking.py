"""What becomes of the addresses in papers? What is kept from another day counts, the others are looked for."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from mllmtune.cli.checked_links import Kept, keep_findings, kept_findings
from mllmtune.cli.clock import today
from mllmtune.cli.network import pages
from mllmtune.cli.saying import in_progress
from mllmtune.errors import UnreachableError
from mllmtune.model.facts import Facts
from mllmtune.model.links import is_safe, links_of, page_by
from mllmtune.sources.concurrent import concurrently
from mllmtune.sources.http import Pages
from mllmtune.sources.pages import Finding, judged
from mllmtune.text.addresses import address_of

_AT_ONCE = 8
_NO_NETWORK = ("no such host", "no connection")


class Place(NamedTuple):
    """An address in a paper and the label that it has there; one that is made of an identifier cannot be changed."""

    key: str
    label: str
    address: str


def places_in(facts: Facts) -> Iterator[Place]:
    """Give the addresses of a paper: those that somebody wrote, however escaped, and that of its DOI."""
    written = {"url": address_of(facts["url"])} if "url" in facts else {}
    written |= {f"links.{label}": address for label, address in links_of(facts).items()}
    yield from (Place(facts["key"], label, address) for label, address in written.items() if is_safe(address))
    if "doi" in facts:
        yield Place(facts["key"], "doi", page_by("doi", facts["doi"]))


def findings(addresses: Sequence[str], first: str, *, offline: bool) -> dict[str, Kept]:
    """Return what is known of some pages: what is kept from the day `first` on, and what is found now.

    Raises:
        UnreachableError: not one could be reached, so that nothing can be said of any.

    """
    kept = kept_findings()
    known = {one: kept[one] for one in addresses if one in kept and (offline or kept[one].day >= first)}
    left = [one for one in addresses if one not in known]
    if offline or not left:
        return known
    with pages() as web:
        tasks = [partial(_looked_for, web, one) for one in left]
        looked = in_progress(concurrently(tasks, at_once=_AT_ONCE), len(tasks), "Looking for pages")
        new = {address: Kept(finding, today().isoformat()) for address, finding in looked}
    if len(new) > 1 and all(one.finding.told in _NO_NETWORK for one in new.values()):
        raise UnreachableError("the network", "not one page can be reached", 1)
    keep_findings(new)
    return known | new


def _looked_for(web: Pages, address: str) -> tuple[str, Finding]:
    return address, judged(address, web.trail(address))
