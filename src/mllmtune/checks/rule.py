"""What is a rule, what does it look at, and what does it find?"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from inspect import cleandoc
from typing import NamedTuple

from mllmtune.checks.alike import twins
from mllmtune.checks.subject import Subject
from mllmtune.checks.written import Written, typed_lines, written_links

Check = Callable[["View"], Iterator["Finding"]]


class Level(StrEnum):
    """How sure a rule is: an error is wrong, a warning is wrong more often than not."""

    ERROR = "error"
    WARNING = "warning"


class Kind(StrEnum):
    """What sort of file is looked at."""

    LIBRARY = "library"
    BIBLIOGRAPHY = "bibliography"  # .bib, .ris, CSL-JSON ...: entries with fields
    LIST = "list"  # a README: titles and links, seldom more


_ENTRY = re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)
EVERYWHERE = frozenset(Kind)
ONLY_LISTS = frozenset((Kind.LIST,))
ONLY_LIBRARIES = frozenset((Kind.LIBRARY,))
ONLY_BIBLIOGRAPHIES = frozenset((Kind.BIBLIOGRAPHY,))
WITH_FIELDS = frozenset((Kind.LIBRARY, Kind.BIBLIOGRAPHY))


class Edit(NamedTuple):
    """A mend of one value of a paper, as data: it can be shown, counted, refused or applied.

    `path` is the attribute, or table and label (``links``, ``code``). A `new` of None takes the value away. A safe edit
    changes no meaning; an unsafe one is likely right and wants to be looked at.
    """

    key: str
    path: tuple[str, ...]
    old: object
    new: object
    safe: bool


class Finding(NamedTuple):
    """A fault at a place: the line in the file, from 1; the key of the paper, if it is one's; a sentence.

    `others` are the keys of further papers that have part in it. Code, fault and level are those of the rule.
    """

    line: int
    key: str
    text: str
    edits: tuple[Edit, ...] = ()
    others: tuple[str, ...] = ()
    code: str = ""
    fault: str = ""
    level: Level = Level.ERROR


class Trouble(NamedTuple):
    """A place that the reader of a file did not understand (`lost`), or mended to be understood."""

    line: int
    text: str
    lost: bool


class Setting(NamedTuple):
    """What rules go by that stands in no file.

    The day; papers whose facts were verified, and a file that says otherwise of one of them is likely wrong; and after
    how many months a paper that is still only at arXiv is to be looked up.
    """

    today: date
    curated: tuple[Subject, ...] = ()
    arxiv_months: int = 18


@dataclass(frozen=True)
class View:
    """A file as rules see it: its papers, its text where it is no library, and what its reader said of it.

    `entries` is the bibliography inside a list: what stands in its blocks of BibTeX, on the lines where it stands.
    What several rules ask for is found once.
    """

    kind: Kind
    subjects: tuple[Subject, ...]
    setting: Setting
    text: str = ""
    troubles: tuple[Trouble, ...] = ()
    entries: "View | None" = None

    @property
    def is_bibtex(self) -> bool:
        """Whether it is a bibliography that was typed for BibTeX, and not one in another format."""
        return self.kind is Kind.BIBLIOGRAPHY and bool(_ENTRY.search(self.text))

    @cached_property
    def twins(self) -> tuple[tuple[Subject, Subject], ...]:
        """Pairs of papers that are one as far as title, authors and year say: see `mllmtune.checks.alike.twins`."""
        return tuple(twins(self.subjects))

    @cached_property
    def lines(self) -> tuple[tuple[int, str], ...]:
        """The lines of the text with their numbers, from 1, without those of blocks of code."""
        return tuple(typed_lines(self.text))

    @cached_property
    def links(self) -> tuple[Written, ...]:
        """The links that stand in these lines."""
        return tuple(written_links(self.lines))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, the fault that it is named for, its manual, and what finds the fault."""

    code: str
    fault: str
    manual: str
    level: Level
    kinds: frozenset[Kind]
    check: Check

    @property
    def summary(self) -> str:
        """The first line of the manual."""
        return self.manual.partition("\n")[0]

    def findings(self, view: View) -> Iterator[Finding]:
        """Give what the rule finds in a file, if it looks at such files at all."""
        if view.kind in self.kinds:
            for found in self.check(view):
                yield found._replace(code=self.code, fault=self.fault, level=self.level)


def across(code: str, *, level: Level = Level.ERROR, kinds: frozenset[Kind] = EVERYWHERE) -> Callable[[Check], Rule]:
    """Make a rule of a function that looks at a whole file; its module gives the rule its name and its manual."""

    def made(check: Check) -> Rule:
        return Rule(code, *_named(check), level, kinds, check)

    return made


def rule(
    code: str, *, level: Level = Level.ERROR, kinds: frozenset[Kind] = EVERYWHERE
) -> Callable[[Callable[[Subject], Iterator[Finding]]], Rule]:
    """Make a rule of a function that looks at one paper."""

    def made(check: Callable[[Subject], Iterator[Finding]]) -> Rule:
        def each(view: View) -> Iterator[Finding]:
            for subject in view.subjects:
                yield from check(subject)

        return Rule(code, *_named(check), level, kinds, each)

    return made


def _named(check: Callable[..., Iterator[Finding]]) -> tuple[str, str]:
    """Return the fault and the manual: name and docstring of the module of a function."""
    return check.__module__.rpartition(".")[2].replace("_", "-"), cleandoc(check.__globals__["__doc__"])


def found(
    subject: Subject, text: str, *path: str, edits: tuple[Edit, ...] = (), others: tuple[str, ...] = ()
) -> Finding:
    """Return what is wrong with a paper, in the line where the value at `path` stands."""
    return Finding(subject.line_of(path), subject.key, text, edits, others)


def edit(subject: Subject, path: tuple[str, ...], new: object, *, safe: bool) -> tuple[Edit, ...]:
    """Return the edit that puts `new` in the place of what a paper has at `path`."""
    return (Edit(subject.key, path, subject.value(path), new, safe),)
