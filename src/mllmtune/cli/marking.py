"""`mllmtune import --mark`: how do tables and lists that were read become regions, and what would rendering change?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mllmtune.cli.comparing import show_difference
from mllmtune.cli.counting import counted
from mllmtune.cli.files import KEEPING, read_bytes
from mllmtune.cli.importing import Planned
from mllmtune.cli.output import say
from mllmtune.cli.rendering import Rendered, read_page, rendered
from mllmtune.errors import BadRegionError, MarkedAlreadyError, PageChangedError
from mllmtune.formats.marked_changes import Changes, Named, changes, reasons
from mllmtune.formats.marking import Left, markings
from mllmtune.formats.regions import Place, lines_of, marked, regions
from mllmtune.model.planning import Step, Verdict
from mllmtune.store.index import Index
from mllmtune.store.replacing import replace

_SHOWN = 10  # lines of a file that are told one by one


class Marking(NamedTuple):
    """A file, what it holds, that with markers, what rendering makes of it, and what is to be said."""

    path: Path
    data: bytes
    text: str
    rendered: str
    told: tuple[str, ...]

    @property
    def old(self) -> str:
        """The text as it is."""
        return self.data.decode("utf-8", KEEPING)

    @property
    def is_change(self) -> bool:
        """Tell whether the file becomes another."""
        return self.text != self.old

    def show(self, *, dry_run: bool) -> None:
        """Say what becomes of the file; as a dry run, show what would change, by markers and by rendering then."""
        for sentence in self.told:
            say(sentence)
        if dry_run:
            show_difference(self.old, self.text, str(self.path), "with markers")
            show_difference(self.text, self.rendered, str(self.path), "rendered after that")

    def write(self) -> None:
        """Write the markers into the file.

        Raises:
            PageChangedError: it has changed since it was read.
            UnreadableFileError: it cannot be written.

        """
        if self.is_change and not replace(self.path, self.text.encode("utf-8", KEEPING), was=self.data):
            raise PageChangedError(str(self.path))


def markings_of(paths: Sequence[Path], plan: Sequence[Planned], index: Index) -> list[Marking]:
    """Return files with markers around their tables and lists that can be made from the papers of `index`.

    `index` is the library as it is when the plan has been carried out.

    Raises:
        MarkedAlreadyError: a file has markers.
        BadRegionError: it has, and they are not whole.
        UnreadableFileError: it cannot be read.

    """
    return [_marking(path, plan, index) for path in dict.fromkeys(paths)]


def _marking(path: Path, plan: Sequence[Planned], index: Index) -> Marking:
    data = read_bytes(path)
    text = data.decode("utf-8", KEEPING)
    if there := regions(text, str(path)):
        raise MarkedAlreadyError(str(path), there[0].line)
    lines = [line.rstrip("\r\n") for _, line in lines_of(text)]
    named = _named(path, plan)
    tried = [_tried(one, lines, named, index) for one in _found(text, named, index)]
    places = [place for place, _ in tried if isinstance(place, Place)]
    made = marked(text, places)
    result = rendered(read_page(path, made.encode("utf-8", KEEPING)), index).new if places else made
    return Marking(path, data, made, result, tuple(_told(path, tried, changing=made != result)))


def _named(path: Path, plan: Sequence[Planned]) -> Mapping[int, Named]:
    """Return the papers of a file by their line."""
    own = [one for one in plan if one.origin.startswith(f"{path}:") and one.step.verdict is not Verdict.CLASH]
    steps = [one.step for one in own]
    whys = reasons([(step.facts["key"], step.verdict is Verdict.NEW, _differing(step)) for step in steps])
    return {
        int(one.origin.removeprefix(f"{path}:")): Named(one.step.facts["key"], why)
        for one, why in zip(own, whys, strict=True)
    }


def _differing(step: Step) -> list[str]:
    """Return the attributes in which a paper differs: those of which one value is not kept, if there are any."""
    conflicts = [one.attribute for one in step.differences if one.is_conflict]
    return conflicts or [one.attribute for one in step.differences]


def _found(text: str, named: Mapping[int, Named], index: Index) -> list[Place | Left]:
    facts = index.facts_of({one.key for one in named.values()})
    order = {key: number for number, key in enumerate(index.keys())}
    return markings(text, {line: json.loads(facts[one.key]) for line, one in named.items()}, order)


def _tried(
    one: Place | Left, lines: Sequence[str], named: Mapping[int, Named], index: Index
) -> tuple[Place | Left, Changes | None]:
    """Return a place with what rendering it would change; it is left as it is if something would be lost."""
    if isinstance(one, Left):
        return one, None
    old = lines[one.first - 1 : one.last]
    try:
        found = changes(old, _alone(old, one, index), one.first, named)
    except BadRegionError as error:
        return Left(one.first, one.last, str(error).partition(": ")[2]), None
    return (Left(one.first, one.last, _lost(found.lost, named)), None) if found.lost else (one, found)


def _lost(lines: Sequence[int], named: Mapping[int, Named]) -> str:
    more = f", and {counted(len(lines) - 1, 'more line')} like it" if len(lines) > 1 else ""
    if lines[0] in named:
        return f"line {lines[0]} would not come out as it is{more}"
    return f"line {lines[0]} names no paper that was read, and would be lost{more}"


def _alone(old: Sequence[str], place: Place, index: Index) -> list[str]:
    """Return the lines of a region as they come out, rendered on a page of its own."""
    text = marked("\n".join(old), [Place(1, len(old), place.options)])
    result: Rendered = rendered(read_page(Path("region"), text.encode("utf-8", KEEPING)), index)
    (region,) = regions(result.new, "region")
    return result.new[region.start : region.end].splitlines()


def _told(path: Path, tried: Sequence[tuple[Place | Left, Changes | None]], *, changing: bool) -> Iterator[str]:
    for left in (place for place, _ in tried if isinstance(place, Left)):
        yield f"{path}:{left.first}-{left.last}: left as it is: {left.why}"
    done = [(place, found) for place, found in tried if found is not None]
    lines = [
        (line, f"{path}:{line}: rendering changes this line: {why}") for _, found in done for line, why in found.told
    ]
    yield from (sentence for _, sentence in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"{path}: rendering changes {len(lines) - _SHOWN} more lines for such reasons"
    for place, found in done:
        if found.come:
            yield f"{path}:{place.first}: rendering brings in {counted(found.come, 'paper')} of the library"
        if found.moved:
            yield f"{path}:{place.first}: rendering puts the papers in another order: theirs is none that --sort knows"
    rest = "" if changing or not done else "; rendering changes nothing"
    yield f"{path}: markers around {counted(len(done), 'table or list', 'tables and lists')}{rest}"
