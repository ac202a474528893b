"""Where is a service whose address the user gives? Below that, whether or not it names the interface, too."""

from collections.abc import Iterable
from urllib.parse import urlsplit


def base(address: str, paths: Iterable[str]) -> str:
    """Return the address below which a service has its paths.

    An address may end as they begin: ``https://api.semanticscholar.org/graph/v1`` is where ``/graph/v1/paper`` is, and
    so is ``https://api.semanticscholar.org``.
    """
    bare = address.strip().rstrip("/?")
    place = urlsplit(bare).path
    for end in sorted((end for path in paths for end in _beginnings(path)), key=len, reverse=True):
        if place.endswith(end):
            return bare.removesuffix(end)
    return bare


def is_of_web(address: str) -> bool:
    """Tell whether an address has a scheme of the web, a host, and no port that there cannot be."""
    try:
        parts = urlsplit(address.strip())
        return parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _beginnings(path: str) -> list[str]:
    steps = path.strip("/").split("/")
    return ["/" + "/".join(steps[:number]) for number in range(1, len(steps) + 1)]
