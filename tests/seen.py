"""What rules see of an example: attributes of papers in TOML, entries of BibTeX, or a list in Markdown."""

import tomllib
from datetime import date
from typing import Any

from mllmtune.checks.manual import language
from mllmtune.checks.rule import Kind, Rule, Setting, View
from mllmtune.checks.subject import Subject
from mllmtune.cli.checking import curated_subjects, text_view
from mllmtune.formats import Format
from mllmtune.model.paper import Paper
from mllmtune.model.taxonomy import PARADIGM_OF, Category

TODAY = date(2026, 6, 1)
SETTING = Setting(TODAY, curated_subjects())


def seen(example: str, rule: Rule | None = None) -> View:
    """Return the example as a file of the first kind that the rule looks at."""
    written_in = language(example)
    if written_in == "bibtex":
        return text_view(example, Format.BIBTEX, SETTING)
    if written_in == "markdown":
        return text_view(example, Format.MARKDOWN, SETTING)
    kinds = [kind for kind in Kind if rule is None or kind in rule.kinds]
    return View(kinds[0], subjects(tomllib.loads(example)), SETTING)


def subjects(tables: dict[str, Any]) -> tuple[Subject, ...]:
    """Return the papers of a library, or the one whose attributes stand alone; what each must have is put in."""
    papers: list[dict[str, Any]] = tables.get("papers", [tables])
    found = []
    for number, table in enumerate(papers):
        facts = {"key": f"paper{number}", "type": "misc", **table}
        is_whole = "category" not in facts or all(_agrees(facts, place) for place in (None, *facts.get("also", [])))
        found.append(Subject(Paper.of(facts).facts() if is_whole else facts, lambda _, line=number: line + 1))  # type: ignore[arg-type,misc]
    return tuple(found)


def _agrees(facts: dict[str, Any], also: str | None) -> bool:
    """Tell whether a place is one of the survey; a paper of which it is not is none to the model, but rules see it."""
    paradigm, _, category = (also or f"{facts.get('paradigm')}/{facts['category']}").partition("/")
    return not category or PARADIGM_OF.get(Category(category)) == paradigm
