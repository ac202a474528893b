"""The README's commands do what it says: run in order, in a folder of their own, their output compared."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from mllmtune.sources.identifier import identifier_of
from tests.conftest import Inside
from tests.services import running

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIB = "@article{doe2020thing,\n  title = {A Thing},\n  author = {Doe, Jane},\n  year = 2020,\n}\n"


def console_examples() -> Iterator[tuple[str, str]]:
    """Give each command of a console block with the output that stands below it."""
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for example in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = example.partition("\n")
            yield command, output


def shell_commands() -> Iterator[str]:
    """Give each call of the program in the blocks that are to be copied."""
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL):
        yield from (line.partition(" #")[0].strip() for line in block.splitlines() if line.startswith("mllmtune "))


def asks_services(command: str) -> bool:
    words = shlex.split(command)
    return words[1] in ("update", "upgrade", "links") or (words[1] == "add" and identifier_of(words[2]) is not None)


@pytest.mark.parametrize(("command", "output"), list(console_examples()))
def test_an_example_prints_what_the_readme_shows(
    inside: Inside, monkeypatch: pytest.MonkeyPatch, command: str, output: str
) -> None:
    monkeypatch.setenv("BROWSER", "true")  # `open` opens nothing here
    answer = inside(*shlex.split(command)[1:])
    assert answer.code == 0
    assert answer.err == ""
    assert answer.out == output or not output


def test_the_commands_to_copy_work_in_their_order(inside: Inside, tmp_path: Path) -> None:
    for name in ("refs.bib", "zotero.bib", "old.bib"):
        (tmp_path / name).write_text(BIB)
    (tmp_path / "paper.aux").write_text("\\citation{liu2024dora}\n")
    commands = [command for command in shell_commands() if not asks_services(command)]
    assert len(commands) >= 5
    first = ["mllmtune init papers.toml", "mllmtune add refs.bib --tag thesis"]
    for command in [*first, *(command for command in commands if command not in first)]:
        assert inside(*shlex.split(command)[1:]).code == 0, command


def test_commands_that_ask_services_work_in_their_order(
    inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = [command for command in shell_commands() if asks_services(command)]
    assert first.startswith("mllmtune add 2402.09353")
    (tmp_path / "papers.toml").write_text("[library]\nschema = 1\n")  # the curated library has the paper
    with running() as services:
        for name, value in services.environment().items():
            monkeypatch.setenv(name, value)
        answer = inside(*shlex.split(first)[1:])
        assert (answer.code, len(answer.out.splitlines())) == (0, len(services.asked))
    for command in others:  # pages of the web are nobody's to ask for in a test
        assert inside(*shlex.split(command)[1:], "--offline").code in (0, 5), command


def test_every_file_that_the_readme_links_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert len(links) >= 5
    assert [link for link in links if not (ROOT / link).is_file()] == []


def test_ci_finds_the_test_command() -> None:
    block = README.partition("<!-- test command -->")[2]
    assert block.startswith("\n```sh\npython3 -m venv .venv-test && ")
