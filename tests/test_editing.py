"""A paper is changed where it stands: other attributes, comments and spelling stay."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.errors import WouldNotSurviveError
from mllmtune.model.facts import Facts
from mllmtune.store.blocks import digest, split
from mllmtune.store.changes import Change, Edited, changed
from mllmtune.store.editing import edited, with_setting
from mllmtune.store.replacing import replace
from mllmtune.store.saving import Record, save
from mllmtune.store.toml import read_paper, write_paper

BLOCK = b"""\
# mine
[[papers]]
key = "a"   # spaced
type="misc"
year = 2024 # why
tags = ["x", # one
  "y"]
links.code = "https://x.org" # n
"""
RECORD = Record(Path("no journal is written"), ("mllmtune", "test"))
FACTS: Facts = {
    "key": "a", "type": "misc", "year": 2024, "tags": ["x", "y"], "links": {"code": "https://x.org"}
}  # fmt: skip


def test_only_what_has_another_value_is_written_anew() -> None:
    facts: Facts = {
        **FACTS,
        "year": 2025,
        "links": {"code": "https://x.org", "demo": "https://y.org"},
        "doi": "10.1000/x",
    }

    assert edited(BLOCK, facts).block == (
        b'# mine\n[[papers]]\nkey = "a"   # spaced\ntype="misc"\nyear = 2025 # why\ntags = ["x", # one\n  "y"]\n'
        b'links.code = "https://x.org" # n\nlinks.demo = "https://y.org"\ndoi = "10.1000/x"\n'
    )


def test_an_attribute_that_is_gone_is_taken_out_and_its_comment_stays() -> None:
    without: Facts = {"key": "a", "type": "misc", "year": 2024, "links": {"code": "https://x.org"}}

    assert edited(BLOCK, without).block == BLOCK.replace(b'tags = ["x", # one\n  "y"]\n', b"# one\n")


def test_comments_between_the_items_of_a_list_stand_above_it_when_it_changes() -> None:
    facts: Facts = {**FACTS, "tags": ["x", "y", "z"]}

    after = edited(BLOCK, facts).block

    assert after == BLOCK.replace(b'tags = ["x", # one\n  "y"]\n', b'# one\ntags = ["x", "y", "z"]\n')


def test_a_comment_that_stands_twice_is_kept_twice() -> None:
    block = b'[[papers]]\r\nkey = "a" # todo\r\ntype = "misc"\r\ntags = ["x", # todo\r\n"y", # todo\r\n]\r\nyear = 1'

    after = edited(block, {"key": "a", "type": "misc", "tags": ["x"], "year": 1}).block

    assert after.splitlines(keepends=True)[3:] == [b"# todo\r\n", b"# todo\r\n", b'tags = ["x"]\r\n', b"year = 1"]


@pytest.mark.parametrize("ending", ["\n", ""])
def test_the_comment_of_the_last_attribute_does_not_go_over_to_the_next_paper(ending: str) -> None:
    block = f'[[papers]]\nkey = "a"\ntype = "misc"\nyear = 1 # who says?{ending}'.encode()

    after = edited(block, {"key": "a", "type": "misc"}).block

    assert after == f'[[papers]]\nkey = "a"\n# who says?\ntype = "misc"{ending}'.encode()


def test_the_comment_of_a_table_that_is_gone_stays() -> None:
    block = b'[[papers]]\nkey = "a"\ntype = "misc"\n\n[papers.links] # mine\n# the code\ncode = "https://x.org" # c\n'

    after = edited(block, {"key": "a", "type": "misc"}).block

    assert [line for line in after.splitlines() if line.startswith(b"#")] == [b"# mine", b"# the code", b"# c"]
    assert read_paper(after).facts() == {"key": "a", "type": "misc"}


def test_line_ends_stay_what_they_are() -> None:
    block = BLOCK.replace(b"\n", b"\r\n").removesuffix(b"\r\n")

    after = edited(block, {**FACTS, "abstract": "one\ntwo"}).block

    assert after.count(b"\n") == after.count(b"\r\n")
    assert not after.endswith(b"\n")
    assert read_paper(after).abstract == "one\ntwo"


def test_a_file_keeps_every_other_byte() -> None:
    text = b"# head\n[library]\nschema = 1\n\n" + BLOCK + b'\n# own\n\n[[papers]]\nkey = "b"\ntype = "misc"\n# end'
    change = Change(edited={digest(BLOCK.rstrip()): edited(BLOCK.rstrip(), {**FACTS, "year": 2025})})

    assert changed(split(text), change) == text.replace(b"2024", b"2025")


def test_settings_come_to_stand_behind_a_byte_order_mark_with_the_line_ends_of_the_file() -> None:
    head = b"\xef\xbb\xbf# mine\r\n\r\n"
    blocks = split(head + b'[[papers]]\r\nkey = "a"\r\ntype = "misc"\r\n')

    settings = with_setting(blocks, "files", "pdfs")

    assert settings == {head: b'\xef\xbb\xbf[library]\r\nfiles = "pdfs"\r\n\r\n# mine\r\n\r\n'}


def test_an_edit_that_would_not_read_back_is_not_saved(tmp_path: Path) -> None:
    library = tmp_path / "papers.toml"
    replace(library, BLOCK, was=None)
    lie = Edited(BLOCK.rstrip(), edited(BLOCK, {**FACTS, "year": 2025}).paper)

    with pytest.raises(WouldNotSurviveError, match="a would not read back"):
        save(library, lambda _: Change(edited={digest(BLOCK.rstrip()): lie}), RECORD)

    assert library.read_bytes() == BLOCK


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
PAPERS = st.fixed_dictionaries(
    {"key": st.just("a"), "type": st.sampled_from(["misc", "book"])},
    optional={
        "title": TEXTS,
        "year": st.integers(1, 2030),
        "tags": st.lists(TEXTS, min_size=1),
        "abstract": TEXTS,
        "links": st.dictionaries(TEXTS, st.just("https://x.org"), min_size=1),
        "fields": st.dictionaries(TEXTS, st.text(st.characters(exclude_categories=["Cs"])), min_size=1),
    },
)


@given(PAPERS, PAPERS)
def test_any_paper_can_become_any_other(old: Facts, new: Facts) -> None:
    result = edited(write_paper(old).encode(), new)

    assert read_paper(result.block).facts() == result.paper.facts()
    assert "papers" in tomllib.loads(result.block.decode())
