"""What does a plan look like? A row for each new paper and for each value that differs; what is the same is counted."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from mllmtune.cli.counting import counted
from mllmtune.cli.importing import Planned
from mllmtune.cli.lazy import load
from mllmtune.cli.output import say, show_json, show_lines
from mllmtune.cli.values import shown_value
from mllmtune.model.merge import Difference
from mllmtune.model.planning import Step, Verdict

_MANY = 40  # lines on a terminal; of more new papers than that, only the number is told
_SIGNS = {Verdict.NEW: "+", Verdict.DIFFERING: "~", Verdict.CLASH: "!"}


def show_plan(plan: Sequence[Planned]) -> None:
    """Print the plan: on a terminal as people read it; in a pipe a tab-separated row each, what is the same too."""
    if not sys.stdout.isatty():
        show_lines(["\t".join(row) for one in plan for row in _rows(one)])
        return
    many_are_new = sum(one.step.verdict is Verdict.NEW for one in plan) > _MANY
    hidden = {Verdict.SAME, Verdict.NEW} if many_are_new else {Verdict.SAME}
    load("cli.screen").show_changes([row for one in plan if one.step.verdict not in hidden for row in _told(one.step)])


def show_plan_json(plan: Sequence[Planned]) -> None:
    """Print the plan as JSON: an object a paper."""
    show_json([json.dumps(_as_json(one), ensure_ascii=False) for one in plan])


def changed_keys(plan: Sequence[Planned]) -> list[str]:
    """Return the keys of the papers that are new or change, once each."""
    found = (one.step.facts["key"] for one in plan if one.step.verdict is Verdict.NEW or _changes(one.step.differences))
    return list(dict.fromkeys(found))


def summary(plan: Sequence[Planned]) -> str:
    """Return a sentence that counts: ``3 new, 12 the same, 2 differing (4 values filled in, 1 kept)``."""
    counts = Counter(one.step.verdict for one in plan)
    found = [difference for one in plan for difference in one.step.differences]
    values = Counter(_then(difference) for difference in found)
    told = ", ".join(f"{counted(values[word], 'value')} {word}" for word in values)
    parts = [f"{counts[Verdict.NEW]} new", f"{counts[Verdict.SAME]} the same", f"{counts[Verdict.DIFFERING]} differing"]
    clashes = [f"{counts[Verdict.CLASH]} under the key of another paper"] if counts[Verdict.CLASH] else []
    return ", ".join([*parts, *clashes]) + (f" ({told})" if told else "")


def complain_of_clashes(plan: Sequence[Planned]) -> int:
    """Say which papers have the key of another, and return how many."""
    clashes = [one for one in plan if one.step.verdict is Verdict.CLASH]
    for one in clashes:
        key = one.step.facts["key"]
        say(f'{one.origin}: "{key}" is the key of another paper in the library; give one of the two another key')
    return len(clashes)


def _told(step: Step) -> Iterator[tuple[str, str, str]]:
    """Give sign, key and title; below them each attribute and what becomes of it."""
    yield _SIGNS[step.verdict], step.facts["key"], shown_value(step.facts.get("title", ""))
    for difference in step.differences:
        yield "", f"  {difference.attribute}", _fate(difference)


def _fate(difference: Difference) -> str:
    ours, theirs = shown_value(difference.ours), shown_value(difference.theirs)
    if not difference.is_conflict:
        return f"+ {theirs}"
    return f"{ours} -> {theirs}" if difference.is_change else f"{ours} (stays; in the file: {theirs})"


def _rows(one: Planned) -> Iterator[tuple[str, ...]]:
    verdict, facts, found = one.step
    title = shown_value(facts.get("title", ""))
    if verdict is not Verdict.DIFFERING:
        yield verdict, facts["key"], "", "", title, {Verdict.NEW: "added", Verdict.CLASH: "left out"}.get(verdict, "")
    for difference in found:
        values = (shown_value(difference.ours), shown_value(difference.theirs))
        yield verdict, facts["key"], difference.attribute, *values, _then(difference)


def _then(difference: Difference) -> str:
    if not difference.is_change:
        return "kept"
    return "replaced" if difference.is_conflict else "filled in"


def _changes(found: Sequence[Difference]) -> bool:
    return any(difference.is_change for difference in found)


def _as_json(one: Planned) -> dict[str, object]:
    verdict, facts, found = one.step
    return {
        "plan": verdict,
        "key": facts["key"],
        "origin": one.origin,
        "differences": [
            {"attribute": each.attribute, "library": each.ours, "file": each.theirs, "then": _then(each)}
            for each in found
        ],
    }
