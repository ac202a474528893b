"""Which service answers which identifier, where is it, and how is it asked?"""

from collections.abc import Mapping
from typing import NamedTuple

from mllmtune.sources import acl, arxiv, crossref, datacite, dblp, openreview, s2
from mllmtune.sources.identifier import Kind


class Service(NamedTuple):
    """A service: its name, its address, the variable that gives another, and the types of what it may answer with.

    A mirror at another address, which may end as one of `paths` begins, has it at `path` below that. `pause` is how
    many seconds lie between two requests, `at_once` how many may be under way.
    """

    name: str
    address: str
    variable: str
    types: tuple[str, ...]
    pause: float = 0.0
    at_once: int = 4
    path: str = ""
    paths: tuple[str, ...] = ()


_JSON = (
    "application/json", "application/vnd.api+json", "application/problem+json",
    "application/vnd.crossref-api-message+json",
)  # fmt: skip
_BIBTEX = ("application/x-bibtex", "text/x-bibtex", "text/plain", "application/octet-stream")

SERVICES: Mapping[str, Service] = {
    "arxiv": Service(
        arxiv.NAME, "https://export.arxiv.org", "MLLMTUNE_ARXIV_URL",
        ("application/atom+xml", "application/xml", "text/xml"), pause=3.0, at_once=1,
        paths=("/api/query",),
    ),
    "crossref": Service(crossref.NAME, "https://api.crossref.org", "MLLMTUNE_CROSSREF_URL", _JSON, paths=("/works",)),
    "datacite": Service(datacite.NAME, "https://api.datacite.org", "MLLMTUNE_DATACITE_URL", _JSON, paths=("/dois",)),
    "openreview": Service(
        openreview.NAME, "https://api2.openreview.net", "MLLMTUNE_OPENREVIEW_URL", _JSON, paths=("/notes",)
    ),
    "openreview1": Service(
        openreview.NAME, "https://api.openreview.net", "MLLMTUNE_OPENREVIEW_URL", _JSON, path="/v1", paths=("/notes",)
    ),
    "acl": Service(acl.NAME, "https://aclanthology.org", "MLLMTUNE_ACL_URL", _BIBTEX),
    "dblp": Service(
        dblp.NAME, "https://dblp.org", "MLLMTUNE_DBLP_URL", (*_BIBTEX, *_JSON), pause=1.0, at_once=1,
        paths=("/search/publ/api", "/rec"),
    ),
    "s2": Service(
        s2.NAME, "https://api.semanticscholar.org", "MLLMTUNE_S2_URL", _JSON, pause=1.0, at_once=1,
        paths=("/graph/v1/paper/batch",),
    ),
}  # fmt: skip

# The first that knows the paper answers; the next is only asked where it does not.
ANSWERS: Mapping[Kind, tuple[str, ...]] = {
    Kind.ARXIV: ("arxiv",),
    Kind.DOI: ("crossref", "datacite"),
    Kind.OPENREVIEW: ("openreview", "openreview1"),
    Kind.ANTHOLOGY: ("acl",),
    Kind.DBLP: ("dblp",),
}
