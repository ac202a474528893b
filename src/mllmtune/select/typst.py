"""Which papers does a Typst source cite?

The Typst reference, sections Syntax, `cite`, `ref` and `bibliography`. A document cites its own figures as it cites
papers, so the labels that it defines are given, too. Markup and code are told apart: a quotation mark opens a string,
and a name in angle brackets is used and not defined, in code alone.
"""

import re
from collections.abc import Iterator

from mllmtune.select.cited import Cited, Reads, cited

_STRING = r'"(?:[^"\\]++|\\.)*+"'
_TOKEN = re.compile(
    rf"""
      (?P<comment>/\*) | //[^\n]*+ | (?P<ticks>`{{3,}}).*?(?:(?P=ticks)(?!`)|\Z) | `` | `[^`]*+`?+ | \\.
    | https?://[^\s\[\](){{}}"]*+
    | @(?P<key>[\w:.-]++)
    | <(?P<label>[\w:.-]++)>
    | (?P<hash>\#)
    | (?P<string>{_STRING})
    | (?P<word>[^\W\d][\w-]*+)
    | (?P<sign>[\[\](){{}};\n])
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT_ENDS = re.compile(r"/\*|\*/")
_STATEMENT = re.compile(r"(?:let|set|show|if|for|while|import|include|return|context)\b(?!-)")
_NAME = re.compile(r"[^\W\d][\w-]*+(?:\.[^\W\d][\w-]*+)*+")
_MORE = re.compile(r"(?:\.[^\W\d][\w-]*+)*+\(")
_CITES = re.compile(
    rf"""(?:cite|ref)\(\s*+(?:key:\s*+)?+(?:<(?P<label>[\w:.-]++)>|label\(\s*+(?P<text>{_STRING})\s*+\)
    |(?P<texts>{_STRING}(?:\s*+,\s*+{_STRING})*+))""",
    re.VERBOSE | re.DOTALL,
)
_READS = re.compile(rf"(?:include|import)\s*+({_STRING})", re.DOTALL)
_BIBLIOGRAPHY = re.compile(rf"bibliography\(((?:[^()\"]++|{_STRING}|\([^()]*+\))*+)", re.DOTALL)
_ALL = re.compile(r"\bfull:\s*+true\b")
_GOES_ON = re.compile(r"[ \t]*+(?:else\b|[+.(\[])")  # a statement, behind a block of it
_MARKUP, _STATEMENT_END = "]", "\n"
_CLOSING = {"(": ")", "{": "}", "[": _MARKUP}


def read(text: str) -> Cited:
    """Return what the text of a Typst source cites, the labels that it defines, and the files that it reads."""
    source = _Source(text)
    return cited(list(source.found()), labels=source.labels)


class _Source:
    """A source as far as it has been read: the place, and what each bracket that is open will be closed by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.labels: set[str] = set()
        self._place = 0
        self._open = [_MARKUP]

    def found(self) -> Iterator[str | Reads]:
        """Give keys and files in their order."""
        while token := _TOKEN.search(self.text, self._place):
            self._place = token.end()
            if token["comment"]:
                self._skip_comment()
            elif token["hash"]:
                yield from self._code()
            elif sign := token["sign"]:
                self._bracket(sign)
            elif self._open[-1] == _MARKUP:
                if token["key"] and (key := token["key"].rstrip(".:")):
                    yield key
                elif token["label"]:
                    self.labels.add(token["label"])
                elif token["string"]:
                    self._place = token.start() + 1
            elif token["word"]:
                yield from self._call(token.start())

    def _code(self) -> Iterator[str | Reads]:
        """Read what follows a ``#``: a statement, or one name with what it is called with."""
        if statement := _STATEMENT.match(self.text, self._place):
            yield from self._call(self._place)
            self._open.append(_STATEMENT_END)
            self._place = statement.end()
        elif name := _NAME.match(self.text, self._place):
            yield from self._call(self._place)
            self._place = name.end()
            self._enter("(")
        else:
            self._enter("({")

    def _enter(self, signs: str) -> None:
        sign = self.text[self._place : self._place + 1]
        if sign and sign in signs:
            self._open.append(_CLOSING[sign])
            self._place += 1

    def _call(self, start: int) -> Iterator[str | Reads]:
        """Give what the name at `start` cites or reads, with the arguments behind it."""
        if call := _CITES.match(self.text, start):
            yield from [call["label"]] if call["label"] else map(_value, re.findall(_STRING, call[0], re.DOTALL))
        elif reading := _READS.match(self.text, start):
            name = _value(reading[1])
            if name.endswith(".typ") and not name.startswith("@"):  # an @ names a package
                yield Reads((name,), moves=True)
        elif (works := _BIBLIOGRAPHY.match(self.text, start)) and _ALL.search(works[1]):
            yield "*"

    def _bracket(self, sign: str) -> None:
        inner = self._open[-1]
        if sign == "[" or (sign in _CLOSING and inner != _MARKUP):
            self._open.append(_CLOSING[sign])
        elif sign in ";\n":
            if inner == _STATEMENT_END:
                self._open.pop()
        elif sign == _MARKUP or inner != _MARKUP:
            self._close(sign)

    def _close(self, sign: str) -> None:
        while len(self._open) > 1 and self._open[-1] == _STATEMENT_END:
            self._open.pop()
        if len(self._open) == 1 or self._open[-1] != sign:
            return
        self._open.pop()
        if sign == ")":
            if self._open[-1] == _MARKUP and (more := _MORE.match(self.text, self._place)):
                self._open.append(")")
                self._place = more.end()
        elif self._open[-1] == _STATEMENT_END and not _GOES_ON.match(self.text, self._place):
            self._open.pop()

    def _skip_comment(self) -> None:
        depth = 1
        for sign in _COMMENT_ENDS.finditer(self.text, self._place):
            depth += 1 if sign[0] == "/*" else -1
            if not depth:
                self._place = sign.end()
                return
        self._place = len(self.text)


def _value(string: str) -> str:
    r"""Return what a string literal says; of its escapes only ``\"`` and ``\\`` can stand in a key or a file's name."""
    return re.sub(r'\\(["\\])', r"\1", string[1:-1])
