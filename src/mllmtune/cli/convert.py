"""`mllmtune convert`: how does a file become one of another format, without a library?"""

from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.files import STANDARD_INPUT
from mllmtune.cli.incoming import FromOption, KeepGoing, form_of, form_read, incoming
from mllmtune.cli.output import emit, say
from mllmtune.cli.writing import write_text
from mllmtune.errors import BadDataError, WouldLoseError
from mllmtune.formats import TEX_FORMATS, Format, left_out, written
from mllmtune.store.presence import is_there

STANDARD_OUTPUT = STANDARD_INPUT


def run(
    source: Annotated[
        Path, typer.Argument(readable=False, metavar="IN", help="A file to read, or - for standard input.")
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A file to write, or - for standard output.")],
    read_as: FromOption = None,
    to: Annotated[Format | None, typer.Option("--to", help="Format to write, if the suffix does not say it.")] = None,
    keep_going: KeepGoing = False,
) -> None:
    """Convert a file from one format to another; no library is read or changed.

    Every entry of IN is in OUT or is named with its line and its text. If one is not in OUT, the exit code is 3, and an
    OUT that is there already is left as it is, unless you say --keep-going.

    \b
    Examples:
      mllmtune convert refs.bib refs.json --to json
      mllmtune convert old.bib new.bib --to biblatex
      mllmtune convert - - --from bibtex --to biblatex < refs.bib
    """
    written_as = to or form_of(target, "--to", Format)
    file = incoming(source, form_read(source, read_as))
    for complaint in file.complaints:
        say(complaint)
    preambles = file.reading.preambles
    text = written(written_as, (paper.facts() for paper in file.reading.papers), preambles)
    if written_as not in TEX_FORMATS:
        for preamble in preambles:
            say(f"{source}: a @preamble is left out, which {written_as} has no place for: {preamble}")
    if names := left_out(written_as, (paper.facts() for paper in file.reading.papers)):
        say(f"{source}: left out, as {written_as} has no place for them: {', '.join(names)}")
    lossy = file.lost > 0 and not keep_going
    if target == STANDARD_OUTPUT:
        emit(text)
    elif lossy and is_there(target):
        raise WouldLoseError(str(target), file.lost)
    else:
        write_text(target, text)
    if lossy:
        raise typer.Exit(BadDataError.exit_code)
