"""What stands in a list in Markdown? Its headings, tables, items, paragraphs and code, each with its line.

GitHub Flavored Markdown, sections 4 and 5. HTML stands between Markdown and can hold it, so both feed one building.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mllmtune.formats.awesome_building import STRUCTURE, Building
from mllmtune.formats.awesome_parts import Block, Code, TooLong
from mllmtune.formats.awesome_runs import html_parts, inline_runs

LONGEST = 20_000  # signs of a line or paragraph: a parser's time for one can grow with the square of its length
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline").disable("text_join")
setattr(_PARSER, "normalizeLink", str)  # noqa: B010 - an address stays as it was typed; a method to mypy

_BLANK = re.compile(r"\s*\n\s*")  # a line that ends in HTML is a blank to who reads the page
_DEFINITIONS = {"dl": "ul", "dt": "li", "dd": "p"}  # read as a list whose items say more on the next line


def blocks(text: str) -> list[Block]:
    """Return the blocks of a document, in their order."""
    environment: dict[str, object] = {}
    tokens = _PARSER.parse(text, environment)
    building = Building()
    for token in tokens:
        _take(token, building, environment)
    building.flush()
    return building.blocks


def _take(token: Token, building: Building, environment: dict[str, object]) -> None:
    line = token.map[0] + 1 if token.map else building.line
    building.line = line
    if token.type == "inline":
        if len(token.content) > LONGEST:
            building.blocks.append(TooLong(line, token.content))
            return
        children: list[Token] = []
        _PARSER.inline.parse(token.content, _PARSER, environment, children)
        inline_runs(children, building.inline)
    elif token.type == "html_block":
        _take_html(token.content, line, building)
    elif token.type in ("fence", "code_block"):
        words = token.info.split()
        building.code(Code(line + (token.type == "fence"), words[0].lower() if words else "", token.content))
    else:
        _take_structure(token, building)


def _take_structure(token: Token, building: Building) -> None:
    if token.type == "heading_open":
        building.flush()  # a table of HTML that nobody closed ends here
    if token.nesting > 0:
        building.begin(token.tag)
    elif token.nesting < 0:
        building.end(token.tag)


def _take_html(html: str, line: int, building: Building) -> None:
    for part in html_parts(html):
        building.line = line
        if isinstance(part, str):
            building.inline.text(_BLANK.sub(" ", part))
            line += part.count("\n")
        elif part.name == "dt" and part.closes:
            continue  # the item ends with the next, behind what is said of it
        elif (name := _DEFINITIONS.get(part.name, part.name)) in STRUCTURE:
            building.end(name) if part.closes else building.begin(name, part.attributes)
        else:
            building.inline.tag(part)
