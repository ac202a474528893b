"""What pages of docs/ show is what happens: their files are laid out and their commands run, in their order."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Inside

DOCS = Path(__file__).parents[1] / "docs"
STEP = re.compile(
    r"<!-- (?P<what>file|now): (?P<name>\S+) -->\n```\w+\n(?P<text>.*?)^```$|```console\n(?P<console>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def played(page: str, inside: Inside) -> str:
    """Return the page with the real output of its commands and the real contents of its files."""
    return STEP.sub(lambda step: _play(step, inside), page)


def _play(step: re.Match[str], inside: Inside) -> str:
    if step["console"] is not None:
        commands = re.findall(r"^\$ (.*)\n", step["console"], re.MULTILINE)
        return "```console\n" + "".join(f"$ {command}\n{_said(command, inside)}" for command in commands) + "```"
    path = inside.folder / step["name"]
    if step["what"] == "file":
        path.write_text(step["text"], encoding="utf-8")
    before, after = step[0][: step.start("text") - step.start()], step[0][step.end("text") - step.start() :]
    return before + path.read_text(encoding="utf-8") + after


def _said(command: str, inside: Inside) -> str:
    answer = inside(*shlex.split(command)[1:])
    return answer.err + answer.out


@pytest.mark.parametrize("name", ["maintainers.md", "changing.md"])
def test_the_page_shows_what_happens(inside: Inside, name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    assert len(STEP.findall(page)) >= 6
    assert played(page, inside) == page
