"""What do findings look like in SARIF?

Static Analysis Results Interchange Format 2.1.0 (OASIS), sections 3.13 to 3.27.
"""

from collections.abc import Sequence
from urllib.parse import quote

from mllmtune import __version__
from mllmtune.checks.rule import Finding, Rule


def sarif(findings: Sequence[Finding], path: str, rules: Sequence[Rule]) -> dict[str, object]:
    """Return the log of one run over one file."""
    driver = {"name": "mllmtune", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    results = [_result(one, quote(path)) for one in findings]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "name": rule.fault,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.manual},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(one: Finding, uri: str) -> dict[str, object]:
    who = f"{one.key}: " if one.key else ""
    place = {"artifactLocation": {"uri": uri}, "region": {"startLine": one.line}}
    return {
        "ruleId": one.code,
        "level": one.level,
        "message": {"text": f"{who}{one.text}"},
        "locations": [{"physicalLocation": place}],
    }
