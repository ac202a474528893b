"""Whatever stands where in an answer, what comes of it is a valid paper or an error that names the service."""

import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mllmtune.errors import UnusableAnswerError
from mllmtune.formats import bibtex_reader
from mllmtune.model.facts import Facts
from mllmtune.sources import acl, arxiv, crossref, datacite, dblp, openreview, s2
from mllmtune.sources.answer import Answer
from mllmtune.sources.identifier import identifier_of
from mllmtune.sources.valid import valid
from tests import answers

TEXTS = st.text(max_size=12) | st.sampled_from(
    ["2024", "$", "{", "<i>", "&amp;amp;", "10.1000/x", "\u202e", "Ann B", "and"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
Parser = Callable[[str], Answer | list[Answer] | list[Answer | None] | None]
RECORDS: dict[str, tuple[Parser, str]] = {
    "Crossref": (crossref.parse, answers.crossref("10.1000/x", abstract="<p>a</p>", relation={"is-preprint-of": []})),
    "DataCite": (datacite.parse, answers.datacite("10.1000/x")),
    "OpenReview": (openreview.parse, answers.openreview("abcdef1")),
    "DBLP": (dblp.parse_search, answers.dblp_search(answers.dblp_hit("conf/x/Y24"))),
    "Semantic Scholar": (s2.parse, json.dumps([answers.s2_record("2402.00001")])),
}
FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> list[Facts]:
    return [paper.facts() for paper in bibtex_reader.read(text).papers]


def check(parse: Parser, text: str) -> None:
    """Parse a text and make papers of what comes of it; no other error may come."""
    with suppress(UnusableAnswerError):
        found = parse(text)
        for answer in found if isinstance(found, list) else [found]:
            assert answer is None or valid(answer).facts["title"]


def places(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every value of a document."""
    inner: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(found for step, each in inner for found in places(each, (*path, step)))]


def replaced(value: object, path: tuple[str | int, ...], new: object) -> object:
    """Return the document with another value at a path."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)  # type: ignore[call-overload]
    copy[path[0]] = replaced(copy[path[0]], path[1:], new)
    return copy


@pytest.mark.parametrize("name", RECORDS)
@FAST
@given(data=st.data())
def test_any_value_at_any_place_of_a_record_makes_a_paper_or_an_error(name: str, data: st.DataObject) -> None:
    parse, text = RECORDS[name]
    record: object = json.loads(text)
    for _ in range(data.draw(st.integers(1, 3))):
        record = replaced(record, data.draw(st.sampled_from(places(record))), data.draw(JSON))
    check(parse, json.dumps(record))


@FAST
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_any_text_in_an_entry_of_arxiv_makes_a_paper_or_an_error(
    title: str, name: str, abstract: str, word: str
) -> None:
    check(arxiv.parse, answers.arxiv_feed(answers.arxiv_entry("2402.00001", title, [name], abstract=f"a {abstract}")))
    check(arxiv.parse, answers.arxiv_feed(word + answers.arxiv_entry("2402.00001")))


@FAST
@given(st.text(max_size=80))
def test_any_text_for_an_entry_makes_a_paper_or_an_error(text: str) -> None:
    for parse in (acl.parse, dblp.parse):
        check(lambda word, parse=parse: parse(word, read), text)  # type: ignore[misc]
        check(lambda word, parse=parse: parse(word, read), f"@article{{a, title = {{T}}, {text} }}")  # type: ignore[misc]


@FAST
@given(st.text(max_size=40) | st.from_regex(r"https?://[a-z.]{1,9}/\w{0,9}[?=#.%]\w{0,9}", fullmatch=True))
def test_any_word_names_a_paper_or_none(text: str) -> None:
    found = identifier_of(text)
    assert found is None or identifier_of(str(found)) == found
