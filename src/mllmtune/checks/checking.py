"""What is wrong in a file? Everything that rules find in it and its papers do not waive, line by line."""

from collections.abc import Iterator, Sequence

from mllmtune.checks.rule import Finding, Kind, Rule, View
from mllmtune.checks.waiving import unwaived, waived_codes


def findings(view: View, rules: Sequence[Rule]) -> list[Finding]:
    """Return what the rules find, in the order of the file; the same file and rules give the same findings."""
    every = [one for rule in rules for one in rule.findings(view)]
    if view.entries:
        every += _of_entries(view, view.entries, rules, {(one.line, one.code) for one in every})
    return sorted(unwaived(every, waived_codes(view)), key=lambda one: (one.line, one.code, one.text))


def _of_entries(view: View, entries: View, rules: Sequence[Rule], told: set[tuple[int, str]]) -> Iterator[Finding]:
    """Give what rules find in the BibTeX of a list, but for what they have seen of the same papers in the list."""
    seen = {subject.key for subject in view.subjects}
    for rule in rules:
        for one in rule.findings(entries):
            is_new = one.key not in seen or Kind.LIST not in rule.kinds
            if is_new and (one.line, one.code) not in told:
                yield one
