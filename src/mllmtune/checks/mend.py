"""How do edits become better papers? Applied where the value is still the one that was found; then looked at again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from mllmtune.checks.checking import findings
from mllmtune.checks.rule import Edit, Rule, View
from mllmtune.checks.subject import Subject
from mllmtune.model.facts import Facts, in_order

_PASSES = 10  # each mends what the one before made visible; three are the most that have been seen


class Mended(NamedTuple):
    """The file with its papers mended, and the edits in the order in which they were made."""

    view: View
    edits: tuple[Edit, ...]


def mended(view: View, rules: Sequence[Rule], *, unsafe: bool = False) -> Mended:
    """Return the file after every safe edit of the rules, and after the unsafe ones if they are wanted.

    Mending what has been mended changes nothing.
    """
    made: list[Edit] = []
    for _ in range(_PASSES):
        edits = [edit for one in findings(view, rules) for edit in one.edits if edit.safe or unsafe]
        view, done = _with_edits(view, edits)
        made += done
        if not done:
            break
    return Mended(view, tuple(made))


def with_edit(facts: Facts, edit: Edit) -> Facts:
    """Return the facts after an edit; as they are if the value is no longer the one that it replaces."""
    table = dict[str, object](facts)
    *tables, name = edit.path
    inner = dict(cast("Mapping[str, object]", table.get(tables[0], {}))) if tables else table
    if inner.get(name) != edit.old:
        return facts
    if edit.new is None:
        inner.pop(name, None)
    else:
        inner[name] = edit.new
    if tables:
        table[tables[0]] = inner
    return in_order(table)


def _with_edits(view: View, edits: Iterable[Edit]) -> tuple[View, list[Edit]]:
    subjects = {subject.key: subject for subject in view.subjects}
    done = []
    for edit in edits:
        before = subjects[edit.key]
        after = with_edit(before.facts, edit)
        if after != before.facts:
            subjects[edit.key] = Subject(after, before.line_of)
            done.append(edit)
    return replace(view, subjects=tuple(subjects[subject.key] for subject in view.subjects)), done
