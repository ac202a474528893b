"""Which papers is a change about, as they stand in the file?"""

from collections.abc import Sequence

from mllmtune.cli.answers import ask
from mllmtune.cli.listing import nothing_found
from mllmtune.cli.named import facts_of
from mllmtune.cli.options import Selection
from mllmtune.select.query import Keys, Node
from mllmtune.store.agreement import Standing, standing, standing_under
from mllmtune.store.blocks import Blocks
from mllmtune.store.index import Index
from mllmtune.store.reading import Snapshot
from mllmtune.store.workspace import Workspace


def named(index: Index, keys: Sequence[str], blocks: Blocks) -> list[Standing]:
    """Return the papers with these keys or aliases, in the order of the keys.

    Raises:
        UnknownKeyError: a key is not there; the nearest are named.

    """
    facts_of(index, keys)
    return standing_under(index, keys, blocks)


def selected(index: Index, selection: Selection, node: Node, blocks: Blocks) -> list[Standing]:
    """Return the papers that a selection means.

    Raises:
        NothingFoundError: it was to choose some, and there are none; the nearest words of the library are named.

    """
    found = standing(index, node, blocks)
    if not found and selection != Selection():
        raise nothing_found(index, selection)
    return found


def named_in(space: Workspace, keys: Sequence[str], snapshot: Snapshot) -> list[Standing]:
    """Return the papers of a library with these keys or aliases. Raises as `named`."""
    return ask(space, lambda index: named(index, keys, snapshot.blocks), snapshot)


def still_there(space: Workspace, keys: Sequence[str], snapshot: Snapshot) -> list[Standing]:
    """Return those papers of a library that have one of these keys, in the order of the file."""
    return ask(space, lambda index: standing(index, Keys(tuple(keys)), snapshot.blocks), snapshot)


def digests_of(space: Workspace, keys: Sequence[str], snapshot: Snapshot) -> dict[str, bytes]:
    """Return the digest of the block of each of these papers, by its key. Raises as `named`."""
    return {one.facts["key"]: one.digest for one in named_in(space, keys, snapshot)}
