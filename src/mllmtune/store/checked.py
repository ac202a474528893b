"""What does a library file say, and on which line is it no library? The fault that a reader is told first."""

from pathlib import Path

from mllmtune.errors import BadDataError, BadLibraryError, ConflictError
from mllmtune.model.library import Settings
from mllmtune.model.paper import Paper
from mllmtune.store.blocks import Blocks, Span
from mllmtune.store.conflicts import marked_conflicts
from mllmtune.store.toml import FaultError, line_within, read_paper, read_settings


def settings_in(blocks: Blocks, library: Path) -> Settings:
    """Return the settings of a library file.

    Raises:
        BadLibraryError: they cannot be read, or something else stands between the papers.
        ConflictError: git has left a conflict in the file.

    """
    try:
        return read_settings(blocks.rest)
    except FaultError as error:
        raise _fault_in(blocks, library, blocks.line_in_rest(error.fault.line), error.fault.text) from None


def paper_in(blocks: Blocks, span: Span, library: Path) -> Paper:
    """Return the paper that stands at `span`. Raises as `settings_in`, if it is none."""
    try:
        return read_paper(blocks.of(span))
    except FaultError as error:
        raise _fault_in(blocks, library, blocks.line_of(span.start) + error.fault.line, error.fault.text) from None


def line_in(blocks: Blocks, span: Span, name: str) -> int:
    """Return the line of the file on which the paper at `span` has an attribute."""
    return blocks.line_of(span.start) + line_within(blocks.of(span), name)


def refuse_copies(blocks: Blocks, library: Path) -> None:
    """Do nothing, if no block stands twice.

    Raises:
        BadLibraryError: one does.

    """
    seen: set[bytes] = set()
    for name, span in zip(blocks.digests, blocks.paper_spans, strict=True):
        if name in seen:
            key = read_paper(blocks.of(span)).key
            what = f'the key "{key}" stands twice, in two equal papers: remove one'
            raise BadLibraryError(str(library), line_in(blocks, span, "key"), what)
        seen.add(name)


def _fault_in(blocks: Blocks, library: Path, line: int, text: str) -> BadDataError:
    """Return what is wrong with the file: the marks of a conflict, if it holds any, else what was found."""
    if conflicts := marked_conflicts(blocks.data):
        first, *others = conflicts
        return ConflictError(str(library), first.line, first.told, [other.line for other in others])
    return BadLibraryError(str(library), line, text)
