"""Which options mean the same everywhere? Those that say which papers are meant, and in what form they are listed."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

import typer

from mllmtune.cli.completing import complete_category, complete_paradigm, complete_tag, complete_topic, complete_venue
from mllmtune.errors import BadOptionError
from mllmtune.model.taxonomy import Category, Paradigm
from mllmtune.select.query import Node, Not, Term, Words, both, parse, years
from mllmtune.text.slugs import fold

T = TypeVar("T")

QueryWords = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...", help='Words and fields: lora "low rank" -merging author:liu year:2023.. has:code'
    ),
]
ParadigmOption = Annotated[
    str | None,
    typer.Option("--paradigm", help="selective, additive or reparameterization.", autocompletion=complete_paradigm),
]
CategoryOption = Annotated[
    str | None,
    typer.Option(
        "--category",
        help="iterative, posterior, adapter, prompt, structure or calibration.",
        autocompletion=complete_category,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsKeys = Annotated[bool, typer.Option("--keys", help="Print one citation key a line.")]
Offline = Annotated[
    bool,
    typer.Option("--offline", envvar="MLLMTUNE_OFFLINE", help="Ask nobody: only what is kept from before answers."),
]


class Selection(NamedTuple):
    """The options that choose papers; those given must all hold."""

    query: QueryWords = None
    paradigm: ParadigmOption = None
    category: CategoryOption = None
    year: Annotated[str | None, typer.Option("--year", metavar="YEARS", help="2024, 2023..2025, 2023.. or ..2020.")] = (
        None
    )
    venue: Annotated[
        str | None, typer.Option("--venue", help="Name of the venue: ICML.", autocompletion=complete_venue)
    ] = None
    author: Annotated[list[str] | None, typer.Option("--author", metavar="NAME", help="An author's name.")] = None
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag of yours.", autocompletion=complete_tag)] = None
    topic: Annotated[str | None, typer.Option("--topic", help="A topic.", autocompletion=complete_topic)] = None
    has: Annotated[
        list[str] | None, typer.Option("--has", metavar="WHAT", help="Has this attribute or link: code, doi, abstract.")
    ] = None
    missing: Annotated[list[str] | None, typer.Option("--missing", metavar="WHAT", help="Lacks it.")] = None
    aux: Annotated[
        list[Path] | None,
        typer.Option("--aux", metavar="FILE", help="Cited in this document: .aux, .bcf, .tex, .typ or .md."),
    ] = None

    def node(self) -> Node:
        """Return what all the options but `aux` mean together.

        Raises:
            BadQueryError: the query or the years cannot be understood.
            BadOptionError: an option does not exist.

        """
        words = self.query or []
        if unknown := next((word for word in words if word.startswith("--")), None):
            raise BadOptionError(f"there is no option {unknown}; --help lists them")
        nodes = [parse(" ".join(words))]
        nodes += [years(self.year)] if self.year else []
        _refuse_unknown_places(self.paradigm, self.category)
        singles = {"paradigm": self.paradigm, "category": self.category, "venue": self.venue, "topic": self.topic}
        nodes += [Term(kind, fold(value)) for kind, value in singles.items() if value]
        nodes += [Words(name, "authors") for name in self.author or []]
        nodes += [Term("tag", fold(tag)) for tag in self.tag or []]
        nodes += [Term("has", fold(what)) for what in self.has or []]
        nodes += [Not(Term("has", fold(what))) for what in self.missing or []]
        return both(nodes)

    def said(self) -> str:
        """Return the options as the user would say them, for messages."""
        options = {name: value for name, value in self._asdict().items() if value and name != "query"}
        words = [" ".join(self.query)] if self.query else []
        for name, value in options.items():
            words += [f"--{name} {one}" for one in (value if isinstance(value, list) else [value])]
        return " ".join(words) or "the whole library"


def _refuse_unknown_places(paradigm: str | None, category: str | None) -> None:
    for option, value, names in (("--paradigm", paradigm, Paradigm), ("--category", category, Category)):
        if value and not value.endswith("*") and fold(value) not in list(names):
            raise BadOptionError(f'{option} is {", ".join(names)}, not "{value}"')


def selecting(run: Callable[..., T]) -> Callable[..., T]:
    """Give a command that takes a `selection` the options of `Selection`, each of its own."""
    own = inspect.signature(run).parameters
    command = bundled(run, "selection", Selection)
    command.takes_query = "query" not in own  # type: ignore[attr-defined]  # cli.lazy reads it
    return command


def bundled(run: Callable[..., T], name: str, bundle: Callable[..., object]) -> Callable[..., T]:
    """Give a command, in place of its parameter `name`, an option for each field of `bundle` that it has not itself."""
    own, fields = inspect.signature(run), inspect.signature(bundle).parameters
    names = [field for field in fields if field not in own.parameters]
    shared = [
        inspect.Parameter(
            field, inspect.Parameter.KEYWORD_ONLY, default=fields[field].default, annotation=fields[field].annotation
        )
        for field in names
    ]
    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in own.parameters.values()
        if parameter.name != name
    ]

    @wraps(run)
    def command(**values: object) -> T:
        chosen = {field: values.pop(field) for field in names}
        return run(**{name: bundle(**chosen)}, **values)

    command.__signature__ = inspect.Signature([*parameters, *shared])  # type: ignore[attr-defined]  # typer reads it
    command.__annotations__ = {one.name: one.annotation for one in [*parameters, *shared]}
    return command
