"""`mllmtune open`: where is it on the web?"""

import json
import webbrowser
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.completing import complete_key
from mllmtune.cli.lazy import load
from mllmtune.cli.named import facts_of
from mllmtune.cli.options import AsJson, AsKeys
from mllmtune.cli.output import say, show_json, show_lines
from mllmtune.errors import BadOptionError, NoSuchLinkError
from mllmtune.model.facts import Facts
from mllmtune.model.links import addresses, is_safe
from mllmtune.store.workspace import Workspace


def run(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", autocompletion=complete_key)],
    label: Annotated[
        str | None, typer.Argument(metavar="[LABEL]", help="page, pdf, or a label of its links; else its page.")
    ] = None,
    code: Annotated[bool, typer.Option("--code", help="Open the code.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Open the PDF.")] = False,
    print_only: Annotated[bool, typer.Option("--print", help="Print the address and open nothing.")] = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Open a paper, its code or another link in the browser; with --pdf its file, if `mllmtune attach` has kept one.

    Where there is no browser, the address is printed.

    \b
    Examples:
      mllmtune open liu2024dora
      mllmtune open liu2024dora --code
      mllmtune open liu2024dora project
      mllmtune open liu2024dora --pdf --print
    """
    space = workspace_of(ctx)
    (facts,) = ask(space, lambda index: facts_of(index, [key]))
    wanted = _wanted(label, code=code, pdf=pdf)
    address = (_file(space, facts) if wanted == "pdf" else "") or _address(facts, wanted)
    if as_json:
        show_json([json.dumps({"key": facts["key"], "address": address}, ensure_ascii=False)])
    elif as_keys:
        show_lines([facts["key"]])
    elif print_only or not webbrowser.open(address):
        show_lines([address])
        if not print_only:
            say("there is no browser to open it with; this is the address")


def _wanted(label: str | None, *, code: bool, pdf: bool) -> str:
    named = [name for name in (label, "code" if code else None, "pdf" if pdf else None) if name]
    if len(set(named)) > 1:
        raise BadOptionError(f"{' and '.join(named)} cannot both be opened; name one")
    return named[0] if named else "page"


def _file(space: Workspace, facts: Facts) -> str:
    """Return the address of the first PDF that is kept with a paper; "" if there is none."""
    if "file" not in facts.get("fields", {}):
        return ""
    files = load("cli.filing").files_of(space, facts)
    return next((str(path.as_uri()) for path in files if path.suffix.lower() == ".pdf"), "")


def _address(facts: Facts, label: str) -> str:
    known = addresses(facts)
    if label not in known:
        raise NoSuchLinkError(facts["key"], label, list(known))
    if not is_safe(known[label]):
        raise BadOptionError(f"{facts['key']}: {known[label]} is not opened; only http and https addresses are")
    return known[label]
