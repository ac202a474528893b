import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mllmtune.store.blocks import Blocks, many_line_strings, split

A_PAPER = b'[[papers]]\nkey = "a"\ntype = "misc"\n'


def joined(blocks: Blocks) -> bytes:
    return b"".join(blocks.data[start:end] for start, end, _ in blocks.spans)


HIDDEN = {
    "a multi-line string": b'[[papers]]\nkey = "a"\nabstract = """\n[[papers]]\nkey = "no"\n"""\n',
    "a multi-line literal string": b"[[papers]]\nkey = 'a'\nabstract = '''\n[[papers]]\nkey = 'no'\n'''\n",
    "a string that opens on the line of its end": b'[[papers]]\nkey = "a"\nnotes = """x\n[[papers]]"""\n',
    "a string with escaped quotes": b'[[papers]]\nkey = "a"\nnotes = """\\"""\n[[papers]]\n\\""""\n',
    "a string with two quotes within": b'[[papers]]\nkey = "a"\nnotes = """ "" \n[[papers]]\n"" """\n',
    "a string that ends in five quotes": b'[[papers]]\nkey = "a"\nnotes = """\n[[papers]]\n"""""\n',
    "a literal string that ends in five quotes": b"[[papers]]\nkey = 'a'\nnotes = '''\n[[papers]]\n'''''\n",
    "a string that ends in a backslash": b'[[papers]]\nkey = "a"\nnotes = """\n[[papers]]\n\\\\"""\n',
    "a literal string that ends in a backslash": b"[[papers]]\nkey = 'a'\nnotes = '''\n[[papers]]\n\\'''\n",
    "quotes of the other kind": b"[[papers]]\nkey = 'a'\nnotes = '''\"\"\"\n[[papers]]\n'''\n",
    "the second string of a line": b'[[papers]]\nkey = "a"\ntags = ["""x""", """\n[[papers]]\n"""]\n',
    "a string behind a short one": b'[[papers]]\nkey = "a"\ntags = ["\'\'\'", """\n[[papers]]\n"""]\n',
    "a comment": b'[[papers]]\nkey = "a"\n# [[papers]]\nyear = 2024\n',
    "a comment behind a value": b'[[papers]]\nkey = "a" # \n  # [[papers]]\nyear = 2024\n',
    "a string of one line": b'[[papers]]\nkey = "a"\ntitle = "[[papers]]"\n',
}


@pytest.mark.parametrize("data", HIDDEN.values(), ids=HIDDEN)
def test_a_header_that_is_no_header_begins_no_paper(data: bytes) -> None:
    assert len(tomllib.loads(data.decode())["papers"]) == len(split(data).papers) == 1


VISIBLE = {
    "triple quotes in a string": b'[[papers]]\ntitle = \'"""\'\n[[papers]]\ntitle = \'"""\'\n',
    "triple quotes in a basic string": b"[[papers]]\ntitle = \"'''\"\n[[papers]]\ntitle = \"'''\"\n",
    "triple quotes in a comment": b'[[papers]]\n# say """ and \'\'\'\n[[papers]]\n# """\n',
    "triple quotes in a comment behind a value": b'[[papers]]\nyear = 1 # """\n[[papers]]\nyear = 2 # """\n',
    "an apostrophe in a comment": b"[[papers]]\n# don't\n[[papers]]\n# '''\n",
    "an empty long string": b'[[papers]]\ntitle = """"""\n[[papers]]\ntitle = """"""\n',
    "an escaped quote": b"[[papers]]\ntitle = \"\\\"'''\"\n[[papers]]\ntitle = \"'''\"\n",
    "empty strings side by side": b'[[papers]]\ntags = ["",""]\n[[papers]]\ntags = ["",""]\n',
    "headers with blanks": b"[[ papers ]]\nyear = 1\n \t[[\tpapers]]\nyear = 2\n",
    "headers with quotes": b"[[\"papers\"]]\nyear = 1\n[[ 'papers' ]]\nyear = 2\n",
    "headers with comments": b"[[papers]]# one\nyear = 1\n[[papers]] # two\nyear = 2\n",
    "papers without a value": b"[[papers]]\n[[papers]]",
    "tables of a paper": b'[[papers]]\n[papers.links]\ncode = ""\n[ papers . "x" ]\nx = ""\n[[papers]]\nyear = 2\n',
    "values over many lines": b'[[papers]]\ntags = [\n  "[",\n  "a", # ]\n]\n[[papers]]\nyear = 2\n',
    "Windows line ends": b"[[papers]]\r\nyear = 1\r\n\r\n[[papers]]\r\nyear = 2\r\n",
    "no newline at the end": b"[[papers]]\nyear = 1\n[[papers]]\nyear = 2",
    "a table between them": b'[[papers]]\nyear = 1\n[library]\ntitle = "x"\n[[papers]]\nyear = 2\n',
}


@pytest.mark.parametrize("data", VISIBLE.values(), ids=VISIBLE)
def test_each_header_begins_a_paper(data: bytes) -> None:
    blocks = split(data)
    assert [tomllib.loads(block.decode())["papers"] for block in blocks.papers] == [
        [paper] for paper in tomllib.loads(data.decode())["papers"]
    ]


def test_comment_lines_directly_above_a_header_belong_to_its_paper() -> None:
    data = b'[library]\nschema = 1\n\n# mine\n  # and mine\n[[papers]]\nkey = "a"\n'
    assert split(data).papers == [b'# mine\n  # and mine\n[[papers]]\nkey = "a"']


def test_a_comment_apart_from_a_header_belongs_to_no_paper() -> None:
    data = b'# head\n\n[[papers]]\nkey = "a"\n# behind\n\n# between\n\n[[papers]]\nkey = "b"\n\n# end'
    blocks = split(data)
    assert blocks.papers == [b'[[papers]]\nkey = "a"', b'[[papers]]\nkey = "b"']
    assert blocks.rest.split(b"\n") == [b"# head", b"", b"", b"# behind", b"", b"# between", b"", b"", b"", b"# end"]


def test_a_comment_between_the_values_of_a_paper_belongs_to_it() -> None:
    data = b'[[papers]]\nkey = "a"\n\n# why\n\n[papers.links]\n# where\ncode = "x"\n# after\n'
    assert split(data).papers == [data.removesuffix(b"\n# after\n")]


def test_a_comment_behind_the_value_on_its_line_belongs_to_the_paper() -> None:
    assert split(b"[[papers]]\nyear = 1 # c\n\n# d\n").papers == [b"[[papers]]\nyear = 1 # c"]


def test_what_looks_like_a_comment_at_the_end_of_a_long_string_is_none() -> None:
    data = b'[[papers]]\nnotes = """\n\n# title\n\n# last"""\n\n# own\n'
    assert split(data).papers == [b'[[papers]]\nnotes = """\n\n# title\n\n# last"""']


def test_what_looks_like_a_comment_in_a_long_string_is_not_the_next_paper_s() -> None:
    data = b'[[papers]]\nnotes = """\n# text """\n[[papers]]\nyear = 2\n'
    assert split(data).papers[1] == b"[[papers]]\nyear = 2"


def test_a_table_behind_the_papers_is_no_part_of_one() -> None:
    data = A_PAPER + b'\n# mine\n[library]\ntitle = "x"\n'
    assert split(data).rest == b'\n\n# mine\n[library]\ntitle = "x"\n'


def test_a_byte_order_mark_stands_before_the_first_paper() -> None:
    blocks = split(b"\xef\xbb\xbf" + A_PAPER)
    assert (blocks.rest, blocks.papers) == (b"\xef\xbb\xbf\n", [A_PAPER.rstrip()])


@pytest.mark.parametrize("data", [b"", b"\n", b"# only this", b"[library]\n", b"\xff\xfe\x00", b"[[papers"])
def test_a_file_without_papers_has_no_block(data: bytes) -> None:
    blocks = split(data)
    assert (blocks.papers, blocks.rest) == ([], data)


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_lines_are_counted_from_1_also_behind_long_strings(newline: bytes) -> None:
    data = b'[[papers]]\nnotes = """\n1\n2\n"""\n\n# c\n[[papers]]\nyear = 1\n'.replace(b"\n", newline)
    blocks = split(data)
    assert [blocks.line_of(span.start) for span in blocks.paper_spans] == [1, 7]


def test_a_line_of_what_is_no_paper_is_found_in_the_file() -> None:
    data = b"# 1\n\n[[papers]]\nyear = 3\n\n# 6\n\n[[papers]]\nyear = 9\n# 10\n[library]\n"
    blocks = split(data)
    lines = blocks.rest.split(b"\n")
    assert [blocks.line_in_rest(lines.index(text)) for text in (b"# 1", b"# 6", b"# 10", b"[library]")] == [
        1,
        6,
        10,
        11,
    ]


TEXTS = st.text(st.sampled_from("ab\"'\\#[]=\n\r é"), max_size=30)
PIECES = st.sampled_from(['"', "'", '"""', "'''", "\\", "#", "\n", "\r\n", " ", "[[papers]]", "[library]", "x", "="])
COMMENTS = st.text(st.sampled_from("ab\"'\\#[]= é"), max_size=12).map(lambda text: f"# {text}\n")


def basic(text: str) -> str:
    return '"""\n' + text.replace("\\", "\\\\").replace('"""', '""\\"').replace("\r", "\\r").removesuffix('"') + '"""'


def literal(text: str) -> str:
    return "'''\n" + text.replace("'", "`").replace("\r", "") + "'''"


def short(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r") + '"'


VALUES = st.one_of(
    TEXTS.map(basic), TEXTS.map(literal), TEXTS.map(short), st.just("['''[[papers]]''', \"#\"] # \"\"\"")
)
HEADERS = st.sampled_from(["[[papers]]", "[[ papers ]]", ' [["papers"]] # x', "\t[['papers']]"])
INNER = st.sampled_from(["", "\n[papers.links]\ncode = '[[papers]]'\n", "# c\n[ papers.fields ]\nx = '''\n[a]\n'''\n"])
BEHIND = st.sampled_from(["", "\n", "\n# own\n\n"])
PAPERS = st.builds(
    "{}{}\nkey = {}\n{}x = {}\n{}{}".format, COMMENTS | st.just(""), HEADERS, VALUES, COMMENTS, VALUES, INNER, BEHIND
)
HEADS = st.sampled_from(["", "[library]\nschema = 1\n", "# head\n\n"])
ENDS = st.sampled_from(["", "\n"])


@given(HEADS, st.lists(PAPERS, max_size=5), ENDS, st.sampled_from(["\n", "\r\n"]))
def test_blocks_hold_the_papers_that_a_toml_parser_sees(head: str, papers: list[str], end: str, newline: str) -> None:
    data = ((head + "".join(papers)).removesuffix("\n") + end).replace("\n", newline).encode()
    assert [tomllib.loads(block.decode())["papers"][0] for block in split(data).papers] == tomllib.loads(
        data.decode()
    ).get("papers", [])


@given(st.lists(PIECES, max_size=40).map("".join).map(str.encode) | st.binary(max_size=60))
def test_the_parts_joined_are_the_bytes_whatever_these_are(data: bytes) -> None:
    assert joined(split(data)) == data


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_a_toml_parser_reads_is_split_as_it_reads_it(text: str) -> None:
    data = ("[library]\n" + text).encode()
    try:
        seen = tomllib.loads(data.decode()).get("papers", [])
    except tomllib.TOMLDecodeError:
        return
    assert len(split(data).papers) == len(seen)


MEGABYTE = 1 << 20
NASTY = {
    "triple quotes": b'"""',
    "single triple quotes": b"'''",
    "both": b"\"\"\"'''",
    "escaped triple quotes": b'\\"""',
    "escaped triple quotes, a line each": b'\\"""\n',
    "quotes that stay open": b"\"\n'\n\"''\n",
    "backslashes": b"\\",
    "escaped quotes": b'\\"',
    "headers": b"[[papers]]\n",
    "headers of other tables": b"[x]\n",
    "brackets": b"[",
    "lines of brackets": b" [ [\n",
    "comments": b"# c\n",
    "comments with quotes": b"# \"\"\" '''\n",
    "long strings": b'x = """\n[[papers]]\n"""\n',
    "blanks": b" ",
    "empty lines": b"\n",
    "blanks and empty lines": b"\n    ",
    "Windows line ends": b"\r\n",
    "carriage returns": b"\r",
    "papers with comments": b"# c\n# d\n[[papers]]\nkey = 'a'\n\n# e\n",
}


@pytest.mark.parametrize("start", [b"", b'[[papers]]\nx = """', b"[[papers]]\n["], ids=["alone", "quoted", "bracket"])
@pytest.mark.parametrize("piece", NASTY.values(), ids=NASTY)
def test_a_megabyte_of_anything_is_split_in_one_pass(piece: bytes, start: bytes) -> None:
    # Two passes over a part would be a million million steps: this test would not come back.
    data = start + piece * (MEGABYTE // len(piece)) + b"\n'''\n[[papers]]\n"
    assert joined(split(data)) == data


def test_long_strings_are_found_in_order() -> None:
    data = b"a = \"\"\"x\"\"\"\nb = '''y'''\n# '''\nc = [\"\"\"z\"\"\", '''w''']\n"
    assert [data[start:end][3:4] for start, end in many_line_strings(data)] == [b"x", b"y", b"z", b"w"]
