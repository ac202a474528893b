"""How are the PDF files that named papers kept with them? Copied under their keys before the papers are saved."""

from pathlib import Path

from mllmtune.cli.adding import with_free_keys
from mllmtune.cli.answers import ask
from mllmtune.cli.filing import filed, folder_name
from mllmtune.cli.gathering import Batch, Candidate
from mllmtune.model.paper import Paper
from mllmtune.store.attachments import FOLDER, folder_of, keep, place_for
from mllmtune.store.presence import is_file, is_there
from mllmtune.store.workspace import Workspace


def with_files(space: Workspace, batch: Batch) -> Batch:
    """Return the papers, those that were named by a PDF with the copy of it that is kept now.

    Raises:
        OtherFileThereError: another file stands where one is to be kept.
        MllmtuneError: the library or a file cannot be read, or the copy not be written.

    """
    library = space.written.library
    has_library = is_there(space.library)
    folder = folder_of(library, (folder_name(space.library) if has_library else None) or FOLDER)
    ready = list(batch.candidates)
    if has_library:
        ready = ask(space, lambda index: with_free_keys(batch.candidates, index))
    return batch._replace(candidates=tuple(_with_file(one, library, folder) for one in ready))


def _with_file(candidate: Candidate, library: Path, folder: Path) -> Candidate:
    file = Path(candidate.origin)
    if file.suffix.lower() != ".pdf" or not is_file(file):
        return candidate
    target = place_for(folder, candidate.paper.key, file)
    keep(file, target, candidate.paper.key)
    paper = Paper.of(filed(candidate.paper.facts(), library, target))
    return candidate._replace(paper=paper, key_proposed=False)
