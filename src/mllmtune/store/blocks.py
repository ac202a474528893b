r"""Where does each paper stand in the bytes of the file?

A file is cut into the head, one block a paper (the comment lines directly above its header, the header, all until the
last line with a value), and what stands between papers: empty lines, comments of their own, other tables. The parts
joined are the file, byte for byte, so that a change of one leaves all others as they were. Positions are byte offsets
from 0.

Headers, comments and strings are those of TOML 1.0.0 (sections "Comment", "String", "Table", "Array of Tables"). Only a
multi-line string can hide a header, so that bytes without ``\"""`` and ``'''`` need no reading of strings.
"""

import re
from bisect import bisect_left
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

_LINE_THAT_OPENS = re.compile(rb"\n[ \t]*\[")
_PAPERS = rb"""(?:papers|"papers"|'papers')"""
_HEADER = re.compile(
    rb"[ \t]*+(?:(\[[ \t]*+\[[ \t]*+" + _PAPERS + rb"[ \t]*+\][ \t]*+\])"
    rb"|\[[ \t]*+\[?[ \t]*+(?!" + _PAPERS + rb"[ \t]*+[.\]])[\"']?[A-Za-z_][\w-]*+[\"']?[ \t]*+[.\]])"
)
# Possessive, and what is never closed is a token too: a byte is read once and never tried again, so that the time is
# linear whatever the file holds.
_TOKEN = re.compile(
    rb"""\#[^\n]*+
    |(?P<many>\"\"\"(?:[^"\\]++|\\.|"(?!""))*+\"\"\""{0,2}|'''(?:[^']++|'(?!''))*+''''{0,2})
    |(?:\"\"\"|''').*+
    |"(?:[^"\\\n]++|\\[^\n])*+"
    |'[^'\n]*+'
    |["'][^\n]*+""",
    re.DOTALL | re.VERBOSE,
)

_BLANK, _COMMENT = ord(" "), ord("#")


class Span(NamedTuple):
    """A part of the file: a paper's block, or what stands before, between and behind papers."""

    start: int
    end: int
    is_paper: bool


@dataclass(frozen=True)
class Blocks:
    """A file cut at its headers; `spans` are seamless from 0 to the length of `data`.

    What takes a pass over a large file is found once.
    """

    data: bytes
    spans: tuple[Span, ...]

    def of(self, span: Span) -> bytes:
        """Return the bytes of a part."""
        return self.data[span.start : span.end]

    @property
    def papers(self) -> list[bytes]:
        """The bytes of each paper's block, in the order of the file."""
        return [self.data[start:end] for start, end, is_paper in self.spans if is_paper]

    @property
    def rest(self) -> bytes:
        """Everything that is no paper, joined: the head, comments of their own, tables that stand between papers."""
        return b"".join(self.rest_parts)

    @property
    def rest_parts(self) -> list[bytes]:
        """Every part that is no paper, one by one."""
        return [self.data[start:end] for start, end, is_paper in self.spans if not is_paper]

    @property
    def newline(self) -> bytes:
        """How lines end in the file, told by the first of them."""
        return b"\r\n" if b"\r\n" in self.data[: self.data.find(b"\n") + 1] else b"\n"

    def number_of(self, block: bytes) -> int:
        """Return which paper, from 0, has this block; -1 if none has. For a few: it searches, and no digest is made."""
        place = -1
        while (place := self.data.find(block, place + 1)) >= 0:
            number = bisect_left(self.paper_spans, place, key=itemgetter(0))
            if number < len(self.paper_spans) and self.paper_spans[number][:2] == (place, place + len(block)):
                return number
        return -1

    def without_start(self, start: int) -> "Blocks":
        """Return the blocks from the part that begins at `start` on."""
        spans = (Span(one.start - start, one.end - start, one.is_paper) for one in self.spans if one.start >= start)
        return Blocks(self.data[start:], tuple(spans))

    @cached_property
    def digests(self) -> list[bytes]:
        """The digest of each paper's block, in the order of the file."""
        return [digest(self.data[start:end]) for start, end, _ in self.paper_spans]

    def with_digest(self, name: bytes) -> bytes:
        """Return the block of the paper that has this digest.

        Raises:
            KeyError: none has.

        """
        return self.of(self._span_of[name])

    @cached_property
    def _span_of(self) -> dict[bytes, Span]:
        return dict(zip(self.digests, self.paper_spans, strict=True))

    @cached_property
    def paper_spans(self) -> list[Span]:
        """The spans of the papers alone."""
        return [span for span in self.spans if span.is_paper]

    def line_of(self, position: int) -> int:
        """Return the line, counted from 1, on which a byte stands."""
        return self.data.count(b"\n", 0, position) + 1

    def line_in_rest(self, line: int) -> int:
        """Return the line, counted from 1, that is line `line` (from 0) of `rest`."""
        for start, end, is_paper in self.spans:
            lines = self.data.count(b"\n", start, end)
            if not is_paper and line <= lines:
                return self.line_of(start) + line
            line -= 0 if is_paper else lines
        return self.line_of(len(self.data))


def split(data: bytes) -> Blocks:
    """Return the blocks of a library file. Never fails: bytes that are no TOML end up in some block."""
    hidden = many_line_strings(data)
    headers = _headers(data)
    if hidden:
        headers = _outside(headers, hidden)
    spans: list[Span] = []
    start, is_paper = 0, False
    *floors, last_floor = _floors(headers, hidden)
    for header, floor in zip(headers, floors, strict=True):
        end = _first_comment_above(data, header.start(), floor)
        spans += _cut(data, start, end, floor) if is_paper else (Span(start, end, False),)  # noqa: FBT003 - is_paper
        start, is_paper = end, header[1] is not None
    spans += _cut(data, start, len(data), last_floor) if is_paper else (Span(start, len(data), False),)  # noqa: FBT003 - as above
    return Blocks(data, tuple(spans))


def digest(block: bytes) -> bytes:
    """Return the 16 bytes by which a block is known: equal digests, equal bytes."""
    return blake2b(block, digest_size=16).digest()


def many_line_strings(data: bytes) -> list[tuple[int, int]]:
    """Return where multi-line strings stand. Lines without triple quotes are not looked at."""
    strings: list[tuple[int, int]] = []
    position = 0
    openings = {quotes: data.find(quotes) for quotes in (b'"""', b"'''")}
    while True:
        for quotes, place in openings.items():
            if 0 <= place < position:  # only then: to search both each time would read the file once a string
                openings[quotes] = data.find(quotes, position)
        opening = min((place for place in openings.values() if place >= 0), default=-1)
        if opening < 0:
            return strings
        line = data.rfind(b"\n", position, opening) + 1 or position
        position, string = _read_line(data, line, opening + 3)
        if string:
            strings.append(string)


def _headers(data: bytes) -> list[re.Match[bytes]]:
    """Return every line that looks like the header of a paper or of another table; a paper's has a first group."""
    first_line = 3 if data.startswith(BOM_UTF8) else 0
    lines = (line.start() + 1 for line in _LINE_THAT_OPENS.finditer(data))
    return [header for header in map(partial(_HEADER.match, data), chain([first_line], lines)) if header]


def _read_line(data: bytes, line: int, needed: int) -> tuple[int, tuple[int, int] | None]:
    """Return up to where the tokens from `line` on were read, and the first multi-line string among them."""
    end = line
    for token in _TOKEN.finditer(data, line):
        if token["many"] is not None:
            return token.end(), token.span()
        if token.start() >= needed:
            break
        end = token.end()
    return max(end, needed), None


def _outside(headers: list[re.Match[bytes]], hidden: list[tuple[int, int]]) -> list[re.Match[bytes]]:
    """Return the headers that stand in none of the strings. Both are in order."""
    kept = []
    strings = iter(hidden)
    string = next(strings, None)
    for header in headers:
        while string is not None and string[1] <= header.start():
            string = next(strings, None)
        if string is None or header.start() < string[0]:
            kept.append(header)
    return kept


def _floors(headers: list[re.Match[bytes]], hidden: list[tuple[int, int]]) -> Iterator[int]:
    """Return for each header, and for the end of the file, the end of the header or of the string before it.

    No comment above a header begins before that place, and no value ends behind it but what stands there in plain view.
    """
    strings = iter(hidden)
    string = next(strings, None)
    floor = 0
    for header in headers:
        while string is not None and string[1] <= header.start():
            floor, string = string[1], next(strings, None)
        yield floor
        floor = header.end()
    yield max(floor, hidden[-1][1] if hidden else 0)


def _cut(data: bytes, start: int, end: int, floor: int) -> tuple[Span, Span]:
    """Return a paper's block without the empty lines and comments at its end, and these as a span of their own.

    What is separated from a paper by nothing but the next paper is not that paper's: it stays when the paper goes.
    """
    last = end - 2
    # As this program writes: look no further.
    if data[last:end] == b"\n\n" and last > floor and data[last - 1] > _BLANK:
        line = data.rfind(b"\n", floor, last) + 1
        if data[line] > _COMMENT:
            return Span(start, last, True), Span(last, end, False)  # noqa: FBT003 - is_paper
    last = end
    while last > floor:
        line = max(data.rfind(b"\n", floor, last) + 1, floor)
        text = data[line:last].rstrip()
        if text and (line == floor or not text.lstrip(b" \t").startswith(b"#")):
            last = line + len(text)
            break
        last = max(line - 1, floor)
    return Span(start, last, True), Span(last, end, False)  # noqa: FBT003 - is_paper


def _first_comment_above(data: bytes, header: int, floor: int) -> int:
    """Return the start of the comment lines directly above a header, not above `floor`."""
    if data[header - 2 : header] == b"\n\n":
        return header
    start = header
    while start > floor:
        above = data.rfind(b"\n", floor, start - 1) + 1 or floor
        begins_a_line = above == 0 or data[above - 1 : above] == b"\n"
        if not (begins_a_line and data[above:start].lstrip(b" \t").startswith(b"#")):
            break
        start = above
    return start
