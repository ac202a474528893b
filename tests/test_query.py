import pytest

from mllmtune.errors import BadQueryError
from mllmtune.select.query import EVERYTHING, Either, Every, Node, Not, Term, Words, Years, parse, years


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", EVERYTHING),
        ("lora", Words("lora")),
        ("lora vision", Every((Words("lora"), Words("vision")))),
        ('"low rank"', Words("low rank")),
        ("lor*", Words("lor", prefix=True)),
        ('"low ra"*', Words("low ra", prefix=True)),
        ("low-rank", Words("low-rank")),
        ("-merging", Not(Words("merging"))),
        ('lora -"model merging"', Every((Words("lora"), Not(Words("model merging"))))),
        ("a OR b", Either((Words("a"), Words("b")))),
        ("a b OR c", Either((Every((Words("a"), Words("b"))), Words("c")))),
        ("(a OR b) c", Every((Either((Words("a"), Words("b"))), Words("c")))),
        ("a or b", Every((Words("a"), Words("or"), Words("b")))),
        ("a OR", Words("a")),
        ("author:liu", Words("liu", "authors")),
        ('title:"visual instruction"', Words("visual instruction", "title")),
        ("AUTHOR:liu*", Words("liu", "authors", prefix=True)),
        ("paradigm:Additive", Term("paradigm", "additive")),
        ("venue:Icml", Term("venue", "icml")),
        ("tag:pe*", Term("tag", "pe*")),
        ("has:code", Term("has", "code")),
        ("missing:doi", Not(Term("has", "doi"))),
        ("-has:code", Not(Term("has", "code"))),
        ("year:2023", Years(2023, 2023)),
        ("year:2023..2025", Years(2023, 2025)),
        ("arxiv:2402.09353", Term("arxiv", "2402.09353")),
        ("https://arxiv.org", Words("https://arxiv.org")),
        ("Tip-Adapter:", Words("Tip-Adapter:")),
        ("+ / lora", Words("lora")),
        ("Müller", Words("Müller")),
    ],
)
def test_a_query_means(text: str, meaning: Node) -> None:
    assert parse(text) == meaning


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("auther:liu", 'there is no field "auther"'),
        ("year:soon", "years are written 2023"),
        ("(lora", "a ( is not closed"),
        ("lora)", "a ) has no ( before it"),
    ],
)
def test_a_query_that_cannot_be_read_says_why(text: str, why: str) -> None:
    with pytest.raises(BadQueryError, match=why.replace("(", r"\(").replace(")", r"\)")):
        parse(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("2023", Years(2023, 2023)),
        ("2023..", Years(2023, None)),
        ("..2020", Years(None, 2020)),
        ("2020-2023", Years(2020, 2023)),
    ],
)
def test_years_may_be_open_at_either_end(text: str, meaning: Years) -> None:
    assert years(text) == meaning


@pytest.mark.parametrize("text", ["", "..", "23a", "2023...2024"])
def test_what_is_no_span_of_years_is_refused(text: str) -> None:
    with pytest.raises(BadQueryError):
        years(text)
