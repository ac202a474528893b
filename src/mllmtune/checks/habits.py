"""Is a fault the habit of a whole file? Then it is said once, at its first place, and how often there is more of it."""

from collections.abc import Iterator, Sequence

from mllmtune.checks.rule import Finding

_FEW = 5  # of one sort are no habit yet
_SHARE = 5  # a fifth of a file is


def without_habit(findings: Sequence[Finding], papers: int) -> Iterator[Finding]:
    """Give the findings of a rule, or the first of them alone where a fifth of the papers of a file have one."""
    if len(findings) > max(_FEW, papers // _SHARE):
        first = findings[0]
        yield first._replace(text=f"{first.text} (and so {len(findings) - 1} more)")
    else:
        yield from findings
