"""What do the words name that are to be added? Files of entries, and papers that a service knows."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mllmtune.cli.files import STANDARD_INPUT, read_bytes, read_text
from mllmtune.cli.lazy import load
from mllmtune.formats import Format, form_in, format_of
from mllmtune.sources.identifier import Identifier, identifier_of
from mllmtune.store.presence import is_file, is_there

_IDS = (".txt", ".ids", ".list")  # a file of identifiers, unless it holds entries
_PDF = ".pdf"


class Wanted(NamedTuple):
    """A paper that a service is to be asked for, and what the user wrote for it."""

    identifier: Identifier
    origin: str


class Asked(NamedTuple):
    """The files to be read, the papers to be asked for, and what names neither."""

    files: tuple[tuple[Path, Format], ...]
    wanted: tuple[Wanted, ...]
    complaints: tuple[str, ...]


def asked_for(words: Sequence[str]) -> Asked:
    """Return what the words of a command line name, in their order.

    Raises:
        UnreadableFileError: a file cannot be read.

    """
    found = [one for word in words for one in _meaning(word)]
    if len(words) > 1:  # a file that is not there takes none of the others with it
        found = [_missing(one) or one for one in found]
    return Asked(
        tuple(one for one in found if not isinstance(one, Wanted | str)),
        tuple(one for one in found if isinstance(one, Wanted)),
        tuple(one for one in found if isinstance(one, str)),
    )


def _missing(one: tuple[Path, Format] | Wanted | str) -> str:
    """Return what is to be said of a file that is not there; "" of all that is."""
    if isinstance(one, Wanted | str) or one[0] == STANDARD_INPUT or is_there(one[0]):
        return ""
    return f"{one[0]}: there is no such file"


def _meaning(word: str) -> Iterator[tuple[Path, Format] | Wanted | str]:
    path = Path(word)
    is_read = word == str(STANDARD_INPUT) or is_file(path)
    if not is_read and (named := identifier_of(word)):
        yield Wanted(named, word)
    elif is_read and path.suffix.lower() == _PDF:
        yield _of_pdf(path)
    elif is_read and (path.suffix.lower() in _IDS or path == STANDARD_INPUT):
        yield from _in_file(path)
    elif not is_read and _is_no_file(word):
        yield f"{word}: this names no paper; give an arXiv id, a DOI, or a page of arXiv, OpenReview, ACL or DBLP"
    else:
        yield path, format_of(path.name) or Format.BIBTEX


def _is_no_file(word: str) -> bool:
    return "://" in word or (format_of(word) is None and not Path(word).suffix)


def _of_pdf(path: Path) -> Wanted | str:
    named = load("sources.pdf").identifier_in_pdf(read_bytes(path), path.name)
    if named is None:
        return f"{path}: neither its first pages nor its name have an arXiv id or a DOI; add it by its identifier"
    return Wanted(named, str(path))


def _in_file(path: Path) -> Iterator[tuple[Path, Format] | Wanted | str]:
    """Give a file that holds entries, else what the identifiers in it name.

    These are parted by blanks, commas or lines; behind a ``#`` stand remarks.
    """
    text = read_text(path).text
    if (form := form_in(text)) or not text.strip():
        yield path, form or Format.BIBTEX
        return
    for number, line in enumerate(text.splitlines(), 1):
        for word in line.partition(" #")[0].replace(",", " ").split():
            if word.startswith("#"):
                break
            named = identifier_of(word)
            origin = f"{path}:{number}"
            yield Wanted(named, f"{origin}: {word}") if named else f'{origin}: "{word}" names no paper'
