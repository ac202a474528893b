"""`mllmtune stats`: how many papers are there of what?"""

import json
import sys

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.lazy import load
from mllmtune.cli.listing import chosen, nothing_found
from mllmtune.cli.options import AsJson, AsKeys, Selection, selecting
from mllmtune.cli.output import show_lines
from mllmtune.model.taxonomy import PARADIGM_OF, Paradigm
from mllmtune.select.query import Node
from mllmtune.store.index import Index
from mllmtune.text.printable import json_text

Counts = dict[str, dict[str, int]]


@selecting
def run(ctx: typer.Context, selection: Selection, as_json: AsJson = False, as_keys: AsKeys = False) -> None:
    """Count papers by paradigm and category, topic, year and venue.

    A paper that stands in two places counts in both. Piped, a count is one line: group, name, number, with tabs
    between.

    \b
    Examples:
      mllmtune stats
      mllmtune stats lora --year 2023..
      mllmtune stats --json | jq .year
    """
    space = workspace_of(ctx)
    node = chosen(space, selection)
    if as_keys:
        show_lines(ask(space, lambda index: index.keys(node)))
        return
    counts = ask(space, lambda index: _counts(index, node))
    if not counts:
        raise ask(space, lambda index: nothing_found(index, selection))
    if as_json:
        show_lines([json_text(json.dumps(counts, ensure_ascii=False, indent=2))])
    elif sys.stdout.isatty():
        load("cli.screen").show_bars([(group, list(values.items())) for group, values in counts.items()])
    else:
        show_lines(
            [f"{group}\t{name}\t{number}" for group, values in counts.items() for name, number in values.items()]
        )


def _counts(index: Index, node: Node) -> Counts:
    by_paradigm = index.counts("paradigm", node)
    by_category = index.counts("category", node)
    groups: Counts = {
        "paradigm": {name: by_paradigm[name] for name in Paradigm if name in by_paradigm},
        "category": {f"{PARADIGM_OF[name]}/{name}": by_category[name] for name in PARADIGM_OF if name in by_category},
        "topic": _most_first(index.counts("topic", node)),
        "year": index.counts("year", node),
        "venue": _most_first(index.counts("shown_venue", node)),
    }
    return {group: values for group, values in groups.items() if values}


def _most_first(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda count: (-count[1], count[0])))
