"""How are findings shown? A line each, as JSON, as annotations of GitHub, or as SARIF."""

import json
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from mllmtune.checks.rule import Edit, Finding, Rule
from mllmtune.cli.annotations import annotation, shown
from mllmtune.cli.counting import counted
from mllmtune.cli.lazy import load
from mllmtune.cli.output import show_json, show_lines
from mllmtune.text.printable import json_text, one_line


class OutputFormat(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def show_findings(form: OutputFormat, findings: Sequence[Finding], path: Path, rules: Sequence[Rule]) -> None:
    """Print the findings in a file."""
    name = shown(path)
    if form is OutputFormat.SARIF:
        sarif = load("cli.sarif").sarif(findings, name, rules)
        show_lines([json_text(json.dumps(sarif, ensure_ascii=False, indent=2))])
    elif form is OutputFormat.JSON:
        show_json([json.dumps(as_json(one, name), ensure_ascii=False) for one in findings])
    else:
        line: Mapping[OutputFormat, Callable[[Finding, str], str]] = {
            OutputFormat.TEXT: _as_text,
            OutputFormat.GITHUB: _as_annotation,
        }
        show_lines([line[form](one, name) for one in findings])


def as_json(one: Finding, path: str) -> dict[str, object]:
    """Return a finding as JSON holds it."""
    return {
        "code": one.code, "fault": one.fault, "level": one.level, "path": path, "line": one.line, "key": one.key,
        "message": one.text, "fix": [_edit(edit) for edit in one.edits],
    }  # fmt: skip


def summary_of_file(findings: Sequence[Finding], papers: int) -> str:
    """Return a sentence that counts what is left in a file, which is not mended where it stands."""
    mendable = sum(bool(one.edits) for one in findings)
    later = f", {mendable} can be mended once it is imported" if mendable else ""
    return f"{counted(len(findings), 'finding') if findings else 'no findings'} in {counted(papers, 'paper')}{later}"


def summary(findings: Sequence[Finding], papers: int) -> str:
    """Return a sentence that counts what is left, and what could be done about it."""
    if not findings:
        return f"no findings in {counted(papers, 'paper')}"
    safe = sum(bool(one.edits) and all(edit.safe for edit in one.edits) for one in findings)
    unsafe = sum(bool(one.edits) for one in findings) - safe
    remedies = [f"{safe} can be mended with --fix"] if safe else []
    remedies += [f"{unsafe} with --unsafe-fixes, to be looked at"] if unsafe else []
    return ", ".join([f"{counted(len(findings), 'finding')} in {counted(papers, 'paper')}", *remedies])


def _as_text(one: Finding, path: str) -> str:
    who = f"{one.key}: " if one.key else ""
    fix = f" [{'fix' if all(edit.safe for edit in one.edits) else 'unsafe fix'}]" if one.edits else ""
    return one_line(f"{path}:{one.line}: {one.code} {one.fault}: {who}{one.text}{fix}")


def _as_annotation(one: Finding, path: str) -> str:
    who = f"{one.key}: " if one.key else ""
    return annotation(one.level, path, one.line, f"{one.code} {one.fault}", who + one.text)


def _edit(edit: Edit) -> dict[str, object]:
    return {"key": edit.key, "attribute": ".".join(edit.path), "old": edit.old, "new": edit.new, "safe": edit.safe}
