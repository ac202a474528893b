"""`mllmtune schema`: what may stand in a library file?"""

import json
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.output import emit
from mllmtune.cli.writing import write_text
from mllmtune.model.library import json_schema


def run(
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write this file.")] = None,
) -> None:
    """Print the JSON Schema of the library file, for editors that complete and check TOML.

    Written beside the library and named in its first line, `#:schema papers.schema.json`, it is used by editors with
    Taplo or Tombi (VS Code: "Even Better TOML").

    \b
    Examples:
      mllmtune schema | jq '.["$defs"].Paper.properties | keys'
      mllmtune schema -o papers.schema.json
    """
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        emit(text)
    else:
        write_text(output, text)
