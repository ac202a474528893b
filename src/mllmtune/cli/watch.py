"""`mllmtune watch`: how does a bibliography keep up with the document and the library?"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.counting import counted
from mllmtune.cli.documents import Documents, read_documents
from mllmtune.cli.export import format_named
from mllmtune.cli.exporting import Entries, entries_for
from mllmtune.cli.files import STANDARD_INPUT, State, state_of
from mllmtune.cli.output import say
from mllmtune.cli.watching import changes
from mllmtune.cli.writing import write_text
from mllmtune.errors import BadOptionError, MllmtuneError, WrongUsageError
from mllmtune.formats import Format, written
from mllmtune.select.query import EVERYTHING
from mllmtune.store.presence import is_file, is_there
from mllmtune.store.workspace import Workspace


def run(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(readable=False, metavar="FILE...", help="The document: .aux, .bcf, .tex, .typ or .md."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Write this file.")],
    bib: Annotated[bool, typer.Option("--bib", help="Classic BibTeX, in ASCII.")] = False,
    biblatex: Annotated[bool, typer.Option("--biblatex", help="BibTeX for biber and biblatex, in Unicode.")] = False,
    to: Annotated[Format | None, typer.Option("--to", help="Format by its name.")] = None,
) -> None:
    """Rewrite a bibliography whenever the document or the library changes, until it is interrupted (Ctrl-C).

    It does what `mllmtune export --aux FILE -o OUTPUT` does, and says each time in a line what that was. The file is
    not touched if it would not change. A document that is missing or half-written, or a library with a mistake in it,
    is waited for. Without a format, the suffix of OUTPUT names it.

    \b
    Examples:
      mllmtune watch paper.aux -o refs.bib
      mllmtune watch paper.tex --biblatex -o refs.bib
      mllmtune watch paper.typ -o refs.bib
    """
    flags = {Format.BIBTEX: bib, Format.BIBLATEX: biblatex}
    form = format_named([form for form, flag in flags.items() if flag] + ([to] if to else []), output)
    if STANDARD_INPUT in (output, *files):
        raise BadOptionError("what is watched and what is written are files; - is none")
    watched = _Watched(workspace_of(ctx), files, output, form)
    watched.refuse_what_never_comes()
    for _ in changes(watched.files):
        watched.update()


class _Watched:
    """A bibliography, the document that it is for, and what was last read of that."""

    def __init__(self, space: Workspace, named: Sequence[Path], output: Path, form: Format) -> None:
        self._space = space  # where it is gone for a moment, it is waited for, and no other takes its place
        self._named = named
        self._output = output
        self._form = form
        self._last: Documents | None = None

    def refuse_what_never_comes(self) -> None:
        """Refuse a document that is not there, unless LaTeX will make it.

        Raises:
            UnreadableFileError: neither it nor a source beside it is there.

        """
        if not all(is_there(path) or is_file(path.with_suffix(".tex")) for path in self._named):
            read_documents(self._named)

    def files(self) -> dict[Path, State]:
        """Return the files on which the bibliography depends, and the state in which each is known."""
        named = {path: state_of(path) for path in (self._space.library, *self._named)}
        return named | self._last.files if self._last else named

    def update(self) -> None:
        """Make the bibliography anew and say what came of it."""
        try:
            documents = read_documents(self._named)
            if documents.unfinished and self._last and not self._last.unfinished:
                return  # LaTeX is writing it: the end, which it had, will come
            self._last = documents
            found = ask(self._space, lambda index: entries_for(index, EVERYTHING, self._form, documents))
            changed = write_text(self._output, written(self._form, found.papers, found.preambles))
        except WrongUsageError:
            raise
        except MllmtuneError as error:
            say(f"{error}; waiting")
        else:
            say("; ".join(_told(self._output, found, documents, changed=changed)))


def _told(output: Path, found: Entries, documents: Documents, *, changed: bool) -> Iterator[str]:
    number = counted(len(found.papers), "entry", "entries")
    yield f"wrote {output}: {number}" if changed else f"{output} is up to date: {number}"
    yield from map(str, found.missing)
    yield from (*found.notes, *documents.notes)
