"""Hundreds of commands, edits by hand, undos and redos in any order: the file, the index and a plain model agree.

The model is a dictionary of papers and a list of what each command changed. Taking everything back, what was done by
hand included, gives the first file byte for byte.
"""

import json
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from mllmtune.store.blocks import split
from tests.conftest import Inside

Paper = dict[str, object]

FIRST = """\
# head
[library]
schema = 1

# about k0
[[papers]]
key = "k0"   # spaced
type='misc'
title = "T0"
tags = ["a", # one
  "b"]

# of its own

[[papers]]
key = "k1"
type = "misc"
title = "T1"
notes = '''
[[papers]]
'''
[[papers]]
key = "k2"
type = "misc"
title = "T2"

[papers.links]
code = "https://x.org/2"   # theirs
# the end
"""
FILES = st.sampled_from(
    [FIRST, FIRST.removesuffix("\n"), FIRST + "\n\n", FIRST.replace("\n", "\r\n"), "\ufeff" + FIRST]
)
KEYS = st.sampled_from([f"k{number}" for number in range(6)])
WORDS = st.sampled_from(["a", "b", "Müller & {Co}", 'quo"te', "x\\y"])
EDITOR = "import pathlib, sys; p = pathlib.Path(sys.argv[1]); t = p.read_text(); p.write_text(t.replace(*{words!r}, 1))"


COMMANDS = (
    "add",
    "add",
    "remove",
    "set_title",
    "set_a_link",
    "tag",
    "untag",
    "tag_all",
    "note",
    "mark",
    "edit",
    "rename",
    "merge",
    "sort",
    "fmt",
)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # what fails is told as it is: to make it shorter takes minutes
HANDS = ("write_a_comment", "change_by_hand", "add_by_hand")


class Event(NamedTuple):
    """What a command made of papers, by key: before and after, None where there is none; or a text put in by hand.

    A command that only moves papers or spells them otherwise makes nothing of them.
    """

    papers: Mapping[str, tuple[Paper | None, Paper | None]]
    put_in: str = ""


class Walk(RuleBasedStateMachine):
    """A library under random hands."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="walk-"))
        self.library = self.folder / "papers.toml"
        self.run = Inside(self.folder)
        self.papers: dict[str, Paper] = {}
        self.done: list[Event] = []
        self.undone: list[Event] = []
        self.steps = 0

    @initialize(text=FILES)
    def begin(self, text: str) -> None:
        self.first = text.encode()
        self.library.write_bytes(self.first)
        self.papers = self.held()

    # What commands do

    def add(self, key: str, word: str) -> None:
        new = {"key": key, "type": "misc", "title": word}
        answer = self.run("add", "--title", word, "--key", key)
        assert answer.code == (4 if key in self.names() else 0), answer
        if answer.code == 0:
            self.happened({key: {**new}})

    def remove(self, key: str, _: str) -> None:
        self.does(("remove", key), (key,), lambda _: None)

    def set_title(self, key: str, word: str) -> None:
        self.does(("set", key, f"title={word}"), (key,), lambda paper: {**paper, "title": word})

    def set_a_link(self, key: str, word: str) -> None:
        def linked(paper: Paper) -> Paper:
            links = paper.get("links", {})
            assert isinstance(links, dict)
            return {**paper, "links": {**links, word: "https://x.org"}}

        if " " not in word:
            self.does(("set", key, f"links.{word}=https://x.org"), (key,), linked)

    def tag(self, key: str, word: str) -> None:
        self.does(
            ("tag", key, word), (key,), lambda paper: {**paper, "tags": list(dict.fromkeys([*tags(paper), word]))}
        )

    def untag(self, key: str, word: str) -> None:
        self.does(("untag", key, word), (key,), lambda paper: {**paper, "tags": [t for t in tags(paper) if t != word]})

    def tag_all(self, _: str, word: str) -> None:
        if self.papers:
            keys = tuple(self.papers)
            args = ("tag", "--query", "*", word, "--yes")
            self.does(args, keys, lambda paper: {**paper, "tags": list(dict.fromkeys([*tags(paper), word]))})

    def note(self, key: str, word: str) -> None:
        self.does(
            ("note", key, word),
            (key,),
            lambda paper: {**paper, "notes": f"{paper['notes']}\n\n{word}" if paper.get("notes") else word},
        )

    def mark(self, key: str, word: str) -> None:
        status = "read" if word == "a" else "unread"
        self.does(("mark", key, status), (key,), lambda paper: {**paper, "status": status})

    def edit(self, key: str, _: str) -> None:
        script = self.folder / "editor.py"
        self.steps += 1
        script.write_text(EDITOR.format(words=('type = "misc"', f'type = "misc"\nedition = "{self.steps}"\n# edited')))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("EDITOR", f"{sys.executable} {script}")
            paper = self.papers.get(self.names().get(key, ""), {})
            if "edition" not in paper and paper.get("type") == "misc" and 'type = "misc"' in self.block(key):
                self.does(("edit", key), (key,), lambda paper: {**paper, "edition": str(self.steps)})

    def rename(self, key: str, word: str) -> None:
        old, new = self.names().get(key), f"k{ord(word[0]) % 6}"
        answer = self.run("rename", key, new)
        holder = self.names().get(new)
        if old is None or holder not in (None, old):
            assert answer.code == (1 if old is None else 4), answer
        elif new != old:
            assert answer.code == 0, answer
            aliases = [*(name for name in listed(self.papers[old], "aliases") if name != new), old]
            self.happened({old: None, new: {**self.papers[old], "key": new, "aliases": aliases}})

    def merge(self, key: str, word: str) -> None:
        other = f"k{ord(word[0]) % 6}"
        both = {self.names().get(key), self.names().get(other)}
        before = self.papers
        answer = self.run("merge", key, other, "--prefer", key)
        if answer.code == 0:  # what becomes of the two is told elsewhere
            after = self.held()
            assert len(after) == len(before) - 1
            assert {name: paper for name, paper in before.items() if name not in both}.items() <= after.items()
            self.happened({name: after.get(name) for name in both if name})

    def sort(self, key: str, _: str) -> None:
        self.moves("sort", "--by", "title" if key < "k3" else "-key")

    def fmt(self, _: str, __: str) -> None:
        self.moves("fmt")

    # What hands do

    def write_a_comment(self, key: str) -> None:
        self.steps += 1
        place = self.line("# head\n" if key < "k3" else "# of its own\n")
        if place in self.text():
            self.by_hand(f"{place}{self.line(f'# hand {self.steps}', end=True)}", place)

    def change_by_hand(self, key: str) -> None:
        self.steps += 1
        old = self.line(f'key = "{key}"')
        if key in self.papers and "series" not in self.papers[key] and self.text().count(old) == 1:
            self.by_hand(f'{old}{self.line("", end=True)}series = "{self.steps}"', old)

    def add_by_hand(self, key: str) -> None:
        if key not in self.names() and self.text().endswith("\n"):
            new = "".join(map(self.line, ["\n", "[[papers]]\n", f'key = "{key}"\n', 'type = "misc"\n', "# hand\n"]))
            self.by_hand(f"[no such text]{new}", "[no such text]")

    # There and back

    @rule(name=st.sampled_from(COMMANDS), key=KEYS, word=WORDS)
    def command(self, name: str, key: str, word: str) -> None:
        getattr(self, name)(key, word)

    @rule(name=st.sampled_from(HANDS), key=KEYS)
    def hand(self, name: str, key: str) -> None:
        getattr(self, name)(key)

    @rule(verb=st.sampled_from(["undo", "undo", "redo"]))
    def there_and_back(self, verb: str) -> None:
        self.takes(verb, *((self.done, self.undone) if verb == "undo" else (self.undone, self.done)))

    @invariant()
    def file_and_model_agree(self) -> None:
        if self.papers or self.library.exists():
            assert self.held() == self.papers

    @invariant()
    def index_and_model_agree(self) -> None:
        if self.library.exists():
            listed = json.loads(self.run("list", "--json").out)
            assert {one["key"]: one for one in listed} == self.papers

    def teardown(self) -> None:
        try:
            while self.done:
                self.back()
            if hasattr(self, "first"):
                assert self.library.read_bytes() == self.first
        finally:
            shutil.rmtree(self.folder)

    # The model

    def does(self, args: tuple[str, ...], keys: tuple[str, ...], make: Callable[[Paper], Paper | None]) -> None:
        """Run a command on papers: refused if one is not there, else each becomes what `make` gives."""
        answer = self.run(*args)
        if any(key not in self.names() for key in keys):
            assert answer.code == 1, answer
            return
        assert answer.code == 0, answer
        keys = tuple(self.names()[key] for key in keys)
        made = {key: make(self.papers[key]) for key in keys}
        tidy = {key: paper and {n: v for n, v in paper.items() if v not in ([], {})} for key, paper in made.items()}
        self.happened({key: paper for key, paper in tidy.items() if paper != self.papers[key]})

    def moves(self, *args: str) -> None:
        """Run a command that changes no paper, but the text of the file."""
        before = self.text()
        assert self.run(*args).code == 0
        if self.text() != before:
            self.done.append(Event({}))
            self.undone.clear()

    def happened(self, after: Mapping[str, Paper | None]) -> None:
        if after:
            self.done.append(Event({key: (self.papers.get(key), paper) for key, paper in after.items()}))
            self.undone.clear()
        self.put(after)

    def put(self, after: Mapping[str, Paper | None]) -> None:
        for key, paper in after.items():
            if paper is None:
                self.papers.pop(key, None)
            else:
                self.papers[key] = paper

    def takes(self, verb: str, source: list[Event], target: list[Event]) -> None:
        """Take the last command back, or make it again: if its papers are as it left them, or as they were before."""
        commands = [event for event in source if not event.put_in]
        answer = self.run(verb)
        if not commands:
            assert answer.code == 1, answer
            return
        event = commands[-1]
        now, then = (1, 0) if verb == "undo" else (0, 1)
        others = {name for name, key in self.names().items() if key not in event.papers}
        back = {name for pair in event.papers.values() if pair[then] for name in names_of(pair[then] or {})}
        if any(self.papers.get(key) != pair[now] for key, pair in event.papers.items()) or back & others:
            assert answer.code == 4, answer
            return
        if not event.papers and answer.code == 4:  # a paper that had been moved is another now
            return
        assert answer.code == 0, answer
        source.reverse()
        source.remove(event)
        source.reverse()
        target.append(event)
        self.put({key: pair[then] for key, pair in event.papers.items()})

    def by_hand(self, new: str, old: str) -> None:
        text = self.text()
        self.write(text.replace(old, new, 1) if old in text else text + new.removeprefix(old))
        self.done.append(Event({}, new.removeprefix(old)))
        self.papers = self.held()

    def back(self) -> None:
        """Take the last thing back, by hand what was done by hand."""
        event = self.done[-1]
        if not event.put_in:
            answer = self.run("undo")
            assert answer.code == 0, answer
            self.put({key: pair[0] for key, pair in event.papers.items()})
        else:
            assert self.text().count(event.put_in) == 1
            self.write(self.text().replace(event.put_in, ""))
        self.done.pop()

    def held(self) -> dict[str, Paper]:
        papers = tomllib.loads(self.text().removeprefix("\ufeff")).get("papers", [])
        return {paper["key"]: paper for paper in papers}

    def names(self) -> dict[str, str]:
        """Return the key of the paper that has a name: its key or an alias."""
        return {name: key for key, paper in self.papers.items() for name in names_of(paper)}

    def block(self, key: str) -> str:
        """Return the block of a paper."""
        key = self.names().get(key, "")
        blocks = split(self.library.read_bytes()).papers
        return next((one.decode() for one in blocks if f'key = "{key}"'.encode() in one), "")

    def text(self) -> str:
        return self.library.read_bytes().decode()

    def write(self, text: str) -> None:
        self.library.write_bytes(text.encode())

    def line(self, text: str, *, end: bool = False) -> str:
        """Return a text with the line ends of the file."""
        text = f"{text}\n" if end else text
        return text.replace("\n", "\r\n") if b"\r\n" in self.first else text


def tags(paper: Paper) -> list[str]:
    return listed(paper, "tags")


def names_of(paper: Paper) -> list[str]:
    return [str(paper["key"]), *listed(paper, "aliases")] if paper else []


def listed(paper: Paper, name: str) -> list[str]:
    found = paper.get(name, [])
    assert isinstance(found, list)
    return found


def walk(examples: int, steps: int) -> None:
    health = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=health, phases=PHASES
        ),
    )


def test_a_short_walk_ends_where_it_began() -> None:
    walk(6, 25)


@pytest.mark.slow
def test_a_long_walk_ends_where_it_began() -> None:
    walk(30, 60)
