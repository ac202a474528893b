"""What is edited of a paper, and what becomes of it? Its block as it stands in the file, or its notes alone."""

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from mllmtune.cli.editor import Draft, Mistake, edited_text, keep
from mllmtune.cli.output import say
from mllmtune.cli.revising import Manner, Plan, refuse_taken_names, revise, revised
from mllmtune.cli.standing import named_in
from mllmtune.errors import ChangedWhileEditedError, TakenKeyError
from mllmtune.model.assigning import Assignment, Way, assigned
from mllmtune.model.facts import Facts, all_keys
from mllmtune.model.revision import Revision
from mllmtune.store.blocks import Blocks, Span, digest, split
from mllmtune.store.changes import Change
from mllmtune.store.folders import user_folder
from mllmtune.store.placing import Piece
from mllmtune.store.reading import Snapshot, read_snapshot
from mllmtune.store.toml import FaultError, line_within, read_paper, read_table
from mllmtune.store.workspace import Workspace

_NO_UTF8 = "this is not UTF-8; save it in that encoding"
_LONGEST = 100  # characters of the name of a file


class _Found(NamedTuple):
    """A paper as it was when the editor was opened: its block, its facts, and the file."""

    block: bytes
    facts: Facts
    snapshot: Snapshot


def edit_block(space: Workspace, key: str, manner: Manner) -> None:
    """Open the block of a paper in the editor, and put what is saved in its place.

    Raises:
        AbandonedError: what was saved is no paper, and is not mended.
        ChangedWhileEditedError: the paper has been changed in the meantime.
        MllmtuneError: there is no such paper, no editor; or the library cannot be read, locked or saved.

    """
    found = _found(space, key)
    draft = _draft(found.block.decode().replace("\r\n", "\n") + "\n", f"{_file_name(found.facts['key'])}.toml")
    block = edited_text(draft, partial(_accepted, space, found.facts))
    if block is None:
        say("nothing was changed")
        return

    def plan(space: Workspace, snapshot: Snapshot) -> Plan:
        place = _place(space, snapshot, found, draft, block)
        after = read_paper(block.encode()).facts()
        revisions = (Revision(found.facts, after),)
        refuse_taken_names(space, revisions, snapshot)
        data = block.encode().replace(b"\n", found.snapshot.blocks.newline)
        change = Change(pieces=(Piece(*place[:2], data),), meant=tuple(map(digest, split(data).papers)))
        return Plan(change, revisions)

    revise(space, plan, manner, found.snapshot)


def edit_notes(space: Workspace, key: str, manner: Manner) -> None:
    """Open the notes on a paper in the editor, and keep what is saved. Raises as `edit_block`."""
    found = _found(space, key)
    notes = found.facts.get("notes", "")
    draft = _draft(f"{notes}\n" if notes else "", f"{_file_name(found.facts['key'])}.md")
    text = edited_text(draft, _in_utf8)
    if text is None:
        say("nothing was changed")
        return

    def plan(space: Workspace, snapshot: Snapshot) -> Plan:
        _place(space, snapshot, found, draft, text)
        after = assigned(found.facts, [Assignment("notes", Way.PUT, text.replace("\r\n", "\n").rstrip())])
        revision = Revision(found.facts, after)
        return Plan(revised(snapshot, [(digest(found.block), revision)]), (revision,))

    revise(space, plan, manner, found.snapshot)


def _found(space: Workspace, key: str) -> _Found:
    snapshot = read_snapshot(space.library)
    digest, facts = named_in(space, [key], snapshot)[0]
    return _Found(snapshot.blocks.with_digest(digest), facts, snapshot)


def _draft(text: str, name: str) -> Draft:
    return Draft(text, name, user_folder("state") / "drafts")


def _file_name(key: str) -> str:
    return re.sub(r"[^\w.-]", "_", key)[:_LONGEST]


def _place(space: Workspace, snapshot: Snapshot, found: _Found, draft: Draft, text: str) -> Span:
    """Return where the paper stands now, if it is still what was opened."""
    number = snapshot.blocks.number_of(found.block)
    if number >= 0:
        return snapshot.blocks.paper_spans[number]
    raise ChangedWhileEditedError(str(space.library), found.facts["key"], str(keep(draft, text)))


def _in_utf8(text: str) -> str:
    """Return a text as it is.

    Raises:
        Mistake: it has been saved in another encoding.

    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Mistake(text.count("\n", 0, error.start) + 1, _NO_UTF8) from None
    return text


def _accepted(space: Workspace, before: Facts, text: str) -> str:
    """Return the block that a text holds.

    Raises:
        Mistake: it holds none that can stand in the place of the old one.

    """
    block = text.replace("\r\n", "\n").removeprefix("\ufeff").strip("\n")
    start = text.count("\n", 0, len(text) - len(text.lstrip("\n"))) + 1
    after, line = _read(block, start, before["key"])
    if before["key"] not in all_keys(after):
        what = f'what cites "{before["key"]}" would find nothing; add aliases = ["{before["key"]}"], or keep the key'
        raise Mistake(line, what)
    try:
        refuse_taken_names(space, [Revision(before, after)], None)
    except TakenKeyError as error:
        raise Mistake(line, str(error)) from None
    return block


def _read(block: str, start: int, key: str) -> tuple[Facts, int]:
    """Return the facts of the one paper in a block that begins on line `start`, and the line of its key.

    Raises:
        Mistake: it is no TOML in UTF-8, no paper, more than one, or something else stands beside it.

    """
    try:
        data = block.encode()
        read_table(data)
        blocks = split(data)
        spans = blocks.paper_spans
        if len(spans) != 1:
            raise _not_one_paper(blocks, spans, key)
        if read_table(blocks.rest):
            raise Mistake(1, "only [[papers]] and its tables can stand here; the rest of the file is edited by hand")
        start += blocks.line_of(spans[0].start) - 1
        paper = blocks.of(spans[0])
        return read_paper(paper).facts(), start + line_within(paper, "key")
    except UnicodeEncodeError as error:
        raise Mistake(start + block.count("\n", 0, error.start), _NO_UTF8) from None
    except FaultError as error:
        raise Mistake(start + error.fault.line, error.fault.text) from None


def _not_one_paper(blocks: Blocks, spans: Sequence[Span], key: str) -> Mistake:
    if spans:
        return Mistake(blocks.line_of(spans[1].start), "a second paper begins here; `mllmtune add` adds one")
    return Mistake(1, f"there is no [[papers]] here; `mllmtune remove {key}` removes a paper")
