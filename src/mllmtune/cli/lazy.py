"""How is a command found without loading the others? By its name; its module is imported when it is dispatched."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from mllmtune.cli.commands import COMMANDS, SECTIONS
from mllmtune.errors import BadOptionError

_WIDEST = max(map(len, COMMANDS))
_LIBRARY = ("--library", "-l")


def load(module: str) -> Any:  # noqa: ANN401 - a module; its users know what they ask of it
    """Return a module of mllmtune by its name below the package, imported now."""
    return import_module(f"mllmtune.{module}")


class LazyGroup(TyperGroup):
    """The group of all commands; help, suggestions and Tab see names and summaries alone."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's signature
        """Return the names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - typer's signature
        """Return what help shows of a command: its name and its summary."""
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name]) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - typer's signature
        """Write the names and summaries, by what one wants to do."""
        for heading, commands in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(_WIDEST), summary) for name, summary in commands.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - typer's signature
        """Return the command that is called, loaded.

        Raises:
            BadOptionError: the option of all commands stands behind one of them, where it might be a word of a query.

        """
        if not ctx.resilient_parsing and any(word in _LIBRARY or word.startswith("--library=") for word in args):
            raise BadOptionError(f"--library stands before the command: mllmtune --library FILE {args[0]} ...")
        self.commands = dict.fromkeys(COMMANDS, TyperCommand(None))  # what "did you mean" chooses from
        name, found, rest = super().resolve_command(ctx, args)
        return name, found and _command(str(name)), rest


class QueryCommand(TyperCommand):
    """A command whose words are a query: -merging is one of them, and not -m, -e, -r, -g, -i and the option -n."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's signature
        """Read the command line. A blank before a word keeps it from being taken for options; no query heeds it."""
        named = {name: one for one in self.get_params(ctx) for name in one.opts if name.startswith("-")}
        flags = {name for name, one in named.items() if getattr(one, "is_flag", False)}
        valued = named.keys() - flags  # what stands behind one of these is its value

        def is_word(arg: str) -> bool:
            letters = [f"-{letter}" for letter in arg[1:]]
            is_short = arg.startswith("-") and not arg.startswith("--") and len(letters) > 1
            return is_short and not flags.issuperset(letters) and letters[0] not in valued

        pairs = zip(["", *args], args, strict=False)
        told = [f" {arg}" if is_word(arg) and before not in valued else arg for before, arg in pairs]
        return super().parse_args(ctx, told)


def _command(name: str) -> Any:  # noqa: ANN401 - typer's own class
    module = load(f"cli.{name}")
    if group := getattr(module, "group", None):  # a command of several words
        return typer.main.get_command(group)
    one = typer.Typer(add_completion=False, rich_markup_mode=None)
    run = module.run
    # A short option that is not known is a word of a query, and -h is one of them.
    takes_query = getattr(run, "takes_query", False)
    settings = {"ignore_unknown_options": takes_query}
    one.command(name, cls=QueryCommand if takes_query else TyperCommand, context_settings=settings)(run)
    return typer.main.get_command(one)
