"""What has been done to a library, command by command? A file of lines, one an entry, in the user's state folder.

A line is a checksum (CRC-32) and a JSON object, a long one compressed (zlib, in base 64). An entry is written, and made
to last, before the library is replaced; a mark behind it says that this has happened. Where a program ended between the
two, the library itself tells: what it holds was done, or was not. A line cut off at the end of the file was never
followed by a change. An entry that comes to nothing while its program lives is taken out again.
"""

import json
import os
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypedDict

from mllmtune.errors import UnreadableFileError
from mllmtune.store.blocks import Blocks
from mllmtune.store.folders import user_folder
from mllmtune.store.hunks import Hunk
from mllmtune.store.placing import was_made
from mllmtune.store.reading import why_not
from mllmtune.store.replacing import replace

MOST_BYTES = 32 << 20  # a longer journal loses its oldest entries; the last is kept whatever its size
_KEPT_BYTES = 16 << 20
_LONG = 1 << 16  # characters; a shorter entry stays readable
_BYTES = "surrogateescape"  # what is no UTF-8 is written down as it is
_CHECKSUM = 9  # characters: eight digits and a blank


class Entry(NamedTuple):
    """What a command did: its number, when (ISO 8601, UTC), its words, what it made of the file, the papers' keys.

    `undoes` and `redoes` are the numbers of the entries that it took back or made again.
    """

    number: int
    time: str
    command: tuple[str, ...]
    hunks: tuple[Hunk, ...]
    keys: tuple[str, ...] = ()
    undoes: tuple[int, ...] = ()
    redoes: tuple[int, ...] = ()


class _Table(TypedDict, total=False):
    """What a line holds: an entry, or the number of one that was done."""

    number: int
    time: str
    command: list[str]
    hunks: list[list[list[str]]]
    keys: list[str]
    undoes: list[int]
    redoes: list[int]
    done: int


class Journal(NamedTuple):
    """The entries, oldest first; how many lines make no sense; whether a mark says that the last was done."""

    entries: tuple[Entry, ...] = ()
    damaged: int = 0
    is_marked: bool = True


def journal_file(library: Path) -> Path:
    """Return where the journal of a library is kept."""
    real = os.path.realpath(library)
    name = blake2b(os.fsencode(real), digest_size=8).hexdigest()
    return user_folder("state") / f"{name}-{Path(real).parent.name or 'root'}.journal"


def read_journal(path: Path) -> Journal:
    """Return what the journal says. Lines that make no sense are counted.

    Raises:
        UnreadableFileError: it is there and cannot be read.

    """
    said = [_said(line) for line in _lines(_read(path))]
    entries = tuple(one for one in said if isinstance(one, Entry))
    marks = [one for one in said if isinstance(one, int)]
    return Journal(entries, said.count(None), not entries or entries[-1].number in marks[-1:])


def settled(journal: Journal, blocks: Blocks) -> Journal:
    """Return the journal without its last entry, if the library, which holds `blocks`, shows that it was not done."""
    if journal.is_marked or was_made(journal.entries[-1].hunks, blocks):
        return journal._replace(is_marked=True)
    return journal._replace(entries=journal.entries[:-1], is_marked=True)


def append(path: Path, entry: Entry, blocks: Blocks) -> int:
    """Write an entry at the end of the journal and return the number it got; the library holds `blocks` before it.

    What a program left that was killed is put right first. The lock of the library is the caller's.

    Raises:
        UnreadableFileError: the journal cannot be written.

    """
    lines = list(_lines(_read(path)))
    last = next(((place, said) for place in reversed(range(len(lines))) if (said := _said(lines[place]))), None)
    match last:
        case (place, Entry() as pending) if not was_made(pending.hunks, blocks):
            number, kept, more = pending.number, lines[:place], []
        case (_, Entry() as pending):
            number, kept, more = pending.number + 1, lines, [_line({"done": pending.number})]
        case (_, int(done)):
            number, kept, more = done + 1, lines, []
        case _:
            number, kept, more = 1, lines, []
    more.append(_line(_table(entry._replace(number=number))))
    try:
        _write(path, kept, more)
    except OSError as error:
        raise UnreadableFileError(str(path), f"the journal cannot be written: {why_not(error)}") from None
    return number


def mark(path: Path, number: int) -> None:
    """Say that what an entry tells has been done. Where that cannot be written, the library tells it as well."""
    try:
        with path.open("ab") as file:
            file.write(_line({"done": number}))
    except OSError:
        return


def withdraw(path: Path) -> None:
    """Take out the entry that was written last: it was not done after all. Where that fails, the library tells it."""
    with suppress(OSError), path.open("r+b") as file:
        file.truncate(file.read().rfind(b"\n", 0, -1) + 1)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UnreadableFileError(str(path), f"the journal cannot be read: {why_not(error)}") from None


def _write(path: Path, kept: Sequence[bytes], more: Iterable[bytes]) -> None:
    text = b"".join(more)
    end = sum(map(len, kept))
    if end + len(text) > MOST_BYTES:
        replace(path, b"".join((*_newest(kept), text)), was=None)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "wb") as file:
        file.truncate(end)
        file.seek(end)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _newest(lines: Sequence[bytes]) -> Sequence[bytes]:
    """Return as many of the last lines as there is room for."""
    size = 0
    for place in reversed(range(len(lines))):
        size += len(lines[place])
        if size > _KEPT_BYTES:
            return lines[place + 1 :]
    return lines


def _lines(data: bytes) -> Iterator[bytes]:
    """Give each line with its end; one without an end was never finished."""
    start = 0
    while (end := data.find(b"\n", start) + 1) > 0:
        yield data[start:end]
        start = end


def _line(table: Mapping[str, object]) -> bytes:
    text = json.dumps(table, separators=(",", ":")).encode()
    text = b64encode(zlib.compress(text, level=1)) if len(text) > _LONG else text
    return b"%08x %b\n" % (zlib.crc32(text), text)


def _said(line: bytes) -> Entry | int | None:
    """Return the entry of a line, or the number of the entry that it marks; None if it makes no sense."""
    text = line[_CHECKSUM:].removesuffix(b"\n")
    if line[:_CHECKSUM] != b"%08x " % zlib.crc32(text):
        return None
    table: _Table = json.loads(text if text.startswith(b"{") else zlib.decompress(b64decode(text)))
    return table["done"] if "done" in table else _entry(table)


def _table(entry: Entry) -> _Table:
    return _Table(
        number=entry.number,
        time=entry.time,
        command=list(entry.command),
        hunks=[_as_text(one) for one in entry.hunks],
        keys=list(entry.keys),
        undoes=list(entry.undoes),
        redoes=list(entry.redoes),
    )


def _entry(table: _Table) -> Entry:
    found = tuple(map(_as_bytes, table["hunks"]))
    lists = tuple(table["keys"]), tuple(table["undoes"]), tuple(table["redoes"])
    return Entry(table["number"], table["time"], tuple(table["command"]), found, *lists)


def _as_text(one: Hunk) -> list[list[str]]:
    rows = (one.old, one.new, (one.lead, one.trail))
    return [*([part.decode(errors=_BYTES) for part in row] for row in rows), [one.above, one.below]]


def _as_bytes(rows: list[list[str]]) -> Hunk:
    old, new, (lead, trail) = (tuple(part.encode(errors=_BYTES) for part in row) for row in rows[:3])
    above, below = rows[3]
    return Hunk(old, new, above, below, lead, trail)
