"""What has been done to the library in force, and what of it does a command mean?"""

import shlex
from collections.abc import Iterable, Mapping, Sequence

from mllmtune.cli.output import say
from mllmtune.model.facts import Facts
from mllmtune.model.revision import Revision
from mllmtune.store.blocks import Blocks
from mllmtune.store.hunks import Hunk, papers_of
from mllmtune.store.journal import Entry, Journal, journal_file, read_journal, settled
from mllmtune.store.reading import read_snapshot
from mllmtune.store.toml import FaultError, read_paper
from mllmtune.store.workspace import Workspace


def journal_now(space: Workspace) -> Journal:
    """Return the journal of a library, for whoever does not hold its lock.

    The journal is read first: what it tells of is in the file by then, or never comes there.

    Raises:
        UnreadableFileError: the journal or the library cannot be read.

    """
    journal = _read(space)
    return settled(journal, read_snapshot(space.library).blocks)


def journal_of(space: Workspace, blocks: Blocks) -> Journal:
    """Return the journal of a library that holds `blocks` now, for whoever holds its lock.

    Raises:
        UnreadableFileError: the journal cannot be read.

    """
    return settled(_read(space), blocks)


def revisions_of(hunks: Sequence[Hunk]) -> tuple[Revision, ...]:
    """Return what a change made of papers: of each paper that it touched, before and after, wherever it stands now."""
    each = [(_papers(papers_of(hunk.old)), _papers(papers_of(hunk.new))) for hunk in hunks]
    old = {key: facts for papers, _ in each for key, facts in papers.items()}
    new = {key: facts for _, papers in each for key, facts in papers.items()}
    key_after = {key: key for key in old if key in new} | _renamed(old, new)
    came = new.keys() - key_after.values()
    order = dict.fromkeys(key for pair in each for papers in pair for key in papers)
    return tuple(
        Revision(old[key], new.get(key_after.get(key, ""))) if key in old else Revision(None, new[key])
        for key in order
        if key in old or key in came
    )


def command_of(entry: Entry) -> str:
    """Return the command line of an entry."""
    return shlex.join(entry.command)


def _read(space: Workspace) -> Journal:
    """Return what the journal of a library says; that lines of it are damaged is said."""
    path = journal_file(space.library)
    journal = read_journal(path)
    if journal.damaged:
        told = "a line" if journal.damaged == 1 else f"{journal.damaged} lines"
        tells = "it tells" if journal.damaged == 1 else "they tell"
        remedy = "the others can; move the file away to begin a new one"
        say(f"{path} is damaged: {told} of it cannot be read, and what {tells} cannot be undone; {remedy}")
    return journal


def _renamed(old: Mapping[str, Facts], new: Mapping[str, Facts]) -> dict[str, str]:
    """Return the key that a paper has now whose old one is gone: one of the two is an alias of the other."""
    gone, came = old.keys() - new.keys(), new.keys() - old.keys()
    names = {name: key for key in gone for name in old[key].get("aliases", [])}
    pairs = {names[key]: key for key in came if key in names}
    return pairs | {name: key for key in came for name in new[key].get("aliases", []) if name in gone}


def _papers(blocks: Iterable[bytes]) -> dict[str, Facts]:
    found: dict[str, Facts] = {}
    for block in blocks:
        try:
            facts = read_paper(block).facts()
        except FaultError:  # nobody could read it then; nobody needs to now
            continue
        found[facts["key"]] = facts
    return found
