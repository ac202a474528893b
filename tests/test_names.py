import pytest
from hypothesis import given
from hypothesis import strategies as st

from mllmtune.text.names import (
    family_name,
    given_first,
    normalised,
    short_list,
    split_names,
    without_labels,
)
from mllmtune.text.people import Person, person
from mllmtune.text.several_names import are_several, proposed_names, too_many_commas

NAMES = [
    # as typed, as stored, family name, as people read it
    ("Shih-Yang Liu", "Liu, Shih-Yang", "Liu", "Shih-Yang Liu"),
    ("Liu, Shih-Yang", "Liu, Shih-Yang", "Liu", "Shih-Yang Liu"),
    ("  Liu ,  Shih-Yang ", "Liu, Shih-Yang", "Liu", "Shih-Yang Liu"),
    ("Donald E. Knuth", "Knuth, Donald E.", "Knuth", "Donald E. Knuth"),
    ("Donald~E. Knuth", "Knuth, Donald E.", "Knuth", "Donald E. Knuth"),
    ("Ludwig van Beethoven", "van Beethoven, Ludwig", "Beethoven", "Ludwig van Beethoven"),
    ("van Beethoven, Ludwig", "van Beethoven, Ludwig", "Beethoven", "Ludwig van Beethoven"),
    ("Jean de la Fontaine", "de la Fontaine, Jean", "Fontaine", "Jean de la Fontaine"),
    ("Per Brinch Hansen", "Hansen, Per Brinch", "Hansen", "Per Brinch Hansen"),
    ("Brinch Hansen, Per", "Brinch Hansen, Per", "Brinch Hansen", "Per Brinch Hansen"),
    ("King, Jr, Martin Luther", "King, Jr, Martin Luther", "King", "Martin Luther King Jr"),
    ("Charles {Smith Jones}", "{Smith Jones}, Charles", "{Smith Jones}", "Charles Smith Jones"),
    ("{The LoRA Team}", "{The LoRA Team}", "{The LoRA Team}", "The LoRA Team"),
    ("{Barnes and Noble, Inc.}", "{Barnes and Noble, Inc.}", "{Barnes and Noble, Inc.}", "Barnes and Noble, Inc."),
    ("OpenAI", "OpenAI", "OpenAI", "OpenAI"),
    ("others", "others", "others", "others"),
    ("张三", "张三", "张三", "张三"),
    ("李 四", "李 四", "李 四", "李 四"),
    ("김, 철수", "김, 철수", "김", "철수 김"),
    ("Christina A. L.\\ Thiele", "Thiele, Christina A. L.", "Thiele", "Christina A. L. Thiele"),
    (
        "Bernardo Esteves\u00a0Henriques",
        "Esteves\u00a0Henriques, Bernardo",
        "Esteves\u00a0Henriques",
        "Bernardo Esteves\u00a0Henriques",
    ),
    ("de~Croon, Guido", "de~Croon, Guido", "Croon", "Guido de Croon"),
    ("Christophe De~Wagter", "Christophe De~Wagter", "Wagter", "Christophe De Wagter"),
    ("Charles {Smith~Jones}", "{Smith~Jones}, Charles", "{Smith~Jones}", "Charles Smith Jones"),
    ("Vincent {\\relax van} Gogh", "{\\relax van} Gogh, Vincent", "Gogh", "Vincent van Gogh"),
    ("Simon {The} Saint", "Saint, Simon {The}", "Saint", "Simon The Saint"),
    ("Jean {d}e Fontaine", "{d}e Fontaine, Jean", "Fontaine", "Jean de Fontaine"),
    ("family=Smith, given=Ann, prefix=von", "family=Smith, given=Ann, prefix=von", "Smith", "Ann von Smith"),
    (
        "family=Smith, given=Ann, prefix=von, useprefix=false",
        "family=Smith, given=Ann, prefix=von, useprefix=false",
        "Smith",
        "Ann von Smith",
    ),
]


@pytest.mark.parametrize(("typed", "stored"), [row[:2] for row in NAMES])
def test_a_name_is_stored_family_name_first(typed: str, stored: str) -> None:
    assert normalised(typed) == stored


@pytest.mark.parametrize(("typed", "family"), [(row[0], row[2]) for row in NAMES])
def test_the_family_name_is_the_last_part_without_von(typed: str, family: str) -> None:
    assert family_name(typed) == family


@pytest.mark.parametrize(("typed", "read"), [(row[0], row[3]) for row in NAMES])
def test_people_read_the_given_name_first(typed: str, read: str) -> None:
    assert given_first(typed) == read


@pytest.mark.parametrize(
    ("labelled", "bibtex"),
    [
        ("given=Hans, family={Harm, on}, suffix=Jr", "{Harm, on}, Jr, Hans"),
        ('given=Hans, "family=Robert and Sons, Inc."', "{Robert and Sons, Inc.}, Hans"),
        ('"family={Robert and Sons, Inc.}"', "{Robert and Sons, Inc.}"),
        ('family="Sm, ith", given="J, r"', "{Sm, ith}, {J, r}"),
        ("useprefix=true, given=Hans, family=Harm, prefix={van den}", "van den Harm, Hans"),
        ("family=World Health", "{World Health}"),
        ("family=Smith, suffix=Jr", "Smith, Jr, {}"),
        ("family=Team of Two, given=X", "{Team of Two}, X"),
        ("family=O{\\'}Neil Berg, given={Jo Ann}, given-i={JA}", "O{\\'}Neil Berg, {Jo Ann}"),
    ],
)
def test_a_name_with_labels_has_the_same_parts_to_bibtex(labelled: str, bibtex: str) -> None:
    assert without_labels(labelled) == bibtex


def test_the_comma_in_a_labelled_part_is_part_of_it() -> None:
    person_read = person('given=Hans, "family={Robert and Sons, Inc.}", useprefix=false, prefix=van')

    assert person_read == Person(family="Robert and Sons, Inc.", given="Hans", dropping="van")


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("A B and C D", ["A B", "C D"]),
        ("A B AND C D\n  and\tothers", ["A B", "C D", "others"]),
        ("{Barnes and Noble} and C D", ["{Barnes and Noble}", "C D"]),
        ("Anderson, Sandy and Brandy, Randy", ["Anderson, Sandy", "Brandy, Randy"]),
        ("A B and", ["A B"]),
        ("and A B", ["A B"]),
        ("A and and B", ["A", "B"]),
        ("", []),
    ],
)
def test_names_are_parted_by_the_word_and_outside_braces(field: str, names: list[str]) -> None:
    assert split_names(field) == names


@pytest.mark.parametrize("name", ["Ada Lovelace; Alan Turing; Grace Hopper", "Ada Lovelace & Alan Turing"])
def test_authors_joined_by_other_signs_are_left_word_for_word(name: str) -> None:
    assert normalised(name) == name


@pytest.mark.parametrize("name", ["D. Wijnker, T. van Dijk, G. de Croon, C. De Wagter", "a, b, c, d"])
def test_authors_joined_by_commas_are_seen_and_left_alone(name: str) -> None:
    assert too_many_commas(name)
    assert normalised(name) == name


@pytest.mark.parametrize(
    "name",
    ["King, Jr, Martin Luther", "{a, b, c, d}", "family=Smith, given=Ann, prefix=von, suffix=Jr", "Liu, Shih-Yang"],
)
def test_names_with_as_many_commas_as_bibtex_allows_are_no_fault(name: str) -> None:
    assert not too_many_commas(name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Ada Lovelace, Alan Turing, Grace Hopper", "Ada Lovelace and Alan Turing and Grace Hopper"),
        ("Jane Lovelace, Alan Turing", "Jane Lovelace and Alan Turing"),
        ("Ada B. Lovelace, Grzegorz Turing", "Ada B. Lovelace and Grzegorz Turing"),
        ("Lovelace, Ada, Turing, Alan", "Lovelace, Ada and Turing, Alan"),
        ("Lovelace A., Turing A.-M.", "Lovelace, A. and Turing, A.-M."),
        (r"Lovelace, Ada \& Turing, Alan", "Lovelace, Ada and Turing, Alan"),
        ("Lovelace, A., Turing, A. & Hopper, G.", "Lovelace, A. and Turing, A. and Hopper, G."),
        ("Ada Lovelace; Alan Turing; Grace Hopper", "Ada Lovelace and Alan Turing and Grace Hopper"),
        ("Ada Lovelace & Alan Turing", "Ada Lovelace and Alan Turing"),
        ("Lovelace, Ada and Turing, Alan", "Lovelace, Ada and Turing, Alan"),
    ],
)
def test_several_names_in_one_are_seen_and_parted_in_the_proposal(name: str, meant: str) -> None:
    assert are_several(name)
    assert proposed_names(name) == meant


@pytest.mark.parametrize(
    "name",
    [
        "Garcia Marquez, Gabriel Jose",
        "Garcia Marquez, Robert B.",
        "Robert Martin, John",
        "Martin Luther, King B.",
        "von Neumann, Jr, John",
        "{Lovelace, Turing & Hopper}",
        "{Lovelace Inc}, {Turing Ltd}",
        r"Smith \& Sons, Ltd.",
        "family=La Cruz, given=Juan Jose, prefix=de los",
        "Kim, J. H.",
        "Turing A., Alan",
        "Logan IV, Robert L.",
        "O&#39;Brien, Pat",
        "Fern&aacute;ndez, Ana",
        "Smith & Wesson",
        "{Barnes and Noble}",
        "Anderson, Sandy",
    ],
)
def test_one_name_is_not_taken_for_several(name: str) -> None:
    assert not are_several(name)


@pytest.mark.parametrize(
    ("names", "limit", "shown"),
    [
        (["Liu, A"], 2, "Liu"),
        (["Liu, A", "Wang, B"], 2, "Liu and Wang"),
        (["Liu, A", "Wang, B", "Yin, C"], 2, "Liu et al."),
        (["Liu, A", "Wang, B", "Yin, C"], 3, "Liu, Wang and Yin"),
        (["Liu, A", "others"], 2, "Liu et al."),
        (["{The LoRA Team}"], 2, "The LoRA Team"),
        (["van Beethoven, Ludwig"], 2, "van Beethoven"),
        ([], 2, ""),
    ],
)
def test_a_screen_shows_a_few_family_names(names: list[str], limit: int, shown: str) -> None:
    assert short_list(names, limit=limit) == shown


@given(st.lists(st.sampled_from(["a", "B", " ", ",", "~", "{a, B}", "é", "=", "中", ".", "-", " and "])))
def test_a_stored_name_is_stored_as_it_is(pieces: list[str]) -> None:
    name = "".join(pieces)
    assert normalised(normalised(name)) == normalised(name)


def test_a_long_author_field_with_braces_is_split_in_one_pass() -> None:
    assert len(split_names("{A} and " * 20_000 + "B")) == 20_001
