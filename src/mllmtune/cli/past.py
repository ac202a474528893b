"""What has been done to the library in force, and what of it does a command mean?"""

import shlex
from collections.abc import Iterator, Sequence

from mllmtune.cli.output import say
from mllmtune.model.facts import Facts
from mllmtune.model.revision import Revision
from mllmtune.store.blocks import Blocks
from mllmtune.store.hunks import Hunk, Parts, papers_of
from mllmtune.store.journal import Entry, Journal, journal_file, read_journal, settled
from mllmtune.store.toml import FaultError, read_paper
from mllmtune.store.workspace import Workspace


def journal_of(space: Workspace, blocks: Blocks) -> Journal:
    """Return the journal of a library that holds `blocks` now; that lines of it are damaged is said.

    Raises:
        UnreadableFileError: the journal cannot be read.

    """
    path = journal_file(space.library)
    journal = settled(read_journal(path), blocks)
    if journal.damaged:
        told = "a line" if journal.damaged == 1 else f"{journal.damaged} lines"
        tells = "it tells" if journal.damaged == 1 else "they tell"
        say(f"{path} is damaged: {told} of it cannot be read, and what {tells} cannot be undone")
    return journal


def revisions_of(hunks: Sequence[Hunk]) -> tuple[Revision, ...]:
    """Return what a change made of papers: of each paper that it touched, before and after."""
    return tuple(one for hunk in hunks for one in _of_one(hunk))


def command_of(entry: Entry) -> str:
    """Return the command line of an entry."""
    return shlex.join(entry.command)


def _of_one(hunk: Hunk) -> Iterator[Revision]:
    old, new = _papers(hunk.old), _papers(hunk.new)
    if len(old) == len(new) and old.keys() != new.keys():  # other keys for the same papers
        yield from (Revision(*pair) for pair in zip(old.values(), new.values(), strict=True))
        return
    for key in dict.fromkeys([*old, *new]):
        yield Revision(old.get(key), new.get(key))


def _papers(parts: Parts) -> dict[str, Facts]:
    found: dict[str, Facts] = {}
    for block in papers_of(parts):
        try:
            facts = read_paper(block).facts()
        except FaultError:  # nobody could read it then; nobody needs to now
            continue
        found[facts["key"]] = facts
    return found
