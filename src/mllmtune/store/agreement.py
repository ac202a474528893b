"""What does the file say of the papers that the index finds?

SQLite keeps no checksums of its pages: an index in which bytes have changed may be read without an error. Whoever only
asks may be told something wrong; what is to be written is taken from the file.
"""

from collections.abc import Sequence
from typing import NamedTuple

from mllmtune.model.facts import Facts, all_keys
from mllmtune.select.query import Keys, Node
from mllmtune.store.blocks import Blocks
from mllmtune.store.index import Index, StaleIndexError
from mllmtune.store.toml import FaultError, read_paper


class Standing(NamedTuple):
    """A paper as it stands in the file: the digest of its block, and what that says."""

    digest: bytes
    facts: Facts


def standing(index: Index, node: Node, blocks: Blocks) -> list[Standing]:
    """Return the papers meant, the best hit first, else in the file's order.

    Raises:
        StaleIndexError: what the index finds is not there, or is another paper.

    """
    try:
        found = [Standing(name, read_paper(blocks.with_digest(name)).facts()) for name in index.digests(node)]
    except (KeyError, FaultError) as error:
        raise StaleIndexError from error
    if [one.facts["key"] for one in found] != index.keys(node):
        raise StaleIndexError
    return found


def standing_under(index: Index, names: Sequence[str], blocks: Blocks) -> list[Standing]:
    """Return the papers that have these keys or aliases, in the order of the names.

    Raises:
        StaleIndexError: for one, the index finds no paper, or another.

    """
    papers = standing(index, Keys(tuple(names)), blocks)
    found = {name: paper for paper in papers for name in all_keys(paper.facts)}
    try:
        return [found[name] for name in names]
    except KeyError as error:
        raise StaleIndexError from error
