"""Which papers do these documents cite? Their files are read here, with those they read in turn."""

from collections.abc import Iterable
from pathlib import Path

from mllmtune.cli.files import read_text
from mllmtune.select.aux import Cited, cited_keys
from mllmtune.select.query import EVERYTHING, Keys, Node


def cited_keys_in(files: Iterable[Path]) -> Node:
    r"""Return the papers that the documents cite; all papers if one says ``\nocite{*}``.

    Raises:
        UnreadableFileError: a file cannot be read.

    """
    found = [_cited(path, set()) for path in files]
    if any(cited.everything for cited in found):
        return EVERYTHING
    return Keys(tuple(dict.fromkeys(key for cited in found for key in cited.keys)))


def _cited(path: Path, seen: set[Path]) -> Cited:
    seen.add(path.resolve())
    cited = cited_keys(read_text(path).text)
    keys, everything = list(cited.keys), cited.everything
    for name in cited.files:
        inner = path.parent / name
        if inner.resolve() not in seen and inner.is_file():
            more = _cited(inner, seen)
            keys += more.keys
            everything = everything or more.everything
    return Cited(tuple(keys), everything, ())
