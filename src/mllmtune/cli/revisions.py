"""What do changes of papers look like? A row for each paper that comes or goes and for each attribute that differs."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence

from mllmtune.cli.lazy import load
from mllmtune.cli.output import show_json, show_lines
from mllmtune.cli.values import shown_value
from mllmtune.model.revision import Revision, alterations

_SIGNS = {"added": "+", "changed": "~", "removed": "-", "rewritten": "="}
_MANY = 40  # papers on a terminal; more are counted


def shown_as(*, as_json: bool, as_keys: bool) -> Callable[[Sequence[Revision]], None]:
    """Return what prints revisions in the form that is wanted."""
    return _show_json if as_json else _show_keys if as_keys else show_revisions


def show_revisions(revisions: Sequence[Revision]) -> None:
    """Print what becomes of papers: on a terminal as people read it, in a pipe a tab-separated row each."""
    if not sys.stdout.isatty():
        show_lines(["\t".join(row) for one in revisions for row in _rows(one)])
    else:
        rows = [row for one in revisions[:_MANY] for row in _told(one)]
        more = len(revisions) - _MANY
        load("cli.screen").show_changes([*rows, *([("", f"and {more} more", "")] if more > 0 else [])])


def show_nothing(_: Sequence[Revision]) -> None:
    """Show nothing: what becomes of papers stands on the screen already, or among other objects."""


def _show_json(revisions: Sequence[Revision]) -> None:
    show_json([json.dumps(row, ensure_ascii=False) for one in revisions for row in _objects(one)])


def _show_keys(revisions: Sequence[Revision]) -> None:
    show_lines(list(dict.fromkeys(one.key for one in revisions)))


def _what(one: Revision) -> str:
    if one.before is None:
        return "added"
    if one.after is None:
        return "removed"
    return "changed" if one.before != one.after else "rewritten"


def _objects(one: Revision) -> Iterator[dict[str, object]]:
    what = _what(one)
    if what != "changed":
        yield {"what": what, "key": one.key, "attribute": "", "before": None, "after": None}
    for each in alterations(one):
        yield {"what": what, "key": one.key, **each._asdict()}


def _rows(one: Revision) -> Iterator[tuple[str, ...]]:
    what = _what(one)
    if what != "changed":
        yield what, one.key, "", "", _title(one)
    for name, before, after in alterations(one):
        yield what, one.key, name, shown_value(before), shown_value(after)


def _told(one: Revision) -> Iterator[tuple[str, str, str]]:
    yield _SIGNS[_what(one)], one.key, _title(one)
    for name, before, after in alterations(one):
        if before is None or after is None:
            yield "", f"  {name}", f"+ {shown_value(after)}" if before is None else f"- {shown_value(before)}"
        else:
            yield "", f"  {name}", f"{shown_value(before)} -> {shown_value(after)}"


def _title(one: Revision) -> str:
    return shown_value((one.after or one.before or {}).get("title", ""))
