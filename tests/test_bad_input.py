import codecs
import re
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Inside, Program

# The good part: twelve lines, in which a string and a comment hold what would be faults elsewhere.
GOOD = """\
[library]
schema = 1

# of the good one
[[papers]]
key = "good"
type = "misc"
notes = \"\"\"
[[papers]]
year = "no"
\"\"\"

"""
PAPER = '# of the bad one: key, year, aliases\n[[papers]]\nkey = "b"\ntype = "misc"\n'  # lines 13 to 16

COMMANDS = {
    "list": ("list",),
    "search": ("search", "word"),
    "export": ("export", "--to", "bibtex"),
    "add": ("add", "--title", "DoRA", "--key", "d"),
    "remove": ("remove", "good"),
}

NOT_TOML = {
    "a value missing": (f"{GOOD}{PAPER}title =\n", 17, "invalid value"),
    "a string left open": (f'{GOOD}{PAPER}title = "x\n', 17, "string"),
    "an array left open": (f'{GOOD}{PAPER}tags = ["x"\n\n[[papers]]\nkey = "c"\n', 17, "unclosed array"),
    "a long string left open": (f'{GOOD}{PAPER}title = """x\n\n[[papers]]\nkey = "c"\n', 17, "unterminated string"),
    "an attribute set twice": (f"{GOOD}{PAPER}year = 1\nyear = 2\n", 18, "cannot overwrite"),
    "a date that is none": (f"{GOOD}{PAPER}posted = 2024-02-31\n", 17, "invalid date"),
    "a control character": (f'{GOOD}{PAPER}title = "\x00"\n', 17, r"illegal character '\x00'"),
    "a word behind a header": (f'{GOOD}[[papers]] x\nkey = "b"\ntype = "misc"\n', 13, "expected newline"),
    "a header left open": (f'{GOOD}[[papers]\nkey = "b"\ntype = "misc"\n', 13, "]]"),
    "a table twice": (f"{GOOD}{PAPER}\n[papers.links]\n[papers.links]\n", 19, "twice"),
    "settings twice": (f'{GOOD}{PAPER}\n[library]\ntitle = "x"\n', 18, "twice"),
    "Markdown": ("# A list\n\n| a | b |\n", 3, "invalid statement"),
    "BibTeX": ("@article{x,\n  title = {a}\n}\n", 1, "invalid statement"),
    "JSON": ('{"papers": []}\n', 1, "invalid statement"),
    "brackets by the thousand": (f"{GOOD}{PAPER}tags = {'[' * 3000}{']' * 3000}\n", 14, "brackets within brackets"),
    "digits by the thousand": (f"{GOOD}{PAPER}year = {'9' * 5000}\n", 14, "digits in a number"),
}
NO_LIBRARY = {
    "papers in one line": ('\npapers = [{key = "a", type = "misc"}]\n', 2, "start each paper with a line [[papers]]"),
    "papers that are one table": ('[library]\n\n[papers]\nkey = "a"\n', 3, "start each paper with a line [[papers]]"),
    "a table nobody knows": (
        f"{GOOD}{PAPER}\n# mine\n[notes]\nx = 1\n",
        19,
        '"notes" is not known here; a library holds',
    ),
    "a table that is a number": (f"{GOOD}{PAPER}\n[2024]\nx = 1\n", 18, '"2024" is not known here; a library holds'),
    "papers with a typo": (f'{GOOD}[[paper]]\nkey = "b"\n', 13, '"paper" is not known here; a library holds'),
    "a value before everything": (f"x = 1\n{GOOD}", 1, '"x" is not known here; a library holds'),
    "a schema of the future": (f'{PAPER}\n[library]\ntitle = "x"\nschema = 2\n', 8, '"schema" 2 should be 1'),
    "a schema that is text": ('[library]\nschema = "1"\n', 2, "\"schema\" '1' should be 1"),
    "a title that is none": (f"{PAPER}\n[library]\ntitle = 3\n", 7, '"title" 3 must be a text'),
    "a setting with a typo": (f'{PAPER}\n[library]\ntitel = ""\n', 7, 'did you mean "title"?'),
    "settings that are no table": ("library = 3\n", 1, "write [library] on its own line"),
    "settings in a list": (f"[[library]]\nschema = 1\n{PAPER}", 1, "write [library] on its own line"),
}
NO_PAPER = {
    "an attribute with a typo": (
        f"{GOOD}{PAPER}yaer = 2024\n",
        17,
        'b: "yaer" is not an attribute; did you mean "year"?',
    ),
    "an attribute nobody knows": (f"{GOOD}{PAPER}zzzzzz = 1\n", 17, "a field of BibTeX goes under [papers.fields]"),
    "a typo behind a long string": (f'{GOOD}{PAPER}notes = """\nauthor = 1\n"""\nauthor = []\n', 20, 'mean "authors"?'),
    "a year in quotes": (f'{GOOD}{PAPER}year = "2024"\n', 17, "must be a number without quotes"),
    "a year behind a long string": (f"{GOOD}{PAPER}notes = '''\nyear = 1\n'''\nyear = true\n", 20, '"year"'),
    "a year like a good one below": (f'{GOOD}{PAPER}year = ""\n[papers.fields]\nyear = ""\n', 17, '"year"'),
    "a month too many": (f"{GOOD}{PAPER}month = 13\n", 17, '"month" 13 should be less than or equal to 12'),
    "authors in one text": (f'{GOOD}{PAPER}authors = "x"\n', 17, 'must be a list: ["...", "..."]'),
    "an author that is a number": (f'{GOOD}{PAPER}authors = [\n  "x",\n  3,\n]\n', 17, '"authors" 3 must be a text'),
    "an empty text": (f'{GOOD}{PAPER}title = ""\n', 17, "must not be empty; write a value or remove the line"),
    "a field that is a number": (f"{GOOD}{PAPER}year = 1\n[papers.fields]\nx = ''\nyear = 1\n", 20, "fields.year"),
    "a field on one line": (f"{GOOD}{PAPER}fields = {{year = 1}}\n", 17, '"fields.year" 1 must be a text'),
    "a field with a dot": (f"{GOOD}{PAPER}year = 1\nfields.year = 1\n", 18, '"fields.year" 1 must be a text'),
    "a link that is none": (f"{GOOD}{PAPER}[papers.links]\ncode = 'see the paper'\n", 18, "write https://..."),
    "links that are none": (f"{GOOD}{PAPER}\nlinks = ''\n", 18, '"links"'),
    "a place of another paradigm": (
        f'{GOOD}{PAPER}paradigm = "additive"\ncategory = "structure"\n',
        18,
        'write paradigm = "reparameterization" or change the category',
    ),
    "a place without its paradigm": (f'{GOOD}{PAPER}category = "prompt"\n', 17, 'write paradigm = "additive"'),
    "a paradigm with a typo": (f'{GOOD}{PAPER}paradigm = "aditive"\n', 17, "should be 'selective', 'additive' or"),
    "a second place that is none": (
        f'{GOOD}{PAPER}paradigm = "additive"\ncategory = "adapter"\nalso = ["additive/structure"]\n',
        19,
        'one is "additive/adapter"',
    ),
    "a month that is none": (f'{GOOD}{PAPER}posted = "2024-13"\n', 17, 'is not a date such as "2024", "2024-02"'),
    "an arXiv id that is none": (f'{GOOD}{PAPER}arxiv = "dora"\n', 17, 'is not an arXiv id such as "2402.09353"'),
    "a type that is missing": (f'{GOOD}[[papers]]\nkey = "b"\n[papers.fields]\ntype = ""\n', 13, 'write type = "..."'),
    "a key that is missing": (
        f'{GOOD}# key = ""\n[[papers]]\ntype = "misc"\n',
        14,
        '"key" is missing; write key = "..."',
    ),
    "an empty key": (f'{GOOD}[[papers]]\ntype = "misc"\nkey = ""\n', 15, '"key" must not be empty'),
    "a key with a blank": (
        f'{GOOD}[[papers]]\nkey = "b c"\ntype = "misc"\n',
        14,
        "a character that cannot stand there",
    ),
}
TWICE = {
    "a key of another paper": (f'{GOOD}# key\n[[papers]]\n\nkey = "good"\ntype = "book"\n', 16, '"good" stands twice'),
    "an alias that is a key": (f'{GOOD}{PAPER}aliases = ["x", "good"]\n', 17, '"good" stands twice'),
    "an alias of two papers": (
        f'{GOOD}{PAPER}aliases = ["x"]\n[[papers]]\nkey = "c"\ntype = "misc"\naliases = ["x"]\n',
        21,
        "the other paper is b: rename or remove one",
    ),
    "two equal papers": (f"{GOOD}{PAPER}\n{PAPER}", 20, '"b" stands twice'),
}
FAULTS = {**NOT_TOML, **NO_LIBRARY, **NO_PAPER, **TWICE}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize(("text", "line", "says"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_on_one_line_with_its_place_and_nothing_is_changed(
    inside: Inside, tmp_path: Path, text: str, line: int, says: str, command: tuple[str, ...], newline: str
) -> None:
    library = tmp_path / "papers.toml"
    before = text.replace("\n", newline).encode()
    library.write_bytes(before)
    answer = inside(*command)
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert answer.err.startswith(f"mllmtune: {library}:{line}: ")
    assert says in answer.err
    assert (library.read_bytes(), list(tmp_path.iterdir())) == (before, [library])


@pytest.mark.parametrize(("text", "line"), [row[:2] for row in FAULTS.values()], ids=FAULTS)
def test_a_fault_that_comes_with_an_edit_is_told_where_it_stands(
    inside: Inside, tmp_path: Path, text: str, line: int
) -> None:
    library = tmp_path / "papers.toml"
    library.write_text(GOOD)
    assert inside("list", "--keys").out == "good\n"
    library.write_text(text)
    assert inside("list").err.startswith(f"mllmtune: {library}:{line}: ")
    library.write_text(GOOD)
    assert inside("list", "--keys").out == "good\n"


ENCODINGS = {
    "in a paper": (f'{GOOD}{PAPER}title = "'.encode() + b'\xe9"\n', 17),
    "in a comment of a paper": (GOOD.encode() + b"# \xe9\n" + PAPER.encode(), 13),
    "in a comment between papers": (f"{GOOD}{PAPER}\n".encode() + b"# \xe9\n\n" + PAPER.encode(), 18),
    "in the head": (b"# caf\xe9\n" + GOOD.encode(), 1),
    "UTF-16": (GOOD.encode("utf-16"), 1),
    "behind a byte order mark": (codecs.BOM_UTF8 + GOOD.encode() + b"\n# \xff", 14),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize(("data", "line"), ENCODINGS.values(), ids=ENCODINGS)
def test_a_file_that_is_not_utf_8_is_told_with_the_line(
    inside: Inside, tmp_path: Path, data: bytes, line: int, command: tuple[str, ...]
) -> None:
    library = tmp_path / "papers.toml"
    library.write_bytes(data)
    answer = inside(*command)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == f"mllmtune: {library}:{line}: this is not UTF-8; save the file in that encoding\n"
    assert library.read_bytes() == data


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\t\n"])
def test_an_empty_file_is_told_and_not_begun_anew(
    inside: Inside, tmp_path: Path, data: bytes, command: tuple[str, ...]
) -> None:
    library = tmp_path / "papers.toml"
    library.write_bytes(data)
    answer = inside(*command)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == (
        f"mllmtune: {library}: the file is empty; remove it and run `mllmtune init` to begin a library\n"
    )
    assert library.read_bytes() == data


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_directory_is_told(inside: Inside, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "folder").mkdir()
    answer = inside("-l", "folder", *command)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == "mllmtune: folder: this is a directory; name the .toml file in it\n"


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "add"])
def test_a_file_that_is_not_there_is_told_and_not_made(inside: Inside, tmp_path: Path, command: str) -> None:
    answer = inside("-l", "nowhere.toml", *COMMANDS[command])
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == "mllmtune: nowhere.toml: there is no such file; `mllmtune init` makes a library\n"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_named_and_not_there_is_made_by_adding(inside: Inside, tmp_path: Path) -> None:
    answer = inside("-l", "new.toml", "add", "--title", "DoRA", "--key", "d")
    assert (answer.code, answer.err) == (0, "mllmtune: made new.toml\n")
    assert [paper["key"] for paper in tomllib.loads((tmp_path / "new.toml").read_text())["papers"]] == ["d"]


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_path_through_a_file_is_told(inside: Inside, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("x")
    answer = inside("-l", "file/papers.toml", *command)
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert answer.err.startswith("mllmtune: file/papers.toml: ")


@pytest.mark.parametrize("command", list(COMMANDS))
def test_a_link_in_a_circle_is_told(inside: Inside, tmp_path: Path, command: str) -> None:
    (tmp_path / "one.toml").symlink_to("two.toml")
    (tmp_path / "two.toml").symlink_to("one.toml")
    answer = inside("-l", "one.toml", *COMMANDS[command])
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert answer.err.startswith("mllmtune: one.toml: ")


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_file_that_may_not_be_read_is_told(
    mllmtune: Program, tmp_path: Path, command: tuple[str, ...], ordinary: tuple[str, ...]
) -> None:
    library = tmp_path / "papers.toml"
    library.write_text(GOOD)
    library.chmod(0)
    answer = mllmtune(*command, under=ordinary)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == f"mllmtune: {library}: this may not be read or written; change its permissions\n"
    library.chmod(0o600)
    assert library.read_text() == GOOD


def test_a_message_holds_nothing_that_steers_a_terminal(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(f'{GOOD}[[papers]]\nkey = "\\u001b[31m\\n"\ntype = "misc"\n')
    answer = inside("list")
    assert answer.code == 3
    assert re.findall(r"[\x00-\x1f\x7f-\x9f]", answer.err) == ["\n"]


def test_a_year_that_no_calendar_holds_is_told(inside: Inside, tmp_path: Path) -> None:
    (tmp_path / "papers.toml").write_text(f"{GOOD}{PAPER}year = {10**30}\n")
    answer = inside("list")
    assert (answer.code, answer.out) == (3, "")
    assert "should be less than or equal to 9999" in answer.err
