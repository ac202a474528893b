"""`mllmtune classify`: to which paradigm or topic do papers belong that have none?"""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import typer
from pydantic import ValidationError

from mllmtune.cli.answers import ask, workspace_of
from mllmtune.cli.choosing import is_asked, press
from mllmtune.cli.confirming import DryRun
from mllmtune.cli.listing import chosen
from mllmtune.cli.named import facts_of
from mllmtune.cli.options import AsJson, AsKeys, Selection, selecting
from mllmtune.cli.output import say, show_json, show_lines, show_papers
from mllmtune.cli.revising import Manner, Plan, plan_for, revise
from mllmtune.cli.revisions import show_nothing
from mllmtune.cli.standing import named_in
from mllmtune.cli.values import shown_value
from mllmtune.errors import ChangedUnderneathError, NobodyToClassifyError
from mllmtune.model.facts import Facts, people, venue_of
from mllmtune.model.links import addresses
from mllmtune.model.paper import Paper
from mllmtune.model.places import PLACES, place_of
from mllmtune.model.placing import likely_place, placed, telling_words
from mllmtune.model.revision import Revision
from mllmtune.select.query import Either, Keys, Node, Not, Term, Words, both
from mllmtune.store.index import Index
from mllmtune.store.reading import Snapshot
from mllmtune.store.terms import line_of
from mllmtune.store.workspace import Workspace
from mllmtune.text.names import short_list
from mllmtune.text.printable import one_line

_NEIGHBOURS = 5
_PLACED = Either((Term("has", "paradigm"), Term("has", "topic")))
_NUMBERS = {str(number): place for number, place in enumerate(PLACES, 1)}
_OTHERS = {"t": "topic", "s": "skip", "b": "back", "q": "leave"}
# Two places of a paradigm side by side: a line fits into 80 columns.
_PLACES = "".join(
    f"{sign} {place:34}" + ("\n" if number % 2 else "") for number, (sign, place) in enumerate(_NUMBERS.items())
)


@selecting
def run(
    ctx: typer.Context,
    selection: Selection,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    as_keys: AsKeys = False,
) -> None:
    """Walk through the papers that have no paradigm and no topic, and give each its place with one key.

    Of each are shown title, method and links, and where the papers most like it stand; Enter means where most of these
    do. Each answer is saved at once, so that you can leave and go on later; `undo` takes the last back. --dry-run,
    --json and --keys list the papers.

    \b
    Examples:
      mllmtune classify
      mllmtune classify year:2025
      mllmtune classify --keys | wc -l
    """
    space = workspace_of(ctx)
    node = both([chosen(space, selection), Not(_PLACED)])
    papers = ask(space, lambda index: index.papers(node))
    if dry_run or as_json or as_keys:
        _list(papers, as_json=as_json, as_keys=as_keys)
    elif not papers:
        say(f"every paper meant by {selection.said()} has a paradigm or a topic")
    elif not is_asked():
        raise NobodyToClassifyError(len(papers))
    else:
        _walk(space, [facts["key"] for facts in papers])


def _list(papers: Sequence[Facts], *, as_json: bool, as_keys: bool) -> None:
    if as_json:
        show_json([json.dumps(facts, ensure_ascii=False) for facts in papers])
    elif as_keys:
        show_lines([facts["key"] for facts in papers])
    else:
        show_papers([line_of(facts) for facts in papers])


class _Look(NamedTuple):
    """A paper as it is now, if it still is, the papers most like it, and the topics that the library has."""

    facts: Facts | None
    near: list[Facts]
    topics: list[str]


def _walk(space: Workspace, keys: list[str]) -> None:
    """Ask about one paper after another, and save each answer. What others have done meanwhile is left out."""
    done: set[str] = set()
    number = 0
    while number < len(keys):
        key = keys[number]
        facts, near, topics = ask(space, partial(_look, key=key))
        if facts is None or (place_of(facts) and key not in done):
            del keys[number]
            continue
        _show(facts, near, f"{number + 1} of {len(keys)}")
        likely = next((sign for sign, place in _NUMBERS.items() if place == likely_place(near)), "")
        sign = press([*_NUMBERS, *_OTHERS], enter=likely)
        if sign == "q":
            break
        place = _topic(facts, topics) if sign == "t" else _NUMBERS.get(sign, "")
        if place:
            space = revise(space, partial(_plan, shown=facts, place=place), Manner(yes=True, show=show_nothing))
            done.add(key)
        if place or sign == "s":
            number += 1
        elif sign == "b":
            number = max(number - 1, 0)
    left = len(set(keys) - done)
    say(f"{len(done)} classified, " + (f"{left} left; `mllmtune classify` goes on with these" if left else "none left"))


def _look(index: Index, key: str) -> _Look:
    found = index.papers(Keys((key,)))
    if not found:
        return _Look(None, [], [])
    words = telling_words(found[0])
    node: Node = both([Either(tuple(Words(word) for word in words)), _PLACED, Not(Keys((key,)))])
    near = index.keys(node)[:_NEIGHBOURS] if words else []
    return _Look(found[0], facts_of(index, near), list(index.counts("topic")))


def _show(facts: Facts, near: Sequence[Facts], where: str) -> None:
    """Print what is known of a paper, its neighbours with their places, and the choices."""
    sys.stderr.write("".join(f"{one_line(line)}\n" if line else "\n" for line in _told(facts, where)))
    for other in near:
        line = f"  near: {one_line(place_of(other)):32} {one_line(_titled(other))}"
        width = shutil.get_terminal_size().columns
        sys.stderr.write((line if len(line) <= width else f"{line[: width - 1]}…") + "\n")
    likely = likely_place(near)
    others = [f"{sign} {meaning}" for sign, meaning in _OTHERS.items()] + ([f"Enter: {likely}"] if likely else [])
    sys.stderr.write(f"{_PLACES}{'  '.join(others)}\n")


def _told(facts: Facts, where: str) -> Iterator[str]:
    yield ""
    yield f"{where}: {facts['key']}"
    yield shown_value(facts.get("title", ""))
    authors = short_list(people(facts))
    year = str(facts.get("year") or facts.get("posted", ""))
    if who := ", ".join(filter(None, (authors, shown_value(venue_of(facts)), year))):
        yield who
    if method := facts.get("method"):
        yield f"method: {shown_value(method)}"
    yield from (f"{label}: {address}" for label, address in addresses(facts).items())


def _titled(facts: Facts) -> str:
    method = facts.get("method", "")
    title = shown_value(facts.get("title", ""))
    return title if not method or method.casefold() in title.casefold() else f"{shown_value(method)}: {title}"


def _topic(facts: Facts, topics: Sequence[str]) -> str:
    """Return the topic that is typed; "" for none."""
    if topics:
        say(f"the library has {', '.join(topics)}")
    while True:
        try:
            topic: str = typer.prompt("topic (Enter for none)", default="", show_default=False, err=True).strip()
        except typer.Abort:
            sys.stderr.write("\n")
            raise KeyboardInterrupt from None
        try:
            if topic:
                Paper.of(placed(facts, topic))
        except ValidationError:
            say(f'"{topic}" is no topic: letters, digits and . _ / + - may stand in it')
        else:
            return topic


def _plan(space: Workspace, snapshot: Snapshot, *, shown: Facts, place: str) -> Plan:
    facts = named_in(space, [shown["key"]], snapshot)[0].facts
    if place_of(facts) != place_of(shown):
        raise ChangedUnderneathError(str(space.library))
    return plan_for(space, snapshot, [Revision(facts, placed(facts, place))])
