"""What do the documents cite that a user names? Their files are read here, with all that these read in turn."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mllmtune.cli.files import STANDARD_INPUT, State, read_text, state_of
from mllmtune.errors import BadOptionError, UnreadableFileError
from mllmtune.select.cited import Cited, Reads
from mllmtune.select.documents import LANGUAGES, NO_DOCUMENTS, cited_in
from mllmtune.select.query import EVERYTHING, Keys, Node
from mllmtune.store.presence import is_file, is_there

_SOURCES = (".tex", ".ltx")
_DEEPEST = 100  # files in files; TeX reads 15 at once (max_in_open in texmf.cnf), Typst fewer than this


class Documents(NamedTuple):
    """What documents cite: each key with the file that cites it first, in the order in which LaTeX comes by them.

    `files` are all that were looked for, with the state in which each was read; `unfinished` tells that one that was
    named has no end. `notes` are for the user.
    """

    keys: dict[str, Path]
    everything: bool
    files: dict[Path, State]
    unfinished: bool
    notes: tuple[str, ...]

    @property
    def node(self) -> Node:
        r"""The papers that are cited; all papers if a document says ``\nocite{*}``."""
        return EVERYTHING if self.everything else Keys(tuple(self.keys))


def read_documents(files: Sequence[Path]) -> Documents:
    """Return what documents cite.

    Raises:
        BadOptionError: a file that is named is no document.
        UnreadableFileError: one cannot be read; what can be done is named.

    """
    reader = _Reader()
    finished = [reader.read(path, (path.parent,)).ended for path in map(_named, files)]
    keys = {key: path for key, path in reader.keys.items() if key not in reader.labels}
    if not keys and not reader.everything:
        reader.notes.append(f"nothing is cited in {', '.join(map(str, files))}")
    return Documents(keys, reader.everything, reader.files, not all(finished), tuple(reader.notes))


def _named(path: Path) -> Path:
    if path.suffix.lower() in NO_DOCUMENTS:
        raise BadOptionError(f"{path} is no document; name its .aux or .bcf file, or its source (.tex, .typ, .md)")
    if path == STANDARD_INPUT or is_there(path):
        return path
    beside = [source for suffix in _SOURCES if is_file(source := path.with_suffix(suffix))]
    remedy = f"; run LaTeX first, or name {beside[0]}, which is there and is read as well" if beside else ""
    raise UnreadableFileError(str(path), f"there is no such file{remedy}")


class _Reader:
    """What has been found so far."""

    def __init__(self) -> None:
        self.keys: dict[str, Path] = {}
        self.labels: set[str] = set()
        self.everything = False
        self.files: dict[Path, State] = {}
        self.notes: list[str] = []
        self._seen: set[Path] = set()

    def read(self, path: Path, folders: tuple[Path, ...], suffix: str = "", depth: int = 0) -> Cited:
        """Read a file, and at their places the files that it reads, whose names are looked for in `folders`."""
        self.files[path] = state_of(path)
        self._seen.add(path.resolve())
        suffix = own if (own := path.suffix.lower()) in LANGUAGES else suffix  # \input{plot.tikz} is LaTeX, too
        cited = cited_in(suffix, read_text(path).text)
        self.labels |= cited.labels
        self.everything = self.everything or cited.everything
        for one in cited.found:
            if isinstance(one, str):
                self.keys.setdefault(one, path)
            elif (inner := self._place(one, folders, path)) and inner.resolve() not in self._seen:
                if depth == _DEEPEST:
                    self.notes.append(f"{path} reads {inner}, which is not read: files are nested too deep")
                    continue
                within = (inner.parent, *folders) if one.moves else folders
                self.read(inner, within, suffix, depth + 1)
        return cited

    def _place(self, reads: Reads, folders: tuple[Path, ...], reader: Path) -> Path | None:
        """Return where a further file is; None if it is nowhere, which is noted."""
        for folder in dict.fromkeys((*folders, reader.parent)):
            for name in reads.names:
                # Typst's own way: what begins with a slash is looked for from the folder of the whole.
                for path in (folder / name, folders[-1] / name.lstrip("/")):
                    if state_of(path) and is_file(path):  # any text may stand there for a name
                        return path
        name = reads.names[-1]
        if "\\" not in name:
            self.files[folders[-1] / reads.names[0]] = ()  # it may come
        if not reads.optional:
            why = "a name that a macro makes; give the file itself, too" if "\\" in name else "which is not there"
            self.notes.append(f"{reader} reads {name}, {why}")
        return None
