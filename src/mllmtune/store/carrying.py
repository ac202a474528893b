"""How do comments stay when the paper that they stand at becomes part of another? They come to stand above that."""

from collections.abc import Iterable

from mllmtune.store.statements import comments, newline_of


def with_comments_of(block: bytes, others: Iterable[bytes]) -> bytes:
    """Return a block with the comments of others above it, those that it does not have itself."""
    known = comments(block)
    found = dict.fromkeys(comment for other in others for comment in comments(other) if comment not in known)
    newline = newline_of(block)
    return b"".join(comment + newline for comment in found) + block
