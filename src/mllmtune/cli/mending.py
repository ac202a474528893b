"""How are faults mended in the library? Each paper where it stands, in one save with proof; or only shown as a diff."""

from collections.abc import Sequence

from mllmtune.checks.mend import mended
from mllmtune.checks.rule import Rule, Setting
from mllmtune.cli.changing import changing
from mllmtune.cli.checking import library_view
from mllmtune.cli.comparing import difference
from mllmtune.model.paper import Paper
from mllmtune.store.blocks import Blocks, digest
from mllmtune.store.changes import Change, changed
from mllmtune.store.editing import edited
from mllmtune.store.reading import Snapshot, read_snapshot
from mllmtune.store.workspace import Workspace


def mend(space: Workspace, rules: Sequence[Rule], setting: Setting, *, unsafe: bool) -> tuple[Workspace, int]:
    """Mend what the rules can mend, and return the library that holds it now and how many edits were made.

    Raises:
        MllmtuneError: the library cannot be read, locked or saved.

    """
    if not _change(read_snapshot(space.library).blocks, rules, setting, unsafe=unsafe)[1]:
        return space, 0
    made: list[int] = []

    def plan(snapshot: Snapshot) -> Change:
        change, number = _change(snapshot.blocks, rules, setting, unsafe=unsafe)
        made.append(number)
        return change

    with changing(space) as (target, save):
        save(plan)
    return target, made[-1]


def diff(space: Workspace, rules: Sequence[Rule], setting: Setting, *, unsafe: bool) -> str:
    """Return what mending would change in the library, as a unified diff.

    Raises:
        UnreadableFileError: it cannot be read.

    """
    blocks = read_snapshot(space.library).blocks
    change, _ = _change(blocks, rules, setting, unsafe=unsafe)
    before, after = (data.decode(errors="replace") for data in (blocks.data, changed(blocks, change)))
    return difference(before, after, str(space.library))


def _change(blocks: Blocks, rules: Sequence[Rule], setting: Setting, *, unsafe: bool) -> tuple[Change, int]:
    view, originals = library_view(blocks, setting)
    after = mended(view, rules, unsafe=unsafe)
    touched = {edit.key for edit in after.edits}
    facts = {subject.key: subject.facts for subject in after.view.subjects if subject.key in touched}
    edits = {
        digest(originals[key]): edited(originals[key], Paper.of(facts[key]).facts())
        for key in facts
        if key in originals
    }
    return Change(edited=edits), len(after.edits) if edits else 0
