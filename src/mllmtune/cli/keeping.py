"""How are the PDF files that named papers kept with them? Copied under their keys before the papers are saved."""

from pathlib import Path

from mllmtune.cli.adding import with_free_keys
from mllmtune.cli.answers import ask
from mllmtune.cli.filing import folder_name
from mllmtune.cli.gathering import Batch, Candidate
from mllmtune.model.facts import in_order
from mllmtune.model.paper import Paper
from mllmtune.store.attachments import FOLDER, folder_of, keep, place_for, with_file
from mllmtune.store.workspace import Reason, Workspace, own_library


def with_files(space: Workspace, batch: Batch) -> Batch:
    """Return the papers, those that were named by a PDF with the copy of it that is kept now.

    Raises:
        FileThereError: another file stands where one is to be kept.
        MllmtuneError: the library or a file cannot be read, or the copy not be written.

    """
    library = own_library() if space.reason is Reason.CURATED else space.library
    is_there = space.library.exists()
    folder = folder_of(library, (folder_name(space.library) if is_there else None) or FOLDER)
    ready = list(batch.candidates)
    if is_there:
        ready = ask(space, lambda index: with_free_keys(batch.candidates, index))
    return batch._replace(candidates=tuple(_with_file(one, library, folder) for one in ready))


def _with_file(candidate: Candidate, library: Path, folder: Path) -> Candidate:
    file = Path(candidate.origin)
    if file.suffix.lower() != ".pdf" or not file.is_file():
        return candidate
    target = place_for(folder, candidate.paper.key, file)
    keep(file, target)
    facts = candidate.paper.facts()
    fields = facts.get("fields", {})
    kept = {**fields, "file": with_file(library, fields.get("file", ""), target)}
    return candidate._replace(paper=Paper.of(in_order({**facts, "fields": kept})), key_proposed=False)
