"""How is a rule explained to its user? Its docstring as a page of Markdown; all of them as one."""

import re
from collections.abc import Iterator, Sequence

from mllmtune.checks.rule import Rule

_EXAMPLE = re.compile(r"^(?P<head>Found|Not found):\n(?P<code>(?:(?: {4}.*)?\n)+)", re.MULTILINE)


def manual_page(rule: Rule) -> str:
    """Return the manual of a rule in Markdown: examples as code, the rest as it stands."""
    kinds = "" if len(rule.kinds) == len(type(next(iter(rule.kinds)))) else f", in a {' or '.join(sorted(rule.kinds))}"
    first, _, rest = rule.manual.partition("\n")
    body = _EXAMPLE.sub(_as_code, rest + "\n").strip("\n")
    return f"## {rule.code} {rule.fault}\n\n**{first}** ({rule.level}{kinds})\n\n{body}\n"


def table(rules: Sequence[Rule]) -> list[str]:
    """Return a line for each rule, with tabs between: code, fault, level, which fix it has, summary."""
    return ["\t".join((rule.code, rule.fault, rule.level, fix(rule), rule.summary)) for rule in rules]


def fix(rule: Rule) -> str:
    """Return which fix a rule has, as its manual says: ``safe``, ``unsafe`` or ``none``."""
    said = rule.manual.rpartition("\nFix: ")[2].lower()
    if "unsafe" in said:
        return "unsafe"
    return "safe" if "safe" in said else "none"


def examples(rule: Rule, head: str) -> Iterator[str]:
    """Give the examples under ``Found`` or ``Not found``."""
    for match in _EXAMPLE.finditer(rule.manual + "\n"):
        if match["head"] == head:
            yield "".join(line[4:] + "\n" for line in match["code"].rstrip("\n").split("\n"))


def language(code: str) -> str:
    """Return what an example is written in: ``bibtex``, ``markdown``, or ``toml`` for the attributes of papers."""
    if code.startswith("@"):
        return "bibtex"
    return "toml" if re.search(r"^(?:[\w.]+ = |\[\[papers\]\])", code, re.MULTILINE) else "markdown"


def _as_code(match: re.Match[str]) -> str:
    code = "".join(line[4:] + "\n" for line in match["code"].rstrip("\n").split("\n"))
    return f"{match['head']}:\n\n```{language(code)}\n{code}```\n\n"
