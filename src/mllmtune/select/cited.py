"""What does one file of a document cite? The value that every reader of documents gives."""

from collections.abc import Iterable
from typing import NamedTuple


class Reads(NamedTuple):
    """Another file that the document goes on in.

    `names` are what it may be called, the likelier first, as the document writes them: `/` between folders. `moves`
    says that names within it are looked for in its own folder first. An `optional` file may be absent without a word.
    """

    names: tuple[str, ...]
    moves: bool = False
    optional: bool = False


class Cited(NamedTuple):
    """What a file cites and reads, in its order.

    `found` holds citation keys and further files. `everything` tells that the document asks for all entries there are.
    `labels` are names that the document defines itself, in a language where these are cited as papers are. `ended`
    tells that the mark was seen that stands at the end of such a file; where there is none, it is True.
    """

    found: tuple[str | Reads, ...]
    everything: bool = False
    labels: frozenset[str] = frozenset()
    ended: bool = True


def listed(keys: str) -> Iterable[str]:
    """Give the keys of a list with commas between them, without blanks around or line breaks in them."""
    return filter(None, (" ".join(key.split()) for key in keys.split(",")))


def cited(found: Iterable[str | Reads], *, labels: Iterable[str] = (), ended: bool = True) -> Cited:
    r"""Return what was found, a key ``*`` taken as what it says in ``\nocite{*}``."""
    items = tuple(found)
    return Cited(tuple(item for item in items if item != "*"), "*" in items, frozenset(labels), ended)
