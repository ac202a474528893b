import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.store.formatting import formatted
from mllmtune.store.toml import FaultError, read_paper

MESSY = """\
  # above the paper
[[papers]]   # behind the header
year  =  2024 # of publication
  # the title as printed
title    = 'A "title"'

type = "misc"
tags = [ # mine
  "x", # first
  "y",
]
links.code = "https://example.org/a" # the code
key = 'a'
fields = { annote = "{Oral}" }
"""

NEAT = """\
# above the paper
[[papers]]   # behind the header
key = "a"
type = "misc"
# the title as printed
title = "A \\"title\\""
year = 2024  # of publication
tags = [ # mine
  "x", # first
  "y",
]

# the code
[papers.links]
code = "https://example.org/a"

[papers.fields]
annote = "{Oral}"
"""


def test_attributes_stand_in_their_order_with_their_comments() -> None:
    assert formatted(MESSY.encode()).decode() == NEAT


def test_what_is_in_order_stays() -> None:
    assert formatted(NEAT.encode()).decode() == NEAT


def test_line_ends_stay() -> None:
    assert formatted(MESSY.replace("\n", "\r\n").encode()).decode() == NEAT.replace("\n", "\r\n")
    assert formatted(b"[[papers]]\ntype = 'misc'\nkey = 'a'") == b'[[papers]]\nkey = "a"\ntype = "misc"'


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(FaultError):
        formatted(b"[[papers]]\nkey =\n")


LINES = [
    "key = 'a'",
    "  type = 'misc'",
    "year  =  2024 # of publication",
    "# one\n\n# two\ntitle = 'A'",
    'note = """\n# x\n\ny""" # "y"',
    "doi = '10.1000/X'",
    "links.code = 'https://example.org'",
    "fields = {'a b' = '#'} # }",
    "tags = [\n'#', # x\n]",
]


@given(st.permutations(LINES))
def test_any_order_becomes_the_same_and_means_the_same(lines: list[str]) -> None:
    block = "\n".join(["[[papers]]", *lines]) + "\n"
    first = formatted(block.encode())
    assert tomllib.loads(first.decode()) == tomllib.loads(block)
    assert read_paper(first) == read_paper(block.encode())
    assert formatted(first) == first
