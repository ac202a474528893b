"""`mllmtune why`: where is a value from?"""

import json
import sys
from typing import Annotated, cast

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.completing import complete_key
from mllmtune.cli.named import facts_of
from mllmtune.cli.options import AsJson
from mllmtune.cli.output import show_details, show_json, show_lines
from mllmtune.errors import NoSuchValueError
from mllmtune.model.facts import Facts
from mllmtune.sources.provenance import HAND, origin_of
from mllmtune.sources.table import SERVICES
from mllmtune.text.printable import one_line


def run(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", autocompletion=complete_key)],
    field: Annotated[str | None, typer.Argument(metavar="[FIELD]", help="An attribute: title, year, doi ...")] = None,
    as_json: AsJson = False,
) -> None:
    """Tell from which service a paper's values are, and since when.

    A value without a service was written by hand, or came with a file; "hand" stands for a service where `set` has
    changed what one had given. What was changed in an editor still names the service; `log` knows. Piped, a value is
    one line: attribute, service, day, value, tabs between.

    \b
    Examples:
      mllmtune why liu2024dora
      mllmtune why liu2024dora year
    """
    (facts,) = ask(workspace_of(ctx), lambda index: facts_of(index, [key]))
    names = [name for name in facts if name not in ("key", "sources") and field in (None, name)]
    if field and not names:
        raise NoSuchValueError(facts["key"], field, [name for name in facts if name not in ("key", "sources")])
    rows = [_row(facts, name) for name in names]
    if as_json:
        show_json([json.dumps(dict(zip(("attribute", "service", "day", "value"), row, strict=True))) for row in rows])
    elif sys.stdout.isatty():
        show_details([[(name, f"{_origin(service, day)}: {value}") for name, service, day, value in rows]])
    else:
        show_lines(["\t".join(row) for row in rows])


def _row(facts: Facts, name: str) -> tuple[str, str, str, str]:
    value = cast("dict[str, object]", facts)[name]
    text = "; ".join(value) if isinstance(value, list) else json.dumps(value) if isinstance(value, dict) else str(value)
    origin = origin_of(facts, name)
    return (name, origin.service, origin.day, one_line(text)) if origin else (name, "", "", one_line(text))


def _origin(service: str, day: str) -> str:
    if not service:
        return "by hand or from a file"
    name = "by hand" if service == HAND else SERVICES[service].name if service in SERVICES else service
    return f"{name}, {day}"
