"""What is wrong in a file? Everything that rules find in it and its papers do not waive, line by line."""

from collections.abc import Sequence

from mllmtune.checks.rule import Finding, Rule, View
from mllmtune.checks.waiving import unwaived, waived_codes, waived_lines


def findings(view: View, rules: Sequence[Rule]) -> list[Finding]:
    """Return what the rules find, in the order of the file; the same file and rules give the same findings.

    In a list that has BibTeX, what is found in an entry goes before the same of its item, for it has the better line.
    """
    every = [one for rule in rules for one in rule.findings(view.entries)] if view.entries else []
    told = set(map(_what, every))
    every += [one for rule in rules for one in rule.findings(view) if _what(one) not in told]
    lines = waived_lines(view.text)
    left = [one for one in unwaived(every, waived_codes(view)) if one.code not in lines.get(one.line, ())]
    return sorted(left, key=lambda one: (one.line, one.code, one.text))


def _what(one: Finding) -> tuple[str, object]:
    return one.code, one.key or one.line
